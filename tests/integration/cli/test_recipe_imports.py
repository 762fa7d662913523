"""`foodsave recipes import` and `foodsave pantry import-grocy`: shown first, kept when asked to."""

import json

import pytest
from typer.testing import CliRunner

from fixtures.grocy import grocy_file
from foodsave.cli import pantry, recipes
from foodsave.errors import Conflict, FoodSaveError, Invalid, NotFound, NotPermitted, TooLarge

KOPYTKA = "# Kopytka\n\n## Składniki\n- 1 kg ziemniaków\n- 3 szczypty blizzbluzz\n\n## Przygotowanie\n1. Ugotuj.\n"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("FOODSAVE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def kopytka(tmp_path):
    file = tmp_path / "kopytka.md"
    file.write_text(KOPYTKA, encoding="utf-8")
    return str(file)


@pytest.fixture
def database(tmp_path):
    file = tmp_path / "grocy.db"
    file.write_bytes(grocy_file())
    return file


def run(app, *arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_import_shows_a_recipe_and_what_is_unclear_and_keeps_nothing(kopytka):
    shown = run(recipes.app, "import", kopytka)
    listed = run(recipes.app, "list", "blizzbluzz", "--json")

    assert "Kopytka" in shown
    assert "1000 g ziemniak" in shown
    assert "nie wiadomo, co to za produkt" in shown
    assert "Niczego nie zapisano" in shown
    assert listed == ""


def test_import_keeps_a_recipe_once_when_asked_to(kopytka):
    answers = [json.loads(run(recipes.app, "import", kopytka, "--save", "--json")) for _ in range(2)]

    assert [answer["recipes"][0]["outcome"] for answer in answers] == ["created", "known"]
    assert "Kopytka" in run(recipes.app, "show", answers[0]["recipes"][0]["id"])


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("nowhere.md", NotFound), ("http://127.0.0.1/", NotPermitted), ("http://localhost:8011/", NotPermitted),
        (".", Invalid),
    ],
)  # fmt: skip
def test_import_states_a_source_that_cannot_be_read(source, error):
    with pytest.raises(FoodSaveError) as refusal:
        run(recipes.app, "import", source)

    assert isinstance(refusal.value, error)


def test_import_refuses_a_file_of_fifty_megabytes(tmp_path):
    file = tmp_path / "a.html"
    file.write_bytes(b"x" * 50 * 1024 * 1024)

    with pytest.raises(TooLarge):
        run(recipes.app, "import", str(file))


def test_import_grocy_shows_first_and_brings_once_when_asked_to(database):
    shown = run(pantry.app, "import-grocy", str(database))
    assert run(pantry.app, "list", "--json") == ""
    brought = json.loads(run(pantry.app, "import-grocy", str(database), "--apply", "--json"))

    assert "Mąka pszenna" in shown
    assert "Niczego nie zmieniono" in shown
    assert "Blorby" in shown
    assert len(run(pantry.app, "list", "--json").splitlines()) == len(brought["lots"]) == 6
    with pytest.raises(Conflict, match="already"):
        run(pantry.app, "import-grocy", str(database), "--apply")


@pytest.mark.parametrize("suffix", ["-wal", "-journal"])
def test_import_grocy_refuses_a_database_that_somebody_writes(database, suffix):
    database.with_name(database.name + suffix).write_bytes(b"x")

    with pytest.raises(Conflict) as refusal:
        run(pantry.app, "import-grocy", str(database))

    assert refusal.value.reason == "database_in_use"
