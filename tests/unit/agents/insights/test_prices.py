from dataclasses import replace
from datetime import date

from foodsave.agents.base.question import Context, Question, Subject
from foodsave.agents.insights.prices import answer_price, average_of, cheapest_of
from foodsave.agents.insights.purchases import PastPurchase
from foodsave.core.language.dates import Days
from foodsave.core.profiles.service import Household
from foodsave.kit.clock import SystemClock
from foodsave.kit.quantity import Quantity, Unit

BUTTER = Subject("masło", "butter", ("butter",), ("butter",))


def bought(day: int, price: int | None, store: str | None = "Lidl", amount: str = "200") -> PastPurchase:
    quantity = Quantity.parse(amount, "g")
    return PastPurchase(
        product_id="butter",
        product="Masło",
        on=date(2026, 11, day),
        store=store,
        price_minor=price,
        currency=None if price is None else "PLN",
        amount=quantity,
        unit_minor=None if price is None else price * 1000 * 1000 // quantity.milli,
        per=None if price is None else Unit.KILOGRAM,
        receipt_id=f"receipt-{day}" if store else None,
        receipt_line=2 if store else None,
        lot_id=f"lot-{day}",
    )


def ask(purchases, language: str = "pl", **asked):
    context = Context(Household(id="home"), None, SystemClock(), date(2026, 11, 20), language, 0.0, "")
    return answer_price(Question("price", (BUTTER,), **asked), context, purchases)


def test_answer_price_tells_the_last_purchase_and_those_before():
    told = ask([bought(15, 649, "Biedronka"), bought(8, 599)])

    assert told.text == (
        "Masło: ostatnio 6,49 zł za 200 g (32,45 zł/kg, 15.11.2026, Biedronka); "
        "wcześniej 5,99 zł za 200 g (29,95 zł/kg, 8.11.2026, Lidl)."
    )
    assert told.data.latest.price.amount == "6.49"
    assert [(one.kind, one.id, one.receipt_line) for one in told.citations] == [
        ("receipt", "receipt-15", 2),
        ("receipt", "receipt-8", 2),
    ]


def test_answer_price_says_that_a_price_is_unknown():
    told = ask([bought(15, None, None)], "en")

    assert told.data.unknown
    assert told.data.latest.price is None
    assert told.text == "Masło: last 200 g at an unknown price (15 Nov 2026)."
    assert told.citations[0].kind == "lot"


def test_answer_price_says_that_nothing_was_bought():
    told = ask([])

    assert (told.data.yes, told.data.latest, told.citations) == (False, None, ())
    assert told.text == "Nie ma zapisanego żadnego zakupu: „masło”."


def test_answer_price_keeps_to_the_store_that_is_named():
    there = ask([bought(15, 649, "Biedronka"), bought(8, 599)], store="Lidl")
    elsewhere = ask([bought(15, 649, "Biedronka")], store="Lidl")

    assert [one.store for one in there.data.purchases] == ["Lidl"]
    assert not elsewhere.data.yes
    assert elsewhere.text.startswith("W sklepie Lidl nie ma takiego zakupu; gdzie indziej: Masło")


def test_answer_price_tells_the_cheapest_first_when_asked():
    told = ask([bought(15, 649), bought(8, 599, amount="100"), bought(2, 600)], focus="cheapest")

    assert told.data.cheapest.on == date(2026, 11, 2)
    assert told.text.startswith("Najtaniej: Masło, 6,00 zł za 200 g (30,00 zł/kg, 2.11.2026, Lidl).")


def test_cheapest_of_passes_over_what_cannot_be_compared():
    assert cheapest_of([bought(15, None)]) is None
    assert cheapest_of([bought(15, None), bought(8, 700), bought(2, 650)]).on == date(2026, 11, 2)


def test_average_of_weighs_by_amount_and_leaves_unknown_prices_out():
    found = average_of([bought(15, 700), bought(8, 500, amount="300"), bought(2, None)])

    assert (found.unit_minor, found.per, len(found.purchases)) == (2400, Unit.KILOGRAM, 2)
    assert average_of([bought(2, None)]) is None


def test_answer_price_tells_the_average_and_cites_every_purchase_of_it():
    told = ask([bought(15, 649), bought(8, 600)], focus="average")

    assert told.text.startswith("Średnio 31,23 zł/kg, liczba zakupów: 2. Masło: ostatnio 6,49 zł")
    assert told.citations[0].of == ("receipt-15", "receipt-8")
    assert told.data.average.amount == "31.23"


def test_answer_price_keeps_to_the_days_that_are_asked_about():
    early = Days(date(2026, 11, 1), date(2026, 11, 10), (0, 0))
    never = Days(date(2026, 1, 1), date(2026, 1, 31), (0, 0))
    purchases = [bought(15, 649), bought(8, 599)]

    told, none = ask(purchases, days=early), ask(purchases, "en", days=never)

    assert told.text == "Masło: ostatnio 5,99 zł za 200 g (29,95 zł/kg, 8.11.2026, Lidl)."
    assert (none.data.yes, len(none.data.purchases)) == (False, 0)
    assert none.text.startswith("There is no such purchase in that time; others: Masło: last 6.49 PLN")


def test_answer_price_tells_equal_purchases_once_and_cites_each():
    twice = [bought(15, 649), replace(bought(15, 649), receipt_line=3)]

    told = ask([*twice, bought(8, 599)])

    assert told.text.count("6,49 zł") == 1
    assert [one.receipt_line for one in told.citations] == [2, 3, 2]
