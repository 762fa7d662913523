from dataclasses import replace
from datetime import date, timedelta

from foodsave.agents.base.question import Context, Wish
from foodsave.agents.chef.dishes import Menu, answer_cookable
from foodsave.core.profiles.service import Household
from foodsave.kit.clock import SystemClock
from foodsave.kit.quantity import Unit
from foodsave.kitchen.catalog.foods import Allergen
from foodsave.kitchen.recipes.cookable import weigh_up
from foodsave.kitchen.recipes.explaining import Explainer
from foodsave.kitchen.recipes.larder import dish_of
from foodsave.kitchen.recipes.recipe import Ingredient, Need, Recipe
from foodsave.kitchen.recipes.stock import Shelf, StockLot

TODAY = date(2026, 11, 20)
OMELETTE = Recipe(
    id="omlet",
    origin="shipped",
    titles={"pl": "Omlet", "en": "Omelette"},
    steps={"pl": ("Usmaż.",), "en": ("Fry.",)},
    servings=2,
    prep_min=5,
    cook_min=10,
    course="main",
    meals=("breakfast",),
    tags=(),
    tools=(),
    ingredients=tuple(
        Ingredient(Need(food_id, milli, unit), None, None)
        for food_id, milli, unit in (("egg", 4_000, Unit.PIECE), ("spinach", 200_000, Unit.GRAM))
    ),
)


def lot(food_id: str, milli: int, unit: Unit, left: int) -> StockLot:
    on = TODAY + timedelta(days=left)
    return StockLot(f"lot-{food_id}", food_id, food_id.title(), food_id, milli, unit, 1_000, "fridge", on, on, 500)


def ask(*lots: StockLot, wish: Wish = Wish(), language: str = "pl", avoid=frozenset(), dishes: bool = True, **more):  # noqa: B008
    context = Context(Household(id="home"), None, SystemClock(), TODAY, language, 0.0, "")
    shelf = Shelf(lots, (), TODAY)
    found = ((weigh_up(dish_of(OMELETTE), shelf), OMELETTE),) if dishes else ()
    menu = replace(Menu(found, len(found), 170, bought_more=False), **more)
    return answer_cookable(wish, context, menu, Explainer(shelf, language, "PLN", avoid))


def test_answer_cookable_tells_time_and_what_is_used_up():
    told = ask(lot("egg", 10_000, Unit.PIECE, 20), lot("spinach", 300_000, Unit.GRAM, 1))

    assert told.text == "Możesz ugotować:\n• Omlet (15 min; zużyje Spinach (do 21.11.2026); wszystko jest w domu)"
    assert [(one.kind, one.id, one.value) for one in told.citations] == [
        ("recipe", "omlet", "15 min"),
        ("lot", "lot-spinach", "do 21.11.2026"),
    ]


def test_answer_cookable_tells_what_is_missing_from_what_is_too_little():
    told = ask(lot("spinach", 50_000, Unit.GRAM, 30), language="en")

    assert told.text.endswith("• Omelette (15 min; missing: egg; too little: spinach)")


def test_answer_cookable_names_what_it_did_not_understand():
    told = ask(wish=Wish(unknown=("krokodylem",)))

    assert told.text.startswith("Nie znam takiego składnika: „krokodylem”; szukam bez tego.")
    assert told.data.wish.unknown == ["krokodylem"]


def test_answer_cookable_says_so_when_nothing_fits():
    told = ask(wish=Wish(foods=("pumpkin",)), dishes=False, bought_more=True)

    assert told.text == "Żaden przepis nie pasuje do tego, o co prosisz (składniki: dynia)."
    assert (told.data.dishes, told.data.bought_more, told.citations) == ([], False, ())


def test_answer_cookable_says_so_when_more_must_be_bought():
    told = ask(bought_more=True)

    assert told.data.bought_more
    assert told.text.startswith("Z tego, co jest w domu, nic takiego nie wyjdzie; po większych zakupach:")


def test_answer_cookable_points_at_doubtful_allergens_when_some_are_avoided():
    sausage = Ingredient(Need("silesian_sausage", 100_000, Unit.GRAM), None, None)
    doubtful = replace(OMELETTE, ingredients=(*OMELETTE.ingredients, sausage))
    context = Context(Household(id="home"), None, SystemClock(), TODAY, "pl", 0.0, "")
    shelf = Shelf((), (), TODAY)
    menu = Menu(((weigh_up(dish_of(doubtful), shelf), doubtful),), 1, 170, bought_more=False)

    told = answer_cookable(Wish(), context, menu, Explainer(shelf, "pl", "PLN", frozenset({Allergen.NUTS})))

    assert "sprawdź alergeny: kiełbasa śląska" in told.text
