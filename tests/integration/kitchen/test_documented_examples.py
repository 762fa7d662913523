"""The worked examples of docs/kitchen.md, recomputed."""

import re
import tomllib
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from foodsave.kit.money import format_minor, parse_minor
from foodsave.kit.quantity import Quantity, Unit
from foodsave.kitchen.catalog.foods import foods
from foodsave.kitchen.catalog.weights import Weights
from foodsave.kitchen.insights.period import ALWAYS
from foodsave.kitchen.insights.service import waste
from foodsave.kitchen.pantry.expiry import effective_expiry
from foodsave.kitchen.pantry.repository import LedgerRepository
from foodsave.kitchen.pantry.service import Journal, Ledger, NewLot, Take
from foodsave.kitchen.recipes.cookable import Dish, Wanted, milli_taken, rank_dishes
from foodsave.kitchen.recipes.recipe import Need
from foodsave.kitchen.recipes.stock import BoughtPrice, Shelf, StockLot

PAGE = Path(__file__).parents[3] / "docs" / "kitchen.md"
EXAMPLES = {
    name: tomllib.loads(text)
    for name, text in re.findall(r"```toml example=(\w+)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
}
TODAY = date(2026, 3, 6)


def quantity(text):
    return Quantity.parse(*text.split())


def base_lot(**facts):
    known = {"product_id": "p", "name": "n", "group_id": None, "amount_milli": 1000, "unit": "szt", "place": "fridge"}
    return NewLot(**(known | {"purchased_on": TODAY} | facts))


@pytest.mark.parametrize("case", EXAMPLES["expiry"]["case"], ids=lambda case: case["because"])
def test_documented_expiry_is_what_the_product_computes(case):
    facts = dict(case["lot"])
    found = effective_expiry(base_lot(group_id=facts.pop("group"), **facts))

    assert {
        "early": found.early,
        "likely": found.on,
        "late": found.late,
        "basis": found.basis,
        "kind": found.kind,
    } == case["expiry"]


def stock_lot(told):
    food, amount = foods()[told["food"]], quantity(told["amount"])
    return StockLot(
        id=told["id"],
        product_id=told["food"],
        name=told["id"],
        food_id=told["food"],
        milli=amount.milli,
        unit=amount.unit,
        factor=Weights.of(food).factor(amount.unit.dimension),
        place="fridge",
        expires_on=told.get("expires_on"),
        use_first_on=told.get("expires_on", date.max),
        value_minor=parse_minor(told["price"]),
    )


def need(text):
    *amount, food_id = text.split()
    if not amount:
        return Need(food_id, None, None)
    told = quantity(" ".join(amount))
    return Need(food_id, told.milli, Unit.GRAM)


def test_documented_ranking_is_what_the_product_computes():
    told = EXAMPLES["ranking"]
    bought = []
    for number, row in enumerate(told["bought"]):
        amount = quantity(row["amount"])
        price = BoughtPrice(parse_minor(row["price"]), amount.milli, amount.unit.dimension, 1000, TODAY, str(number))
        bought.append((row["food"], price))
    dishes = [
        Dish(row["id"], row["id"], 4, 30, None, (), tuple(need(text) for text in row["needs"])) for row in told["dish"]
    ]
    found = rank_dishes(dishes, Shelf(map(stock_lot, told["lot"]), bought, told["today"]), Wanted())

    assert [one.dish.id for one in found] == told["dish"][-1]["order"]
    by_id = {one.dish.id: one for one in found}
    for row in told["dish"]:
        one = by_id[row["id"]]
        assert (one.readiness, format_minor(one.saved_minor), format_minor(one.cost_minor)) == (
            row["readiness"],
            row["saved"],
            row["cost"],
        )
        assert milli_taken(one) == {lot_id: quantity(text).milli for lot_id, text in row["takes"].items()}


async def test_documented_waste_is_what_the_ledger_books(home):
    told, lots, worth = EXAMPLES["waste"], {}, []
    async with home.writing() as scope:
        ledger = Ledger(scope, home.clock, Journal(TODAY))
        for row in told["add"]:
            amount, price = quantity(row["amount"]), row.get("price")
            lot = base_lot(
                name=row["id"],
                group_id="yogurt",
                amount_milli=amount.milli,
                price_minor=parse_minor(price) if price else None,
                currency="PLN" if price else None,
            )
            lots[row["id"]] = (await ledger.add_lots("manual", None, [lot])).lot_ids[0]
        for step in told["do"]:
            posting = await act(ledger, step, lots)
            events = await LedgerRepository(scope).events_of(posting.transaction_id)
            worth.append(next(event.value_minor for event in events if event.kind in KINDS))
        figures = await waste(scope, ALWAYS, "reason")
        at_home = sum(row.price_minor or 0 for row in (await LedgerRepository(scope).lots_of(["p"])))

    assert [None if value is None else format_minor(abs(value)) for value in worth] == [
        step.get("value") for step in told["do"]
    ]
    total = told["total"]
    assert {fate: format_minor(getattr(figures, fate).money["PLN"]) for fate in ("eaten", "thrown", "frozen")} == {
        fate: total[fate] for fate in ("eaten", "thrown", "frozen")
    }
    assert format_minor(at_home) == total["at_home"]
    assert figures.thrown.unknown == total["thrown_of_unknown_price"]
    assert Fraction(figures.added.money["PLN"]) == figures.eaten.money["PLN"] + figures.thrown.money["PLN"] + at_home


KINDS = ("consumed", "discarded", "split")


async def act(ledger, step, lots):
    amount = quantity(step["amount"])
    if "consume" in step:
        return await ledger.consume([Take(lots[step["consume"]], amount)])
    if "discard" in step:
        return await ledger.discard([Take(lots[step["discard"]], amount)], step["reason"])
    return await ledger.freeze(lots[step["freeze"]], amount)
