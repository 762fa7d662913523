"""The pantry's first page under load, as a ratio to bare Starlette with raw SQL over the same database.

`python benchmarks/pantry.py`: 100 of 2,000 lots, 32 connections, both served by uvicorn with uvloop and httptools as
processes of their own, in interleaved rounds with the load from a third; then 200 connections, to see that none stalls.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from foodsave.core.profiles.service import ensure_household
from foodsave.infra.db import Database, Scope, migrate
from foodsave.kit.clock import SystemClock
from foodsave.kit.ids import new_id
from foodsave.kitchen.catalog.groups import storage_groups
from foodsave.kitchen.pantry.service import Journal, Ledger, NewLot
from foodsave.testing.server import running_server
from load import Load, load_from_outside

LOTS = 2_000
TARGET_RATIO = 2.5
STALL_MS = 5_000


def draw_lots(seed: int, count: int) -> list[NewLot]:
    """Return lots as a household has them: every group, place and unit, some without price or expiry."""
    rng, groups = random.Random(seed), list(storage_groups().values())
    lots = []
    for number in range(count):
        group = rng.choice(groups)
        lots.append(
            NewLot(
                product_id=new_id(),
                name=f"{group.name_pl} {number}"[:120],
                group_id=group.id if rng.random() > 0.05 else None,
                amount_milli=rng.randint(1, 5_000) * 1_000,
                unit=rng.choice(("kg", "g", "l", "szt", "op")),
                place=group.place,
                purchased_on=date(2026, 11, 21) - timedelta(days=rng.randrange(60)),
                printed_on=None,
                printed_kind=None,
                price_minor=rng.randint(99, 9_999) if rng.random() > 0.05 else None,
                currency="PLN",
                receipt_id=new_id(),
                receipt_line=number % 30,
            )
        )
    return lots


async def fill(url: str) -> None:
    """Fill a database through the ledger, forty lots a transaction."""
    await asyncio.to_thread(migrate, url)
    database, clock = Database(url), SystemClock()
    household = await ensure_household(database, clock)
    lots = draw_lots(1, LOTS)
    for start in range(0, LOTS, 40):
        async with database.write() as session:
            ledger = Ledger(Scope(session, household.id), clock, Journal(date(2026, 11, 21)))
            await ledger.add_lots("receipt", None, lots[start : start + 40])
    await database.aclose()


@contextmanager
def bare_server(database: Path) -> Iterator[str]:
    """Serve the yardstick and yield the address of its page."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "bare_pantry:app", "--port", str(port), "--no-access-log"]
    command += ["--loop", "uvloop", "--http", "httptools", "--log-level", "warning", "--backlog", "2048"]
    environment = os.environ | {"FOODSAVE_BARE_DB": str(database)}
    with subprocess.Popen(command, env=environment, cwd=Path(__file__).parent) as process:
        try:
            for _ in range(200):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            yield f"http://127.0.0.1:{port}/lots"
        finally:
            process.kill()


def measure(ours: str, bare: str, *, rounds: int, seconds: float) -> tuple[list[Load], list[Load]]:
    """Load both pages in turn."""
    found: tuple[list[Load], list[Load]] = ([], [])
    for url in (bare, ours):
        load_from_outside(url, connections=32, seconds=1.0)
    for number in range(rounds):
        for side in (0, 1) if number % 2 else (1, 0):
            found[side].append(load_from_outside((ours, bare)[side], connections=32, seconds=seconds))
    return found


def report(ours: list[Load], bare: list[Load], crowd: Load) -> bool:
    """Print the figures and tell whether they keep to the targets."""
    print(f"{'page of 100 of 2,000 lots':<32}{'requests/s':>12}{'median ms':>12}{'p99 ms':>12}")
    for name, loads in (("bare Starlette, raw SQL", bare), ("FoodSave", ours)):
        figures = [statistics.median(getattr(load, part) for load in loads) for part in ("per_second", "median", "p99")]
        print(f"{name:<32}{figures[0]:>12.0f}{figures[1]:>12.1f}{figures[2]:>12.1f}")
    ratios = [one.per_second / other.per_second for one, other in zip(bare, ours, strict=True)]
    ratio = statistics.median(ratios)
    p99 = statistics.median(one.p99 / other.p99 for one, other in zip(ours, bare, strict=True))
    print(f"time, ratio of each round: {' '.join(f'{ratio:.2f}' for ratio in ratios)}")
    errors = sum(load.errors for load in (*ours, *bare, crowd))
    print(f"time ratio, median: {ratio:.2f} (at most {TARGET_RATIO}); p99 ratio: {p99:.2f}; errors: {errors}")
    print(f"200 connections: {crowd.requests} served, {crowd.errors} errors, slowest {crowd.maximum:.0f} ms")
    return ratio <= TARGET_RATIO and errors == 0 and crowd.maximum < STALL_MS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4.0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder)
        asyncio.run(fill(f"sqlite:///{data_dir / 'foodsave.db'}"))
        with running_server(data_dir, "--no-worker") as server, bare_server(data_dir / "foodsave.db") as bare:
            page = f"{server.url}/api/v1/pantry/lots?sort=use_first&limit=100"
            ours, yardstick = measure(page, bare, rounds=given.rounds, seconds=given.seconds)
            crowd = load_from_outside(page, connections=200, seconds=60, requests=4_000)
    sys.exit(0 if report(ours, yardstick, crowd) else 1)


if __name__ == "__main__":
    main()
