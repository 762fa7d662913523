"""The long form of the ledger drill: random steps of all kinds, and everything that must hold after each of them.

`python benchmarks/ledger.py --steps 10000 --engine sqlite|postgresql [--seed N]`. Eighty steps a household, so that the
events of each stay few enough to be added up after every step. PostgreSQL runs from the binaries of the tests.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from foodsave.infra.db import Database, migrate
from foodsave.testing.ledger_drill import LedgerDrill

HOUSEHOLD_STEPS = 80
SHOWN = 10


@contextmanager
def empty_database(engine: str) -> Iterator[str]:
    """Yield the address of an empty database of its own."""
    with tempfile.TemporaryDirectory(prefix="foodsave-ledger-") as folder:
        if engine == "sqlite":
            yield f"sqlite:///{folder}/foodsave.db"
            return
        sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
        from fixtures.postgres import running_postgres  # type: ignore[import-not-found]

        Path(folder).chmod(0o755)
        with running_postgres(Path(folder)) as server:
            yield server.create_database()


async def drill(url: str, steps: int, seed: int) -> tuple[list[str], Counter[str]]:
    """Take `steps` steps and return what did not hold, and counts."""
    await asyncio.to_thread(migrate, url)
    database, rng = Database(url), random.Random(seed)
    violations, counts = list[str](), Counter[str]()
    while counts["steps"] < steps:
        household = LedgerDrill(database)
        for _ in range(min(HOUSEHOLD_STEPS, steps - counts["steps"])):
            await household.step(rng)
        violations += household.violations
        undone = sum(not done.counts for done in household.history) // 2
        counts.update(households=1, steps=household.steps, refused=household.refusals, undone=undone)
        counts.update(lots=len(household.ever), transactions=len(household.history))
    await database.aclose()
    return violations, counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    started_at = time.monotonic()
    with empty_database(given.engine) as url:
        violations, counts = asyncio.run(drill(url, given.steps, given.seed))
    for violation in violations[:SHOWN]:
        print(violation)
    for name, count in counts.items():
        print(f"{name:<14}{count:>8}")
    print(f"{given.engine}, {time.monotonic() - started_at:.0f} s: violations {len(violations)}")
    sys.exit(1 if violations else 0)


if __name__ == "__main__":
    main()
