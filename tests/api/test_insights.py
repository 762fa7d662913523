from datetime import UTC, date, datetime

import pytest

from foodsave.infra.db import Scope
from foodsave.kit.quantity import Quantity, Unit
from foodsave.kitchen.catalog.service import Proposal, ensure_product
from foodsave.kitchen.pantry.ledger import NewLot
from foodsave.kitchen.pantry.service import Journal, Ledger, Take
from foodsave.kitchen.receipts.drafting import Draft, record_draft
from foodsave.kitchen.receipts.reading import ReadLine, ReceiptReading
from foodsave.kitchen.receipts.service import Upload, confirm_receipt, register_upload

INSIGHTS = "/api/v1/insights"
MILK = Proposal("Mleko", "milk_uht", "pantry", True, "catalog", "mleko")
BAG = Proposal("Reklamówka", "bag_deposit", "pantry", False, "catalog", "reklamówka")
DATE = date(2026, 3, 9)


def line(name, total, discount=0, qty="1"):
    return ReadLine(name, qty, None, total, None, discount, 0.9, 0, (0.0, 0.0, 1.0, 1.0))


def reading(*lines, total, day="2026-03-09", chain="Lidl", **changes):
    facts = {"store": chain, "nip": None, "time": None, "number": None, "currency": "PLN", "deposit_minor": None}
    facts |= {"payable_minor": None, "balanced": True, "confidence": 0.9}
    return ReceiptReading(chain=chain, date=day, total_minor=total, lines=tuple(lines), **(facts | changes))


@pytest.fixture
async def confirm(application, client):
    """Confirms a receipt as the reader would hand it over, and returns its id."""
    services, made = application.state.services, []
    household = await services.profiles.current()

    async def confirmed(read, *matched):
        async with services.database.write() as session:
            scope = Scope(session, household.id)
            upload = Upload(f"{len(made):064x}", 10, "image/jpeg", None)
            receipt_id = (await register_upload(scope, services.clock, upload)).receipt_id
            draft = Draft(read, matched, "test", 0.0, None, ())
            await record_draft(scope, receipt_id, draft, now=services.clock.now())
            await confirm_receipt(
                scope, services.clock, receipt_id, today=date(2026, 3, 10), currency="PLN", allow_duplicate=True
            )
        made.append(receipt_id)
        return receipt_id

    return confirmed


@pytest.fixture
async def changing(application, client):
    """Makes changes with the ledger of the household."""
    services = application.state.services
    household = await services.profiles.current()

    async def change(work):
        async with services.database.write() as session:
            scope = Scope(session, household.id)
            return await work(Ledger(scope, services.clock, Journal(date(2026, 3, 10))), scope)

    return change


