import re
from collections import defaultdict
from fractions import Fraction

import pytest

from foodsave.errors import NotFound
from foodsave.kit.quantity import Dimension, Unit
from foodsave.kit.text import fold
from foodsave.kitchen.catalog.foods import Allergen, food, foods, lineage, stands_for
from foodsave.kitchen.catalog.groups import storage_groups
from foodsave.kitchen.catalog.measures import Measure
from foodsave.kitchen.catalog.weights import measured

FOODS = list(foods().values())

# The grams that one of a measure can weigh, whatever the food.
PLAUSIBLE_GRAMS = {
    Measure.PINCH: ("0.05", "1"),
    Measure.CLOVE: ("3", "8"),
    Measure.BLOCK: ("2", "300"),
    Measure.CAN: ("50", "1100"),
    Measure.JAR: ("50", "1000"),
    Measure.BUNCH: ("15", "600"),
    Measure.SLICE: ("1", "300"),
    Measure.BREAD_SLICE: ("8", "60"),
    Measure.HANDFUL: ("3", "80"),
    Measure.HEAD: ("40", "1600"),
    Measure.SPRIG: ("0.5", "4"),
    Measure.LEAF: ("0.1", "40"),
    Measure.SACHET: ("1", "1100"),
    Measure.PACK: ("5", "1600"),
    Measure.STALK: ("10", "100"),
}

GROUP_ALLERGENS = {
    "milk_fresh": Allergen.MILK,
    "milk_condensed": Allergen.MILK,
    "kefir": Allergen.MILK,
    "yogurt": Allergen.MILK,
    "curd": Allergen.MILK,
    "cottage_cheese": Allergen.MILK,
    "hard_cheese": Allergen.MILK,
    "mould_cheese": Allergen.MILK,
    "processed_cheese": Allergen.MILK,
    "eggs": Allergen.EGGS,
    "tofu": Allergen.SOY,
    "fish_smoked": Allergen.FISH,
}

NAME_ALLERGENS = {
    r"\b(wheat|rye|barley|spelt|oats?|semolina|couscous|bulgur)\b": Allergen.GLUTEN,
    r"\bsoy(beans)?\b": Allergen.SOY,
    r"\b(almonds?|hazelnuts?|walnuts|cashews|pistachios|pecans|marzipan)\b": Allergen.NUTS,
    r"\bpeanuts?\b": Allergen.PEANUTS,
    r"\b(sesame|tahini)\b": Allergen.SESAME,
    r"\bmustard\b": Allergen.MUSTARD,
    r"\b(celery|celeriac)\b": Allergen.CELERY,
    r"\b(wine|cider)\b(?! vinegar)": Allergen.SULPHITES,
    r"\begg\b": Allergen.EGGS,
    r"\b(salmon|trout|cod|mackerel|tuna|herring|carp|fish|anchovies|sardines)\b": Allergen.FISH,
    r"\bshrimp\b": Allergen.CRUSTACEANS,
    r"\b(mussels|squid|oyster sauce)\b": Allergen.MOLLUSCS,
}


def _names(found, language):
    if language == "pl":
        return {found.pl.one, found.pl.of_one, found.pl.many, found.pl.of_many, *found.also_pl}
    return {found.en, found.en_plural, *found.also_en}


def _grams(weight_mg):
    return Fraction(weight_mg, 1000)


def test_foods_are_enough_for_a_household():
    assert len(FOODS) >= 700


def test_food_ids_are_plain_words_joined_by_underscores():
    assert [found.id for found in FOODS if not re.fullmatch(r"[a-z]+(_[a-z]+)*", found.id)] == []


def test_foods_carry_every_form_of_their_names():
    for found in FOODS:
        forms = (found.pl.one, found.pl.of_one, found.pl.many, found.pl.of_many, found.en, found.en_plural)
        assert all(form and form == form.strip() for form in forms), found.id


@pytest.mark.parametrize("language", ["pl", "en"])
def test_foods_share_no_name(language):
    owners = defaultdict(set)
    for found in FOODS:
        for name in _names(found, language):
            owners[fold(name)].add(found.id)

    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("language", ["pl", "en"])
def test_foods_repeat_no_synonym(language):
    for found in FOODS:
        synonyms = [fold(name) for name in (found.also_pl if language == "pl" else found.also_en)]
        assert len(set(synonyms)) == len(synonyms), found.id


