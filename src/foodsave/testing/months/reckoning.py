"""Insights told a second time, in plain SQL that shares nothing with the product's own queries and sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from foodsave.core.profiles.service import Household
from foodsave.infra.db.scope import Scope
from foodsave.kitchen.catalog.groups import category_of
from foodsave.kitchen.insights import service
from foodsave.kitchen.insights.period import ALWAYS
from foodsave.kitchen.insights.spending import UNASSIGNED, Spending, SpendingBy
from foodsave.kitchen.insights.waste import Waste, WasteBy

Sums = dict[tuple[str, str], int]

_EVENTS = """
    FROM stock_events e JOIN stock_transactions t
        ON t.household_id = e.household_id AND t.sequence = e.sequence AND t.id = e.transaction_id
    LEFT JOIN products p ON p.household_id = e.household_id AND p.id = e.product_id
    WHERE e.household_id = :household AND t.undone_by IS NULL AND t.undoes IS NULL
"""
_EATEN = "(e.kind IN ('consumed', 'cooked') OR (e.kind = 'added' AND t.kind = 'cooked'))"
_FATES = {
    "eaten": ("-e.value_minor", _EATEN),
    "thrown": ("-e.value_minor", "e.kind = 'discarded'"),
    "corrected": ("-e.value_minor", "e.kind = 'corrected'"),
    "added": ("e.value_minor", "e.kind = 'added' AND t.kind <> 'cooked' AND e.data ->> 'split_from' IS NULL"),
    "frozen": (
        "CASE WHEN e.kind = 'frozen' THEN CAST(e.data -> 'of' ->> 'price_minor' AS BIGINT) ELSE e.value_minor END",
        "(e.kind = 'frozen' OR (e.kind = 'added' AND t.kind = 'cooked' AND e.data ->> 'frozen_on' IS NOT NULL))",
    ),
}
_MONTH = "substr(CAST(t.happened_on AS VARCHAR(10)), 1, 7)"
_CONFIRMED = """
    FROM receipts r JOIN stock_transactions t ON t.household_id = r.household_id AND t.id = r.transaction_id
    LEFT JOIN (SELECT receipt_id, SUM(line_total_minor - discount_minor) AS listed FROM receipt_lines
               WHERE household_id = :household GROUP BY receipt_id) s ON s.receipt_id = r.id
    WHERE r.household_id = :household AND r.status = 'confirmed'
"""
_SPENT = "COALESCE(r.total_minor, s.listed, 0)"
_BOUGHT = "substr(CAST(COALESCE(r.purchased_on, t.happened_on) AS VARCHAR(10)), 1, 7)"
_LINES = """
    FROM receipt_lines l JOIN receipts r ON r.household_id = l.household_id AND r.id = l.receipt_id
    LEFT JOIN products p ON p.household_id = l.household_id AND p.name = l.product
    WHERE l.household_id = :household AND r.status = 'confirmed'
"""
_UNCORRECTED = """
    AND e.kind = 'added' AND e.value_minor > 0 AND e.data ->> 'split_from' IS NULL AND e.data ->> 'recipe_id' IS NULL
    AND e.lot_id NOT IN (SELECT c.lot_id FROM stock_events c WHERE c.household_id = :household AND c.kind = 'corrected')
