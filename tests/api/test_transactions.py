"""A receipt and its lots stay of one mind, whichever of them is undone."""

from datetime import date

import pytest

from foodsave.infra.db import Scope
from foodsave.kitchen.receipts.models import LineRow, ReceiptRow

RECEIPT = "01900000-0000-7000-8000-00000000000a"
LOTS, TRANSACTIONS = "/api/v1/pantry/lots", "/api/v1/pantry/transactions"


@pytest.fixture
async def confirmed(application, client) -> str:
    """The id of the transaction that a confirmed receipt of one carton of milk made."""
    services = application.state.services
    household, now = await services.profiles.current(), services.clock.now()
    receipt = {"status": "needs_review", "blob": "b", "media_type": "image/jpeg", "size_bytes": 1, "balanced": True}
    receipt |= {"created_at": now, "updated_at": now, "pages": [], "repairs": [], "warnings": [], "total_minor": 399}
    line = {"position": 0, "raw_name": "MLEKO UHT 1L", "line_total_minor": 499, "discount_minor": 100, "page": 0}
    line |= {"confidence": 1.0, "box": [], "suspicious": False, "product": "Mleko UHT", "group_id": "milk_uht"}
    line |= {"basis": "catalog", "amount_milli": 1_000_000, "unit": "l", "place": "pantry"}
    async with services.database.write() as session:
        home = Scope(session, household.id).household_id
        session.add(ReceiptRow(household_id=home, id=RECEIPT, purchased_on=date(2026, 3, 9), **receipt))
        session.add(LineRow(household_id=home, id="line", receipt_id=RECEIPT, **line))
    return (await client.post(f"/api/v1/receipts/{RECEIPT}/confirm")).json()["transaction_id"]


async def status(client) -> str:
    return (await client.get(f"/api/v1/receipts/{RECEIPT}")).json()["status"]


async def test_undone_transaction_of_a_receipt_lets_it_wait_for_review_again(client, confirmed):
    told = (await client.get(f"{TRANSACTIONS}/{confirmed}")).json()
    assert (told["kind"], told["reference"]) == ("receipt", RECEIPT)
    assert told["events"][0]["value"] == {"amount": "3.99", "currency": "PLN"}

    undone = (await client.post(f"{TRANSACTIONS}/{confirmed}/undo", json={"actor": "Ala"})).json()

    assert (undone["transaction"]["undoes"], undone["transaction"]["actor"]) == (confirmed, "Ala")
    assert await status(client) == "needs_review"
    again = await client.post(f"/api/v1/receipts/{RECEIPT}/confirm")
    assert (again.status_code, await status(client)) == (200, "confirmed")
    assert (await client.post(f"{TRANSACTIONS}/{confirmed}/undo")).json()["code"] == "already_undone"
    assert await status(client) == "confirmed"


async def test_receipt_whose_lot_was_used_is_undone_after_that_use_only(client, confirmed):
    lot = (await client.get(LOTS)).json()["items"][0]
    eaten = (await client.post(f"{LOTS}/{lot['id']}/consume")).json()

    for undo in (f"{TRANSACTIONS}/{confirmed}/undo", f"/api/v1/receipts/{RECEIPT}/undo"):
        refused = await client.post(undo)
        assert (refused.status_code, refused.json()["code"]) == (409, "later_change_depends")
        assert refused.json()["details"]["transaction_id"] == eaten["transaction"]["id"]
    assert await status(client) == "confirmed"

    await client.post(f"{TRANSACTIONS}/{eaten['transaction']['id']}/undo")
    assert (await client.post(f"{TRANSACTIONS}/{confirmed}/undo")).status_code == 200
    assert (await client.get(LOTS)).json()["items"] == []


async def test_undo_repeated_with_its_key_is_answered_once(client, confirmed):
    headers = {"Idempotency-Key": "undo"}
    answers = [await client.post(f"{TRANSACTIONS}/{confirmed}/undo", headers=headers) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert len((await client.get(TRANSACTIONS)).json()["items"]) == 2
