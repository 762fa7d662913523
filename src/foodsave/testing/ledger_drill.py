"""A drill of the ledger: steps of all kinds, sensible and not, each followed by everything that must hold.

The drill keeps books of its own, in plain dictionaries, and compares.
"""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Any

from foodsave.errors import FoodSaveError
from foodsave.infra.db.database import Database
from foodsave.infra.db.scope import Scope
from foodsave.kit.clock import SystemClock
from foodsave.kit.ids import new_id
from foodsave.kit.quantity import Quantity, Unit
from foodsave.kitchen.pantry.expiry import effective_expiry
from foodsave.kitchen.pantry.ledger import Lot, NewLot
from foodsave.kitchen.pantry.repository import LedgerRepository
from foodsave.kitchen.pantry.rows import lot_of
from foodsave.kitchen.pantry.service import Journal, Ledger, Posting, Take

TODAY = date(2026, 3, 10)
UNITS = (Unit.GRAM, Unit.KILOGRAM, Unit.MILLILITRE, Unit.PIECE)
GROUPS = (None, "yogurt", "meat_raw", "bread", "frozen_food", "rice_groats", "canned")
PLACES = ("fridge", "freezer", "pantry", "counter")
PRODUCTS = 4
_THIRD = Fraction(1, 3)
Books = dict[str, tuple[int, int | None]]
Call = Callable[[Ledger], Awaitable[Posting]]


@dataclass
class Done:
    """A transaction as the drill remembers it: the lots that it touched, and all lots before it."""

    transaction_id: str
    lots: frozenset[str]
    before: dict[str, Lot]
    counts: bool = True


