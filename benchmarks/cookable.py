"""What can be cooked from 500 lots with 1,000 recipes, as a ratio to reading and dumping the same rows in raw SQL.

`python benchmarks/cookable.py`: interleaved rounds in one process over one SQLite file; then 10,000 recipes, for the
growth. Ours reads the rows, compares exact amounts across units, ranks by money and explains the first ten dishes.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from foodsave.core.profiles.service import Household, ensure_household
from foodsave.infra.db import Database, Scope, migrate
from foodsave.infra.db.scope import QueryScope
from foodsave.kit.clock import SystemClock
from foodsave.kit.ids import new_id
from foodsave.kit.quantity import Unit
from foodsave.kitchen.catalog.foods import foods
from foodsave.kitchen.catalog.models import ProductRow
from foodsave.kitchen.pantry.service import Journal, Ledger, NewLot
from foodsave.kitchen.recipes.cookable import Wanted
from foodsave.kitchen.recipes.kitchen import Kitchen
from foodsave.kitchen.recipes.mapping import dump_ingredients
from foodsave.kitchen.recipes.models import RecipeRow
from foodsave.kitchen.recipes.recipe import Ingredient, Need
from foodsave.kitchen.recipes.shipped import shipped_recipes

TODAY = date(2026, 11, 20)
LOTS, PRODUCTS = 500, 200
TARGET_RATIO, TARGET_GROWTH = 10.0, 12.0
RAW = (
    "SELECT id, title, language, base, servings, prep_min, cook_min, course, meals, needs FROM recipes",
    """SELECT lots.id, product_id, lots.name, lots.group_id, amount_milli, unit, lots.place, expires_on, expires_late,
              expiry_basis, expiry_source, price_minor, currency, use_first_on, food_id, piece_mg, density, pack_milli,
              pack_unit, products.allergens
       FROM lots JOIN products ON products.id = lots.product_id""",
    "SELECT id, food_id, piece_mg, density, pack_milli, pack_unit FROM products WHERE food_id IS NOT NULL",
    """SELECT product_id, delta_milli, value_minor, stock_events.currency, happened_on, data FROM stock_events
       JOIN stock_transactions ON stock_transactions.id = stock_events.transaction_id
       WHERE stock_events.kind = 'added' AND undone_by IS NULL""",
)


def drawn_recipe(chance: random.Random, household_id: str, number: int) -> RecipeRow:
    """Return a recipe with the needs of a shipped one, its amounts and one of its foods changed."""
    model = chance.choice(list(shipped_recipes().values()))
    needs = [
        Need(need.food_id, need.milli and need.milli * chance.randint(8, 12) // 10, need.unit, need.optional)
        for need in model.needs
    ]
    other = chance.choice(list(foods()))
    needs[chance.randrange(len(needs))] = Need(other, 100_000, Unit.GRAM)
    now = SystemClock().now()
    return RecipeRow(
        household_id=household_id,
        id=new_id(),
        title=f"{model.titles['pl']} {number}",
        key=f"{number}",
        language="pl",
        origin="own",
        digest=f"{number}",
        servings=model.servings,
        prep_min=model.prep_min,
        cook_min=model.cook_min,
        course=model.course,
        meals=list(model.meals),
        tags=list(model.tags),
        tools=list(model.tools),
        ingredients=dump_ingredients([Ingredient(need, None, None, text="x") for need in needs]),
        needs=[need.dump() for need in needs],
        steps=list(model.steps["pl"]),
        created_at=now,
        updated_at=now,
    )


def drawn_lots(chance: random.Random, products: Sequence[ProductRow]) -> list[NewLot]:
    """Return lots of these products with dates, prices and amounts as households have them."""
    lots = []
    for _ in range(LOTS):
        product = chance.choice(products)
        food = foods()[product.food_id or ""]
        by_piece = food.countable
        lots.append(
            NewLot(
                product_id=product.id,
                name=product.name,
                group_id=food.group,
                amount_milli=chance.randint(1, 12) * 1_000 if by_piece else chance.randint(50, 1_000) * 1_000,
                unit="szt" if by_piece else "g",
                place="fridge",
                purchased_on=TODAY - timedelta(days=chance.randint(0, 10)),
                printed_on=TODAY + timedelta(days=chance.randint(0, 40)),
                printed_kind="best_before",
                price_minor=chance.randint(99, 2_999) if chance.random() < 0.9 else None,
                currency="PLN",
            )
        )
    return lots


async def fill(database: Database, household: Household) -> None:
    """Fill a household with products and lots."""
    chance, clock = random.Random(3), SystemClock()
    used = sorted({need.food_id for recipe in shipped_recipes().values() for need in recipe.needs if need.food_id})
    chosen = chance.sample(used, min(PRODUCTS, len(used)))
    async with database.write() as session:
        products = [
            ProductRow(
                household_id=household.id,
                id=new_id(),
                name=foods()[food_id].pl.one,
                key=food_id,
                group_id=foods()[food_id].group,
                food_id=food_id,
                food_basis="catalog",
                created_at=clock.now(),
            )
            for food_id in chosen
        ]
        session.add_all(products)
        lots = drawn_lots(chance, products)
        for start in range(0, LOTS, 50):
            ledger = Ledger(Scope(session, household.id), clock, Journal(TODAY))
            await ledger.add_lots("receipt", None, lots[start : start + 50])


async def add_recipes(database: Database, household: Household, numbers: range) -> None:
    """Add drawn recipes."""
    chance = random.Random(numbers.start)
    async with database.write() as session:
        session.add_all(drawn_recipe(chance, household.id, number) for number in numbers)


def read_and_dump(path: Path) -> tuple[float, int]:
    """Read the same rows in raw SQL and dump them as JSON; return seconds and bytes."""
    begun = time.perf_counter()
    with sqlite3.connect(path) as connection:
        size = sum(len(json.dumps(connection.execute(query).fetchall())) for query in RAW)
    return time.perf_counter() - begun, size


async def cook(kitchen: Kitchen) -> tuple[float, int]:
    """Ask what can be cooked; return seconds and how many dishes were found."""
    begun = time.perf_counter()
    page = await kitchen.cookable(Wanted(missing=2), 10)
    page.model_dump_json()
    return time.perf_counter() - begun, page.found


async def measure(kitchen: Kitchen, path: Path, rounds: int) -> tuple[float, float, int]:
    """Return the median seconds of raw SQL and of ours, and how many dishes were found."""
    raw, ours, found = [], [], 0
    for _ in range(rounds + 2):
        raw.append((await asyncio.to_thread(read_and_dump, path))[0])
        seconds, found = await cook(kitchen)
        ours.append(seconds)
    return statistics.median(raw[2:]), statistics.median(ours[2:]), found


async def run(folder: Path, rounds: int) -> bool:
    """Measure with 1,000 and 10,000 recipes, print the figures and tell whether they keep to the targets."""
    path = folder / "foodsave.db"
    url = f"sqlite:///{path}"
    await asyncio.to_thread(migrate, url)
    database = Database(url)
    household = await ensure_household(database, SystemClock())
    await fill(database, household)
    kitchen = Kitchen(QueryScope(database, household.id), household, TODAY)
    await add_recipes(database, household, range(1_000))
    raw, small, found = await measure(kitchen, path, rounds)
    print(f"1,000 recipes, {LOTS} lots: raw SQL {raw * 1000:.1f} ms, ours {small * 1000:.1f} ms, {found} dishes")
    for start in range(1_000, 10_000, 1_000):
        await add_recipes(database, household, range(start, start + 1_000))
    raw_large, large, found = await measure(kitchen, path, max(3, rounds // 3))
    await database.aclose()
    print(f"10,000 recipes: raw SQL {raw_large * 1000:.1f} ms, ours {large * 1000:.1f} ms, {found} dishes")
    ratio, growth = small / raw, large / small
    print(f"time ratio: {ratio:.1f} (at most {TARGET_RATIO:g}); growth: {growth:.1f} (at most {TARGET_GROWTH:g})")
    return ratio <= TARGET_RATIO and growth <= TARGET_GROWTH


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=12)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(0 if asyncio.run(run(Path(folder), given.rounds)) else 1)


if __name__ == "__main__":
    main()
