"""`foodsave shopping` and `foodsave insights` as processes, on a database of their own."""

import json
import os
import subprocess
import sys

import pytest


@pytest.fixture
def run(tmp_path):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FOODSAVE_")}
    environment = kept | {"FOODSAVE_DATA_DIR": str(tmp_path), "COLUMNS": "120"}

    def running(*arguments):
        command = [sys.executable, "-m", "foodsave", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)

    return running


def answer(result):
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_shopping_list_is_made_added_to_and_ticked_off(run):
    answer(run("shopping", "add", "mleko", "1 l", "--json"))
    added = answer(run("shopping", "add", "Mleko", "500ml", "--json"))
    run("shopping", "add", "chleb")
    ticked = answer(run("shopping", "done", "mleko", "--json"))

    assert [(item["text"], item["packs"]["count"]) for item in added["items"]] == [("1,5 l mleka", 2)]
    assert [(item["name"], item["done"]) for item in ticked["items"]] == [("chleb", False), ("mleko", True)]
    assert "✓" in run("shopping", "show").stdout
    assert [item["name"] for item in answer(run("shopping", "remove", "1", "--json"))["items"]] == ["mleko"]


def test_shopping_list_is_filled_from_a_recipe(run):
    recipe = json.loads(run("recipes", "list", "--json").stdout.splitlines()[0])["id"]

    filled = answer(run("shopping", "fill", recipe, "--people", "2", "--json"))

    assert filled["recipes"] == [{"id": recipe, "people": 2}]
    assert filled["items"]
    assert all(item["reasons"][0]["reference"] == recipe for item in filled["items"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("shopping", "show"), "no shopping list yet"),
        (("shopping", "add", "mleko", "dużo"), "not an amount"),
        (("shopping", "fill"), "at least one recipe"),
        (("shopping", "add", "mleko", "--list", "nie ma"), "no shopping list nie ma"),
        (("insights", "prices", "mleko"), "no product is called"),
        (("insights", "waste", "--from", "2026-03-02", "--to", "2026-03-01"), "before it begins"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_reason(run, arguments, said):
    result = run(*arguments)

    assert result.returncode != 0
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_insights_tell_what_was_thrown_away_and_paid(run):
    run("pantry", "add", "masło", "200 g", "--price", "7.99")
    run("pantry", "discard", "masło", "50 g", "--reason", "spoiled")

    waste = answer(run("insights", "waste", "--by", "reason", "--json"))
    prices = answer(run("insights", "prices", "maslo", "--json"))

    assert [(item["name"], item["thrown"]["money"][0]["amount"]) for item in waste["items"]] == [("zepsute", "2.00")]
    assert prices["items"][0]["stores"][0]["last"]["unit_price"]["amount"] == "39.95"
    assert "2.00 PLN" in run("insights", "waste").stdout
    assert answer(run("insights", "spending", "--json"))["total"]["money"] == []
    assert "39.95 PLN" in run("insights", "prices", "maslo").stdout