@dataclass
class LedgerDrill:
    """One household and its ledger. `violations` says what did not hold; `books` are amount and price of each lot."""

    database: Database
    household_id: str = field(default_factory=new_id)
    books: Books = field(default_factory=dict)
    history: list[Done] = field(default_factory=list)
    lots: dict[str, Lot] = field(default_factory=dict)
    ever: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    refusals: int = 0
    steps: int = 0

    async def step(self, rng: random.Random) -> None:
        """Take one random step."""
        actions: Sequence[tuple[int, Callable[[], Awaitable[None]]]] = (
            (5, lambda: self.add([draw_lot(rng) for _ in range(rng.choice((1, 1, 2, 5)))])),
            (
                6,
                lambda: self.take(
                    rng.choice(("consumed", "discarded", "cooked")), self._parts(rng), leftover=rng.random() < 0.3
                ),
            ),
            (3, lambda: self.eat(rng.randrange(PRODUCTS), rng.choice(UNITS), draw_milli(rng))),
            (6, lambda: self.change(rng.choice(CHANGES), *self._part(rng), place=rng.choice(PLACES))),
            (2, lambda: self.correct(self._which(rng), draw_correction(rng))),
            (5, lambda: self.undo(min(int(rng.expovariate(0.5)), 20), standing=rng.random() < 0.7)),
        )
        await rng.choices([action for _, action in actions], [weight for weight, _ in actions])[0]()

    async def add(self, lots: Sequence[NewLot]) -> None:
        """Add lots; those without a positive amount must be refused."""
        posting = await self._act(lambda ledger: ledger.add_lots("added", None, lots))
        self._expect(all(lot.amount_milli > 0 for lot in lots), posting, "add")
        if posting is not None:
            pairs = zip(posting.made_ids, lots, strict=True)
            self.books.update((lot_id, (lot.amount_milli, lot.price_minor)) for lot_id, lot in pairs)
        await self._verify()

    async def take(self, kind: str, parts: Sequence[tuple[str, int | None]], *, leftover: bool = False) -> None:
        """Take parts of lots, in thousandths or all of it; more than there is must be refused."""
        after, possible, values = dict(self.books), bool(parts), list[int | None]()
        for lot_id, milli in parts:
            amount, price = after.get(lot_id, (0, None))
            taken = amount if milli is None else milli
            possible &= 0 < taken <= amount
            if possible:
                after[lot_id] = left = share(amount, price, amount - taken)
                values.append(None if price is None or left[1] is None else price - left[1])
        takes = [Take(lot_id, self._quantity(lot_id, milli)) for lot_id, milli in parts]
        calls: Mapping[str, Call] = {
            "consumed": lambda ledger: ledger.consume(takes),
            "discarded": lambda ledger: ledger.discard(takes, "spoiled"),
            "cooked": lambda ledger: ledger.cook("bigos", takes, _leftover() if leftover else None, share=_THIRD),
        }
        before = self.lots
        posting = await self._act(calls[kind])
        if kind != "cooked" or posting is not None:  # a dish may also be refused what is left over from it
            self._expect(possible, posting, kind)
        if posting is not None:
            one_currency = len({before[lot_id].currency for lot_id, _ in parts}) == 1
            cost = sum(value or 0 for value in values) if one_currency and None not in values else None
            part = None if cost is None else floor(cost * _THIRD + Fraction(1, 2))
            self.books = after | dict.fromkeys(posting.made_ids, (_leftover().amount_milli, part))
        await self._verify()

    async def eat(self, product: int, unit: Unit, milli: int) -> None:
        """Take an amount of a product, what to use first at the top."""
        lots = [lot for lot in self.lots.values() if lot.product_id == _product(product)]
        lots.sort(key=lambda lot: (effective_expiry(lot).use_first_on, lot.id))
        fitting = [lot for lot in lots if Unit(lot.unit).dimension is unit.dimension]
        posting = await self._act(lambda ledger: ledger.consume_product([_product(product)], Quantity(milli, unit)))
        self._expect(0 < milli <= sum(lot.amount_milli for lot in fitting), posting, "eat")
        if posting is not None:
            missing = milli
            if list(posting.lot_ids) != [lot.id for lot in fitting][: len(posting.lot_ids)]:
                self._violated("what is to be used first was not taken first")
            for lot_id in posting.lot_ids:
                amount, price = self.books[lot_id]
                self.books[lot_id] = share(amount, price, amount - min(missing, amount))
                missing -= min(missing, amount)
        await self._verify()

    async def change(self, kind: str, lot_id: str, milli: int | None, *, place: str) -> None:
        """Open, freeze, thaw, move or split a lot or a part; what is refused is not foretold."""
        quantity = self._quantity(lot_id, milli)
        calls: Mapping[str, Call] = {
            "open": lambda ledger: ledger.open(lot_id, quantity),
            "freeze": lambda ledger: ledger.freeze(lot_id, quantity),
            "thaw": lambda ledger: ledger.thaw(lot_id, quantity),
            "move": lambda ledger: ledger.move(lot_id, place, quantity),
            "split": lambda ledger: ledger.split(lot_id, quantity or Quantity(1, Unit.GRAM)),
        }
        posting = await self._act(calls[kind])
        if posting is not None and posting.made_ids:
            amount, price = self.books[lot_id]
            taken = quantity.milli if quantity else 1
            left = share(amount, price, amount - taken)
            part = None if price is None or left[1] is None else price - left[1]
            self.books |= {lot_id: left, posting.made_ids[0]: (taken, part)}
        await self._verify()

    async def correct(self, lot_id: str, facts: Mapping[str, Any]) -> None:
        """Correct a lot; its price stays unless it is corrected too."""
        posting = await self._act(lambda ledger: ledger.correct(lot_id, facts))
        if posting is not None:
            amount, price = self.books[lot_id]
            quantity = facts.get("amount")
            self.books[lot_id] = (quantity.milli if quantity else amount, facts.get("price_minor", price))
        await self._verify()

    async def undo(self, back: int, *, standing: bool) -> None:
        """Undo a transaction; possible when nothing that still counts came later for its lots.

        It is the newest one but `back`, of all or of those that still stand.
        """
        candidates = [number for number, done in enumerate(self.history) if done.counts or not standing]
        if not candidates:
            return
        number = candidates[max(len(candidates) - 1 - back, 0)]
        done = self.history[number]
        later = [other for other in self.history[number + 1 :] if other.counts and other.lots & done.lots]
        posting = await self._act(lambda ledger: ledger.undo(done.transaction_id), counts=False)
        self._expect(done.counts and not later, posting, "undo")
        if posting is not None:
            done.counts = False
            restored = {lot_id: done.before.get(lot_id) for lot_id in done.lots}
            if restored != {lot_id: self.lots.get(lot_id) for lot_id in done.lots}:
                self._violated("undo does not restore the exact prior state")
            told = {lot_id: (lot.amount_milli, lot.price_minor) for lot_id, lot in restored.items() if lot}
            self.books |= dict.fromkeys(done.lots, (0, None)) | told
        await self._verify()

    async def _act(self, call: Call, *, counts: bool = True) -> Posting | None:
        self.steps += 1
        before = dict(self.lots)
        posting: Posting | None = None
        async with self.database.write() as session:
            scope = Scope(session, self.household_id)
            try:
                posting = await call(Ledger(scope, SystemClock(), Journal(TODAY)))
            except FoodSaveError as refusal:
                self.refusals += 1
                if refusal.reason == "ledger_broken":
                    self._violated(refusal.message)
        # what was refused is committed like everything else: it must have left nothing behind
        async with self.database.read() as session:
            rows = LedgerRepository(Scope(session, self.household_id))
            self.lots = {row.id: lot_of(row) for row in await rows.every_lot()}
            written = len(await rows.transactions(None, 10**6))
        if posting is not None:
            self.history.append(Done(posting.transaction_id, frozenset(posting.lot_ids), before, counts))
            self.ever += posting.made_ids
        elif self.lots != before:
            self._violated("a refusal changed lots")
        if written != len(self.history):
            self._violated(f"{written} transactions are written, not {len(self.history)}")
        return posting

    async def _verify(self) -> None:
        there = {lot_id: (amount, price) for lot_id, (amount, price) in self.books.items() if amount}
        shown = {lot_id: (lot.amount_milli, lot.price_minor) for lot_id, lot in self.lots.items()}
        if there != shown:
            strange = {lot_id for lot_id in shown | there if shown.get(lot_id) != there.get(lot_id)}
            told = [(lot_id, shown.get(lot_id), there.get(lot_id)) for lot_id in sorted(strange)]
            self._violated(f"lots are not as in the drill's books: {told}")
        if any(amount <= 0 or (price or 0) < 0 for amount, price in shown.values()):
            self._violated("something is less than nothing")
        async with self.database.read() as session:
            scope = Scope(session, self.household_id)
            if broken := await Ledger(scope, SystemClock(), Journal(TODAY)).broken_lots():
                self._violated(f"lots {broken} are not what their events say")
            events = await LedgerRepository(scope).events()
        if sum(event.delta_milli for event in events) != sum(amount for amount, _ in shown.values()):
            self._violated("amounts of events do not sum to the lots")
        if sum(event.value_minor or 0 for event in events) != sum(price or 0 for _, price in shown.values()):
            self._violated("values of events do not sum to the lots: what was paid is not what is left and taken")

    def _expect(self, possible: bool, posting: Posting | None, what: str) -> None:
        if possible is not (posting is not None):
            self._violated(f"{what} was {'refused' if possible else 'let pass'}")

    def _violated(self, what: str) -> None:
        self.violations.append(f"step {self.steps}: {what}")

    def _quantity(self, lot_id: str, milli: int | None) -> Quantity | None:
        unit = Unit(self.lots[lot_id].unit) if lot_id in self.lots else Unit.GRAM
        return None if milli is None else Quantity(milli, unit)

    def _which(self, rng: random.Random) -> str:
        there = list(self.lots)
        if there and rng.random() < 0.9:
            return rng.choice(there)
        return rng.choice(self.ever) if self.ever else new_id()

    def _part(self, rng: random.Random) -> tuple[str, int | None]:
        lot_id = self._which(rng)
        amount = self.lots[lot_id].amount_milli if lot_id in self.lots else 1000
        sizes = (None, 1, amount, amount - 1, amount + 1, rng.randint(1, amount), rng.randint(1, amount))
        return lot_id, rng.choice((*sizes, *sizes, 0, -5))

    def _parts(self, rng: random.Random) -> list[tuple[str, int | None]]:
        return [self._part(rng) for _ in range(rng.choice((1, 1, 1, 2, 3)))]


