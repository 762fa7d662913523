"""`foodsave cook`: from what is at home to a dinner and back, for people in their language and for programs."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from foodsave.cli import cook, pantry, recipes
from foodsave.cli.household import at_home
from foodsave.core.profiles.service import change_household
from foodsave.errors import Invalid, NotFound

OMELETTE = (
    "# Omlet testowy\n\nPorcje: 2\n\n## Składniki\n- 4 jajka\n- 100 g sera gouda\n- sól\n\n## Przygotowanie\n1. Smaż.\n"
)
SOON = datetime.now(UTC).date() + timedelta(days=3)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("FOODSAVE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "60")  # ids are whole on the narrowest terminal


def run(app, *arguments: str, given: str | None = None) -> str:
    result = CliRunner().invoke(app, list(arguments), input=given, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def rows(app, *arguments: str, given: str | None = None) -> list[dict]:
    return [json.loads(line) for line in run(app, *arguments, "--json", given=given).splitlines()]


@pytest.fixture
def omelette() -> str:
    """The id of a dish that can be cooked at once: 10 eggs for 12.00 and 150 g of cheese for 7.50 are there."""
    rows(pantry.app, "add", "jajka", "10 szt", "--price", "12")
    rows(pantry.app, "add", "ser gouda", "150 g", "--price", "7,50", "--use-by", SOON.isoformat())
    return rows(recipes.app, "add", "-", given=OMELETTE)[0]["id"]


def stock() -> dict[str, str]:
    return {lot["product"]["name"]: lot["amount"]["amount"] for lot in rows(pantry.app, "list")}


def test_cook_ideas_tell_whole_ids_the_reason_and_what_is_taken(omelette):
    shown = run(cook.app, "ideas", "--missing", "0", "--limit", "100").splitlines()
    at = shown.index("Omlet testowy (dla 2)")

    assert shown[at + 1] == f"  {omelette}"
    assert shown[at + 2].startswith(f"  Najpierw do zużycia: Ser gouda (do {SOON:%d.%m.%Y}); ratuje jedzenie warte")
    assert shown[at + 3] == "  bierze: Jajka (4 szt.), Ser gouda (100 g)"
    assert shown[at + 4] == "  zakładam, że jest: sól"
    assert shown[-1].startswith("Pasuje ")


async def _speak_english(home) -> None:
    async with home.writing() as scope:
        await change_household(scope, replace(home.household, locale="en"))


def test_cook_ideas_speak_english_to_an_english_household(omelette):
    at_home(_speak_english)
    shown = run(cook.app, "ideas", "--missing", "0", "--limit", "100")

    assert "Omlet testowy (for 2)" in shown
    assert "  takes: Jajka (4 pcs), Ser gouda (100 g)\n  presumed to be there: salt\n" in shown
    assert " recipes fit." in shown


def test_cook_ideas_print_one_object_a_line_and_keep_to_the_filters(omelette):
    found = rows(cook.app, "ideas", "--missing", "0", "--limit", "100")

    assert omelette in [one["recipe"]["id"] for one in found]
    for options in (("--avoid", "milk"), ("--without", "jajka"), ("--diet", "vegan"), ("--with", "szpinak")):
        again = rows(cook.app, "ideas", "--missing", "0", "--limit", "100", *options)
        assert omelette not in [one["recipe"]["id"] for one in again]


def test_cook_ideas_say_what_is_missing_and_what_could_stand_in(omelette):
    dish = "# Grzanki\n\n## Składniki\n- 50 g masła\n- 300 g sera gouda\n\n## Przygotowanie\n1. Zapiecz.\n"
    rows(recipes.app, "add", "-", given=dish)
    shown = run(cook.app, "ideas", "--missing", "2", "--limit", "100")
    lacking = next(line for line in shown.split("Grzanki")[1].splitlines() if "brakuje:" in line)

    assert "gouda (za mało, brakuje 150 g, ok. 7,50 zł" in lacking
    assert "masło (50 g, zamiast: " in lacking


def test_cook_preview_names_each_lot_and_what_stays_of_it(omelette):
    shown = run(cook.app, "preview", omelette)
    lots = {lot["product"]["name"]: lot["id"] for lot in rows(pantry.app, "list")}

    assert shown.startswith("Omlet testowy, dla 2\n")
    cheese = f"  - gouda: 100 g z „Ser gouda”, zostanie 50 g; lodówka, do {SOON:%d.%m.%Y} [{lots['Ser gouda']}]\n"
    assert cheese in shown
    assert "wartość 9,80 zł" in shown
    assert rows(cook.app, "preview", omelette)[0]["value"] == {"amount": "9.80", "currency": "PLN"}
    assert stock() == {"Jajka": "10", "Ser gouda": "150"}


def test_cook_preview_fits_more_people(omelette):
    answer = rows(cook.app, "preview", omelette, "--people", "4")[0]

    assert [use["amount"]["amount"] for use in answer["deductions"]] == ["8", "150"]
    assert (answer["lacks"][0]["ingredient"], answer["lacks"][0]["amount"]["amount"]) == ("gouda", "50")


def test_cook_make_takes_the_lots_keeps_leftovers_and_is_undone(omelette):
    before = rows(pantry.app, "list")
    cooked = rows(cook.app, "make", omelette, "--leftover", "1", "--freeze", "--by", "Ala")[0]

    assert (cooked["taken"], cooked["value"]["amount"]) == (2, "9.80")
    assert stock() == {"Jajka": "6", "Ser gouda": "50", "Omlet testowy": "1"}
    (leftover,) = [lot for lot in rows(pantry.app, "list") if lot["id"] == cooked["leftover_lot_id"]]
    assert (leftover["place"], leftover["price_paid"]["amount"]) == ("freezer", "4.90")

    rows(pantry.app, "undo", cooked["transaction_id"])
    assert rows(pantry.app, "list") == before


def test_cook_make_asks_first_and_does_nothing_on_no(omelette):
    result = CliRunner().invoke(cook.app, ["make", omelette], input="n\n")

    assert result.exit_code == 1
    assert "Ugotować to i zdjąć ze stanu?" in result.stdout
    assert stock() == {"Jajka": "10", "Ser gouda": "150"}


def test_cook_make_says_how_it_is_undone(omelette):
    shown = run(cook.app, "make", omelette, "--yes", "--leftover", "1")

    assert "Ugotowane: dla 2, wzięto z 2 partii, wartość 9,80 zł." in shown
    assert "Resztki: partia " in shown
    assert "Cofnięcie: foodsave pantry undo " in shown


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("preview", "nie_ma_takiego"), NotFound),
        (("make", "nie_ma_takiego", "--yes"), NotFound),
        (("ideas", "--with", "gwoździe"), Invalid),
    ],
)
def test_cook_refuses_what_there_is_not(arguments, error):
    with pytest.raises(error, match=r"nie_ma_takiego|gwoździe"):
        run(cook.app, *arguments)


def test_cook_make_refuses_more_leftovers_than_portions(omelette):
    with pytest.raises(Invalid):
        run(cook.app, "make", omelette, "--yes", "--leftover", "3")

    assert stock() == {"Jajka": "10", "Ser gouda": "150"}
