from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.kit.text import fold
from foodsave.orchestration.household_words import HouseholdWords, NamedThing, SaidWord
from foodsave.orchestration.router import Route, language_spoken, route

FRIDAY = date(2026, 11, 20)


def thing(name: str, food_id: str | None, group: str) -> NamedThing:
    return NamedThing(name, name, fold(name), food_id, group)


PRODUCTS = (
    thing("Mleko UHT 3,2%", "uht_milk", "milk_uht"),
    thing("Mleko świeże 2%", "milk", "milk_fresh"),
    thing("Mleko kokosowe", "coconut_milk", "canned"),
    thing("Masło extra 82%", "butter", "butter"),
    thing("Masło orzechowe", "peanut_butter", "honey_jam_spread"),
    thing("Ser żółty Gouda", "gouda", "hard_cheese"),
    thing("Mozzarella", "mozzarella", "fresh_cheese"),
    thing("Twaróg półtłusty", "curd_cheese", "curd"),
    thing("Chleb żytni", "rye_bread", "bread"),
    thing("Bułki kajzerki", "bread_roll", "rolls"),
    thing("Łosoś wędzony", "smoked_salmon", "fish_smoked"),
    thing("Truskawki mrożone", "frozen_strawberries", "frozen_food"),
    thing("Makaron świderki", "fusilli", "pasta"),
    thing("Czekolada gorzka", "dark_chocolate", "sweets"),
    thing("Zupa instant Vifon", None, "sauce_mix_dry"),
)
ALIAS = SaidWord("1", "generic", "browar", "name", datetime(2026, 1, 1, tzinfo=UTC), "Mozzarella")
HOUSEHOLD = HouseholdWords(PRODUCTS, (ALIAS,))


def asked(text: str) -> Route:
    return route(text, language_spoken(text, "pl"), HOUSEHOLD, FRIDAY)


def meant(text: str) -> list[tuple[str, ...]]:
    return [subject.product_ids for subject in asked(text).subjects]


@pytest.mark.parametrize(
    ("text", "language", "intent"),
    [
        ("co mogę ugotować", "pl", "cookable"),
        ("szybka kolacja", "pl", "cookable"),
        ("mam ochotę na makaron", "pl", "cookable"),
        ("dinner ideas no dairy", "en", "cookable"),
        ("czy mamy gdzieś masło", "pl", "have"),
        ("when did I last buy butter", "en", "price"),
        ("co ugotować, żeby zużyć mleko", "pl", "cookable"),
        ("what's for dinner", "en", "cookable"),
        ("any ideas for pasta?", "en", "cookable"),
        ("co się psuje", "pl", "expires"),
        ("co muszę zjeść do niedzieli", "pl", "expires"),
        ("do kiedy dobre jest mleko", "pl", "expires"),
        ("czy twaróg jest jeszcze dobry", "pl", "expires"),
        ("what should I eat first", "en", "expires"),
        ("is the milk off", "en", "expires"),
        ("anything going bad by Tuesday?", "en", "expires"),
        ("czy mamy mleko", "pl", "have"),
        ("a masło jest?", "pl", "have"),
        ("skończyło się masło?", "pl", "have"),
        ("are we out of butter", "en", "have"),
        ("what is in the fridge", "en", "have"),
        ("ile mam mleka", "pl", "how_much"),
        ("how much milk do we have", "en", "how_much"),
        ("gdzie jest masło", "pl", "where"),
        ("which shelf is the butter on", "en", "where"),
        ("ile kosztowało masło", "pl", "price"),
        ("gdzie kupiłem mleko", "pl", "price"),
        ("po ile był ser", "pl", "price"),
        ("where is milk cheapest", "en", "price"),
        ("how much was the butter", "en", "price"),
    ],
)
def test_route_finds_the_intent_in_both_languages(text, language, intent):
    found = asked(text)

    assert (found.language, found.intent, found.question.intent) == (language, intent, intent)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("jaka będzie jutro pogoda", "weather"),
        ("zaplanuj posiłki na tydzień", "meal_plan"),
        ("dodaj mleko do listy zakupów", "shopping_list"),
        ("zjadłem dwa jajka", "change"),
        ("I ate the cheese", "change"),
        ("wyszukaj w internecie", "search"),
        ("ile wydałem w tym miesiącu", "spending"),
        ("przepis na bigos", "recipe"),
        ("gdzie jest gwarancja na lodówkę", "documents"),
    ],
)
def test_route_says_not_yet_to_what_comes_later(text, topic):
    found = asked(text)

    assert (found.intent, found.topic, found.question) == ("not_yet", topic, None)


