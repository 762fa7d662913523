"""`foodsave pantry`: tables for people in their language, one JSON object a line for programs."""

import json

import pytest
from typer.testing import CliRunner

from foodsave.cli.pantry import app
from foodsave.errors import Conflict, FoodSaveError, Invalid, NotFound


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("FOODSAVE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "200")


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def rows(*arguments: str) -> list[dict]:
    return [json.loads(line) for line in run(*arguments, "--json").splitlines()]


def add(name: str = "mleko UHT", amount: str = "1 l", *options: str) -> dict:
    return rows("add", name, amount, *options)[0]["lots"][0]


def test_pantry_goes_from_an_added_lot_to_an_eaten_one_and_back_by_undo():
    milk = add("mleko UHT", "2 l", "--price", "5,00", "--by", "Ala", "--best-before", "2027-01-05")

    (eaten,) = rows("consume", "mleko", "0,5 l", "--by", "Jan", "--note", "kakao")
    assert eaten["lots"][0]["price_paid"] == {"amount": "3.75", "currency": "PLN"}
    (undone,) = rows("undo", "last")

    assert (undone["transaction"]["undoes"], undone["lots"]) == (eaten["transaction"]["id"], [milk])
    assert rows("list") == [milk]
    history = rows("history")
    assert [(one["kind"], one["actor"], one["note"]) for one in history] == [
        ("undo", None, None),
        ("consumed", "Jan", "kakao"),
        ("added", "Ala", None),
    ]


def test_pantry_tables_are_in_the_language_of_the_household():
    shown = run("add", "mięso mielone", "500 g")

    assert "Mięso surowe: zwykle 1-2 dni od zakupu w lodówce" in run("list")
    assert "dodane: Mięso mielone" in shown
    assert "Cofnięcie: foodsave pantry undo" in shown
    assert "wyrzucone (po terminie)" in run("discard", "mieso", "100 g", "--reason", "expired")
    assert run("list", "chleb") == "Niczego takiego tu nie ma.\n"


def test_pantry_takes_a_product_from_what_to_use_first_and_a_lot_by_its_id():
    late = add("mleko UHT", "1 l", "--best-before", "2027-03-01")
    soon = add("mleko UHT", "1 l", "--best-before", "2027-02-01")

    assert rows("consume", "mleko", "1,2 l")[0]["gone"] == [soon["id"]]
    assert rows("consume", late["id"][-8:], "300 ml")[0]["lots"][0]["amount"] == {"amount": "0.5", "unit": "l"}
    assert rows("consume", late["id"], "0.1")[0]["lots"][0]["amount"] == {"amount": "0.4", "unit": "l"}
    assert rows("consume", "mleko")[0]["gone"] == [late["id"]]


def test_pantry_opens_freezes_thaws_moves_splits_and_corrects():
    add("jogurt naturalny", "4 szt", "--price", "10", "--use-by", "2099-01-05")

    opened = rows("open", "jogurt", "1 szt")[0]["lots"][0]
    assert (opened["opened_on"] is not None, opened["expiry"]["basis"]) == (True, "opened")
    frozen = rows("freeze", opened["id"])[0]["lots"][0]
    assert frozen["place"] == "freezer"
    assert rows("thaw", frozen["id"], "--place", "counter")[0]["lots"][0]["place"] == "counter"
    assert rows("move", frozen["id"], "fridge")[0]["transaction"]["kind"] == "moved"
    part = rows("split", opened["origin"]["split_from"], "1")[0]["lots"][0]
    assert part["price_paid"]["amount"] == "2.50"
    fixed = rows("correct", part["id"], "--amount", "2 szt", "--no-price", "--no-date", "--place", "pantry")[0]
    assert fixed["lots"][0]["amount"]["amount"] == "2"
    assert (fixed["lots"][0]["price_paid"], fixed["lots"][0]["printed"]) == (None, None)
    named = rows("correct", part["id"], "--name", "kefir", "--price", "1.20 EUR", "--best-before", "2027-01-01")[0]
    assert named["lots"][0]["product"]["group"] == "kefir"
    assert [one["kind"] for one in rows("history", part["id"])][-1] == "split"
    assert rows("correct", part["id"], "--group", "curd", "--bought", "2026-01-01")[0]["transaction"]["events"]


@pytest.mark.parametrize(
    ("arguments", "refusal", "words"),
    [
        (["consume", "mleko", "3 l"], Conflict, "only 1 l"),
        (["consume", "kawior"], NotFound, "kawior"),
        (["consume", "mleko", "--on", "2999-01-01"], Invalid, "future"),
        (["consume", "mleko", "dużo"], Invalid, "dużo"),
        (["split", "mleko", "all"], Invalid, "how much"),
        (["thaw", "mleko"], Conflict, "not frozen"),
        (["undo", "ffffffff"], NotFound, "ffffffff"),
        (["add", "ser", "1 kg", "--use-by", "2027-01-01", "--best-before", "2027-01-01"], Invalid, "either"),
        (["history", "kawior"], NotFound, "kawior"),
    ],
)
def test_pantry_refuses_with_a_stated_reason(arguments: list[str], refusal: type[FoodSaveError], words: str):
    milk = add()

    with pytest.raises(refusal, match=words):
        run(*arguments)

    assert rows("list") == [milk]


def test_pantry_has_nothing_to_undo_twice():
    add()
    rows("undo", "last")

    with pytest.raises(NotFound, match="nothing is left to undo"):
        run("undo", "last")
