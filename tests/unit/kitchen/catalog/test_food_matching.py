import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.core.language.folding import fold
from foodsave.kitchen.catalog.food_matching import foods_named, match_food
from foodsave.kitchen.catalog.foods import foods, stands_for


@pytest.mark.parametrize(
    ("name", "food_id"),
    [
        ("Mleko UHT Łaciate 3,2% 1l", "uht_milk"),
        ("Ser żółty Gouda plastry", "gouda"),
        ("Jaja L 10 szt", "egg"),
        ("Filet z kurczaka", "chicken_breast"),
        ("Makaron penne Lubella", "penne"),
        ("Jogurt grecki Zott 400g", "greek_yogurt"),
        ("Masło extra 82%", "butter"),
        ("Łaciate mleko", "milk"),
        ("Olej rzepakowy Kujawski 1l", "rapeseed_oil"),
        ("Szynka z indyka", "turkey_ham"),
        ("mleko bez laktozy", "lactose_free_milk"),
        ("mąka tortowa typ 450", "wheat_flour"),
        ("Papryka czerwona", "red_pepper"),
        ("Pomidory malinowe luz", "raspberry_tomato"),
        ("CHEDDAR CHEESE MATURE 350G", "cheddar"),
    ],
)
def test_match_food_knows_products_as_tills_and_people_write_them(name, food_id):
    assert match_food(name).food_id == food_id


@pytest.mark.parametrize(
    ("name", "food_id"),
    [
        ("posiekanej natki pietruszki", "parsley"),
        ("jajek", "egg"),
        ("dużych jajek", "egg"),
        ("mąki pszennej", "wheat_flour"),
        ("ziemniaków", "potato"),
        ("czerwonej cebuli", "red_onion"),
        ("białej kapusty", "white_cabbage"),
        ("masłem", "butter"),
        ("świeżo mielonego czarnego pieprzu", "black_pepper"),
        ("świeżo mielony czarny pieprz", "black_pepper"),
        ("cukru pudru", "powdered_sugar"),
        ("większej marchwi", "carrot"),
        ("główki kapusty pekińskiej", "napa_cabbage"),
        ("large eggs", "egg"),
        ("unsalted butter, melted", "butter"),
        ("extra virgin olive oil", "olive_oil"),
        ("onions, red", "red_onion"),
        ("boneless chicken breasts", "chicken_breast"),
        ("freshly squeezed lemon juice", "lemon_juice"),
    ],
)
def test_match_food_knows_ingredients_in_any_inflection(name, food_id):
    assert match_food(name).food_id == food_id


@pytest.mark.parametrize(
    "name",
    [
        "mąki pszennej",
        "śmietany kwaśnej",
        "żółtego sera",
        "natki pietruszki",
        "śliwek",
        "łososia wędzonego",
        "ogórków kiszonych",
    ],
)
def test_match_food_reads_the_same_without_diacritics(name):
    plain = match_food(fold(name))

    assert plain.food_id is not None
    assert plain.food_id == match_food(name).food_id


@pytest.mark.parametrize(
    ("name", "food_id", "friend"),
    [
        ("mąka", "wheat_flour", "pasta"),
        ("maki", "wheat_flour", "poppy_seed"),
        ("mak", "poppy_seed", "wheat_flour"),
        ("makaron", "pasta", "wheat_flour"),
        ("seler", "celeriac", "cheese"),
        ("śliwka", "plum", "olive"),
        ("oliwka", "olive", "plum"),
        ("soli", "salt", "white_fish"),
        ("masło orzechowe", "peanut_butter", "butter"),
        ("maślanka", "buttermilk", "butter"),
        ("mleko kokosowe", "coconut_milk", "milk"),
        ("mleko czekoladowe", "chocolate_milk", "milk"),
        ("ocet ryżowy", "rice_vinegar", "white_rice"),
        ("płatki ryżowe", "rice_flakes", "white_rice"),
        ("koncentrat pomidorowy", "tomato_paste", "tomato"),
        ("kostka rosołowa drobiowa", "stock_cube", "chicken"),
        ("papryka słodka mielona", "sweet_paprika", "bell_pepper"),
        ("papryka", "bell_pepper", "sweet_paprika"),
        ("ogórek kiszony", "pickled_cucumber", "cucumber"),
        ("jogurt truskawkowy", "fruit_yogurt", "strawberry"),
        ("mąka ziemniaczana", "potato_starch", "wheat_flour"),
        ("peanut butter", "peanut_butter", "butter"),
        ("coconut milk", "coconut_milk", "milk"),
        ("cream cheese", "cream_cheese", "heavy_cream"),
        ("rice vinegar", "rice_vinegar", "white_rice"),
        ("buttermilk", "buttermilk", "butter"),
    ],
)
def test_match_food_tells_false_friends_apart(name, food_id, friend):
    assert match_food(name).food_id == food_id
    assert not stands_for(food_id, friend)


