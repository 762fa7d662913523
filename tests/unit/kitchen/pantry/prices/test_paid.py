from dataclasses import dataclass, field
from datetime import date
from typing import Any

from foodsave.kitchen.pantry.prices.paid import PaidPrice, paid_prices


def bought(on="2026-03-09", unit="l", **facts):
    return {"unit": unit, "purchased_on": on} | facts


@dataclass(frozen=True)
class Told:
    lot_id: str
    kind: str = "added"
    delta_milli: int = 1_000_000
    value_minor: int | None = 399
    currency: str | None = "PLN"
    product_id: str | None = "milk"
    data: dict[str, Any] = field(default_factory=bought)


def changed(told, *, unit="l", amount_milli=1_000_000, price_minor=399):
    return {"set": told, "was": {}, "of": {"unit": unit, "amount_milli": amount_milli, "price_minor": price_minor}}


def test_paid_prices_tell_the_latest_purchase_of_each_product():
    events = [
        Told("a", data=bought("2026-03-09", receipt_id="r", receipt_line=3), value_minor=420),
        Told("b", data=bought("2026-03-01")),
        Told("c", product_id="tea", data=bought("2026-02-01", "szt"), delta_milli=2000),
    ]

    prices = paid_prices(events)

    assert prices["milk"] == PaidPrice(420, "PLN", 1_000_000, "l", "a", "r", 3, date(2026, 3, 9))
    assert prices["tea"] == PaidPrice(399, "PLN", 2000, "szt", "c", None, None, date(2026, 2, 1))


def test_paid_prices_take_the_later_note_of_one_day():
    assert paid_prices([Told("a"), Told("b", value_minor=410)])["milk"].lot_id == "b"


def test_paid_prices_leave_out_what_is_unknown_or_was_free():
    assert paid_prices([Told("a", value_minor=None, currency=None), Told("b", value_minor=0)]) == {}


def test_paid_prices_follow_a_corrected_price():
    correction = Told("a", "corrected", 0, 100, data=changed({}))

    assert paid_prices([Told("a"), correction])["milk"].price_minor == 499


def test_paid_prices_learn_a_price_that_was_unknown():
    correction = Told("a", "corrected", 0, 250, data=changed({"price_minor": 250, "currency": "PLN"}, price_minor=None))

    assert paid_prices([Told("a", value_minor=None, currency=None), correction])["milk"].price_minor == 250


def test_paid_prices_forget_a_price_that_was_wrong():
    correction = Told("a", "corrected", 0, -399, data=changed({"price_minor": None, "currency": None}))

    assert paid_prices([Told("a"), correction]) == {}


def test_paid_prices_follow_an_amount_in_other_units():
    correction = Told(
        "a", "corrected", 498_000, 0, data=changed({"unit": "g"}, unit="szt", amount_milli=2000), product_id="ham"
    )

    price = paid_prices([Told("a", product_id="ham", delta_milli=2000, data=bought(unit="szt")), correction])["ham"]

    assert (price.price_minor, price.amount_milli, price.unit) == (399, 500_000, "g")


def test_paid_prices_keep_the_amount_that_was_bought_when_less_is_found():
    correction = Told("a", "corrected", -700_000, 0, data=changed({}))

    assert paid_prices([Told("a"), correction])["milk"].amount_milli == 1_000_000


def test_paid_prices_follow_a_lot_to_its_right_product_and_day():
    correction = Told(
        "a", "corrected", 0, 0, data=changed({"product_id": "kefir", "purchased_on": "2026-03-01"}), product_id="kefir"
    )

    prices = paid_prices([Told("a"), correction])

    assert prices.keys() == {"kefir"}
    assert prices["kefir"].on == date(2026, 3, 1)


def test_paid_prices_pass_over_corrections_of_parts():
    assert paid_prices([Told("part", "corrected", 0, 100, data=changed({}))]) == {}
