"""Whatever people do with their lots, in any order: the books of the drill and the ledger agree.

Hypothesis chooses the steps and their values; the long form, of ten thousand steps, is benchmarks/ledger.py.
"""

import asyncio
import random
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import update

from foodsave.infra.db import Database, migrate
from foodsave.kitchen.pantry.models import EventRow, LotRow
from foodsave.testing.ledger_drill import CHANGES, PLACES, PRODUCTS, UNITS, LedgerDrill, draw_correction, draw_lot

NUMBERS = st.integers(0, 30)
PARTS = st.none() | st.sampled_from([Fraction(1, 3), Fraction(1, 2), Fraction(1), Fraction(3, 2), Fraction(0)])
SEEDS = st.integers(0, 10**6).map(random.Random)


class LedgerMachine(RuleBasedStateMachine):
    def __init__(self, database: Database, runner: asyncio.Runner) -> None:
        super().__init__()
        self.drill, self.run = LedgerDrill(database), runner.run

    def lot_id(self, number: int) -> str:
        return self.drill.ever[number % len(self.drill.ever)]

    def part(self, number: int, share: Fraction | None) -> tuple[str, int | None]:
        lot = self.drill.lots.get(self.lot_id(number))
        return self.lot_id(number), None if share is None else int((lot.amount_milli if lot else 1000) * share)

    @rule(rngs=st.lists(SEEDS, min_size=1, max_size=3))
    def add(self, rngs: list[random.Random]) -> None:
        self.run(self.drill.add([draw_lot(rng) for rng in rngs]))

    @precondition(lambda self: self.drill.ever)
    @rule(
        kind=st.sampled_from(["consumed", "discarded", "cooked"]),
        parts=st.lists(st.tuples(NUMBERS, PARTS), min_size=1, max_size=3),
        leftover=st.booleans(),
    )
    def take(self, kind: str, parts: list[tuple[int, Fraction | None]], leftover: bool) -> None:
        self.run(self.drill.take(kind, [self.part(*part) for part in parts], leftover=leftover))

    @rule(product=st.integers(0, PRODUCTS - 1), unit=st.sampled_from(UNITS), milli=st.integers(0, 10_000))
    def eat(self, product: int, unit, milli: int) -> None:
        self.run(self.drill.eat(product, unit, milli))

    @precondition(lambda self: self.drill.ever)
    @rule(kind=st.sampled_from(CHANGES), number=NUMBERS, share=PARTS, place=st.sampled_from(PLACES))
    def change(self, kind: str, number: int, share: Fraction | None, place: str) -> None:
        self.run(self.drill.change(kind, *self.part(number, share), place=place))

    @precondition(lambda self: self.drill.ever)
    @rule(number=NUMBERS, rng=SEEDS)
    def correct(self, number: int, rng: random.Random) -> None:
        self.run(self.drill.correct(self.lot_id(number), draw_correction(rng)))

    @precondition(lambda self: self.drill.history)
    @rule(back=st.integers(0, 3), standing=st.booleans())
    def undo(self, back: int, standing: bool) -> None:
        self.run(self.drill.undo(back, standing=standing))

    @invariant()
    def nothing_is_violated(self) -> None:
        assert self.drill.violations == []


def test_ledger_keeps_its_promises_through_any_steps(database_url):
    migrate(database_url)
    with asyncio.Runner() as runner:
        database = runner.run(_opened(database_url))
        run_state_machine_as_test(
            lambda: LedgerMachine(database, runner),
            settings=settings(max_examples=8, stateful_step_count=25, suppress_health_check=list(HealthCheck)),
        )
        runner.run(database.aclose())


async def test_drill_of_random_steps_finds_no_violation_and_is_refused_now_and_then(home):
    drill, rng = LedgerDrill(home.database), random.Random(11)
    for _ in range(60):
        await drill.step(rng)

    assert drill.violations == []
    assert 5 < drill.refusals < 50


@pytest.mark.parametrize(
    ("table", "damage", "complaint"),
    [
        (LotRow, {"amount_milli": 7}, "are not what their events say"),
        (LotRow, {"place": "counter"}, "are not what their events say"),
        (EventRow, {"value_minor": 5}, "values of events do not sum"),
    ],
)
async def test_drill_notices_a_ledger_that_was_tampered_with(home, table, damage, complaint):
    drill, rng = LedgerDrill(home.database), random.Random(5)
    while len(drill.lots) < 3:
        await drill.step(rng)
    async with home.writing() as scope:
        await scope.session.execute(update(table).values(damage))

    await drill.eat(0, UNITS[0], 0)

    assert any(complaint in violation for violation in drill.violations)


async def _opened(url: str) -> Database:
    return Database(url)
