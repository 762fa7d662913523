"""A household's days, one after another: it buys, eats, cooks, freezes, throws away, corrects itself, takes back."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from typing import get_args

from foodsave.core.profiles.service import Household
from foodsave.errors import FoodSaveError
from foodsave.infra.db import Database, QueryScope, Scope
from foodsave.kit.ids import new_id
from foodsave.kit.quantity import Quantity, Unit
from foodsave.kitchen.catalog.service import ensure_product
from foodsave.kitchen.pantry.changes import DiscardReason
from foodsave.kitchen.pantry.ledger import NewLot
from foodsave.kitchen.pantry.repository import ListedLot, LotList
from foodsave.kitchen.pantry.service import Journal, Ledger, Posting, Take
from foodsave.kitchen.receipts.drafting import Draft, record_draft
from foodsave.kitchen.receipts.service import Upload, confirm_receipt, register_upload, undo_transaction
from foodsave.testing.months.goods import draw_purchase

_EVENING = time(19, 0, tzinfo=UTC)
_MOST_LOTS = 400


@dataclass(frozen=True, slots=True)
class Lived:
    """How much was done: `refused` are changes that the ledger did not allow."""

    receipts: int
    transactions: int
    undone: int
    refused: int


@dataclass
class _Evening:
    """The clock of the simulation: it stands in the evening of the day that is lived."""

    day: date

    def now(self) -> datetime:
        return datetime.combine(self.day, _EVENING)


@dataclass
class _Life:
    database: Database
    household: Household
    rng: random.Random
    clock: _Evening
    recent: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    confirmed: dict[str, str] = field(default_factory=dict)
    receipts: int = 0
    transactions: int = 0
    undone: int = 0
    refused: int = 0

    async def day(self) -> None:
        """Live one day in one transaction; what is refused leaves no trace in it."""
        lots = await LotList(QueryScope(self.database, self.household.id)).page(limit=_MOST_LOTS)
        async with self.database.write() as session:
            scope = Scope(session, self.household.id)
            for action in self._actions(lots):
                try:
                    async with session.begin_nested():
                        posting = await action(scope)
                except FoodSaveError:
                    self.refused += 1
                    continue
                if posting is not None:
                    self.transactions += 1
                    self.recent = [*self.recent[-20:], posting.transaction_id]

    def _actions(self, lots: list[ListedLot]) -> list[Callable[[Scope], Awaitable[Posting | None]]]:
        actions: list[Callable[[Scope], Awaitable[Posting | None]]] = []
        if self.rng.random() < 0.37:
            actions.append(self._shop)
        if self.waiting and self.rng.random() < 0.5:
            actions.append(self._confirm_again)
        # what is left is eaten up sooner or later, so that lots do not pile up
        count = min(len(lots), self.rng.randint(2, 3 + len(lots) // 8))
        actions += [self._change(lot) for lot in self.rng.sample(lots, count)]
        if len(lots) > 5 and self.rng.random() < 0.4:
            actions.append(self._cook(self.rng.sample(lots, self.rng.randint(2, 5))))
        if self.rng.random() < 0.1:
            actions.append(self._add)
        if self.recent and self.rng.random() < 0.15:
            actions.append(self._undo)
        return actions

    def _ledger(self, scope: Scope) -> Ledger:
        earlier = self.clock.day - timedelta(days=self.rng.randint(1, 3))
        on = earlier if self.rng.random() < 0.05 else None
        return Ledger(scope, self.clock, Journal(self.clock.day, "Ola", on=on))

    async def _shop(self, scope: Scope) -> None:
        drawn = draw_purchase(self.rng, self.clock.day.isoformat(), self.receipts)
        upload = Upload(self.rng.randbytes(32).hex(), 1000, "image/jpeg", None)
        registered = await register_upload(scope, self.clock, upload)
        draft = Draft(drawn.reading, drawn.matched, "drawn", 0.0, None, ())
        await record_draft(scope, registered.receipt_id, draft, now=self.clock.now())
        self.receipts += 1
        if self.rng.random() < 0.97:
            await self._confirm(scope, registered.receipt_id)

    async def _confirm(self, scope: Scope, receipt_id: str) -> None:
        row, _ = await confirm_receipt(
            scope,
            self.clock,
            receipt_id,
            today=self.clock.day,
            currency=self.household.currency,
            allow_duplicate=True,
        )
        self.transactions += 1
        self.recent.append(row.transaction_id or "")
        self.confirmed[row.transaction_id or ""] = receipt_id

    async def _confirm_again(self, scope: Scope) -> None:
        await self._confirm(scope, self.waiting.pop())

    def _change(self, lot: ListedLot) -> Callable[[Scope], Awaitable[Posting]]:
        part = None if self.rng.random() < 0.5 else Quantity(self.rng.randint(1, lot.amount_milli), Unit(lot.unit))
        what = self.rng.choices(
            ("eat", "throw", "freeze", "thaw", "open", "move", "split", "correct"), (50, 14, 8, 4, 6, 4, 4, 6)
        )[0]

        async def change(scope: Scope) -> Posting:
            ledger = self._ledger(scope)
            if what == "eat":
                return await ledger.consume([Take(lot.id, part)])
            if what == "throw":
                return await ledger.discard([Take(lot.id, part)], self.rng.choice(get_args(DiscardReason)))
            if what == "freeze":
                return await ledger.freeze(lot.id, part)
            if what == "thaw":
                return await ledger.thaw(lot.id, part)
            if what == "open":
                return await ledger.open(lot.id, part)
            if what == "move":
                return await ledger.move(lot.id, self.rng.choice(("fridge", "freezer", "pantry", "counter")), part)
            if what == "split":
                return await ledger.split(lot.id, part or Quantity(1, Unit(lot.unit)))
            return await ledger.correct(lot.id, self._correction(lot))

        return change

    def _correction(self, lot: ListedLot) -> dict[str, object]:
        drawn = self.rng.random()
        if drawn < 0.4:
            return {"amount": Quantity(self.rng.randint(1, 2 * lot.amount_milli), Unit(lot.unit))}
        if drawn < 0.7:
            return {"price_minor": self.rng.randint(0, 3000), "currency": lot.currency or self.household.currency}
        if drawn < 0.8:
            return {"price_minor": None, "currency": None}
        if drawn < 0.9:
            return {"price_minor": self.rng.randint(1, 900), "currency": "EUR"}
        return {"group_id": "sweets", "name": f"{lot.name} (inne)"}

    def _cook(self, lots: list[ListedLot]) -> Callable[[Scope], Awaitable[Posting]]:
        takes = [
            Take(
                lot.id,
                None if self.rng.random() < 0.3 else Quantity(self.rng.randint(1, lot.amount_milli), Unit(lot.unit)),
            )
            for lot in lots
        ]
        portions = self.rng.choice((0, 0, 1, 2, 3))

        async def cook(scope: Scope) -> Posting:
            left = await self._leftover(scope, portions) if portions else None
            share = Fraction(portions, 4) if left else Fraction(0)
            return await self._ledger(scope).cook(new_id(), takes, left, share=share)

        return cook

    async def _leftover(self, scope: Scope, portions: int) -> NewLot:
        dish = await ensure_product(scope, "Gulasz", "ready_meal_chilled", now=self.clock.now())
        frozen = self.rng.random() < 0.3
        return NewLot(
            product_id=dish.id,
            name=dish.name,
            group_id=dish.group_id,
            amount_milli=portions * 1000,
            unit="szt",
            place="freezer" if frozen else "fridge",
            purchased_on=self.clock.day,
            frozen_on=self.clock.day if frozen else None,
            recipe_id=new_id(),
        )

    async def _add(self, scope: Scope) -> Posting:
        product = await ensure_product(scope, "Dżem od babci", "honey_jam_spread", now=self.clock.now())
        price = self.rng.randint(0, 2000) if self.rng.random() < 0.4 else None
        lot = NewLot(
            product_id=product.id,
            name=product.name,
            group_id=product.group_id,
            amount_milli=self.rng.randint(1, 5) * 250_000,
            unit="g",
            place="pantry",
            purchased_on=self.clock.day,
            price_minor=price,
            currency=None if price is None else self.household.currency,
        )
        return await self._ledger(scope).add_lots("added", None, [lot])

    async def _undo(self, scope: Scope) -> Posting:
        chosen = self.rng.choice(self.recent)
        posting = await undo_transaction(scope, self.clock, chosen, Journal(self.clock.day, note="pomyłka"))
        self.undone += 1
        self.recent.remove(chosen)
        if chosen in self.confirmed:
            self.waiting.append(self.confirmed.pop(chosen))
        return posting


async def live(database: Database, household: Household, *, first: date, days: int, seed: int) -> Lived:
    """Live `days` days from the first on and return how much was done."""
    life = _Life(database, household, random.Random(seed), _Evening(first))
    for number in range(days):
        life.clock.day = first + timedelta(days=number)
        await life.day()
        await asyncio.sleep(0)
    return Lived(life.receipts, life.transactions, life.undone, life.refused)
