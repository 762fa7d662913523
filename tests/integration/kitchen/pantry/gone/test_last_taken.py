from datetime import date

from foodsave.kit.quantity import Quantity, Unit
from foodsave.kitchen.pantry.gone import last_taken
from foodsave.kitchen.pantry.service import Journal, Ledger, NewLot, Take

MILK = NewLot(
    product_id="milk",
    name="Mleko",
    group_id="milk_uht",
    amount_milli=1_000_000,
    unit="l",
    place="pantry",
    purchased_on=date(2026, 3, 1),
)


async def write(home, day, change):
    async with home.writing() as scope:
        return await change(Ledger(scope, home.clock, Journal(date(2026, 3, 10), on=date(2026, 3, day))))


async def test_last_taken_returns_the_latest_event_of_each_product(home):
    added = await write(home, 1, lambda ledger: ledger.add_lots("added", None, [MILK]))
    part = Take(added.lot_ids[0], Quantity(400_000, Unit.LITRE))
    await write(home, 3, lambda ledger: ledger.consume([part]))
    await write(home, 5, lambda ledger: ledger.discard([Take(added.lot_ids[0])], "spoiled"))

    found = await last_taken(home.querying, ["milk", "bread"])

    assert list(found) == ["milk"]
    assert (found["milk"].kind, found["milk"].on) == ("discarded", date(2026, 3, 5))


async def test_last_taken_passes_over_what_was_undone(home):
    added = await write(home, 1, lambda ledger: ledger.add_lots("added", None, [MILK]))
    eaten = await write(home, 3, lambda ledger: ledger.consume([Take(added.lot_ids[0])]))
    await write(home, 4, lambda ledger: ledger.undo(eaten.transaction_id))

    assert await last_taken(home.querying, ["milk"]) == {}
    assert await last_taken(home.querying, []) == {}
