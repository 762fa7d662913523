import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from foodsave.cli.catalog import LONGEST_LINE_BYTES, app, names, row


def _rows(given_bytes):
    result = CliRunner().invoke(app, ["match"], input=given_bytes)

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
