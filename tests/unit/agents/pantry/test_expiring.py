from dataclasses import replace
from datetime import date, timedelta

from foodsave.agents.base.question import Context, Question, Subject
from foodsave.agents.pantry.expiring import answer_expiry
from foodsave.core.language.dates import Days
from foodsave.core.profiles.service import Household
from foodsave.kit.clock import SystemClock
from foodsave.kitchen.pantry.repository import ListedLot

TODAY = date(2026, 11, 20)


def lot(name: str, left: int | None, kind: str = "use_by", place: str = "fridge") -> ListedLot:
    on = None if left is None else TODAY + timedelta(days=left)
    empty = dict.fromkeys(ListedLot._fields)
    told = {
        "id": f"lot-{name}",
        "product_id": name,
        "name": name,
        "group_id": "yogurt",
        "amount_milli": 100_000,
        "unit": "g",
        "place": place,
        "purchased_on": TODAY,
        "expires_on": on,
        "expires_early": on,
        "expires_late": on,
        "expiry_basis": "printed" if on else "unknown",
        "expiry_source": kind if on else None,
        "use_first_on": on or date.max,
        "printed_on": on,
        "printed_kind": kind if on else None,
    }
    return ListedLot(**empty | told)


LOTS = [
    lot("stary", -2),
    lot("suchar", -1, "best_before"),
    lot("dzisiejszy", 0),
    lot("jutrzejszy", 1),
    lot("późny", 9),
    lot("nieznany", None),
]


def ask(question: Question, lots=LOTS, language: str = "pl"):
    context = Context(Household(id="home"), None, SystemClock(), TODAY, language, 0.0, "")
    return answer_expiry(question, context, lots)


def names(facts) -> list[str]:
    return [fact.name for fact in facts]


def days(first: int | None, last: int) -> Days:
    return Days(None if first is None else TODAY + timedelta(days=first), TODAY + timedelta(days=last), (0, 0))


def test_answer_expiry_puts_overdue_food_first_and_apart():
    told = ask(Question("expires"))

    assert names(told.data.earlier) == ["stary", "suchar"]
    assert names(told.data.lots) == ["dzisiejszy", "jutrzejszy", "późny"]
    assert told.text.startswith("Po terminie, nie jedz: stary (100 g, w lodówce, termin minął 18.11.2026, 2 dni temu).")
    assert "sprawdź: suchar" in told.text
    assert told.data.undated == 1


def test_answer_expiry_keeps_to_the_days_that_are_named():
    assert names(ask(Question("expires", days=days(0, 0))).data.lots) == ["dzisiejszy"]
    assert names(ask(Question("expires", days=days(None, 1))).data.lots) == ["dzisiejszy", "jutrzejszy"]
    tomorrow = ask(Question("expires", days=days(1, 1)))
    assert names(tomorrow.data.lots) == ["jutrzejszy"]
    assert "Jeszcze wcześniej: dzisiejszy" in tomorrow.text


def test_answer_expiry_says_so_when_nothing_is_due():
    told = ask(Question("expires", days=days(2, 3)), [lot("późny", 9)])

    assert told.text == "Nic nie kończy się do poniedziałku."
    assert told.citations == ()


def test_answer_expiry_tells_the_dates_of_one_product():
    yogurt = Question("expires", (Subject("jogurt", "plain_yogurt", ("późny", "nieznany"), (None, None)),))

    told = ask(yogurt)

    assert names(told.data.lots) == ["późny", "nieznany"]
    assert "do 29.11.2026, za 9 dni" in told.text
    assert "data nieznana" in told.text


def test_answer_expiry_tells_the_date_of_a_product_that_is_not_due_in_the_days_asked_about():
    yogurt = Subject("jogurt", "plain_yogurt", ("późny",), (None,))

    told = ask(Question("expires", (yogurt,), days=days(None, 2)), [lot("późny", 9)])

    assert told.text.startswith("Nic nie kończy się do niedzieli. Daty: późny (100 g, w lodówce, do 29.11.2026")
    assert (told.data.lots, len(told.citations)) == ([], 1)


def test_answer_expiry_lists_only_overdue_food_when_asked_for_it():
    told = ask(replace(Question("expires"), overdue=True))

    assert names(told.data.lots) == ["stary", "suchar"]
    assert ask(Question("expires", overdue=True), [lot("późny", 9)]).text == "Nic nie jest po terminie."


def test_answer_expiry_keeps_to_the_place_that_is_named():
    told = ask(Question("expires", place="freezer"), [lot("lód", 3, place="freezer"), lot("ser", 1)])

    assert names(told.data.lots) == ["lód"]


def test_answer_expiry_of_an_empty_pantry_says_so():
    assert ask(Question("expires"), [], "en").text == "Nothing is recorded in the pantry."
