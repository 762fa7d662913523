"""`foodsave recipes`: list, show, add and delete, for people in their language and for programs."""

import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from foodsave.cli.household import at_home
from foodsave.cli.recipes import app
from foodsave.core.profiles.service import change_household
from foodsave.errors import Conflict, Invalid, NotFound, TooLarge
from foodsave.kitchen.recipes.importing.limits import FILE_BYTES
from foodsave.kitchen.recipes.shipped import shipped_recipes

PANCAKES = """# Placki babci

Porcje: 4

## Składniki
- 2 szklanki mąki pszennej
- 2 jajka
- tajny składnik z Marsa

## Przygotowanie
1. Wymieszaj.
2. Usmaż.
"""


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("FOODSAVE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "60")


def run(*arguments: str, given: str | bytes | None = None) -> str:
    result = CliRunner().invoke(app, list(arguments), input=given, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def rows(*arguments: str, given: str | None = None) -> list[dict]:
    return [json.loads(line) for line in run(*arguments, "--json", given=given).splitlines()]


async def _speak_english(home) -> None:
    async with home.writing() as scope:
        await change_household(scope, replace(home.household, locale="en"))


def test_recipes_list_tells_whole_ids_one_a_line():
    lines = run("list", "pierogi", "ruskie").splitlines()

    assert lines == ["Pierogi ruskie: pierogi_ruskie, danie główne, 100 min", "Przepisów: 1."]


def test_recipes_list_speaks_english_to_an_english_household():
    at_home(_speak_english)
    lines = run("list", "pierogi", "ruskie").splitlines()

    assert lines == [
        f"{shipped_recipes()['pierogi_ruskie'].titles['en']}: pierogi_ruskie, main, 100 min",
        "Recipes: 1.",
    ]


def test_recipes_list_prints_one_object_a_line_and_keeps_to_the_filters():
    assert sorted(row["id"] for row in rows("list")) == sorted(shipped_recipes())
    assert {row["course"] for row in rows("list", "--course", "soup")} == {"soup"}
    assert all(
        "vegan" in row["diets"] and row["minutes"] <= 30 for row in rows("list", "--diet", "vegan", "--minutes", "30")
    )


def test_recipes_show_fits_the_people_and_speaks_the_language():
    shown = run("show", "pierogi_ruskie", "--people", "2")
    at_home(_speak_english)
    english = run("show", "pierogi_ruskie", "--people", "2")

    assert shown.startswith("Pierogi ruskie\ndla 2, 100 min, danie główne\n")
    assert "alergeny: gluten, mleko" in shown
    assert "  - 200 g mąki pszennej\n" in shown
    assert "for 2, 100 min, main" in english
    assert "allergens: gluten, milk" in english
    assert "  - 200 g wheat flour\n" in english
    assert rows("show", "pierogi_ruskie", "--people", "2")[0]["people"] == 2


def test_recipes_add_keeps_a_file_and_names_what_is_not_understood(tmp_path):
    file = tmp_path / "placki.md"
    file.write_text(PANCAKES, encoding="utf-8")
    shown = run("add", str(file))
    (row,) = rows("list", "placki", "babci")

    assert "Nie rozumiem składników: tajny składnik z Marsa." in shown
    assert shown.splitlines()[-1] == f"Zapisany. {row['id']}"
    assert (row["origin"], row["servings"], row["unmapped"]) == ("own", 4, 1)
    assert run("add", str(file)).splitlines()[-1] == f"Ten przepis już był. {row['id']}"


def test_recipes_add_reads_what_is_piped_in():
    (answer,) = rows("add", "-", given=PANCAKES)

    assert (answer["outcome"], answer["recipe"]["title"]) == ("created", "Placki babci")
    assert rows("add", "-", given=PANCAKES)[0] == answer | {"outcome": "known"}


def test_recipes_delete_takes_back_an_own_recipe_but_no_shipped_one():
    recipe_id = rows("add", "-", given=PANCAKES)[0]["id"]

    assert rows("delete", recipe_id) == [{"deleted": recipe_id}]
    with pytest.raises(NotFound):
        run("show", recipe_id)
    with pytest.raises(Conflict):
        run("delete", "pierogi_ruskie")


@pytest.mark.parametrize(
    ("file", "given", "error"),
    [
        ("no such file.md", None, NotFound),
        ("-", b"", Invalid),
        ("-", b"\x00\xff" * 50, Invalid),
        ("-", b"a" * (FILE_BYTES + 1), TooLarge),
    ],
)
def test_recipes_add_refuses_what_is_no_recipe_and_keeps_nothing(file, given, error):
    with pytest.raises(error):
        run("add", file, given=given)

    assert len(rows("list")) == len(shipped_recipes())
