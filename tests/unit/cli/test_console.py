import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.cli.console import cell, json_line, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Żółty ser 3,2% €", "Żółty ser 3,2% €"),
        ("\x1b[2J\x1b]0;owned\x07", "�[2J�]0;owned�"),
        ("a\r\nb\tc", "a��b�c"),
        ("\x9b31m", "�31m"),
        ("abc\u202egpj", "abc�gpj"),
        ("\ud800", "�"),
        ("молоко 🥛", "молоко 🥛"),
    ],
)
def test_visible_replaces_what_a_terminal_would_obey(text, shown):
    assert visible(text) == shown


def test_cell_is_no_markup():
    assert cell("[red]ser[/red]\x1b") == r"\[red]ser\[/red]�"


@given(st.text())
def test_json_line_says_the_same_to_a_program_and_nothing_to_a_terminal(text):
    line = json_line({"name": text})

    assert json.loads(line) == {"name": text}
    assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in line)
    assert line.encode("utf-8")


def test_json_line_keeps_letters_readable():
    assert json_line({"name": "Żurek"}) == '{"name": "Żurek"}'