async def get(client, path, **params):
    answer = await client.get(f"{INSIGHTS}/{path}", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def first_lot(client):
    return (await client.get("/api/v1/pantry/lots")).json()["items"][0]["id"]


async def test_waste_is_told_in_the_prices_paid_after_discounts(client, confirm, changing):
    await confirm(reading(line("MLEKO 1L", 500, discount=100), total=400), MILK)
    lot_id = await first_lot(client)
    eaten = await changing(lambda ledger, _: ledger.consume([Take(lot_id, Quantity(250_000, Unit.MILLILITRE))]))
    await changing(lambda ledger, _: ledger.discard([Take(lot_id)], "expired"))

    told = await get(client, "waste", by="category")

    assert told["eaten"]["money"] == [{"amount": "1.00", "currency": "PLN"}]
    assert told["thrown"]["money"] == [{"amount": "3.00", "currency": "PLN"}]
    assert told["eaten"]["transactions"] == {"count": 1, "ids": [eaten.transaction_id]}
    (item,) = told["items"]
    assert (item["key"], item["name"]) == ("dairy_eggs", "Nabiał i jaja")
    assert item["shares"] == [{"currency": "PLN", "eaten": "0.2500", "thrown": "0.7500", "of_all_thrown": "1.0000"}]
    assert (told["from"], told["to"], told["by"]) == (None, None, "category")


async def test_waste_reports_unknown_prices_as_unknown(client, changing):
    async def add(ledger, scope):
        product = await ensure_product(scope, "Dżem", "honey_jam_spread", now=datetime(2026, 3, 10, tzinfo=UTC))
        lot = NewLot(
            product_id=product.id,
            name="Dżem",
            group_id="honey_jam_spread",
            amount_milli=300_000,
            unit="g",
            place="pantry",
            purchased_on=DATE,
        )
        return await ledger.add_lots("added", None, [lot])

    posting = await changing(add)
    await changing(lambda ledger, _: ledger.discard([Take(posting.lot_ids[0])], "spoiled"))

    thrown = (await get(client, "waste", by="reason"))["items"][0]["thrown"]

    assert (thrown["money"], thrown["events"]) == ([], 1)
    assert thrown["unknown"] == {"events": 1, "amount": {"amount": "300", "unit": "g"}}


async def test_waste_names_are_in_the_language_that_is_asked_for(client, confirm, changing):
    await confirm(reading(line("MLEKO 1L", 500), total=500), MILK)
    lot_id = await first_lot(client)
    await changing(lambda ledger, _: ledger.discard([Take(lot_id)], "expired"))

    english = await client.get(f"{INSIGHTS}/waste?by=reason", headers={"Accept-Language": "en"})

    assert english.json()["items"][0]["name"] == "past its date"
    assert (await get(client, "waste", by="month"))["items"][0]["name"] == "marzec 2026"


async def test_spending_parts_sum_to_the_totals_of_receipts(client, confirm):
    first = await confirm(
        reading(line("MLEKO 1L", 500, 100), line("REKLAMOWKA", 50), total=470, deposit_minor=100), MILK, BAG
    )
    second = await confirm(reading(line("MLEKO 1L", 300), total=None, chain="Żabka", day="2026-02-28"), MILK)

    by_category = await get(client, "spending", by="category")
    by_store = await get(client, "spending", by="store")

    assert by_category["total"]["money"] == [{"amount": "7.70", "currency": "PLN"}]
    assert {item["key"]: item["spent"]["money"][0]["amount"] for item in by_category["items"]} == {
        "dairy_eggs": "7.00",
        "deposits": "0.50",
        "unassigned": "0.20",
    }
    assert by_category["deposits"]["money"] == [{"amount": "1.00", "currency": "PLN"}]
    assert by_category["without_total"]["receipts"] == {"count": 1, "ids": [second]}
    assert [(item["name"], item["spent"]["receipts"]["ids"]) for item in by_store["items"]] == [
        ("Lidl", [first]),
        ("Żabka", [second]),
    ]


async def test_spending_of_a_period_is_by_the_day_of_purchase_else_of_confirmation(client, confirm):
    await confirm(reading(line("MLEKO 1L", 500), total=500), MILK)
    undated = await confirm(reading(line("MLEKO 1L", 300), total=300, day=None), MILK)

    told = await get(client, "spending", by="month", **{"from": "2026-03-10", "to": "2026-03-10"})

    assert told["total"]["receipts"] == {"count": 1, "ids": [undated]}


async def test_spending_forgets_receipts_that_are_no_longer_confirmed(client, confirm):
    receipt_id = await confirm(reading(line("MLEKO 1L", 500), total=500), MILK)
    await client.post(f"/api/v1/receipts/{receipt_id}/undo")

    assert (await get(client, "spending"))["total"]["money"] == []


async def test_prices_are_those_really_paid_by_store(client, confirm):
    await confirm(reading(line("MLEKO 1L", 1200, 300, qty="3"), total=900), MILK)
    cheap = await confirm(reading(line("MLEKO 0,5L", 149), total=149, day="2026-03-01"), MILK)
    await confirm(reading(line("MLEKO 1L", 450), total=450, chain="Żabka"), MILK)

    (milk,) = (await get(client, "prices", q="mléko"))["items"]

    lidl, zabka = milk["stores"]
    assert milk["product"]["name"] == "Mleko"
    assert (lidl["store"], lidl["per"], lidl["last"]["unit_price"]["amount"]) == ("Lidl", "l", "3.00")
    assert lidl["lowest"] == {
        "unit_price": {"amount": "2.98", "currency": "PLN"},
        "paid": {"amount": "1.49", "currency": "PLN"},
        "amount": {"amount": "0.5", "unit": "l"},
        "date": "2026-03-01",
        "receipt_id": cheap,
        "line": 0,
        "lot_id": lidl["lowest"]["lot_id"],
    }
    assert lidl["median"] == {"amount": "2.99", "currency": "PLN"}
    assert zabka["last"]["unit_price"]["amount"] == "4.50"


async def test_prices_of_a_product_by_its_id_in_a_period(client, confirm):
    await confirm(reading(line("MLEKO 1L", 500), total=500), MILK)
    await confirm(reading(line("MLEKO 1L", 300), total=300, day="2026-01-01"), MILK)
    product_id = (await client.get("/api/v1/products")).json()["items"][0]["id"]

    told = await get(client, "prices", product_id=product_id, **{"from": "2026-02-01"})

    assert [price["paid"]["amount"] for price in told["items"][0]["stores"][0]["history"]] == ["5.00"]


async def test_prices_follow_a_corrected_lot(client, confirm, changing):
    await confirm(reading(line("MLEKO 1L", 500), total=500), MILK)
    lot_id = await first_lot(client)
    await changing(lambda ledger, _: ledger.correct(lot_id, {"price_minor": 400}))

    (milk,) = (await get(client, "prices", q="mleko"))["items"]

    assert milk["stores"][0]["last"]["unit_price"]["amount"] == "4.00"


@pytest.mark.parametrize(
    ("path", "params", "status"),
    [
        ("waste", {"by": "colour"}, 422),
        ("waste", {"from": "2026-03-10", "to": "2026-03-09"}, 422),
        ("spending", {"from": "yesterday"}, 422),
        ("waste", {"to": "0"}, 422),
        ("prices", {}, 422),
        ("prices", {"q": "mleko", "product_id": "00000000-0000-7000-8000-000000000000"}, 422),
        ("prices", {"product_id": "00000000-0000-7000-8000-000000000000"}, 404),
        ("prices", {"product_id": "milk"}, 422),
    ],
)
async def test_questions_that_make_no_sense_are_refused(client, path, params, status):
    assert (await client.get(f"{INSIGHTS}/{path}", params=params)).status_code == status


async def test_prices_of_nothing_that_is_known_are_none(client):
    assert (await get(client, "prices", q="???"))["items"] == []


async def test_an_insight_that_did_not_change_is_not_sent_again(client):
    etag = (await client.get(f"{INSIGHTS}/waste")).headers["ETag"]

    assert (await client.get(f"{INSIGHTS}/waste", headers={"If-None-Match": etag})).status_code == 304
