"""Three years of a household lived through the real services, and every sum of the insights against plain SQL.

`python benchmarks/insights.py [--days 1096] [--engine sqlite|postgresql] [--seed N]`. The target is no difference of a
single minor unit. PostgreSQL runs from the binaries of the tests.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from datetime import date

from foodsave.core.profiles.service import ensure_household
from foodsave.infra.db import Database, Scope, migrate
from foodsave.kit.clock import SystemClock
from foodsave.kit.money import format_minor
from foodsave.kitchen.insights.period import ALWAYS
from foodsave.kitchen.insights.service import spending, waste
from foodsave.testing.months import differences, live
from ledger import empty_database

FIRST = date(2023, 11, 1)
SHOWN = 10


async def measure(url: str, days: int, seed: int) -> list[str]:
    """Live `days` days, print what they came to and return the sums that differ."""
    await asyncio.to_thread(migrate, url)
    database = Database(url)
    household = await ensure_household(database, SystemClock())
    lived = await live(database, household, first=FIRST, days=days, seed=seed)
    print(
        f"{days} days: {lived.receipts} receipts, {lived.transactions} transactions, {lived.undone} undone, "
        f"{lived.refused} refused"
    )
    async with database.read() as session:
        scope, started_at = Scope(session, household.id), time.monotonic()
        became = await waste(scope, ALWAYS, "category")
        spent = await spending(scope, ALWAYS, "category", currency=household.currency)
        took_s = time.monotonic() - started_at
        compared, found = await differences(scope, household)
    await database.aclose()
    for name in ("added", "eaten", "thrown", "frozen", "corrected"):
        figure = getattr(became, name)
        money = ", ".join(f"{format_minor(minor)} {currency}" for currency, minor in figure.money.items())
        print(f"{name:<12}{money}; {figure.unknown} of {figure.events} events of unknown price")
    for currency, minor in spent.total.money.items():
        rest = format_minor(spent.unassigned.money.get(currency, 0))
        print(f"spent       {format_minor(minor)} {currency}, of it unassigned {rest}")
    print(f"both reports by category: {took_s:.2f} s")
    print(f"sums compared with SQL: {compared}, different: {len(found)}")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=1096)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with empty_database(given.engine) as url:
        found = asyncio.run(measure(url, given.days, given.seed))
    for difference in found[:SHOWN]:
        print(difference)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
