"""The promise: real files through the running product, from the upload to a dated pantry and back."""

import httpx
import pytest

from foodsave.kit.money import parse_minor
from foodsave.testing.receipts import DrawnReceipt, draw
from foodsave.testing.server import running_server

RECEIPTS = "/api/v1/receipts"
PAPER = draw(21, "stokrotka", "paper", ("background", "skew", "shadow"), items=7)
EXPORT = draw(22, "kaufland", "app", items=9)
SCREEN = draw(23, "lidl", "app", items=6)


@pytest.fixture(scope="module")
def household(tmp_path_factory):
    with (
        running_server(tmp_path_factory.mktemp("household")) as server,
        httpx.Client(base_url=server.url, timeout=90) as client,
    ):
        yield client


def read(client: httpx.Client, name: str, content: bytes) -> dict:
    answer = client.post(RECEIPTS, files={"file": (name, content)}, headers={"Prefer": "wait=60"})
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize(
    ("drawn", "name", "engine"),
    [(PAPER, "zdjęcie.jpg", "rapidocr"), (EXPORT, "e-paragon.pdf", "pdf-text"), (SCREEN, "ekran.png", None)],
    ids=["paper photo", "app PDF", "app picture"],
)
def test_receipt_goes_from_upload_to_dated_lots_and_back(household, drawn: DrawnReceipt, name: str, engine):
    files = {"zdjęcie.jpg": drawn.jpeg, "e-paragon.pdf": lambda: drawn.pdf("exact"), "ekran.png": drawn.png}
    draft = read(household, name, files[name]())
    path = f"{RECEIPTS}/{draft['id']}"

    assert (draft["status"], draft["balanced"]) == ("needs_review", True)
    assert engine in {None, draft["engine"]}
    assert (draft["date"], minor(draft["total"])) == (drawn.truth.date, drawn.truth.total_minor)
    assert [minor(line["line_total"]) for line in draft["lines"]] == [i.line_total_minor for i in drawn.truth.items]
    assert [minor(line["discount"]) for line in draft["lines"]] == [i.discount_minor for i in drawn.truth.items]
    picture = household.get(draft["pages"][0]["image"])
    assert picture.headers["content-type"] == "image/jpeg"
    assert all(line["box"][0] < line["box"][2] and line["box"][1] < line["box"][3] for line in draft["lines"])

    corrected = household.patch(f"{path}/lines/0", json={"product": "Chleb z piekarni", "group": "bread"})
    assert corrected.status_code == 200
    confirmed = household.post(f"{path}/confirm").json()
    lots = [lot for lot in pantry(household) if lot["origin"]["receipt_id"] == draft["id"]]

    assert len(lots) == confirmed["lots"] > 0
    assert "Chleb z piekarni" in {lot["product"]["name"] for lot in lots}
    assert {lot["purchased_on"] for lot in lots} == {drawn.truth.date}
    paid = sum(item.line_total_minor - item.discount_minor for item in drawn.truth.items)
    assert 0 < sum(minor(lot["price_paid"]) for lot in lots) <= paid

    assert household.post(f"{path}/undo").json()["status"] == "needs_review"
    assert [lot for lot in pantry(household) if lot["origin"]["receipt_id"] == draft["id"]] == []


def test_receipt_becomes_dated_lots_and_is_taken_back_on_postgresql(new_postgres_url, tmp_path):
    with (
        running_server(tmp_path, environment={"DATABASE_URL": new_postgres_url}) as server,
        httpx.Client(base_url=server.url, timeout=90) as client,
    ):
        draft = read(client, "e-paragon.pdf", EXPORT.pdf("exact"))
        confirmed = client.post(f"{RECEIPTS}/{draft['id']}/confirm").json()
        lots = pantry(client)
        undone = client.post(f"{RECEIPTS}/{draft['id']}/undo").json()

        assert (draft["balanced"], minor(draft["total"])) == (True, EXPORT.truth.total_minor)
        assert len(lots) == confirmed["lots"] > 0
        assert {lot["purchased_on"] for lot in lots} == {EXPORT.truth.date}
        assert (undone["status"], pantry(client)) == ("needs_review", [])
    assert not (tmp_path / "foodsave.db").exists()


def test_same_slip_photographed_again_is_linked(household):
    first = read(household, "zdjęcie.jpg", PAPER.jpeg())
    again = read(household, "jeszcze-raz.jpg", draw(21, "stokrotka", "paper", ("crumple",), items=7).jpeg(70))

    assert again["id"] != first["id"]
    assert again["duplicate"]["receipt_id"] == first["id"]


def test_same_picture_encoded_again_is_linked(household):
    first = read(household, "ekran.png", SCREEN.png())
    again = read(household, "ekran.webp", SCREEN.webp(60))

    assert again["duplicate"]["receipt_id"] == first["id"]


def minor(money: dict[str, str]) -> int:
    return parse_minor(money["amount"])


def pantry(client: httpx.Client) -> list[dict]:
    return client.get("/api/v1/pantry/lots", params={"sort": "use_first", "limit": 200}).json()["items"]
