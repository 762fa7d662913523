"""The promise of the kitchen: from a receipt to a cooked dinner and back, over HTTP and from the command line."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime

import httpx
import pytest

from foodsave.kit.money import parse_minor
from foodsave.testing.receipts import draw
from foodsave.testing.server import running_server

API = "/api/v1"
RECEIPT = draw(41, "carrefour", "app", items=14)
SOUP = {
    "title": "Kolacja z paragonu",
    "steps": ["Pokrój wszystko na mniejsze kawałki.", "Podgrzej i podawaj."],
    "servings": 2,
    "prep_minutes": 10,
    "cook_minutes": 10,
}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dinner")
    with running_server(folder) as server, httpx.Client(base_url=server.url, timeout=90) as client:
        draft = client.post(
            f"{API}/receipts", files={"file": ("paragon.pdf", RECEIPT.pdf("exact"))}, headers={"Prefer": "wait=60"}
        ).json()
        # the drawn purchase is of any day; what has spoiled since then is not cooked with
        today = client.patch(f"{API}/receipts/{draft['id']}", json={"date": datetime.now(UTC).date().isoformat()})
        assert today.status_code == 200
        assert client.post(f"{API}/receipts/{draft['id']}/confirm").json()["lots"] > 0
        yield client, folder


def lots_of(client):
    return client.get(f"{API}/pantry/lots", params={"limit": 200}).json()["items"]


def recipe_from(client, lots):
    """Write a recipe of foods that the receipt brought, half a kilogram, half a litre or a piece of each."""
    amounts = {"g": "50 g", "kg": "50 g", "ml": "50 ml", "l": "50 ml", "szt": "1", "op": "1"}
    products = {product["id"]: product for product in client.get(f"{API}/products").json()["items"]}
    known = [lot for lot in lots if products[lot["product"]["id"]]["food"]]
    assert len(known) >= 2, products
    foods = {}
    for lot in known:
        foods.setdefault(products[lot["product"]["id"]]["food"]["name"], amounts[lot["amount"]["unit"]])
    lines = [f"{amount} {name}" for name, amount in foods.items()]
    saved = client.post(f"{API}/recipes", json=SOUP | {"ingredients": lines})
    assert saved.json()["recipe"]["unmapped"] == 0, saved.text
    return saved.json()["id"]


def command(folder, *words):
    environment = os.environ | {"FOODSAVE_DATA_DIR": str(folder)}
    done = subprocess.run(
        [sys.executable, "-m", "foodsave", *words],
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_dinner_is_cooked_from_a_receipt_and_taken_back_over_http(house):
    client, _ = house
    before = lots_of(client)
    recipe_id = recipe_from(client, before)
    offered = client.get(f"{API}/recipes/cookable", params={"missing": 0, "limit": 100}).json()["items"]
    dinner = next(item for item in offered if item["recipe"]["id"] == recipe_id)

    assert dinner["readiness"] in {"ready", "with_staples"}
    assert {use["lot_id"] for use in dinner["uses"]} <= {lot["id"] for lot in before}

    cooked = client.post(f"{API}/recipes/{recipe_id}/cook", json={"leftover": {"portions": 1}, "actor": "Ola"}).json()
    after = {lot["id"]: lot for lot in lots_of(client)}

    assert cooked["leftover_lot_id"] in after
    assert after[cooked["leftover_lot_id"]]["expiry"]["basis"] == "leftover"
    paid = sum(parse_minor(lot["price_paid"]["amount"]) for lot in before if lot["price_paid"])
    left = sum(parse_minor(lot["price_paid"]["amount"]) for lot in after.values() if lot["price_paid"])
    eaten = client.get(f"{API}/insights/waste").json()["eaten"]["money"]
    assert paid - left == sum(parse_minor(amount["amount"]) for amount in eaten)

    undone = client.post(f"{API}/pantry/transactions/{cooked['transaction_id']}/undo")
    assert undone.status_code == 200
    assert lots_of(client) == before


def test_dinner_is_cooked_and_taken_back_from_the_command_line(house):
    client, folder = house
    before = lots_of(client)
    recipe_id = recipe_from(client, before)
    ideas = [json.loads(line) for line in command(folder, "cook", "ideas", "--missing", "0", "--json").splitlines()]

    assert recipe_id in [idea["recipe"]["id"] for idea in ideas]
    preview = json.loads(command(folder, "cook", "preview", recipe_id, "--json"))
    cooked = json.loads(command(folder, "cook", "make", recipe_id, "--json"))
    assert cooked["taken"] == len({use["lot_id"] for use in preview["deductions"]})
    assert lots_of(client) != before

    command(folder, "pantry", "undo", cooked["transaction_id"], "--json")
    assert lots_of(client) == before
