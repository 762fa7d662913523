"""The pantry: lots come, change and go only through transactions of the ledger, each undone as a whole."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from foodsave.errors import Conflict, Invalid, NotFound
from foodsave.infra.db.database import hold_exclusively
from foodsave.infra.db.scope import Scope
from foodsave.kit.clock import Clock
from foodsave.kit.ids import new_id
from foodsave.kit.money import Money
from foodsave.kit.quantity import MAX_MILLI, Quantity
from foodsave.kitchen.catalog.foods import foods
from foodsave.kitchen.catalog.product_facts import food_of, weights_of
from foodsave.kitchen.catalog.weights import Weights, half_up
from foodsave.kitchen.pantry import changes
from foodsave.kitchen.pantry.allocation import NO_WEIGHTS, allocate, convert
from foodsave.kitchen.pantry.dishes import refuse_cycle
from foodsave.kitchen.pantry.entries import Entries, require_amount
from foodsave.kitchen.pantry.ledger import Lot, NewLot, lot_from, project_lots, replay
from foodsave.kitchen.pantry.models import LotRow, TransactionRow
from foodsave.kitchen.pantry.repository import LedgerRepository
from foodsave.kitchen.pantry.rows import event_from, event_row, fill_row, is_row_of, lot_of

__all__ = ["Journal", "Ledger", "NewLot", "Posting", "Take"]

Reason = Literal["spoiled", "expired", "leftover", "too_much", "disliked", "damaged", "other"]
_ACTOR_LENGTH, _NOTE_LENGTH = 80, 200


@dataclass(frozen=True, slots=True)
class Journal:
    """What the ledger notes of a change: the household's `today`, who made it and why.

    `on` is the day that it happened when that was not today.
    """

    today: date
    actor: str | None = None
    note: str | None = None
    on: date | None = None

    def __post_init__(self) -> None:
        if len(self.actor or "") > _ACTOR_LENGTH or len(self.note or "") > _NOTE_LENGTH:
            raise Invalid(f"who is at most {_ACTOR_LENGTH} characters, why at most {_NOTE_LENGTH}", code="too_long")
        if self.on is not None and self.on > self.today:
            raise Invalid(f"{self.on} is in the future; name a day up to today, {self.today}", code="future_date")

    @property
    def day(self) -> date:
        """Return the day that the change happened."""
        return self.on or self.today


@dataclass(frozen=True, slots=True)
class Take:
    """A part of a lot; all of it without a quantity."""

    lot_id: str
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Posting:
    """A transaction that was written: `lot_ids` are the lots that it is about, first those that it made.

    `taken_value` is what the ingredients of a cooked dish had cost; None when that is not known.
    """

    transaction_id: str
    lot_ids: tuple[str, ...]
    made_ids: tuple[str, ...] = ()
    taken_value: Money | None = None


class Ledger:
    """Writes the ledger of one household inside the transaction of its scope. What is refused changes nothing."""

    def __init__(self, scope: Scope, clock: Clock, journal: Journal) -> None:
        self._scope = scope
        self._clock = clock
        self._journal = journal
        self._rows = LedgerRepository(scope)
        self._held: dict[str, LotRow] = {}

    async def add_lots(self, kind: str, reference: str | None, lots: Sequence[NewLot]) -> Posting:
        """Add `lots` in one transaction.

        Raises:
            Invalid: an amount, unit, place or price of one of them makes no sense.
        """
        entries = await self._open([])
        for lot in lots:
            entries.add(_addable(lot))
        return await self._post(kind, reference, entries)

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
        return await self._post(kind, reference, entries)

    async def consume_product(self, product_ids: Sequence[str], quantity: Quantity) -> Posting:
        """Take what was eaten from the lots of these products, what to use first at the top, the last one in part.

        Raises:
            Invalid: the amount is not positive, or lots are kept in units that it cannot be converted to.
            Conflict: there is less than that.
        """
        require_amount(quantity.milli, MAX_MILLI, "food")
        await self._lock()
        rows = await self._rows.lots_of(product_ids)
        entries = self._hold(rows)
        lots = [lot_of(row) for row in rows]
        for share in allocate(lots, quantity, await self._weights(product_ids)):
            entries.take(share.lot_id, share.milli, "consumed")
        return await self._post("consumed", None, entries)

    async def discard(self, takes: Sequence[Take], reason: Reason) -> Posting:
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
        return await self._post("discarded", None, entries)

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
        await refuse_cycle(self._rows, reference, [entries.present(take.lot_id) for take in takes])
        value = entries.value_taken()
        if leftover is not None:
            priced = replace(leftover, price_minor=None, currency=None)
            if value is not None:
                part = half_up(value.amount_minor * share)
                priced = replace(leftover, price_minor=part, currency=value.currency)
            entries.add(replace(_addable(priced), recipe_id=leftover.recipe_id or reference))
        return replace(await self._post("cooked", reference, entries), taken_value=value)

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
        entries = await self._open([lot_id])
        lot = _there(entries, lot_id)
        if entries.split_off(lot_id, await self._milli(lot, quantity)) == lot_id:
            raise Invalid(f"that is all of {lot.name!r}; a part must be less", code="whole_lot")
        return await self._post("split", None, entries)

    async def correct(self, lot_id: str, facts: Mapping[str, Any]) -> Posting:
        """Set what was noted wrongly: amount (Quantity), product_id, name, group_id, keeps_days, keeps_opened_days,
        place, purchased_on, printed_on, printed_kind, price_minor, currency.

        Raises:
            NotFound: there never was such a lot.
            Invalid: a value makes no sense, or nothing is different.
            Conflict: the lot is gone.
        """
        entries = await self._open([lot_id])
        lot = _there(entries, lot_id)
        entries.become("corrected", lot, changes.corrected(lot, facts, self._journal.today))
        return await self._post("corrected", None, entries)

    async def undo(self, transaction_id: str) -> Posting:
        """Take back a whole transaction: every lot is again exactly as it was before.

        Raises:
            NotFound: there is no such transaction.
            Conflict: it was undone already, is itself an undo, or a later event that still counts depends on one of
                its lots; the event is named.
        """
        await self._lock()
        target = await self._undoable(transaction_id)
        lot_ids = list(dict.fromkeys(event.lot_id for event in await self._rows.events_of(transaction_id)))
        later = await self._rows.later_event(lot_ids, target.sequence)
        if later is not None:
            raise Conflict(
                f"a later change ({later.kind}, transaction {later.transaction_id}) depends on it; undo that one first",
                code="later_change_depends",
                details={"transaction_id": later.transaction_id, "event_id": later.id, "kind": later.kind},
            )
        rows = await self._rows.events_of_lots(lot_ids)
        before = replay(event_from(row) for row in rows if row.sequence < target.sequence)
        entries = Entries(replay(map(event_from, rows)).values())
        self._held = await self._rows.lots(lot_ids)
        for lot_id in reversed(lot_ids):
            if lot_id in before:
                entries.become("reverted", entries.present(lot_id), before[lot_id])
            else:
                entries.retract(lot_id)
        return await self._post("undo", target.reference, entries, undoes=target)

    async def broken_lots(self) -> list[str]:
        """Return the lots that are not exactly what their events say; a sound ledger has none.

        Raises:
            Conflict: the events themselves do not add up.
        """
        told = project_lots([event_from(row) for row in await self._rows.events()])
        kept = {row.id: row for row in await self._rows.every_lot()}
        alike = {lot_id for lot_id, row in kept.items() if lot_id in told and is_row_of(row, told[lot_id])}
        return sorted((told.keys() | kept.keys()) - alike)

    async def rebuild(self) -> int:
        """Throw the lots away and make them anew from the events; return how many there are."""
        lots = project_lots([event_from(row) for row in await self._rows.events()])
        await self._rows.clear_lots()
        self._rows.add(*(fill_row(LotRow(household_id=self._scope.household_id), lot) for lot in lots.values()))
        await self._scope.session.flush()
        return len(lots)

    async def _change(
        self, lot_id: str, quantity: Quantity | None, change: Callable[[Lot], tuple[str, changes.Facts]]
    ) -> Posting:
        entries = await self._open([lot_id])
        lot = _there(entries, lot_id)
        kind, facts = change(lot)
        milli = None if quantity is None else await self._milli(lot, quantity)
        entries.change(entries.split_off(lot_id, milli), kind, facts)
        return await self._post(kind, None, entries)

    async def _take(
        self, takes: Sequence[Take], kind: str, reason: str | None = None, *, optional: bool = False
    ) -> Entries:
        if not takes and not optional:
            raise Invalid("name at least one lot", code="nothing_taken")
        entries = await self._open([take.lot_id for take in takes])
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
        products = await self._rows.products(product_ids)
        await asyncio.to_thread(foods)  # read from files the first time
        return {product.id: weights_of(product, food_of(product.food_id)) for product in products}

    async def _lock(self) -> None:
        await hold_exclusively(self._scope.session, f"ledger {self._scope.household_id}")

    async def _open(self, lot_ids: Collection[str]) -> Entries:
        """Lock the ledger, then read the lots, so that nobody takes of them meanwhile."""
        await self._lock()
        rows = await self._rows.lots(lot_ids) if lot_ids else {}
        gone = await self._gone([lot_id for lot_id in lot_ids if lot_id not in rows])
        return self._hold(rows.values(), gone)

    def _hold(self, rows: Iterable[LotRow], gone: Iterable[Lot] = ()) -> Entries:
        self._held = {row.id: row for row in rows}
        lots = [lot_of(row) for row in self._held.values()]
        for lot in lots:
            if self._journal.on is not None and self._journal.on < lot.purchased_on:
                raise Invalid(
                    f"{lot.name!r} was bought on {lot.purchased_on}, after {self._journal.on}", code="before_purchase"
                )
        return Entries([*lots, *gone])

    async def _gone(self, lot_ids: Collection[str]) -> list[Lot]:
        """Return lots of which nothing is left."""
        events = [event_from(row) for row in await self._rows.events_of_lots(lot_ids)] if lot_ids else []
        added = {event.lot_id: lot_from(event.lot_id, event.data) for event in events if event.kind == "added"}
        for lot_id in lot_ids:
            if lot_id not in added:
                raise NotFound(f"there is no lot {lot_id}")
        return [replace(lot, amount_milli=0) for lot in (added | replay(events)).values()]

    async def _undoable(self, transaction_id: str) -> TransactionRow:
        target = await self._rows.transaction(transaction_id)
        if target is None:
            raise NotFound(f"there is no transaction {transaction_id}")
        if target.undoes is not None:
            raise Conflict(
                "this transaction is itself an undo and cannot be undone; make the change anew", code="is_an_undo"
            )
        if target.undone_by is not None:
            raise Conflict("this transaction was undone already", code="already_undone")
        return target

    async def _post(
        self, kind: str, reference: str | None, entries: Entries, *, undoes: TransactionRow | None = None
    ) -> Posting:
        row = TransactionRow(
            household_id=self._scope.household_id,
            id=new_id(),
            sequence=await self._rows.next_sequence(),
            kind=kind,
            reference=reference,
            undoes=undoes.id if undoes is not None else None,
            at=self._clock.now(),
            happened_on=self._journal.day,
            actor=self._journal.actor,
            note=self._journal.note,
        )
        if undoes is not None:
            undoes.undone_by = row.id
        self._rows.add(row, *(event_row(row, place, event) for place, event in enumerate(entries.events)))
        touched = dict.fromkeys([*entries.made, *(event.lot_id for event in entries.events)])
        await self._project(entries, touched)
        await self._scope.session.flush()
        return Posting(row.id, tuple(touched), tuple(entries.made))

    async def _project(self, entries: Entries, touched: Iterable[str]) -> None:
        for lot_id in touched:
            lot, row = entries.lots[lot_id], self._held.get(lot_id)
            if lot is not None and lot.amount_milli:
                self._rows.add(fill_row(row or LotRow(household_id=self._scope.household_id), lot))
            elif row is not None:
                await self._scope.session.delete(row)


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
