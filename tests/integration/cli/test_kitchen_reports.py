"""`foodsave shopping` and `foodsave insights` on a database of their own: lists, reports, and what they say of none."""

import json

import pytest
from typer.testing import CliRunner

from foodsave.cli import insights, pantry, recipes, shopping
from foodsave.errors import FoodSaveError

NOUNS = {"insights": insights.app, "pantry": pantry.app, "recipes": recipes.app, "shopping": shopping.app}


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("FOODSAVE_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "120")


def run(noun, *arguments):
    result = CliRunner().invoke(NOUNS[noun], list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def answer(*arguments):
    return json.loads(run(*arguments, "--json"))


def test_shopping_list_is_made_added_to_and_ticked_off():
    answer("shopping", "add", "mleko", "1 l")
    added = answer("shopping", "add", "Mleko", "500ml")
    run("shopping", "add", "chleb")
    ticked = answer("shopping", "done", "mleko")

    assert [(item["text"], item["packs"]["count"]) for item in added["items"]] == [("1,5 l mleka", 2)]
    assert [(item["name"], item["done"]) for item in ticked["items"]] == [("chleb", False), ("mleko", True)]
    assert "✓" in run("shopping", "show")
    assert [item["name"] for item in answer("shopping", "remove", "1")["items"]] == ["mleko"]


def test_shopping_list_is_filled_from_a_recipe():
    recipe = json.loads(run("recipes", "list", "--json").splitlines()[0])["id"]

    filled = answer("shopping", "fill", recipe, "--people", "2")

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
def test_what_makes_no_sense_is_refused_with_a_reason(arguments, said):
    with pytest.raises(FoodSaveError, match=said):
        run(*arguments)


def test_insights_and_lists_say_in_words_that_there_is_nothing_yet():
    assert "nic nie zostało zjedzone" in run("insights", "waste")
    assert "Nie ma potwierdzonych paragonów" in run("insights", "spending")
    assert "foodsave pantry add" in run("pantry", "list")
    assert "Niczego takiego" in run("pantry", "list", "mleko")
    assert "jeszcze nie zmieniło" in run("pantry", "history")
    assert "foodsave shopping add" in run("shopping", "lists")


def test_insights_tell_what_was_thrown_away_and_paid():
    run("pantry", "add", "masło", "200 g", "--price", "7.99")
    run("pantry", "discard", "masło", "50 g", "--reason", "spoiled")

    waste = answer("insights", "waste", "--by", "reason")
    prices = answer("insights", "prices", "maslo")

    assert [(item["name"], item["thrown"]["money"][0]["amount"]) for item in waste["items"]] == [("zepsute", "2.00")]
    assert prices["items"][0]["stores"][0]["last"]["unit_price"]["amount"] == "39.95"
    assert "2,00 zł" in run("insights", "waste")
    assert answer("insights", "spending")["total"]["money"] == []
    assert "39,95 zł" in run("insights", "prices", "maslo")
