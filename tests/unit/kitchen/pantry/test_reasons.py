from datetime import date, timedelta

import pytest

from foodsave.kitchen.catalog.groups import storage_groups
from foodsave.kitchen.pantry.expiry import effective_expiry
from foodsave.kitchen.pantry.ledger import NewLot
from foodsave.kitchen.pantry.reasons import expiry_reason, format_day

BOUGHT = date(2026, 3, 9)
LATER = {"pl": "; później może stracić na jakości", "en": "; later its quality may fall"}


def reason(locale: str, group: str | None = "yogurt", place: str = "fridge", **facts) -> str:
    usual = {"product_id": "p", "name": "Towar", "amount_milli": 1, "unit": "g", "purchased_on": BOUGHT}
    lot = NewLot(group_id=group, place=place, **(usual | facts))
    return expiry_reason(locale, effective_expiry(lot), lot)


@pytest.mark.parametrize(
    ("facts", "polish", "english"),
    [
        (
            {"printed_on": date(2026, 3, 12), "printed_kind": "use_by"},
            "należy spożyć do 12.03.2026 (data z opakowania)",
            "use by 12 Mar 2026 (printed date)",
        ),
        (
            {"printed_on": date(2026, 3, 12)},
            "najlepiej spożyć przed 12.03.2026 (data z opakowania)" + LATER["pl"],
            "best before 12 Mar 2026 (printed date)" + LATER["en"],
        ),
        (
            {},
            "Jogurty i skyr: zwykle 7-14 dni od zakupu w lodówce, licząc od 9.03.2026",
            "Yogurt and skyr: usually 7-14 days after purchase in the fridge, counted from 9 Mar 2026",
        ),
        (
            {"keeps_days": 1},
            "Jogurty i skyr: własna reguła, 1 dzień od zakupu 9.03.2026",
            "Yogurt and skyr: own rule, 1 day after purchase on 9 Mar 2026",
        ),
        (
            {"opened_on": date(2026, 3, 10)},
            "Jogurty i skyr: otwarto 10.03.2026, zwykle 2-5 dni od otwarcia w lodówce",
            "Yogurt and skyr: opened on 10 Mar 2026, usually 2-5 days after opening in the fridge",
        ),
        (
            {"opened_on": date(2026, 3, 10), "keeps_opened_days": 2},
            "Jogurty i skyr: otwarto 10.03.2026, własna reguła: 2 dni od otwarcia",
            "Yogurt and skyr: opened on 10 Mar 2026, own rule: 2 days after opening",
        ),
        (
            {"frozen_on": date(2026, 3, 10), "thawed_on": date(2026, 3, 20)},
            "rozmrożono 20.03.2026: najlepiej zjeść następnego dnia, najpóźniej 22.03.2026; nie zamrażać ponownie",
            "thawed on 20 Mar 2026: best eaten the next day, 22 Mar 2026 at the latest; do not freeze it again",
        ),
        (
            {"recipe_id": "bigos"},
            "resztki z 9.03.2026: zwykle 2-4 dni w lodówce",
            "left over from 9 Mar 2026: usually 2-4 days in the fridge",
        ),
        (
            {"recipe_id": "bigos", "place": "counter"},
            "resztki z 9.03.2026 na blacie: zjeść tego samego dnia",
            "left over from 9 Mar 2026 on the counter: eat it the same day",
        ),
        (
            {"recipe_id": "bigos", "place": "freezer", "frozen_on": date(2026, 3, 10)},
            "resztki zamrożone 10.03.2026: zwykle 60-90 dni w zamrażarce",
            "leftovers frozen on 10 Mar 2026: usually 60-90 days in the freezer",
        ),
        (
            {"group": "bread", "place": "freezer", "frozen_on": date(2026, 3, 10)},
            "Chleb: zamrożono 10.03.2026, zwykle 60-90 dni w zamrażarce" + LATER["pl"],
            "Bread: frozen on 10 Mar 2026, usually 60-90 days in the freezer" + LATER["en"],
        ),
        (
            {"group": None},
            "nie wiadomo, co to jest: wybierz grupę albo wpisz datę z opakowania",
            "the product is not known: choose its group or enter the printed date",
        ),
        (
            {"group": None, "keeps_days": 5},
            "Towar: własna reguła, 5 dni od zakupu 9.03.2026" + LATER["pl"],
            "Towar: own rule, 5 days after purchase on 9 Mar 2026" + LATER["en"],
        ),
    ],
)
def test_expiry_reason_tells_case_dates_and_interval(facts: dict, polish: str, english: str):
    assert reason("pl", **facts) == polish
    assert reason("en", **facts) == english


@pytest.mark.parametrize(("locale", "words"), [("pl", "od przełożenia 11.03.2026"), ("en", "the move on 11 Mar 2026")])
def test_expiry_reason_tells_from_when_a_warmer_place_counts(locale: str, words: str):
    told = reason(locale, "vegetable", "counter", placed_on=date(2026, 3, 11))

    assert words in told


@pytest.mark.parametrize("group", storage_groups())
@pytest.mark.parametrize("place", ["fridge", "freezer", "pantry", "counter"])
def test_expiry_reason_is_told_for_every_group_place_and_state(group: str, place: str):
    moved = BOUGHT + timedelta(days=2)
    for facts in ({}, {"opened_on": moved}, {"frozen_on": moved}, {"placed_on": moved}, {"recipe_id": "bigos"}):
        for locale in ("pl", "en"):
            told = reason(locale, group, place, **facts)
            assert told
            assert "{" not in told


@pytest.mark.parametrize(("locale", "text"), [("pl", "9.03.2026"), ("en", "9 Mar 2026")])
def test_format_day_is_written_as_people_do(locale: str, text: str):
    assert format_day(locale, BOUGHT) == text
