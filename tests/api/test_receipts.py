"""Receipts through the ASGI application and a worker whose reader answers as told."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest

from foodsave.app import create_app
from foodsave.bootstrap import WorkerServices
from foodsave.errors import Invalid, Unavailable
from foodsave.settings import load_settings
from foodsave.testing.reader import ScriptedReader, read_line, reading_of
from foodsave.worker.runner import Worker

RECEIPTS = "/api/v1/receipts"
LOTS = "/api/v1/pantry/lots"
JPEG = b"\xff\xd8\xff\xe0 a picture of a receipt"
LINES = (
    read_line("MLEKO UHT 3,2% 1L", 399, qty="2"),
    read_line("BANANY LUZ", 299, qty="0.598"),
    read_line("CHLEB ZYTNI", 649, discount_minor=100),
    read_line("REKLAMOWKA", 69),
)


class InterruptedReader(ScriptedReader):
    """A reader while whose work something happens."""

    async def meanwhile(self) -> None: ...

    async def read(self, path, *, images_dir=None):
        await self.meanwhile()
        return await super().read(path, images_dir=images_dir)


class Shop:
    """A client of the application together with the worker that reads what it uploads."""

    def __init__(self, client, services, reader, folder: Path) -> None:
        self.client = client
        self.services = services
        self.reader = reader
        temp = folder / "tmp"
        temp.mkdir(exist_ok=True)
        self.worker = Worker(WorkerServices(services, reader, 0, 1.0, folder / "lock", temp))

    async def upload(self, content: bytes = JPEG, name: str = "paragon.jpg", **headers: str):
        return await self.client.post(RECEIPTS, files={"file": (name, content)}, headers=headers)

    async def read_one(self, content: bytes = JPEG) -> dict:
        receipt_id = (await self.upload(content)).json()["id"]
        assert await self.worker.work_once()
        return await self.get(receipt_id)

    async def get(self, receipt_id: str) -> dict:
        answer = await self.client.get(f"{RECEIPTS}/{receipt_id}")
        assert answer.status_code == 200
        return answer.json()

    async def lots(self) -> list[dict]:
        return (await self.client.get(LOTS, params={"sort": "use_first"})).json()["items"]


@pytest.fixture
async def shop(database_url, tmp_path, opened):
    settings = load_settings(data_dir=tmp_path / "data", DATABASE_URL=database_url)
    application = create_app(settings)
    async with opened(application) as client:
        yield Shop(client, application.state.services, InterruptedReader([reading_of(LINES)]), tmp_path)


async def test_upload_is_accepted_with_its_place_and_progress(shop):
    answer = await shop.upload()

    assert answer.status_code == 202
    body = answer.json()
    assert answer.headers["location"] == f"{RECEIPTS}/{body['id']}"
    assert (body["status"], body["outcome"]) == ("queued", "created")
    assert (await shop.get(body["id"]))["progress"] == {"stage": "queued", "ahead": 0, "tries": 0}


async def test_upload_is_read_into_a_draft(shop):
    draft = await shop.read_one()

    assert (draft["status"], draft["engine"], draft["balanced"]) == ("needs_review", "scripted", True)
    assert draft["total"] == {"amount": "13.16", "currency": "PLN"}
    assert draft["difference"] == {"amount": "0.00", "currency": "PLN"}
    milk, bananas, bread, bag = draft["lines"]
    assert (milk["group"], milk["amount"]) == ("milk_uht", {"amount": "2", "unit": "l"})
    assert (bananas["group"], bananas["amount"]) == ("fruit", {"amount": "0.598", "unit": "kg"})
    assert bread["discount"] == {"amount": "1.00", "currency": "PLN"}
    assert bag["stocked"] is False
    assert milk["box"] == [0.1, 0.2, 0.9, 0.22]
    assert milk["proposed"]["basis"] == "catalog"


async def test_upload_of_the_same_file_is_the_same_receipt(shop):
    first = (await shop.upload()).json()
    second = await shop.upload(name="inna-nazwa.jpg")

    assert second.status_code == 202
    assert second.json() == first | {"outcome": "known"}


async def test_upload_repeated_with_its_key_repeats_the_answer(shop):
    first = await shop.upload(**{"Idempotency-Key": "k1"})
    await shop.worker.work_once()
    second = await shop.upload(**{"Idempotency-Key": "k1"})

    assert second.json() == first.json()
    assert second.headers["idempotent-replayed"] == "true"


async def test_upload_refuses_a_key_that_was_used_for_another_file(shop):
    await shop.upload(**{"Idempotency-Key": "k1"})

    answer = await shop.upload(JPEG + b"another", **{"Idempotency-Key": "k1"})

    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")


async def test_upload_by_many_at_once_makes_one_receipt(shop):
    answers = await asyncio.gather(*(shop.upload() for _ in range(8)))

    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json()["id"] for answer in answers}) == 1


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [(b"", 422, "empty_file"), (b"GIF89a....", 415, "unsupported_type"), (b"hello", 415, "unsupported_type")],
)
async def test_upload_of_what_is_no_receipt_is_refused(shop, content, status, code):
    answer = await shop.upload(content)

    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_upload_without_a_file_is_refused(shop):
    answer = await shop.client.post(RECEIPTS, data={"file": "text"})

    assert answer.status_code == 422


async def test_upload_that_waits_answers_with_the_draft(shop):
    waiting = asyncio.create_task(shop.upload(Prefer="wait=20"))
    async with asyncio.timeout(20):
        while not await shop.worker.work_once():  # noqa: ASYNC110 - the worker polls as well
            await asyncio.sleep(0.01)

    answer = await waiting

    assert answer.status_code == 200
    assert answer.headers["preference-applied"] == "wait=20"
    assert answer.json()["status"] == "needs_review"


async def test_upload_that_waited_in_vain_is_accepted_all_the_same(shop):
    answer = await shop.upload(Prefer="respond-async, wait=1")

    assert (answer.status_code, answer.json()["status"]) == (202, "queued")


async def test_failed_reading_tells_code_and_advice_and_is_read_again_on_upload(shop):
    shop.reader.answers = [Invalid("nothing legible", code="no_receipt"), reading_of(LINES)]
    failed = await shop.read_one()
    assert failed["status"] == "failed"
    assert failed["failure"]["code"] == "no_receipt"
    assert "zdjęcie" in failed["failure"]["advice"]

    again = await shop.upload()
    await shop.worker.work_once()

    assert again.json() == {**again.json(), "id": failed["id"], "outcome": "read_again"}
    assert (await shop.get(failed["id"]))["status"] == "needs_review"


async def test_failure_advice_is_in_the_language_that_is_asked_for(shop):
    shop.reader.answers = [Invalid("nothing legible", code="no_receipt")]
    failed = await shop.read_one()

    answer = await shop.client.get(f"{RECEIPTS}/{failed['id']}", headers={"Accept-Language": "en-GB,en;q=0.9"})

    assert "No receipt can be seen" in answer.json()["failure"]["advice"]


async def test_reader_that_crashed_is_tried_again_later(shop):
    shop.reader.answers = [Unavailable("the reader stopped", code="reader_crashed")]
    draft = await shop.read_one()

    assert draft["status"] == "queued"
    assert draft["progress"]["tries"] == 1


async def test_correct_line_changes_the_draft_and_its_balance(shop):
    draft = await shop.read_one()

    answer = await patch_line(shop, draft, 2, {"line_total": "7.49", "product": "Chleb żytni", "group": "bread"})

    body = answer.json()
    assert answer.status_code == 200
    assert (body["balanced"], body["difference"]["amount"]) == (False, "1.00")
    assert body["lines"][2]["product"] == "Chleb żytni"
    assert body["lines"][2]["edited"] is True
    assert body["version"] == draft["version"] + 1


async def test_correct_line_with_a_new_group_moves_it_to_its_usual_place(shop):
    draft = await shop.read_one()

    body = (await patch_line(shop, draft, 0, {"group": "milk_fresh"})).json()

    assert (body["lines"][0]["group"], body["lines"][0]["place"]) == ("milk_fresh", "fridge")


async def test_correct_line_with_a_quantity_gives_a_new_amount(shop):
    draft = await shop.read_one()

    body = (await patch_line(shop, draft, 0, {"qty": "3"})).json()

    assert body["lines"][0]["amount"] == {"amount": "3", "unit": "l"}


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"group": "no_such_group"},
        {"line_total": "NaN"},
        {"line_total": "1e9"},
        {"line_total": None},
        {"qty": "-1"},
        {"amount": {"amount": "0", "unit": "kg"}},
        {"amount": {"amount": "1", "unit": "stone"}},
        {"discount": "999.00"},
        {"product": ""},
        {"product": "a\u0000b"},
        {"place": "attic"},
        {"printed_on": "0001-01-01"},
        {"unknown": 1},
        {"stocked": 2**63},
        {"stocked": 0},
    ],
)
async def test_correct_line_refuses_what_makes_no_sense(shop, change):
    draft = await shop.read_one()

    answer = await patch_line(shop, draft, 0, change)

    assert answer.status_code == 422
    assert await shop.get(draft["id"]) == draft


@pytest.mark.parametrize("raw", ['{"product": "\\ud800"}', '{"line_total": NaN}', '{"qty": 9223372036854775808}', "{"])
async def test_correct_line_refuses_json_that_cannot_be_kept(shop, raw):
    draft = await shop.read_one()

    answer = await shop.client.patch(
        f"{RECEIPTS}/{draft['id']}/lines/0", content=raw, headers={"Content-Type": "application/json"}
    )

    assert answer.status_code == 422
    json.loads(answer.text)


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "?limit={}"), ("GET", "/{}/image?page={}"), ("PATCH", "/{}/lines/{}")]
)
async def test_integer_that_no_column_could_hold_is_refused(shop, method, path):
    draft = await shop.read_one()
    places = [draft["id"], 2**63][-path.count("{}") :]

    answer = await shop.client.request(method, RECEIPTS + path.format(*places), json={"qty": "1"})

    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")


async def test_correct_line_that_is_not_there_is_not_found(shop):
    draft = await shop.read_one()

    assert (await patch_line(shop, draft, 99, {"qty": "1"})).status_code == 404


async def test_line_that_was_missed_is_added_and_one_too_many_removed(shop):
    draft = await shop.read_one()

    added = await shop.client.post(
        f"{RECEIPTS}/{draft['id']}/lines", json={"product": "Masło", "line_total": "8.99"}, headers=key("add")
    )
    again = await shop.client.post(
        f"{RECEIPTS}/{draft['id']}/lines", json={"product": "Masło", "line_total": "8.99"}, headers=key("add")
    )
    number = added.json()["lines"][-1]["n"]
    removed = await shop.client.delete(f"{RECEIPTS}/{draft['id']}/lines/{number}")

    assert added.status_code == 201
    assert again.json() == added.json()
    assert (added.json()["balanced"], removed.json()["balanced"]) == (False, True)
    assert [line["n"] for line in removed.json()["lines"]] == [0, 1, 2, 3]
    assert (await shop.client.delete(f"{RECEIPTS}/{draft['id']}/lines/{number}")).status_code == 404


async def test_number_of_a_removed_line_is_not_used_again(shop):
    draft = await shop.read_one()
    lines = f"{RECEIPTS}/{draft['id']}/lines"
    for _ in range(2):
        added = await shop.client.post(lines, json={"product": "Masło extra 200g", "line_total": "8.99"})
        last = added.json()["lines"][-1]
        await shop.client.delete(f"{lines}/{last['n']}")

    assert last["n"] == 5
    assert (last["group"], last["place"], last["amount"]) == ("butter", "fridge", {"amount": "200", "unit": "g"})


async def test_discount_that_was_missed_is_added_without_making_a_lot(shop):
    draft = await shop.read_one()

    added = await shop.client.post(
        f"{RECEIPTS}/{draft['id']}/lines", json={"product": "Rabat z karty", "line_total": "-2.00"}
    )

    assert (added.json()["lines"][-1]["stocked"], added.json()["difference"]["amount"]) == (False, "-2.00")


async def test_discount_that_is_printed_larger_than_its_line_blocks_nobody(shop):
    shop.reader.answers = [reading_of([read_line("CHLEB ZYTNI", 500, discount_minor=701), read_line("MASLO", 900)])]
    draft = await shop.read_one()

    assert (await patch_line(shop, draft, 0, {"product": "Chleb"})).status_code == 200
    assert (await act(shop, draft, "confirm")).json()["lots"] == 2
    prices = {lot["product"]["name"]: lot["price_paid"] for lot in await shop.lots()}
    assert prices["Chleb"] is None


async def test_group_that_people_chose_is_not_replaced_by_a_guess(shop):
    draft = await shop.read_one()
    await patch_line(shop, draft, 1, {"product": "Placek", "group": "pastry_cake"})
    await act(shop, draft, "confirm")
    later = {"date": "2026-03-16", "time": "10:00", "number": "5000"}
    shop.reader.answers = [reading_of([read_line("PLACEK", 700)], store="Lidl", **later)]
    second = await shop.read_one(JPEG + b" elsewhere")
    await act(shop, second, "confirm")

    products = (await shop.client.get("/api/v1/products")).json()["items"]

    assert {"pastry_cake"} == {item["group"] for item in products if item["name"] == "Placek"}


async def test_products_come_in_pages_in_any_script(shop):
    names = ["Хлеб", "Молоко", "żółty ser", "Apple", "🍎 " + "x" * 110]
    shop.reader.answers = [reading_of([read_line(f"N{n}", 100 + n) for n in range(len(names))])]
    draft = await shop.read_one()
    for number, name in enumerate(names):
        await patch_line(shop, draft, number, {"product": name})
    await act(shop, draft, "confirm")
    seen, cursor = [], {}
    while cursor is not None:
        page = (await shop.client.get("/api/v1/products", params={"limit": 1, **cursor})).json()
        seen += [item["name"] for item in page["items"]]
        cursor = {"cursor": page["next_cursor"]} if page["next_cursor"] else None

    assert sorted(seen) == sorted(names)


async def test_upload_repeated_with_its_key_after_a_deletion_is_a_new_receipt(shop):
    first = (await shop.upload(**{"Idempotency-Key": "k1"})).json()
    await shop.client.delete(f"{RECEIPTS}/{first['id']}")

    again = await shop.upload(**{"Idempotency-Key": "k1"})

    assert again.status_code == 202
    assert again.json()["id"] != first["id"]
    assert (await shop.get(again.json()["id"]))["status"] == "queued"


async def test_upload_while_the_same_file_is_deleted_loses_nothing(shop):
    for number in range(6):
        content = JPEG + bytes([number])
        receipt_id = (await shop.upload(content)).json()["id"]
        _, again = await asyncio.gather(shop.client.delete(f"{RECEIPTS}/{receipt_id}"), shop.upload(content))

        assert again.status_code in {202, 503}
        if again.status_code == 202 and again.json()["outcome"] == "created":
            blob = (await shop.get(again.json()["id"]))["sha256"]
            assert await asyncio.to_thread(shop.services.blobs.path, blob)


async def test_header_is_corrected(shop):
    draft = await shop.read_one()

    answer = await shop.client.patch(
        f"{RECEIPTS}/{draft['id']}", json={"date": "2026-03-08", "time": "09:15", "total": "20.00", "store": "Sklep"}
    )

    body = answer.json()
    assert (body["date"], body["time"], body["store"]) == ("2026-03-08", "09:15", "Sklep")
    assert (body["balanced"], body["difference"]["amount"]) == (False, "-6.84")


async def test_confirm_makes_dated_lots_and_undo_takes_them_back(shop):
    draft = await shop.read_one()
    await patch_line(shop, draft, 0, {"printed_on": "2026-03-20", "printed_kind": "best_before"})

    confirmed = await act(shop, draft, "confirm")
    lots = await shop.lots()
    undone = await act(shop, draft, "undo")

    assert (confirmed.json()["status"], confirmed.json()["lots"]) == ("confirmed", 3)
    assert [lot["expiry"]["date"] for lot in lots] == sorted(lot["expiry"]["date"] for lot in lots)
    by_name = {lot["product"]["group"]: lot for lot in lots}
    assert by_name["milk_uht"]["expiry"]["basis"] == "printed"
    assert by_name["milk_uht"]["price_paid"] == {"amount": "3.99", "currency": "PLN"}
    assert by_name["bread"]["price_paid"] == {"amount": "5.49", "currency": "PLN"}
    fruit = by_name["fruit"]["expiry"]
    assert fruit["early"] <= fruit["date"] <= fruit["late"]
    assert fruit["basis"] == "table"
    assert undone.json()["status"] == "needs_review"
    assert await shop.lots() == []


async def test_confirm_undo_confirm_gives_the_same_lots(shop):
    draft = await shop.read_one()
    await act(shop, draft, "confirm")
    before = [without_ids(lot) for lot in await shop.lots()]
    await act(shop, draft, "undo")

    await act(shop, draft, "confirm")

    assert [without_ids(lot) for lot in await shop.lots()] == before


async def test_confirm_twice_is_refused_but_with_its_key_repeats_the_answer(shop):
    draft = await shop.read_one()
    first = await act(shop, draft, "confirm", key("c1"))

    repeated = await act(shop, draft, "confirm", key("c1"))
    refused = await act(shop, draft, "confirm")

    assert repeated.json() == first.json()
    assert refused.status_code == 409
    assert len(await shop.lots()) == 3


async def test_confirm_by_many_at_once_happens_once(shop):
    draft = await shop.read_one()

    answers = await asyncio.gather(*(act(shop, draft, "confirm") for _ in range(6)))

    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409, 409]
    assert len(await shop.lots()) == 3


async def test_confirm_of_an_unbalanced_receipt_is_not_blocked(shop):
    shop.reader.answers = [replace(reading_of(LINES), balanced=False, total_minor=99)]
    draft = await shop.read_one()

    assert (await act(shop, draft, "confirm")).status_code == 200


async def test_confirm_without_a_legible_date_uses_the_day_that_was_announced(shop):
    shop.reader.answers = [reading_of(LINES, date=None)]
    draft = await shop.read_one()
    await act(shop, draft, "confirm")

    assert draft["date"] is None
    assert {lot["purchased_on"] for lot in await shop.lots()} == {draft["assumed_date"]}


async def test_same_purchase_photographed_again_is_linked_and_not_added_twice(shop):
    first = await shop.read_one()
    await act(shop, first, "confirm")

    second = await shop.read_one(JPEG + b" once more")
    refused = await act(shop, second, "confirm")

    assert second["duplicate"] == {"receipt_id": first["id"], "reason": "same_purchase"}
    assert (refused.status_code, refused.json()["code"]) == (409, "duplicate_receipt")
    assert refused.json()["details"] == {"duplicate_of": first["id"]}
    allowed = await shop.client.post(f"{RECEIPTS}/{second['id']}/confirm", json={"allow_duplicate": True})
    assert allowed.status_code == 200


async def test_third_copy_of_a_purchase_is_refused_when_the_second_was_confirmed(shop):
    _, second, third = [await shop.read_one(JPEG + bytes([copy])) for copy in range(3)]
    assert (await act(shop, second, "confirm")).status_code == 200

    refused = await act(shop, third, "confirm")

    assert (refused.status_code, refused.json()["details"]) == (409, {"duplicate_of": second["id"]})
    assert len(await shop.lots()) == 3


async def test_copy_with_a_misread_total_is_linked(shop):
    misread = replace(reading_of(LINES), total_minor=9316, balanced=False)
    shop.reader.answers = [reading_of(LINES), misread]
    first = await shop.read_one()

    second = await shop.read_one(JPEG + b" once more")

    assert second["duplicate"]["receipt_id"] == first["id"]


async def test_purchase_that_is_alike_only_after_a_correction_is_not_added_twice(shop):
    shop.reader.answers = [reading_of(LINES), reading_of(LINES, date="2026-03-03", number=None)]
    first = await shop.read_one()
    await act(shop, first, "confirm")
    second = await shop.read_one(JPEG + b" once more")
    assert second["duplicate"] is None

    await shop.client.patch(f"{RECEIPTS}/{second['id']}", json={"date": first["date"]})

    assert (await act(shop, second, "confirm")).json()["code"] == "duplicate_receipt"


async def test_correction_is_proposed_next_time_at_the_same_chain_with_its_reason(shop):
    draft = await shop.read_one()
    await patch_line(shop, draft, 2, {"product": "Chleb Babuni", "group": "bread", "place": "freezer"})
    await act(shop, draft, "confirm")
    later = {"date": "2026-03-16", "time": "10:00", "number": "5000"}
    shop.reader.answers = [reading_of(LINES, **later), reading_of(LINES, store="Lidl", **later)]

    same_chain = await shop.read_one(JPEG + b" a week later")
    other_chain = await shop.read_one(JPEG + b" elsewhere")

    line = same_chain["lines"][2]
    assert (line["product"], line["place"], line["proposed"]["basis"]) == ("Chleb Babuni", "freezer", "alias")
    assert "poprawiono" in line["proposed"]["reason"]
    assert other_chain["lines"][2]["proposed"]["basis"] == "catalog"


async def test_line_that_is_not_stocked_teaches_without_making_a_lot(shop):
    draft = await shop.read_one()
    await patch_line(shop, draft, 1, {"stocked": False})

    assert (await act(shop, draft, "confirm")).json()["lots"] == 2


async def test_image_is_served_with_a_tag_and_without_metadata(shop):
    draft = await shop.read_one()
    url = draft["pages"][0]["image"]

    answer = await shop.client.get(url)
    again = await shop.client.get(url, headers={"If-None-Match": answer.headers["etag"]})

    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert b"Exif" not in answer.content
    assert (again.status_code, again.content) == (304, b"")
    assert (await shop.client.get(url.replace("page=0", "page=7"))).status_code == 404


async def test_receipt_is_not_sent_again_to_a_client_that_has_it(shop):
    draft = await shop.read_one()
    first = await shop.client.get(f"{RECEIPTS}/{draft['id']}")

    again = await shop.client.get(f"{RECEIPTS}/{draft['id']}", headers={"If-None-Match": first.headers["etag"]})

    assert again.status_code == 304


async def test_events_tell_the_progress_until_the_end(shop):
    receipt_id = (await shop.upload()).json()["id"]
    following = asyncio.create_task(shop.client.get(f"{RECEIPTS}/{receipt_id}/events"))
    await asyncio.sleep(0.5)
    await shop.worker.work_once()

    answer = await following

    assert answer.headers["content-type"].startswith("text/event-stream")
    kinds = [line.removeprefix("event: ") for line in answer.text.splitlines() if line.startswith("event: ")]
    assert kinds[0] == "progress"
    assert kinds[-1] == "done"
    assert '"needs_review"' in answer.text


async def test_events_end_in_order_when_the_receipt_is_deleted(shop):
    receipt_id = (await shop.upload()).json()["id"]
    following = asyncio.create_task(shop.client.get(f"{RECEIPTS}/{receipt_id}/events"))
    await asyncio.sleep(0.5)

    assert (await shop.client.delete(f"{RECEIPTS}/{receipt_id}")).status_code == 204
    answer = await asyncio.wait_for(following, 10)

    assert answer.text.rstrip().splitlines()[-2:] == [
        "event: done",
        'data: {"status": "deleted", "progress": null, "failure": null}',
    ]


async def test_waiting_is_refused_in_words_where_nobody_may_wait(opened, tmp_path):
    application = create_app(load_settings(data_dir=tmp_path / "data", limits={"aside": 0}))
    async with opened(application) as client:
        upload = await client.post(RECEIPTS, files={"file": ("a.jpg", JPEG)}, headers={"Prefer": "wait=20"})
        events = await client.get(f"{upload.headers['location']}/events")

    assert (upload.status_code, "preference-applied" in upload.headers) == (202, False)
    assert (events.status_code, events.json()["code"]) == (503, "too_many_followers")
    assert int(events.headers["retry-after"]) > 0


async def test_list_pages_newest_first_by_status(shop):
    ids = [(await shop.upload(JPEG + bytes([number]))).json()["id"] for number in range(5)]
    await shop.worker.work_once()

    first = (await shop.client.get(RECEIPTS, params={"limit": 3})).json()
    rest = (await shop.client.get(RECEIPTS, params={"limit": 3, "cursor": first["next_cursor"]})).json()
    read = (await shop.client.get(RECEIPTS, params={"status": "needs_review"})).json()

    assert [item["id"] for item in first["items"] + rest["items"]] == ids[::-1]
    assert rest["next_cursor"] is None
    assert [(item["id"], item["lines"]) for item in read["items"]] == [(ids[0], 4)]


async def test_delete_removes_rows_and_files_of_an_unconfirmed_receipt(shop, tmp_path):
    draft = await shop.read_one()

    answer = await shop.client.delete(f"{RECEIPTS}/{draft['id']}")

    assert answer.status_code == 204
    assert (await shop.client.get(f"{RECEIPTS}/{draft['id']}")).status_code == 404
    assert [path for path in (tmp_path / "data" / "blobs").rglob("*") if path.is_file()] == []


async def test_delete_of_a_confirmed_receipt_is_refused(shop):
    draft = await shop.read_one()
    await act(shop, draft, "confirm")

    assert (await shop.client.delete(f"{RECEIPTS}/{draft['id']}")).status_code == 409


async def test_receipt_deleted_before_it_is_read_stays_deleted(shop):
    receipt_id = (await shop.upload()).json()["id"]
    await shop.client.delete(f"{RECEIPTS}/{receipt_id}")

    await shop.worker.work_once()

    assert (await shop.client.get(f"{RECEIPTS}/{receipt_id}")).status_code == 404
    assert shop.reader.read_files == []


async def test_receipt_deleted_while_it_is_read_stays_deleted(shop):
    receipt_id = (await shop.upload()).json()["id"]
    shop.reader.meanwhile = lambda: shop.client.delete(f"{RECEIPTS}/{receipt_id}")

    await shop.worker.work_once()

    assert len(shop.reader.read_files) == 1
    assert (await shop.client.get(f"{RECEIPTS}/{receipt_id}")).status_code == 404
    assert (await shop.client.get(RECEIPTS)).json()["items"] == []


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", ""), ("POST", "/confirm"), ("POST", "/undo"), ("DELETE", ""), ("GET", "/image"), ("GET", "/events")],
)
async def test_receipt_of_no_one_is_not_found(shop, method, path):
    missing = "00000000-0000-7000-8000-000000000000"

    answer = await shop.client.request(method, f"{RECEIPTS}/{missing}{path}")

    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


async def test_undo_of_what_is_not_confirmed_is_refused(shop):
    draft = await shop.read_one()

    assert (await act(shop, draft, "undo")).json()["code"] == "wrong_status"


def key(name: str) -> dict[str, str]:
    return {"Idempotency-Key": name}


def without_ids(lot: dict) -> dict:
    return lot | {"id": ""}


async def patch_line(shop: Shop, draft: dict, number: int, change: dict):
    return await shop.client.patch(f"{RECEIPTS}/{draft['id']}/lines/{number}", json=change)


async def act(shop: Shop, draft: dict, verb: str, headers: dict[str, str] | None = None):
    return await shop.client.post(f"{RECEIPTS}/{draft['id']}/{verb}", headers=headers)
