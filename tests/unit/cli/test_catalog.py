import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from foodsave.cli.catalog import LONGEST_LINE_BYTES, app, ingredient_row, names, row
from foodsave.errors import NotFound


def _rows(given_bytes, *command):
    result = CliRunner().invoke(app, [*command] or ["match"], input=given_bytes)

    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_match_answers_every_line_in_order():
    rows = _rows(b"MLEKO UHT 1L\nSER GOUDA\nqwrtpsd\n")

    assert [answer["text"] for answer in rows] == ["MLEKO UHT 1L", "SER GOUDA", "qwrtpsd"]
    assert [answer["group"] for answer in rows] == ["milk_uht", "hard_cheese", None]
    assert all(set(answer) == {"text", "group", "product", "confidence"} for answer in rows)


def test_match_answers_empty_lines_too():
    assert [answer["group"] for answer in _rows(b"\nMIOD LIPOWY\n\n")] == [None, "honey_jam_spread", None]


def test_match_answers_nothing_when_nothing_is_asked():
    assert _rows(b"") == []


def test_match_answers_the_last_line_without_its_newline():
    assert len(_rows(b"CHLEB\nMASLO")) == 2


def test_names_replace_bytes_that_are_not_utf_8():
    assert list(names(io.BytesIO(b"\xff\xfe ser\r\nmas\xc5\x82o\n"))) == ["�� ser", "masło"]


@pytest.mark.parametrize("length", [LONGEST_LINE_BYTES - 1, LONGEST_LINE_BYTES, 3 * LONGEST_LINE_BYTES])
def test_names_bound_a_line_without_losing_the_next(length):
    first, second = names(io.BytesIO(b"a" * length + b"\nser\n"))

    assert len(first) <= LONGEST_LINE_BYTES
    assert second == "ser"


@settings(deadline=None)  # the first example loads the tables
@given(st.lists(st.binary(max_size=60).filter(lambda line: b"\n" not in line), max_size=5))
def test_names_yield_one_text_a_line(lines):
    assert len(list(names(io.BytesIO(b"".join(line + b"\n" for line in lines))))) == len(lines)


@settings(deadline=None)  # the first example loads the tables
@given(st.text(max_size=80))
def test_row_is_one_line_of_json(name):
    answer = row(name)

    assert "\n" not in answer
    assert json.loads(answer)["text"] == name


def test_ingredient_answers_every_line_in_order():
    rows = _rows("2 szklanki mąki pszennej\n1/3 cup milk\n\n2-3 jajka\n".encode(), "ingredient")

    told = [(answer["quantity"], answer["upper"], answer["unit"], answer["food"]) for answer in rows]
    assert told == [
        ("2", None, "szklanka", "wheat_flour"),
        ("1/3", None, "cup", "milk"),
        (None, None, None, None),
        ("2", "3", "szt", "egg"),
    ]
    assert rows[0]["amount"] == {"amount": "500", "unit": "ml"}


def test_ingredient_tells_the_further_foods_of_a_line():
    (answer,) = _rows("sól i pieprz do smaku".encode(), "ingredient")

    assert (answer["food"], [other["food"] for other in answer["also"]]) == ("salt", ["black_pepper"])


def test_ingredient_states_what_it_cannot_read_and_goes_on():
    refused, read = _rows("-3 jajka\n1,5 kg ziemniaków\n".encode(), "ingredient", "--language", "pl")

    assert (refused["quantity"], refused["error"]["code"]) == (None, "invalid_quantity")
    assert (read["quantity"], read["unit"], read["food"], read["error"]) == ("1.5", "kg", "potato", None)
    assert refused.keys() == read.keys()


@settings(deadline=None)  # the first example loads the tables
@given(st.text(max_size=80))
def test_ingredient_row_is_one_line_of_json(line):
    answer = ingredient_row(line)

    assert "\n" not in answer
    assert json.loads(answer)["text"] == line


def test_foods_lists_the_nearest_names_first():
    rows = _rows(b"", "foods", "wheat", "flour", "--language", "en", "--json")

    assert (rows[0]["id"], rows[0]["name"]) == ("wheat_flour", "wheat flour")


def test_foods_shows_a_table_of_names():
    result = CliRunner().invoke(app, ["foods", "masło"])

    assert result.exit_code == 0
    assert "masło" in result.stdout
    assert "butter" in result.stdout


def test_food_tells_all_that_is_known_of_it():
    (answer,) = _rows(b"", "food", "butter", "--json")

    assert (answer["id"], answer["name"], answer["allergens"]) == (
        "butter",
        "masło",
        {"contains": ["milk"], "unknown": False},
    )
    assert answer["substitutes"]


@pytest.mark.parametrize(("language", "label"), [("pl", "jedno opakowanie: 200 g"), ("en", "one pack: 200 g")])
def test_food_is_shown_in_the_language_that_is_asked_for(language, label):
    result = CliRunner().invoke(app, ["food", "butter", "--language", language])

    assert label in result.stdout


def test_food_that_is_not_listed_is_named():
    result = CliRunner().invoke(app, ["food", "no_such_food"])

    assert isinstance(result.exception, NotFound)
    assert "no_such_food" in result.exception.message