def test_food_is_declined_unless_its_name_never_changes():
    for found in FOODS:
        forms = {found.pl.one, found.pl.of_one, found.pl.many, found.pl.of_many}
        assert len(forms) == 1 or found.pl.of_one != found.pl.one, found.id


@pytest.mark.parametrize(
    ("food_id", "forms"),
    [
        ("tomato", ("pomidor", "pomidora", "pomidory", "pomidorów")),
        ("egg", ("jajko", "jajka", "jajka", "jajek")),
        ("sour_cream", ("śmietana", "śmietany", "śmietany", "śmietan")),
        ("red_onion", ("czerwona cebula", "czerwonej cebuli", "czerwone cebule", "czerwonych cebul")),
        ("fresh_yeast", ("drożdże świeże", "drożdży świeżych", "drożdże świeże", "drożdży świeżych")),
        ("chicken_breast", ("pierś z kurczaka", "piersi z kurczaka", "piersi z kurczaka", "piersi z kurczaka")),
        ("oats", ("płatki owsiane", "płatków owsianych", "płatki owsiane", "płatków owsianych")),
    ],
)
def test_food_has_the_forms_of_a_native_speaker(food_id, forms):
    names = food(food_id).pl

    assert (names.one, names.of_one, names.many, names.of_many) == forms


def test_foods_belong_to_storage_groups_of_food():
    groups = storage_groups()

    assert {found.group for found in FOODS} <= set(groups)
    assert all(groups[found.group].food for found in FOODS)


def test_food_lineages_end_and_name_foods():
    for found in FOODS:
        chain = lineage(found.id)
        assert chain[0] == found.id
        assert food(chain[-1]).parent is None, found.id


def test_kinds_of_a_food_have_its_allergens():
    # A mix of seafood has the allergens of all its kinds, each kind only its own.
    for found in FOODS:
        if found.parent in {None, "seafood"} or found.allergens is None or found.id.startswith("gluten_free_"):
            continue
        assert (food(found.parent).allergens or frozenset()) <= found.allergens, found.id


@pytest.mark.parametrize(
    ("kind", "general"),
    [
        ("uht_milk", "milk"),
        ("gouda", "yellow_cheese"),
        ("gouda", "cheese"),
        ("penne", "pasta"),
        ("red_onion", "onion"),
        ("cherry_tomato", "tomato"),
        ("champignon", "mushroom"),
        ("chicken_breast", "chicken"),
        ("greek_yogurt", "plain_yogurt"),
        ("apple", "fruit"),
        ("carrot", "vegetable"),
        ("cod", "fish"),
        ("minced_pork", "meat"),
    ],
)
def test_food_stands_for_a_more_general_one_and_not_the_other_way(kind, general):
    assert stands_for(kind, general)
    assert not stands_for(general, kind)


@pytest.mark.parametrize(
    ("food_id", "other"),
    [
        ("coconut_milk", "milk"),
        ("oat_milk", "milk"),
        ("potato_starch", "wheat_flour"),
        ("sour_cream", "cream"),
        ("peanut_butter", "butter"),
        ("dried_dill", "dill"),
        ("tomato_paste", "tomato"),
        ("sweet_paprika", "bell_pepper"),
        ("pickled_cucumber", "cucumber"),
        ("cooked_chicken", "chicken"),
        ("chicken_liver", "meat"),
        ("lemon_juice", "fruit_juice"),
    ],
)
def test_food_does_not_stand_for_one_of_another_role(food_id, other):
    assert not stands_for(food_id, other)


def test_food_names_the_id_when_unknown():
    with pytest.raises(NotFound, match="'unobtainium'"):
        food("unobtainium")


def test_counted_foods_have_the_weight_of_a_piece_and_an_english_plural():
    for found in FOODS:
        if found.countable or found.unit.dimension is Dimension.COUNT:
            assert found.piece_mg, found.id
            assert found.en_plural, found.id


def test_counted_foods_are_named_in_the_singular():
    for found in FOODS:
        if found.countable:
            forms = {found.pl.one, found.pl.of_one, found.pl.many, found.pl.of_many}
            assert len(forms) == 1 or (found.pl.one, found.pl.of_one) != (found.pl.many, found.pl.of_many), found.id


def test_foods_told_in_pieces_are_counted():
    assert [found.id for found in FOODS if found.unit is Unit.PIECE and not found.countable] == []


def test_foods_have_a_density_where_spoons_and_cups_measure_them():
    for found in FOODS:
        if found.unit is Unit.MILLILITRE or not (found.countable or found.group == "dough_chilled"):
            assert found.density, found.id


