"""`foodsave chat`: text with its rows for people, one JSON object a line for programs."""

import json

import pytest
from typer.testing import CliRunner

from foodsave.cli.chat import app
from foodsave.cli.pantry import app as pantry
from foodsave.errors import Invalid


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("FOODSAVE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "200")


def run(*arguments: str, given: str | None = None) -> str:
    result = CliRunner().invoke(app, list(arguments), input=given, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_chat_prints_the_answer_and_the_rows_that_it_rests_on():
    CliRunner().invoke(pantry, ["add", "mleko UHT", "2 l"], catch_exceptions=False)

    told = run("ile mam mleka?")

    assert told.startswith("Masz 2 l mleka")
    assert "[lot " in told


def test_chat_reads_a_question_a_line_and_prints_json_in_order():
    rows = [json.loads(line) for line in run("--json", given="co się psuje\n\ndo we have milk\n").splitlines()]

    assert [(row["message"], row["intent"], row["language"]) for row in rows] == [
        ("co się psuje", "expires", "pl"),
        ("do we have milk", "have", "en"),
    ]
    assert rows[0]["conversation_id"] == rows[1]["conversation_id"]
    assert rows[1]["data"]["yes"] is False


def test_chat_shows_the_options_of_a_question_back():
    told = run("kalorie mleka")

    assert "- Czy mam: kalorie mleka?" in told
    assert "- Ile kosztowało: kalorie mleka?" in told


@pytest.mark.parametrize("message", ["", "   ", "a" * 2001])
def test_chat_refuses_what_is_no_message(message):
    with pytest.raises(Invalid):
        CliRunner().invoke(app, [message], catch_exceptions=False)
