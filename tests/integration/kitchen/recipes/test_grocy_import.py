import asyncio
from datetime import date

import pytest

from fixtures.grocy import grocy_file
from foodsave.errors import Conflict
from foodsave.kitchen.catalog.service import list_products
from foodsave.kitchen.pantry.repository import LedgerRepository
from foodsave.kitchen.pantry.service import Journal, Ledger
from foodsave.kitchen.recipes.importing.grocy import apply_grocy, preview_grocy, read_grocy
from foodsave.kitchen.recipes.repository import RecipeRepository

TODAY = date(2026, 3, 10)


async def bring(home, content: bytes):
    found = await read_grocy(content, TODAY)
    async with home.writing() as scope:
        return await apply_grocy(scope, home.clock, home.household, found, Journal(TODAY))


async def counted(home) -> tuple[int, int, int]:
    async with home.reading() as scope:
        lots = await LedgerRepository(scope).every_lot()
        recipes = await RecipeRepository(scope).all()
        return len(await list_products(scope, None, 100)), len(lots), len(recipes)


async def test_preview_of_grocy_tells_everything_and_changes_nothing(home):
    found = await read_grocy(grocy_file(), TODAY)
    async with home.reading() as scope:
        shown = await preview_grocy(scope, home.household, found)

    assert (shown.preview, shown.transaction_id) == (True, None)
    assert len(shown.products) == len(shown.lots) == 6
    assert [recipe.title for recipe in shown.recipes] == ["Naleśniki", "Ciasto"]
    assert {item.code for item in shown.unmapped} == {"group_unknown", "unknown_unit", "invalid_date", "not_taken"}
    assert await counted(home) == (0, 0, 0)


async def test_grocy_is_brought_in_one_transaction_that_is_undone_as_one(home):
    answer = await bring(home, grocy_file())
    assert await counted(home) == (6, 6, 2)

    async with home.writing() as scope:
        await Ledger(scope, home.clock, Journal(TODAY)).undo(answer.transaction_id)

    assert await counted(home) == (6, 0, 2)


async def test_lots_of_grocy_are_the_lots_that_were_shown(home):
    shown = await bring(home, grocy_file())

    async with home.reading() as scope:
        rows = await LedgerRepository(scope).every_lot()

    assert {(row.name, row.place, row.price_minor, row.opened_on) for row in rows} == {
        ("Mleko", "fridge", 399, date(2026, 3, 8)),
        ("Mąka pszenna", "pantry", 998, None),
        ("Jajka", "fridge", None, None),
        ("Olej rzepakowy", "pantry", None, None),
        ("Zwykłe blizzbluzz", "freezer", 200, None),
        ("Masło", "fridge", None, None),
    }
    assert {row.currency for row in rows if row.price_minor is not None} == {"PLN"}
    assert sum(lot.price_paid is not None for lot in shown.lots) == 3


async def test_the_same_file_is_refused_until_its_import_is_undone(home):
    first = await bring(home, grocy_file())

    with pytest.raises(Conflict) as refusal:
        await bring(home, grocy_file())
    assert refusal.value.reason == "already_imported"
    assert refusal.value.details == {"transaction_id": first.transaction_id}

    async with home.writing() as scope:
        await Ledger(scope, home.clock, Journal(TODAY)).undo(first.transaction_id)
    again = await bring(home, grocy_file())

    assert {recipe.outcome for recipe in again.recipes} == {"known"}
    assert await counted(home) == (6, 6, 2)


async def test_two_who_import_the_same_file_at_once_bring_it_once(home):
    results = await asyncio.gather(*(bring(home, grocy_file()) for _ in range(4)), return_exceptions=True)

    assert sum(isinstance(result, Conflict) for result in results) == 3
    assert await counted(home) == (6, 6, 2)


async def bring_and_fail(home, content: bytes) -> None:
    found = await read_grocy(content, TODAY)
    async with home.writing() as scope:
        await apply_grocy(scope, home.clock, home.household, found, Journal(TODAY))
        raise Conflict("the power went out")


async def test_import_that_fails_at_its_end_leaves_nothing(home):
    with pytest.raises(Conflict, match="the power went out"):
        await bring_and_fail(home, grocy_file())

    assert await counted(home) == (0, 0, 0)
