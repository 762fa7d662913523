"""From a name to an empty lot and back, over HTTP."""

from datetime import date, timedelta

import pytest

LOTS = "/api/v1/pantry/lots"
TRANSACTIONS = "/api/v1/pantry/transactions"
MILK = {"name": "mleko UHT", "amount": {"amount": "1", "unit": "l"}, "price": {"amount": "3.99"}}


@pytest.fixture
def today(application, client) -> date:
    services = application.state.services
    return services.clock.now().date()


async def add(client, **changes) -> dict:
    answer = await client.post(LOTS, json=MILK | changes)
    assert answer.status_code == 201, answer.text
    return answer.json()["lots"][0]


async def act(client, lot: dict, action: str, **body) -> dict:
    answer = await client.post(f"{LOTS}/{lot['id']}/{action}", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def refused(client, lot: dict, action: str, **body) -> tuple[int, str]:
    before = (await client.get(LOTS)).json()
    answer = await client.post(f"{LOTS}/{lot['id']}/{action}", json=body)
    assert answer.headers["content-type"] == "application/problem+json"
    assert (await client.get(LOTS)).json() == before
    return answer.status_code, answer.json()["code"]


def amount(value: str, unit: str = "ml") -> dict:
    return {"amount": value, "unit": unit}


async def test_lot_added_by_name_has_group_place_price_and_expiry(client):
    lot = await add(client, purchased_on="2026-01-05", actor="Ala", note="z targu")

    assert lot["product"]["group"] == "milk_uht"
    assert (lot["place"], lot["amount"]) == ("pantry", {"amount": "1", "unit": "l"})
    assert lot["price_paid"] == {"amount": "3.99", "currency": "PLN"}
    assert (lot["expiry"]["basis"], lot["expiry"]["kind"]) == ("table", "best_before")
    assert "5.01.2026" in lot["expiry"]["reason"]
    written = (await client.get(TRANSACTIONS)).json()["items"][0]
    assert (written["kind"], written["actor"], written["note"]) == ("added", "Ala", "z targu")


async def test_lots_of_the_same_name_are_of_one_product(client):
    first, second = await add(client), await add(client, name="Mleko uht")

    assert first["product"]["id"] == second["product"]["id"]
    by_id = await add(client, name=None, product_id=first["product"]["id"])
    assert by_id["product"] == first["product"]


async def test_printed_date_without_a_kind_is_a_best_before(client):
    lot = await add(client, printed_on="2027-02-01")

    assert lot["printed"] == {"date": "2027-02-01", "kind": "best_before"}
    assert (lot["expiry"]["date"], lot["expiry"]["basis"]) == ("2027-02-01", "printed")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"amount": amount("0")}, "invalid_quantity"),
        ({"amount": amount("999999", "kg")}, "absurd_amount"),
        ({"amount": amount("-1")}, "invalid"),
        ({"amount": amount("1", "beczka")}, "invalid"),
        ({"place": "balkon"}, "invalid"),
        ({"purchased_on": "2999-01-01"}, "future_date"),
        ({"on": "2999-01-01"}, "future_date"),
        ({"name": None}, "invalid"),
        ({"product_id": "00000000-0000-7000-8000-000000000000"}, "invalid"),
        ({"price": {"amount": "-3"}}, "invalid"),
        ({"colour": "red"}, "invalid"),
    ],
)
async def test_lot_that_makes_no_sense_is_not_added(client, changes, code):
    answer = await client.post(LOTS, json=MILK | changes)

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert (await client.get(LOTS)).json()["items"] == []
    assert (await client.get(TRANSACTIONS)).json()["items"] == []


async def test_lot_of_an_unknown_product_is_not_found(client):
    wanted = {"product_id": "00000000-0000-7000-8000-000000000000", "amount": amount("1")}

    assert (await client.post(LOTS, json=wanted)).status_code == 404