@pytest.mark.parametrize(
    "text", ["kto wygrał mecz", "what is the capital of France", "🥕🥕", "???", "'; DROP TABLE lots; --", "1 2 3"]
)
def test_route_declines_what_is_out_of_scope(text):
    assert asked(text).intent == "out_of_scope"


@pytest.mark.parametrize("text", ["masło", "twaróg?", "butter?", "mozzarella, chleb", "a gouda jeszcze"])
def test_route_takes_the_mere_name_of_a_thing_for_the_question_whether_it_is_there(text):
    assert asked(text).intent == "have"


def test_route_takes_a_thing_and_a_store_for_the_question_what_it_cost():
    found = asked("masło Lidl")

    assert (found.intent, found.question.store) == ("price", "Lidl")


@pytest.mark.parametrize("text", ["przetłumacz masło na niemiecki", "is butter healthy for cats", "kalorie w maśle"])
def test_route_asks_back_when_something_else_is_said_of_a_product(text):
    assert asked(text).intent is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("szukam gdzieś mozzarelli", "where"),
        ("I can't see the rye bread", "where"),
        ("czy trzeba dokupić twaróg", "have"),
        ("must I get butter", "have"),
        ("no more rye bread?", "have"),
        ("we haven't got any gouda, have we", "have"),
        ("czy gouda podrożała", "price"),
        ("has butter gone up in price", "price"),
        ("how much a kilo is the gouda", "price"),
        ("co traci termin w tym tygodniu", "expires"),
        ("twaróg jeszcze trochę polezy?", "expires"),
        ("co się kończy pojutrze", "expires"),
        ("chce mi się jajecznicy", "cookable"),
        ("got 25 minutes, what can I throw together", "cookable"),
        ("jak wykorzystać chleb żytni", "cookable"),
        ("use up the gouda", "cookable"),
        ("czego mi brakuje do lasagne", "cookable"),
        ("pokaż wszystko w zamrażarce", "have"),
        ("do you happen to have mozzarella", "have"),
        ("is the butter in the fridge or in the freezer", "where"),
        ("czy gouda była tania", "price"),
        ("goście chcą lasagne, da się zrobić?", "cookable"),
        ("any omelette we could make", "cookable"),
        ("should I throw out the mozzarella", "expires"),
        ("ile dni ma twaróg", "expires"),
        ("kiedy minie data goudy", "expires"),
        ("did we buy butter and for how much", "price"),
        ("what have we got in the pantry", "have"),
        ("jak długo piec chleb", "not_yet"),
        ("how long should I boil eggs", "not_yet"),
        ("who is the prime minister", "out_of_scope"),
        ("how many people live in Gdynia", "out_of_scope"),
        ("ile to 12 razy 7", "out_of_scope"),
        ("gdzie jest najbliższa Biedronka", "out_of_scope"),
    ],
)
def test_route_tells_ways_of_speaking_apart(text, intent):
    assert asked(text).intent == intent


def test_route_passes_over_chatter_around_a_thing():
    assert meant("do kiedy wolno jadać łososia") == [("Łosoś wędzony",)]
    assert meant("hello, I was wondering whether there might be some gouda") == [("Ser żółty Gouda",)]
    assert meant("czy jest mozzarella, bo sąsiadka pytała") == [("Mozzarella",)]
    assert meant("is there butter or did the children finish it") == [("Masło extra 82%",)]


