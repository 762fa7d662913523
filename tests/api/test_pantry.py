from datetime import date, timedelta

import pytest

from foodsave.infra.db import Scope
from foodsave.kitchen.pantry.service import Journal, Ledger, NewLot

LOTS = "/api/v1/pantry/lots"
TRANSACTIONS = "/api/v1/pantry/transactions"


def lot(number: int, place: str) -> NewLot:
    return NewLot(
        product_id=f"00000000-0000-7000-8000-{number:012}",
        name=f"Towar {number}",
        group_id="yogurt" if number % 3 else None,
        amount_milli=381_000 + number,
        unit="kg",
        place=place,
        purchased_on=date(2026, 3, 1) + timedelta(days=number % 7),
        printed_on=None,
        printed_kind=None,
        price_minor=None if number % 5 == 0 else 100 + number,
        currency="PLN",
        receipt_id=None,
        receipt_line=None,
    )


@pytest.fixture
async def stocked(application, client):
    services = application.state.services
    household = await services.profiles.current()
    async with services.database.write() as session:
        ledger = Ledger(Scope(session, household.id), services.clock, Journal(date(2026, 3, 10)))
        await ledger.add_lots("receipt", None, [lot(n, "fridge" if n % 2 else "pantry") for n in range(25)])
        await ledger.add_lots("receipt", None, [])
    return client


async def all_pages(client, url: str, **params) -> list[dict]:
    items: list[dict] = []
    cursor = {}
    while True:
        page = (await client.get(url, params={**params, **cursor})).json()
        items += page["items"]
        if page["next_cursor"] is None:
            return items
        cursor = {"cursor": page["next_cursor"]}


async def test_lots_come_in_pages_without_loss_or_repetition(stocked):
    whole = (await stocked.get(LOTS)).json()["items"]

    paged = await all_pages(stocked, LOTS, limit=4)

    assert paged == whole
    assert len({item["id"] for item in whole}) == 25
    known = [item["expiry"]["date"] for item in whole if item["expiry"]["date"]]
    assert known == sorted(known)
    assert all(item["expiry"]["basis"] == "unknown" for item in whole[len(known) :])


async def test_lots_of_one_place_only(stocked):
    items = await all_pages(stocked, LOTS, place="fridge", limit=5)

    assert {item["place"] for item in items} == {"fridge"}
    assert len(items) == 12


async def test_lots_with_an_unknown_price_say_so(stocked):
    items = (await stocked.get(LOTS)).json()["items"]

    assert sum(item["price_paid"] is None for item in items) == 5
    assert {"amount": "1.01", "currency": "PLN"} in [item["price_paid"] for item in items]


async def test_lots_are_told_in_the_language_that_is_asked_for(stocked):
    polish = (await stocked.get(LOTS, params={"limit": 1})).json()["items"][0]["expiry"]["reason"]
    english = await stocked.get(LOTS, params={"limit": 1}, headers={"Accept-Language": "en"})

    assert "od zakupu w lodówce" in polish or "od zakupu w szafce" in polish
    assert "after purchase" in english.json()["items"][0]["expiry"]["reason"]


async def test_lots_are_not_sent_again_to_a_client_that_has_them(stocked):
    first = await stocked.get(LOTS)

    again = await stocked.get(LOTS, headers={"If-None-Match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")


async def test_pantry_that_is_empty_is_an_empty_list(client):
    assert (await client.get(LOTS)).json() == {"items": [], "next_cursor": None}


@pytest.mark.parametrize("cursor", ["x", "e30", "bnVsbA", "WzEsMl0", "ż", "WyJhIiwiYiIsImMiXQ", "W1tbW1tbW1s", "=" * 9])
@pytest.mark.parametrize("url", [LOTS, TRANSACTIONS, "/api/v1/receipts", "/api/v1/products"])
async def test_cursor_that_is_not_of_this_list_is_refused(client, url, cursor):
    answer = await client.get(url, params={"cursor": cursor})

    assert (answer.status_code, answer.json()["code"]) == (404, "invalid_cursor")


async def test_cursor_with_a_day_that_does_not_exist_is_refused(client):
    assert (await client.get(LOTS, params={"cursor": "WyIyMDI2LTk5LTk5IiwiYSJd"})).status_code == 404


@pytest.mark.parametrize(
    "params",
    [{"limit": 0}, {"limit": 201}, {"limit": 2**63}, {"place": "attic"}, {"sort": "x"}, {"expires_before": "0"}],
)
async def test_lots_refuse_values_outside_their_range(client, params):
    assert (await client.get(LOTS, params=params)).status_code == 422


async def test_transactions_come_newest_first(stocked):
    items = await all_pages(stocked, TRANSACTIONS, limit=1)

    assert [item["sequence"] for item in items] == [2, 1]
    assert items[0]["kind"] == "receipt"