async def test_added_lot_is_added_once_for_one_key(client):
    answers = [await client.post(LOTS, json=MILK, headers={"Idempotency-Key": "k1"}) for _ in range(2)]

    assert answers[0].json() == answers[1].json()
    assert answers[1].headers["idempotent-replayed"] == "true"
    assert len((await client.get(LOTS)).json()["items"]) == 1


async def test_consumed_part_takes_its_share_of_the_price(client):
    lot = await add(client)

    posted = await act(client, lot, "consume", amount=amount("250"), actor="Jan")

    assert (posted["lots"][0]["amount"]["amount"], posted["lots"][0]["price_paid"]["amount"]) == ("0.75", "2.99")
    assert posted["gone"] == []
    (event,) = posted["transaction"]["events"]
    assert (event["kind"], event["change"], event["value"]) == (
        "consumed",
        {"amount": "-0.25", "unit": "l"},
        {"amount": "-1.00", "currency": "PLN"},
    )


async def test_lot_consumed_without_an_amount_is_gone_and_keeps_its_history(client):
    lot = await add(client)

    posted = await act(client, lot, "consume")

    assert (posted["lots"], posted["gone"]) == ([], [lot["id"]])
    told = (await client.get(f"{LOTS}/{lot['id']}")).json()
    assert told["gone"] is True
    assert told["lot"]["amount"]["amount"] == "0"
    assert [entry["kind"] for entry in told["history"]] == ["added", "consumed"]
    assert await refused(client, lot, "consume") == (409, "not_enough")
    assert await refused(client, lot, "open") == (409, "lot_gone")


async def test_product_is_consumed_from_what_to_use_first(client):
    late = await add(client, printed_on="2027-03-01")
    soon = await add(client, printed_on="2027-02-01")

    answer = await client.post(
        "/api/v1/pantry/consume", json={"product_id": late["product"]["id"], "amount": amount("1.3", "l")}
    )

    assert answer.json()["gone"] == [soon["id"]]
    assert [(lot["id"], lot["amount"]["amount"]) for lot in answer.json()["lots"]] == [(late["id"], "0.7")]
    more = await client.post(
        "/api/v1/pantry/consume", json={"product_id": late["product"]["id"], "amount": amount("701")}
    )
    assert (more.status_code, more.json()["code"]) == (409, "not_enough")
    assert more.json()["details"]["left"] == {"amount": "700", "unit": "ml"}


async def test_discarded_part_says_why(client):
    lot = await add(client)

    posted = await act(client, lot, "discard", amount=amount("1", "l"), reason="spoiled", note="pleśń")

    assert posted["gone"] == [lot["id"]]
    assert posted["transaction"]["events"][0]["reason"] == "spoiled"
    assert (await client.post(f"{LOTS}/{lot['id']}/discard", json={"reason": "bored"})).status_code == 422


async def test_opened_part_becomes_a_lot_with_an_earlier_date(client):
    lot = await add(client, amount=amount("3", "szt"))

    posted = await act(client, lot, "open", amount=amount("1", "szt"))

    opened, closed = posted["lots"]
    assert (opened["origin"]["split_from"], opened["amount"]["amount"]) == (lot["id"], "1")
    assert opened["opened_on"] is not None
    assert opened["expiry"]["basis"] == "opened"
    assert opened["expiry"]["date"] < closed["expiry"]["date"]
    assert closed["opened_on"] is None
    assert [event["kind"] for event in posted["transaction"]["events"]] == ["split", "added", "opened"]
    assert await refused(client, opened, "open") == (409, "already_open")


async def test_food_is_frozen_once_and_thawed_food_not_again(client):
    meat = await add(client, name="mięso mielone wieprzowe", amount=amount("500", "g"))

    frozen = (await act(client, meat, "freeze"))["lots"][0]
    assert (frozen["place"], frozen["expiry"]["basis"]) == ("freezer", "frozen")
    assert await refused(client, meat, "freeze") == (409, "already_frozen")
    thawed = (await act(client, meat, "thaw"))["lots"][0]
    assert (thawed["place"], thawed["expiry"]["basis"]) == ("fridge", "thawed")
    assert await refused(client, meat, "freeze") == (409, "was_thawed")
    assert await refused(client, meat, "thaw") == (409, "not_frozen")