def test_food_densities_lie_between_puffed_rice_and_syrup():
    for found in FOODS:
        if found.density is not None:
            assert Fraction("0.04") <= Fraction(found.density, 1000) <= Fraction("1.6"), found.id


def test_food_pieces_weigh_what_a_hand_or_a_basket_can_carry():
    for found in FOODS:
        if found.piece_mg is not None:
            assert Fraction("0.1") <= _grams(found.piece_mg) <= 4000, found.id


def test_food_measures_weigh_what_they_can():
    for found in FOODS:
        for measure, weight in found.measures.items():
            low, high = PLAUSIBLE_GRAMS[measure]
            assert Fraction(low) <= _grams(weight) <= Fraction(high), (found.id, measure)


def test_food_packs_agree_with_the_weight_of_a_pack():
    # Told by weight, piece and pack of what is not counted are the same thing; a can is weighed drained.
    for found in FOODS:
        if not found.countable and found.pack and found.piece_mg and found.pack.unit.dimension is Dimension.MASS:
            assert Fraction(1, 2) <= Fraction(found.piece_mg, found.pack.milli) <= 1, found.id


@pytest.mark.parametrize(
    ("food_id", "count", "measure", "grams"),
    [
        ("garlic", 2, Measure.CLOVE, "10"),
        ("butter", Fraction(1, 2), Measure.BLOCK, "100"),
        ("canned_tomatoes", 1, Measure.CAN, "400"),
        ("salt", 1, Measure.PINCH, "0.5"),
        ("parsley", Fraction(1, 2), Measure.BUNCH, "20"),
        ("dry_yeast", 1, Measure.SACHET, "7"),
    ],
)
def test_food_measures_are_those_of_the_kitchen(food_id, count, measure, grams):
    amount = measured(Fraction(count), measure, food(food_id))

    assert amount is not None
    assert (amount.amount, amount.unit) == (grams, Unit.GRAM)


@pytest.mark.parametrize(("group", "allergen"), GROUP_ALLERGENS.items())
def test_foods_of_a_group_have_its_allergen(group, allergen):
    grouped = [found for found in FOODS if found.group == group]

    assert grouped
    assert [found.id for found in grouped if allergen not in (found.allergens or ())] == []


@pytest.mark.parametrize(("words", "allergen"), NAME_ALLERGENS.items())
def test_foods_of_a_name_have_its_allergen_or_unknown_ones(words, allergen):
    named = [found for found in FOODS if re.search(words, found.en) and found.allergens is not None]

    assert named
    assert [found.id for found in named if allergen not in found.allergens] == []


def test_bread_and_pasta_have_gluten_unless_named_without():
    without = {"rice_noodles", "glass_noodles", "corn_tortilla"}
    baked = [found for found in FOODS if found.group in {"bread", "rolls", "tortilla", "pasta", "dough_chilled"}]

    assert {
        found.id for found in baked if found.allergens is None or Allergen.GLUTEN not in found.allergens
    } - without == {"gluten_free_bread", "gluten_free_pasta"}


def test_gluten_free_foods_have_no_gluten():
    named = [found for found in FOODS if found.id.startswith("gluten_free_")]

    assert named
    assert all(found.allergens is not None and Allergen.GLUTEN not in found.allergens for found in named)


def test_foods_from_animals_say_so():
    for found in FOODS:
        if (found.allergens or frozenset()) & {Allergen.MILK, Allergen.EGGS}:
            assert found.origin != "plant", found.id
        if found.group in {"meat_raw", "poultry_raw", "sausage", "cold_cuts", "bacon"}:
            assert found.origin == "meat", found.id
        if found.group in {"fish_raw", "fish_smoked"}:
            assert found.origin == "fish", found.id


def test_sausages_and_cold_cuts_leave_their_allergens_unknown():
    made = [found for found in FOODS if found.group in {"sausage", "cold_cuts"} and found.id != "prosciutto"]

    assert [found.id for found in made if found.allergens is not None] == []


@pytest.mark.parametrize(
    "food_id", ["water", "salt", "black_pepper", "sugar", "wheat_flour", "rapeseed_oil", "vinegar"]
)
def test_food_is_a_staple_when_every_kitchen_has_it(food_id):
    assert food(food_id).staple


@pytest.mark.parametrize("food_id", ["egg", "milk", "butter", "saffron", "chicken_breast", "dry_white_wine"])
def test_food_is_no_staple_when_it_must_be_bought(food_id):
    assert not food(food_id).staple