"""


async def differences(scope: Scope, household: Household) -> tuple[int, list[str]]:
    """Return how many sums were compared, and those that differ."""
    reckoning = _Reckoning(scope, household)
    await reckoning.waste()
    await reckoning.spending()
    await reckoning.prices()
    return reckoning.compared, reckoning.found


class _Reckoning:
    def __init__(self, scope: Scope, household: Household) -> None:
        self._scope = scope
        self._household = household
        self.compared = 0
        self.found: list[str] = []

    async def waste(self) -> None:
        """Compare what became of food, every way that it is told, and the balance of all of it."""
        ways: tuple[WasteBy, ...] = ("month", "category", "reason", "product")
        told = {by: await service.waste(self._scope, ALWAYS, by) for by in ways}
        for by, waste in told.items():
            for fate in _FATES:
                self._compare(f"{fate}, told by {by}", _keyed(getattr(waste, fate).money), await self._fate(fate, "''"))
        await self._parts("thrown", told)
        await self._parts("frozen", told)
        self._compare("eaten by month", _entries(told["month"], "eaten"), await self._fate("eaten", _MONTH))
        for by in ("category", "product"):  # leftovers are shared out among ingredients: only the sums are told twice
            summed: Sums = {}
            for (_, currency), minor in _entries(told[by], "eaten").items():
                summed["", currency] = summed.get(("", currency), 0) + minor
            self._compare(f"eaten by {by}, summed", summed, await self._fate("eaten", "''"))
        await self._unknown(told["month"])
        held = await self._sums(
            "SELECT '', currency, SUM(price_minor) FROM lots WHERE household_id = :household GROUP BY 2"
        )
        waste, gone = told["month"], dict(held)
        for figure in (waste.eaten, waste.thrown, waste.corrected):
            for key, minor in _keyed(figure.money).items():
                gone[key] = gone.get(key, 0) + minor
        self._compare("what came is what went and what is there", _keyed(waste.added.money), gone)

    async def spending(self) -> None:
        """Compare what was spent with the receipts, every way that it is told, and with the lots made of them."""
        currency = self._household.currency
        spent = f"COALESCE(r.currency, '{currency}'), SUM({_SPENT}) {_CONFIRMED} GROUP BY 1, 2"
        by_month = await self._sums(f"SELECT {_BOUGHT}, {spent}")
        by_store = await self._sums(f"SELECT COALESCE(r.chain, r.store, '-'), {spent}")
        total = await self._sums(f"SELECT '', {spent}")
        ways: tuple[SpendingBy, ...] = ("month", "store", "category", "product")
        told = {by: await self._spending(by) for by in ways}
        for by, one in told.items():
            self._compare(f"spent, told by {by}", _keyed(one.total.money), total)
            self._compare(f"parts of what was spent by {by}", _summed(one), total)
        self._compare("spent by month", _spent(told["month"]), by_month)
        stores = {
            (entry.name or "-", one): minor
            for entry in told["store"].entries
            for one, minor in entry.spent.money.items()
        }
        self._compare("spent by store", stores, by_store)
        lines = f"COALESCE(r.currency, '{currency}'), SUM(l.line_total_minor - l.discount_minor) {_LINES} GROUP BY 1, 2"
        groups = await self._sums(f"SELECT COALESCE(p.group_id, l.group_id, ''), {lines}")
        self._compare("spent by category", _spent(told["category"], without=UNASSIGNED), _by_category(groups))
        names = {
            (entry.name or "", one): minor
            for entry in told["product"].entries
            if entry.key != UNASSIGNED
            for one, minor in entry.spent.money.items()
        }
        self._compare("spent by product", names, await self._sums(f"SELECT l.product, {lines}"))
        deposits = await self._sums(
            f"SELECT '', COALESCE(r.currency, '{currency}'), SUM(r.deposit_minor) {_CONFIRMED} GROUP BY 2"
        )
        self._compare("deposits", _keyed(told["month"].deposits.money), deposits)
        from_receipts = f"{_EVENTS} AND e.kind = 'added' AND t.kind = 'receipt' GROUP BY 2"
        made = await self._sums(f"SELECT '', e.currency, SUM(e.value_minor) {from_receipts}")
        kept = f"SELECT '', COALESCE(r.currency, '{currency}'), SUM(l.line_total_minor - l.discount_minor) {_LINES}"
        kept += " AND l.stocked AND l.line_total_minor >= l.discount_minor GROUP BY 2"
        self._compare("lots made of receipts", made, await self._sums(kept))

    async def prices(self) -> None:
        """Compare the unit price of every purchase that was never corrected."""
        bought = (
            f"SELECT e.product_id, e.lot_id, e.value_minor, e.delta_milli, e.data ->> 'unit' {_EVENTS}{_UNCORRECTED}"
        )
        expected: Sums = {}
        for product_id, lot_id, price, milli, unit in await self._rows(bought):
            per = 1_000 if unit in {"szt", "op"} else 1_000_000
            expected[f"{product_id} {lot_id}", ""] = (2 * price * per + milli) // (2 * milli)
        found: Sums = {}
        products = sorted({key.split(" ")[0] for key, _ in expected})
        for start in range(0, len(products), service.MOST_PRODUCTS):
            some = products[start : start + service.MOST_PRODUCTS]
            for history in await service.price_history(self._scope, some, currency=self._household.currency):
                for prices in history.stores:
                    for price in prices.history:
                        key = (f"{history.product_id} {price.paid.lot_id}", "")
                        if key in expected:
                            found[key] = price.minor
        self._compare("unit prices", found, expected)

    async def _spending(self, by: SpendingBy) -> Spending:
        return await service.spending(self._scope, ALWAYS, by, currency=self._household.currency)

    async def _parts(self, fate: str, told: Mapping[WasteBy, Waste]) -> None:
        self._compare(f"{fate} by month", _entries(told["month"], fate), await self._fate(fate, _MONTH))
        groups = await self._fate(fate, "COALESCE(p.group_id, e.group_id, '')")
        self._compare(f"{fate} by category", _entries(told["category"], fate), _by_category(groups))
        self._compare(f"{fate} by product", _entries(told["product"], fate), await self._fate(fate, "e.product_id"))
        if fate == "thrown":
            self._compare(f"{fate} by reason", _entries(told["reason"], fate), await self._fate(fate, "e.reason"))

    async def _unknown(self, waste: Waste) -> None:
        narrower = {
            "eaten": "e.kind IN ('consumed', 'cooked')",
            "corrected": "e.kind = 'corrected' AND e.delta_milli <> 0",
        }
        for fate, (value, which) in _FATES.items():
            query = f"SELECT COUNT(*) {_EVENTS} AND {narrower.get(fate, which)} AND {value} IS NULL"
            expected = {("", ""): (await self._rows(query))[0][0]}
            self._compare(f"{fate} of unknown price", {("", ""): getattr(waste, fate).unknown}, expected)

    async def _fate(self, fate: str, key: str) -> Sums:
        value, which = _FATES[fate]
        return await self._sums(f"SELECT {key}, e.currency, SUM({value}) {_EVENTS} AND {which} GROUP BY 1, 2")

    async def _sums(self, query: str) -> Sums:
        return {(key or "", currency or ""): int(minor or 0) for key, currency, minor in await self._rows(query)}

    async def _rows(self, query: str) -> Sequence[Any]:
        connection = await self._scope.session.connection()
        written = query.replace(":household", f"'{self._scope.household_id}'")
        return (await connection.exec_driver_sql(written)).all()

    def _compare(self, what: str, told: Mapping[tuple[str, str], int], expected: Mapping[tuple[str, str], int]) -> None:
        for key in sorted(told.keys() | expected.keys()):
            self.compared += 1
            one, other = told.get(key, 0), expected.get(key, 0)
            if one != other:
                self.found.append(f"{what} {key}: {one} told, {other} by SQL")


def _keyed(money: Mapping[str, int]) -> Sums:
    return {("", currency): minor for currency, minor in money.items()}


def _entries(waste: Waste, fate: str) -> Sums:
    return {
        (entry.key, currency): minor
        for entry in waste.entries
        for currency, minor in getattr(entry, fate).money.items()
    }


def _spent(spending: Spending, *, without: str = "") -> Sums:
    return {
        (entry.key, currency): minor
        for entry in spending.entries
        if entry.key != without
        for currency, minor in entry.spent.money.items()
    }


def _summed(spending: Spending) -> Sums:
    summed: Sums = {}
    for (_, currency), minor in _spent(spending).items():
        summed["", currency] = summed.get(("", currency), 0) + minor
    return summed


def _by_category(groups: Mapping[tuple[str, str], int]) -> Sums:
    found: Sums = {}
    for (group, currency), minor in groups.items():
        key = (category_of(group or None).id, currency)
        found[key] = found.get(key, 0) + minor
    return found