CHANGES = ("open", "freeze", "thaw", "move", "split")


def share(amount: int, price: int | None, left: int) -> tuple[int, int | None]:
    """Return what is left of a lot and of its price, half up to the minor unit, by exact fractions."""
    return left, None if price is None else floor(Fraction(price * left, amount) + Fraction(1, 2))


def draw_milli(rng: random.Random) -> int:
    """Return an amount in thousandths: tiny, usual, large, now and then none."""
    return rng.choice((0, 1, 2, 3, 999, rng.randint(1, 5_000), rng.randint(1, 10**7), 10**12))


def draw_lot(rng: random.Random) -> NewLot:
    """Return a lot that a household may have, now and then one that it cannot."""
    bought, dates = TODAY - timedelta(days=rng.randrange(20)), (None, TODAY - timedelta(days=1), TODAY)
    return NewLot(
        product_id=_product(rng.randrange(PRODUCTS)),
        name="Towar",
        group_id=rng.choice(GROUPS),
        amount_milli=rng.choice((1, 3, 3_000, rng.randint(1, 5_000_000), 0 if rng.random() < 0.1 else 1_000)),
        unit=rng.choice(UNITS).value,
        place=rng.choice(PLACES),
        purchased_on=bought,
        printed_on=rng.choice((*dates, TODAY + timedelta(days=rng.randrange(30)))),
        printed_kind=rng.choice(("use_by", "best_before")),
        price_minor=rng.choice((None, 0, 1, 100, rng.randint(1, 99_999))),
        currency="PLN",
        keeps_days=rng.choice((None, None, 5)),
        keeps_opened_days=rng.choice((None, None, 2)),
    )


def draw_correction(rng: random.Random) -> dict[str, Any]:
    """Return what people may say that a lot really is."""
    return rng.choice(
        (
            {"amount": Quantity(rng.randint(1, 10**6), rng.choice(UNITS))},
            {"price_minor": rng.choice((None, 0, 1, rng.randint(1, 99_999)))},
            {"price_minor": rng.randint(1, 999), "currency": rng.choice(("PLN", "EUR"))},
            {"place": rng.choice(PLACES), "name": f"Towar {rng.randrange(3)}"},
            {"purchased_on": TODAY - timedelta(days=rng.randrange(-1, 20))},
            {"printed_on": rng.choice((None, TODAY)), "printed_kind": "use_by"},
            {"amount": Quantity(0, Unit.GRAM)},
        )
    )


def _leftover() -> NewLot:
    facts: dict[str, Any] = {"product_id": _product(0), "name": "Bigos", "group_id": None, "amount_milli": 700_000}
    return NewLot(**facts, unit="g", place="fridge", purchased_on=TODAY, recipe_id="bigos")


def _product(number: int) -> str:
    return f"00000000-0000-7000-8000-{number:012}"
