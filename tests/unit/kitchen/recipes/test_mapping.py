"""What the product prints it can read again, and what it does not understand it names."""

from fractions import Fraction

import pytest

from foodsave.errors import Invalid
from foodsave.kit.quantity import Unit
from foodsave.kitchen.catalog.measures import Measure
from foodsave.kitchen.recipes.draft import RecipeDraft
from foodsave.kitchen.recipes.mapping import draft_of, dump_ingredients, load_ingredients, preview
from foodsave.kitchen.recipes.recipe import Need
from foodsave.kitchen.recipes.shipped import LANGUAGES, shipped_recipes


def draft(*ingredients, **facts):
    return RecipeDraft(**({"title": "Placki", "ingredients": ingredients, "steps": ("Smaż.",)} | facts))


def test_preview_understands_what_every_shipped_recipe_prints():
    """A household that edits a shipped recipe loses no food and no amount."""
    lost, lines = [], 0
    for recipe in shipped_recipes().values():
        for language in LANGUAGES:
            read = preview(draft_of(recipe, language, {}))
            lines += len(recipe.ingredients)
            if len(read.ingredients) != len(recipe.ingredients):
                lost.append((recipe.id, language, "number of lines"))
                continue
            lost += [
                (recipe.id, language, theirs.text)
                for ours, theirs in zip(recipe.ingredients, read.ingredients, strict=True)
                if (ours.need.food_id, ours.need.milli, ours.need.unit)
                != (theirs.need.food_id, theirs.need.milli, theirs.need.unit)
            ]

    assert len(lost) <= 0.01 * lines, lost


def test_preview_keeps_amounts_in_base_units_and_the_words_as_written():
    line = preview(draft("2 szklanki mąki pszennej")).ingredients[0]

    assert (line.text, line.count, line.measure) == ("2 szklanki mąki pszennej", Fraction(2), Measure.GLASS)
    assert line.need == Need("wheat_flour", 500_000, Unit.MILLILITRE)


def test_preview_names_what_it_does_not_understand():
    read = preview(draft("100 g kryptonitu", "1 jajko"))

    assert [line.need.food_id for line in read.ingredients] == [None, "egg"]


@pytest.mark.parametrize(
    ("facts", "language", "servings", "assumed"),
    [({}, "pl", 4, True), ({"language": "en"}, "en", 4, True), ({"servings": 6}, "pl", 6, False)],
)
def test_preview_assumes_servings_only_when_the_draft_is_silent(facts, language, servings, assumed):
    read = preview(draft("1 jajko", **facts))

    assert (read.language, read.servings, read.servings_assumed) == (language, servings, assumed)


def test_preview_splits_a_line_that_names_two_foods():
    assert [line.need.food_id for line in preview(draft("sól i pieprz do smaku")).ingredients] == [
        "salt",
        "black_pepper",
    ]


def test_digest_tells_the_same_words_from_others():
    one, same, other = (preview(draft(line)) for line in ("1 jajko", "1 jajko", "2 jajka"))

    assert one.digest == same.digest
    assert one.digest != other.digest


def test_load_ingredients_returns_what_dump_ingredients_kept():
    lines = preview(draft("1 1/2 szklanki mleka", "sól", "coś", "2 ząbki czosnku")).ingredients

    assert load_ingredients(dump_ingredients(lines), [line.need.dump() for line in lines]) == lines


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"title": " "}, "no_title"),
        ({"ingredients": ()}, "no_ingredients"),
        ({"ingredients": ("sól",) * 500}, "too_many_ingredients"),
        ({"ingredients": ("x" * 501,)}, "too_long"),
        ({"steps": ("s",) * 101}, "too_many_steps"),
        ({"servings": 0}, "invalid_servings"),
        ({"servings": 10_000}, "invalid_servings"),
        ({"prep_min": -1}, "invalid_time"),
        ({"cook_min": 10**9}, "invalid_time"),
    ],
)
def test_recipe_draft_refuses_what_no_recipe_has(facts, code):
    with pytest.raises(Invalid) as refusal:
        draft(*facts.pop("ingredients", ("1 jajko",)), **facts)

    assert refusal.value.reason == code


def test_preview_refuses_lines_that_split_into_too_many():
    with pytest.raises(Invalid) as refusal:
        preview(draft(*["sól i pieprz"] * 90))

    assert refusal.value.reason == "too_many_ingredients"


@pytest.mark.parametrize(
    ("line", "milli", "unit", "notes"),
    [
        ("1 puszka (800 g) pomidorów", 800_000, Unit.GRAM, {"pl": "po 800 g"}),
        ("2 puszki po 400 g pomidorów", 800_000, Unit.GRAM, {"pl": "po 400 g"}),
        ("2 cebule, drobno posiekane", 2_000, Unit.PIECE, {"pl": "drobno posiekane"}),
        ("2 cebule", 2_000, Unit.PIECE, {}),
    ],
)
def test_understood_counts_what_a_can_holds_and_keeps_what_is_told_beside(line, milli, unit, notes):
    ingredient = preview(draft(line)).ingredients[0]

    assert (ingredient.need.milli, ingredient.need.unit, ingredient.notes) == (milli, unit, notes)


def test_understood_refuses_cans_that_hold_more_than_can_be_kept():
    with pytest.raises(Invalid) as refusal:
        preview(draft("999999999999 puszek (800 g) pomidorów"))

    assert refusal.value.reason == "invalid_quantity"