async def test_food_past_its_use_by_is_not_frozen(client, today):
    past = (today - timedelta(days=2)).isoformat()
    lot = await add(client, purchased_on=past, printed_on=past, printed_kind="use_by")

    assert await refused(client, lot, "freeze") == (409, "past_use_by")
    assert await refused(client, lot, "move", place="freezer") == (409, "past_use_by")
    assert (await act(client, lot, "freeze", on=past))["lots"][0]["frozen_on"] == past


async def test_move_into_the_freezer_is_freezing_and_out_of_it_thawing(client):
    lot = await add(client, name="chleb", amount=amount("1", "szt"))

    kinds = [
        (await act(client, lot, "move", place=place))["transaction"]["kind"]
        for place in ("freezer", "fridge", "pantry")
    ]

    assert kinds == ["frozen", "thawed", "moved"]
    assert await refused(client, lot, "move", place="pantry") == (409, "already_there")


async def test_split_parts_cost_together_what_was_paid(client):
    lot = await add(client, amount=amount("3", "szt"), price={"amount": "1.00"})

    posted = await act(client, lot, "split", amount=amount("1", "szt"))

    assert [one["price_paid"]["amount"] for one in posted["lots"]] == ["0.33", "0.67"]
    assert await refused(client, posted["lots"][1], "split", amount=amount("2", "szt")) == (422, "whole_lot")
    assert await refused(client, posted["lots"][1], "split", amount=amount("3", "szt")) == (409, "not_enough")


async def test_correction_changes_what_was_noted_wrongly_and_nothing_else(client):
    lot = await add(client)

    posted = await act(
        client,
        lot,
        "correct",
        amount=amount("2", "szt"),
        name="jogurt naturalny",
        place="fridge",
        price={"amount": "5.00", "currency": "EUR"},
        printed_on="2027-01-02",
    )

    after = posted["lots"][0]
    assert (after["product"]["group"], after["amount"], after["place"]) == ("yogurt", amount("2", "szt"), "fridge")
    assert after["price_paid"] == {"amount": "5.00", "currency": "EUR"}
    assert after["printed"] == {"date": "2027-01-02", "kind": "best_before"}
    values = [event["value"] for event in posted["transaction"]["events"]]
    assert values == [{"amount": "-3.99", "currency": "PLN"}, {"amount": "5.00", "currency": "EUR"}]
    assert await refused(client, lot, "correct", place="fridge") == (422, "nothing_changed")
    unknown = (await act(client, lot, "correct", price=None, printed_on=None))["lots"][0]
    assert (unknown["price_paid"], unknown["printed"]) == (None, None)


async def test_corrected_group_of_an_unknown_product_gives_it_a_date(client):
    lot = await add(client, name="zzqx")
    assert lot["expiry"]["basis"] == "unknown"

    after = (await act(client, lot, "correct", group="curd"))["lots"][0]

    assert (after["product"]["name"], after["product"]["group"]) == (lot["product"]["name"], "curd")
    assert after["expiry"]["basis"] == "table"
    assert (await client.post(f"{LOTS}/{lot['id']}/correct", json={"group": "no_group"})).status_code == 404