@pytest.mark.parametrize(
    ("name", "flavour"),
    [
        ("zupa pomidorowa", "tomato"),
        ("tomato soup", "tomato"),
        ("sok jabłkowy", "apple"),
        ("lody jogurtowe", "plain_yogurt"),
        ("chipsy o smaku sera", "cheese"),
        ("pizza z szynką", "ham"),
        ("pierogi z mięsem", "meat"),
        ("karma dla kota z kurczakiem", "chicken"),
        ("ciastka maślane", "butter"),
        ("cebulka prażona", "onion"),
        ("mleczko czekoladowe", "milk"),
        ("jogurt z truskawkami", "plain_yogurt"),
        ("kefir truskawkowy", "kefir"),
        ("kefir truskawkowy", "strawberry"),
        ("Milka truskawka", "strawberry"),
        ("Kubuś marchew jabłko", "carrot"),
        ("szampon jabłko", "apple"),
        ("marchewka z groszkiem", "carrot"),
        ("potato salad", "potato"),
        ("strawberry yogurt", "strawberry"),
        ("krokiety z serem", "cheese"),
        ("ptasie mleczko", "milk"),
        ("mleko do ciała", "milk"),
        ("sól do zmywarki", "salt"),
        ("kawa ze śmietanką", "light_cream"),
        ("wiśnie w likierze", "sour_cherry"),
        ("śledź w śmietanie", "herring"),
        ("cebulki konserwowe", "onion"),
        ("masło do ciała", "butter"),
        ("jajka czekoladowe", "egg"),
        ("lemon tart", "lemon"),
        ("banana bread", "banana"),
        ("onion rings", "onion"),
        ("rice pudding", "white_rice"),
        ("shaving cream", "cream"),
        ("milk chocolate", "milk"),
        ("śliwka w czekoladzie", "plum"),
        ("rice cooker", "white_rice"),
        ("almond croissant", "almond"),
    ],
)
def test_match_food_never_takes_a_dish_for_its_flavour(name, flavour):
    found = match_food(name).food_id

    assert found is None or not stands_for(found, flavour)


@pytest.mark.parametrize(
    ("name", "food_id"),
    [("ser", "cheese"), ("owoce", "fruit"), ("mięso", "meat"), ("any cheese", "cheese"), ("ryba", "fish")],
)
def test_match_food_takes_a_bare_word_for_the_general_food(name, food_id):
    assert match_food(name).food_id == food_id


@pytest.mark.parametrize("name", ["", "   ", "xyzzy", "123", "🍅🍅", "bez", "a", "papier toaletowy", "toothpaste"])
def test_match_food_is_unknown_rather_than_a_guess(name):
    match = match_food(name)

    assert (match.food_id, match.confidence) == (None, 0.0)
    assert match.reason


def test_match_food_says_which_words_matched():
    match = match_food("posiekanej natki pietruszki")

    assert match.name == "natki pietruszki"


def test_match_food_is_less_sure_of_strange_words():
    assert match_food("makaron").confidence > match_food("makaron Zwiewny Obłok").confidence > 0


def test_match_food_finds_every_food_by_its_own_names():
    missed = [
        (name, found)
        for food in foods().values()
        for name, language in ((food.pl.one, "pl"), (food.en, "en"))
        if (found := match_food(name, language=language).food_id) != food.id
    ]

    assert missed == []


def test_match_food_finds_countable_foods_by_their_genitive_plural():
    counted = [food for food in foods().values() if food.countable]
    missed = [food.pl.of_many for food in counted if match_food(food.pl.of_many, language="pl").food_id != food.id]

    assert len(missed) <= len(counted) // 100, missed


@pytest.mark.parametrize(
    ("sentence", "mentioned"),
    [
        ("co zrobić z jajek, szpinaku i sera feta?", ["egg", "spinach", "feta"]),
        ("recipes with chicken and rice but no mushrooms", ["chicken", "white_rice", "mushroom"]),
        ("czy mam jeszcze maslo i mleko kokosowe?", ["butter", "coconut_milk"]),
        ("co ugotować bez cebuli", ["onion"]),
        ("ile mamy mąki pszennej?", ["wheat_flour"]),
        ("co mogę dziś ugotować?", []),
        ("what expires tomorrow?", []),
    ],
)
def test_foods_named_finds_every_food_of_a_sentence(sentence, mentioned):
    assert [mention.food_id for mention in foods_named(sentence)] == mentioned


def test_foods_named_tells_where_each_food_stands():
    sentence = "ile kosztował ser feta wczoraj"
    (mention,) = foods_named(sentence)

    assert sentence[mention.start : mention.end] == "ser feta"


@given(st.text(max_size=80), st.sampled_from([None, "pl", "en"]))
def test_match_food_answers_any_text_within_bounds(name, language):
    match = match_food(name, language=language)

    assert match.food_id is None or match.food_id in foods()
    assert 0 <= match.confidence <= 1


@given(st.text(max_size=120))
def test_foods_named_stays_within_any_text(text):
    for mention in foods_named(text):
        assert 0 <= mention.start < mention.end <= len(text)
