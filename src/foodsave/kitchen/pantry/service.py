"""The pantry: lots come, change and go only through transactions of the ledger, each undone as a whole."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, Literal

from foodsave.errors import Conflict, Invalid
from foodsave.infra.db.scope import Scope
from foodsave.kit.clock import Clock
from foodsave.kit.quantity import MAX_MILLI, Quantity
from foodsave.kitchen.catalog.foods import foods
from foodsave.kitchen.catalog.product_facts import food_of, weights_of
from foodsave.kitchen.catalog.weights import Weights, half_up
from foodsave.kitchen.pantry import changes
from foodsave.kitchen.pantry.allocation import NO_WEIGHTS, allocate, convert
from foodsave.kitchen.pantry.book import LedgerBook
from foodsave.kitchen.pantry.dishes import refuse_cycle
from foodsave.kitchen.pantry.entries import Entries, require_amount
from foodsave.kitchen.pantry.journal import Journal, Posting, Take
from foodsave.kitchen.pantry.ledger import Lot, NewLot, project_lots, replay
from foodsave.kitchen.pantry.models import LotRow
from foodsave.kitchen.pantry.rows import event_from, fill_row, is_row_of, lot_of

__all__ = ["Journal", "Ledger", "NewLot", "Posting", "Take"]


class Ledger:
    """Writes the ledger of one household inside the transaction of its scope. What is refused changes nothing."""

    def __init__(self, scope: Scope, clock: Clock, journal: Journal) -> None:
        self._scope = scope
        self._journal = journal
        self._book = LedgerBook(scope, clock, journal)

    async def add_lots(self, kind: str, reference: str | None, lots: Sequence[NewLot]) -> Posting:
        """Add `lots` in one transaction.

        Raises:
            Invalid: an amount, unit, place or price of one of them makes no sense.
        """
        entries = await self._book.open([])
        for lot in lots:
            entries.add(_addable(lot))
        return await self._book.post(kind, reference, entries)

    async def consume(
        self, takes: Sequence[Take], *, kind: Literal["consumed", "cooked"] = "consumed", reference: str | None = None
    ) -> Posting:
        """Take what was eaten.

        Raises:
            NotFound: there never was such a lot.
            Invalid: an amount is not positive, or in units that cannot be converted to those of the lot.
            Conflict: there is less than that.
        """
        entries = await self._take(takes, kind)
        return await self._book.post(kind, reference, entries)

    async def consume_product(self, product_ids: Sequence[str], quantity: Quantity) -> Posting:
        """Take what was eaten from the lots of these products, what to use first at the top, the last one in part.

        Raises:
            Invalid: the amount is not positive, or lots are kept in units that it cannot be converted to.
            Conflict: there is less than that.
        """
        require_amount(quantity.milli, MAX_MILLI, "food")
        await self._book.lock()
        rows = await self._book.rows.lots_of(product_ids)
        if self._journal.on is not None:  # what was bought later was not there to be eaten
            rows = [row for row in rows if row.purchased_on <= self._journal.on]
        entries = self._book.hold(rows)
        lots = [lot_of(row) for row in rows]
        for share in allocate(lots, quantity, await self._weights(product_ids)):
            entries.take(share.lot_id, share.milli, "consumed")
        return await self._book.post("consumed", None, entries)

    async def discard(self, takes: Sequence[Take], reason: changes.DiscardReason) -> Posting:
        """Take what was thrown away, and why.

        Raises:
            NotFound: there never was such a lot.
            Invalid: an amount is not positive, its units cannot be converted, or the reason is unknown.
            Conflict: there is less than that.
        """
        if reason not in changes.REASONS:
            raise Invalid(
                f"there is no reason {reason!r}; use one of {', '.join(changes.REASONS)}", code="unknown_reason"
            )
        entries = await self._take(takes, "discarded", reason)
        return await self._book.post("discarded", None, entries)

    async def cook(
        self, reference: str, takes: Sequence[Take], leftover: NewLot | None, *, share: Fraction = Fraction(0)
    ) -> Posting:
        """Take what a dish was cooked from, and add what is left of it; `reference` is its recipe.

        The leftover carries its `share` of what was taken had cost, half up to the minor unit; its price is unknown
        when that of one ingredient is.

        Raises:
            NotFound: there never was such a lot.
            Invalid: an amount makes no sense, or its units cannot be converted to those of the lot.
            Conflict: there is less than that, or a lot is left over from the same dish.
        """
        entries = await self._take(takes, "cooked", optional=leftover is not None)
        await refuse_cycle(self._book.rows, reference, [entries.present(take.lot_id) for take in takes])
        value = entries.value_taken()
        if leftover is not None:
            priced = replace(leftover, price_minor=None, currency=None)
            if value is not None:
                part = half_up(value.amount_minor * share)
                priced = replace(leftover, price_minor=part, currency=value.currency)
            entries.add(replace(_addable(priced), recipe_id=leftover.recipe_id or reference))
        return replace(await self._book.post("cooked", reference, entries), taken_value=value)

    async def open(self, lot_id: str, quantity: Quantity | None = None) -> Posting:
        """Open a lot, or a part that splits off.

        Raises:
            NotFound: there never was such a lot.
            Invalid: the amount makes no sense.
            Conflict: it is open already, gone, or less than that.
        """
        return await self._change(lot_id, quantity, lambda lot: ("opened", changes.opened(lot, self._journal.day)))

    async def freeze(self, lot_id: str, quantity: Quantity | None = None) -> Posting:
        """Put a lot, or a part that splits off, into the freezer.

        Raises:
            NotFound: there never was such a lot.
            Invalid: the amount makes no sense.
            Conflict: it is frozen already, was thawed, is past its use-by date, gone, or less than that.
        """
        return await self._change(lot_id, quantity, lambda lot: ("frozen", changes.frozen(lot, self._journal.day)))

    async def thaw(self, lot_id: str, quantity: Quantity | None = None, *, place: str = "fridge") -> Posting:
        """Take a lot, or a part that splits off, out of the freezer.

        Raises:
            NotFound: there never was such a lot.
            Invalid: the amount or the place makes no sense.
            Conflict: it is not frozen, gone, or less than that.
        """
        day = self._journal.day
        return await self._change(lot_id, quantity, lambda lot: ("thawed", changes.thawed(lot, day, place)))

    async def move(self, lot_id: str, place: str, quantity: Quantity | None = None) -> Posting:
        """Put a lot, or a part that splits off, elsewhere; into the freezer is freezing, out of it thawing.

        Raises:
            NotFound: there never was such a lot.
            Invalid: the amount or the place makes no sense.
            Conflict: it is there already, may not be frozen, is gone, or less than that.
        """
        return await self._change(lot_id, quantity, lambda lot: changes.moved(lot, self._journal.day, place))

    async def split(self, lot_id: str, quantity: Quantity) -> Posting:
        """Make a lot of its own of a part.

        Raises:
            NotFound: there never was such a lot.
            Invalid: the amount makes no sense, or is all of it.
            Conflict: the lot is gone, or less than that.
        """
        entries = await self._book.open([lot_id])
        lot = _there(entries, lot_id)
        if entries.split_off(lot_id, await self._milli(lot, quantity)) == lot_id:
            raise Invalid(f"that is all of {lot.name!r}; a part must be less", code="whole_lot")
        return await self._book.post("split", None, entries)

    async def correct(self, lot_id: str, facts: Mapping[str, Any]) -> Posting:
        """Set what was noted wrongly of a lot.

        Keys of `facts`: amount (Quantity), product_id, name, group_id, keeps_days, keeps_opened_days, place,
        purchased_on, printed_on, printed_kind, price_minor, currency.

        Raises:
            NotFound: there never was such a lot.
            Invalid: a value makes no sense, or nothing is different.
            Conflict: the lot is gone.
        """
        entries = await self._book.open([lot_id])
        lot = _there(entries, lot_id)
        entries.become("corrected", lot, changes.corrected(lot, facts, self._journal.today))
        return await self._book.post("corrected", None, entries)

    async def undo(self, transaction_id: str) -> Posting:
        """Take back a whole transaction: every lot is again exactly as it was before.

        Raises:
            NotFound: there is no such transaction.
            Conflict: it was undone already, is itself an undo, or a later event that still counts depends on one of
                its lots; the event is named.
        """
        await self._book.lock()
        target = await self._book.undoable(transaction_id)
        lot_ids = list(dict.fromkeys(event.lot_id for event in await self._book.rows.events_of(transaction_id)))
        later = await self._book.rows.later_event(lot_ids, target.sequence)
        if later is not None:
            raise Conflict(
                f"a later change ({later.kind}, transaction {later.transaction_id}) depends on it; undo that one first",
                code="later_change_depends",
                details={"transaction_id": later.transaction_id, "event_id": later.id, "kind": later.kind},
            )
        rows = await self._book.rows.events_of_lots(lot_ids)
        before = replay(event_from(row) for row in rows if row.sequence < target.sequence)
        entries = Entries(replay(map(event_from, rows)).values())
        self._book.keep((await self._book.rows.lots(lot_ids)).values())
        for lot_id in reversed(lot_ids):
            if lot_id in before:
                entries.become("reverted", entries.present(lot_id), before[lot_id])
            else:
                entries.retract(lot_id)
        return await self._book.post("undo", target.reference, entries, undoes=target)

    async def broken_lots(self) -> list[str]:
        """Return the lots that are not exactly what their events say; a sound ledger has none.

        Raises:
            Conflict: the events themselves do not add up.
        """
        told = project_lots([event_from(row) for row in await self._book.rows.events()])
        kept = {row.id: row for row in await self._book.rows.every_lot()}
        alike = {lot_id for lot_id, row in kept.items() if lot_id in told and is_row_of(row, told[lot_id])}
        return sorted((told.keys() | kept.keys()) - alike)

    async def rebuild(self) -> int:
        """Throw the lots away and make them anew from the events; return how many there are."""
        lots = project_lots([event_from(row) for row in await self._book.rows.events()])
        await self._book.rows.clear_lots()
        self._book.rows.add(*(fill_row(LotRow(household_id=self._scope.household_id), lot) for lot in lots.values()))
        await self._scope.session.flush()
        return len(lots)

    async def _change(
        self, lot_id: str, quantity: Quantity | None, change: Callable[[Lot], tuple[str, changes.Facts]]
    ) -> Posting:
        entries = await self._book.open([lot_id])
        lot = _there(entries, lot_id)
        kind, facts = change(lot)
        milli = None if quantity is None else await self._milli(lot, quantity)
        entries.change(entries.split_off(lot_id, milli), kind, facts)
        return await self._book.post(kind, None, entries)

    async def _take(
        self, takes: Sequence[Take], kind: str, reason: str | None = None, *, optional: bool = False
    ) -> Entries:
        if not takes and not optional:
            raise Invalid("name at least one lot", code="nothing_taken")
        entries = await self._book.open([take.lot_id for take in takes])
        for take in takes:
            lot = entries.present(take.lot_id)
            milli = None if take.quantity is None else await self._milli(lot, take.quantity)
            entries.take(take.lot_id, milli, kind, reason)
        return entries

    async def _milli(self, lot: Lot, quantity: Quantity) -> int:
        require_amount(quantity.milli, MAX_MILLI, lot.name)
        known = await self._weights([lot.product_id])
        return convert(quantity, lot, known.get(lot.product_id, NO_WEIGHTS))

    async def _weights(self, product_ids: Collection[str]) -> dict[str, Weights]:
        products = await self._book.rows.products(product_ids)
        await asyncio.to_thread(foods)  # read from files the first time
        return {product.id: weights_of(product, food_of(product.food_id)) for product in products}


def _there(entries: Entries, lot_id: str) -> Lot:
    lot = entries.present(lot_id)
    if not lot.amount_milli:
        raise Conflict(f"nothing of {lot.name!r} is left", code="lot_gone", details={"lot_id": lot_id})
    return lot


def _addable(lot: NewLot) -> NewLot:
    require_amount(lot.amount_milli, MAX_MILLI, lot.name)
    changes.require_unit(lot.unit)
    changes.require_place(lot.place)
    changes.require_price(lot.price_minor, lot.currency, lot.name)
    return lot