@pytest.mark.parametrize(
    ("action", "body", "expected"),
    [
        ("consume", {"amount": amount("1001")}, (409, "not_enough")),
        ("consume", {"amount": amount("0")}, (422, "invalid_quantity")),
        ("consume", {"amount": amount("1", "szt")}, (422, "unit_mismatch")),
        ("consume", {"on": "2999-01-01"}, (422, "future_date")),
        ("consume", {"on": "2000-01-01"}, (422, "before_purchase")),
        ("consume", {"on": 0}, (422, "invalid")),
        ("correct", {"purchased_on": "0202-03-10"}, (422, "invalid")),
        ("correct", {"printed_on": "9999-12-31"}, (422, "invalid")),
        ("discard", {}, (422, "invalid")),
        ("thaw", {}, (409, "not_frozen")),
        ("move", {"place": "nowhere"}, (422, "invalid")),
        ("split", {}, (422, "invalid")),
        ("correct", {}, (422, "nothing_changed")),
        ("correct", {"purchased_on": "2999-01-01"}, (422, "future_date")),
        ("correct", {"amount": amount("0")}, (422, "invalid_quantity")),
    ],
)
async def test_refused_change_has_a_stated_reason_and_leaves_everything(client, action, body, expected):
    lot = await add(client, name="zzqx", amount=amount("1", "l"))

    assert await refused(client, lot, action, **body) == expected


@pytest.mark.parametrize("action", ["consume", "open", "freeze", "thaw"])
async def test_change_of_a_lot_that_never_was_is_not_found(client, action):
    assert (await client.post(f"{LOTS}/00000000-0000-7000-8000-000000000000/{action}")).status_code == 404
    assert (await client.get(f"{LOTS}/00000000-0000-7000-8000-000000000000")).status_code == 404


async def test_undo_restores_a_lot_and_is_refused_while_a_later_change_counts(client):
    lot = await add(client)
    opened = await act(client, lot, "open")
    eaten = await act(client, lot, "consume", amount=amount("0.3", "l"))
    undo = "{}/{}/undo".format

    early = await client.post(undo(TRANSACTIONS, opened["transaction"]["id"]))
    assert (early.status_code, early.json()["code"]) == (409, "later_change_depends")
    assert early.json()["details"]["transaction_id"] == eaten["transaction"]["id"]

    for posted in (eaten, opened):
        answer = await client.post(undo(TRANSACTIONS, posted["transaction"]["id"]), json={"note": "pomyłka"})
        assert answer.status_code == 200
    assert answer.json()["lots"] == [lot]
    assert (await client.get(LOTS)).json()["items"] == [lot]

    again = await client.post(undo(TRANSACTIONS, opened["transaction"]["id"]))
    assert (again.status_code, again.json()["code"]) == (409, "already_undone")
    of_undo = await client.post(undo(TRANSACTIONS, answer.json()["transaction"]["id"]))
    assert (of_undo.status_code, of_undo.json()["code"]) == (409, "is_an_undo")


async def test_transaction_tells_who_when_why_and_what(client):
    lot = await add(client)
    posted = await act(client, lot, "consume", amount=amount("200"), actor="Ala", note="kakao", on=lot["purchased_on"])

    told = (await client.get(f"{TRANSACTIONS}/{posted['transaction']['id']}")).json()

    assert told == posted["transaction"]
    assert (told["actor"], told["note"], told["happened_on"]) == ("Ala", "kakao", lot["purchased_on"])
    assert told["events"][0]["product"]["name"] == lot["product"]["name"]
    assert (await client.get(f"{TRANSACTIONS}/00000000-0000-7000-8000-000000000000")).status_code == 404


async def test_lots_are_found_by_product_words_and_day(client):
    milk, bread = await add(client, printed_on="2027-01-05"), await add(client, name="Chleb żytni")

    async def found(**params) -> list[str]:
        return [lot["id"] for lot in (await client.get(LOTS, params=params)).json()["items"]]

    assert await found(q="ZYTNI chleb") == [bread["id"]]
    assert await found(q="mleko") == [milk["id"]]
    assert await found(q="%") == []
    assert len(await found(q=" ")) == 2
    assert await found(product_id=milk["product"]["id"]) == [milk["id"]]
    assert await found(expires_before="2027-01-05") == [bread["id"]]
    assert await found(expires_before="2027-01-06", q="mleko") == [milk["id"]]