@pytest.mark.parametrize("text", ["czy mamy masło, a tempeh?", "butter and tempeh, any left", "mamy tempeh lub masło"])
def test_route_keeps_strange_things_that_are_listed_with_known_ones(text):
    assert () in meant(text)


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("czy mamy mleko", [("Mleko UHT 3,2%", "Mleko świeże 2%")]),
        ("czy mamy świeże mleko", [("Mleko świeże 2%",)]),
        ("how much fresh milk is left", [("Mleko świeże 2%",)]),
        ("gdzie jest masło orzechowe", [("Masło orzechowe",)]),
        ("czy mam masło", [("Masło extra 82%",)]),
        ("mamy jakiś ser?", [("Ser żółty Gouda", "Mozzarella")]),
        ("gdzie jest chleb", [("Chleb żytni",)]),
        ("mamy pieczywo?", [("Chleb żytni", "Bułki kajzerki")]),
        ("have I got any salmon", [("Łosoś wędzony",)]),
        ("gdzie są truskawki", [("Truskawki mrożone",)]),
        ("mamy coś słodkiego", [("Czekolada gorzka",)]),
        ("ile mam zupy Vifon", [("Zupa instant Vifon",)]),
        ("ile mam mlkea", [("Mleko UHT 3,2%", "Mleko świeże 2%")]),
        ("czy mam makron", [("Makaron świderki",)]),
        ("ile kosztowal browar", [("Mozzarella",)]),
        ("czy mam mleko i masło", [("Mleko UHT 3,2%", "Mleko świeże 2%"), ("Masło extra 82%",)]),
        ("czy mam halloumi", [()]),
    ],
)
def test_route_finds_the_products_that_are_meant(text, products):
    assert meant(text) == products


def test_route_keeps_what_is_of_the_kind_apart():
    assert asked("mamy jakiś ser?").subjects[0].related == ("Twaróg półtłusty",)
    assert asked("gdzie jest chleb").subjects[0].related == ("Bułki kajzerki",)


def test_route_names_what_is_nearest_to_what_is_not_there():
    assert "Mleko kokosowe" in asked("czy mam mleko sojowe").subjects[0].nearest


def test_route_passes_over_stray_words_but_not_over_things_that_are_listed():
    assert meant("ile wyniosła cena masła") == [("Masło extra 82%",)]
    assert meant("czy mam masło i tempeh") == [("Masło extra 82%",), ()]


def test_route_compares_all_stores_when_several_are_named():
    assert asked("czy masło jest tańsze w Lidlu czy w Biedronce").question.store is None
    assert asked("ile kosztowało masło na dinner").question.store is None


@pytest.mark.parametrize(
    ("text", "store"),
    [
        ("ile kosztowało masło w Tesco", "Tesco"),
        ("gouda z Warzywniaka po ile", "Warzywniak u Zosi"),
        ("masło po ile", None),
    ],
)
def test_route_knows_the_shops_of_the_household(text, store):
    household = HouseholdWords(PRODUCTS, (), ("Tesco", "Warzywniak u Zosi", "Masło i spółka"))

    found = route(text, "pl", household, FRIDAY)

    assert (found.intent, found.question.store) == ("price", store)
    assert all(subject.product_ids for subject in found.subjects)


def test_route_tells_days_that_have_been_from_days_to_come():
    price = asked("ile kosztowało masło w zeszłym miesiącu").question
    usually = asked("what do we usually pay for butter").question

    assert (price.days.start, price.days.end) == (date(2026, 10, 1), date(2026, 10, 31))
    assert (usually.focus, usually.days) == ("average", None)


def test_route_understands_days_place_and_store():
    expires = asked("co w lodówce psuje się do niedzieli").question
    price = asked("ile kosztowało masło w Biedronce").question

    assert (expires.days.start, expires.days.end, expires.place) == (None, date(2026, 11, 22), "fridge")
    assert (price.store, price.focus) == ("Biedronka", "last")


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        ("gdzie najtaniej kupię masło", "cheapest"),
        ("gdzie kupiłem masło", "store"),
        ("ile kosztował kilogram sera, cena za kg", "unit"),
        ("ile kosztowało masło", "last"),
    ],
)
def test_route_understands_what_of_a_price_matters(text, focus):
    assert asked(text).question.focus == focus


def test_route_settles_between_two_readings_by_asking():
    found = asked("do wtorku co zjeść")

    assert found.intent is None
    assert set(found.readings) == {"cookable", "expires"}


@given(st.text(max_size=120))
def test_route_survives_any_text(text):
    found = route(text, "pl", HOUSEHOLD, FRIDAY)

    assert found.intent is None or found.intent in {
        *("cookable", "expires", "have", "how_much", "where", "price", "not_yet", "smalltalk", "out_of_scope")
    }


def test_language_spoken_follows_the_message_and_else_the_household():
    assert language_spoken("do we have milk", "pl") == "en"
    assert language_spoken("czy jest mleko", "en") == "pl"
    assert language_spoken("a pieczywo?", "pl") == "pl"
    assert language_spoken("🥕", "en") == "en"
