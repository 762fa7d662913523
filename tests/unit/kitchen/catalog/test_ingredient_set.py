"""The measuring set of ingredient lines, which was written before the parser."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from foodsave.errors import Invalid
from foodsave.kitchen.catalog.foods import foods
from foodsave.kitchen.catalog.ingredient_lines import parse_ingredient
from foodsave.kitchen.catalog.measures import Measure

LINES = Path(__file__).parents[4] / "benchmarks" / "data" / "ingredient_lines.jsonl"
ROWS = [json.loads(line) for line in LINES.read_text(encoding="utf-8").splitlines()]
LEAST_EXACT = 0.95


def read(row):
    try:
        found = parse_ingredient(row["text"], language=row["lang"])
    except Invalid:
        return None
    return found.count, found.measure, found.food_id


def label(row):
    quantity = None if row["quantity"] is None else Fraction(row["quantity"])
    return quantity, row["unit"], row["food"]


@pytest.mark.parametrize("language", ["pl", "en"])
def test_parse_ingredient_reads_the_measuring_set_exactly(language):
    rows = [row for row in ROWS if row["lang"] == language]
    wrong = [(row["text"], read(row), label(row)) for row in rows if read(row) != label(row)]

    assert len(wrong) <= (1 - LEAST_EXACT) * len(rows), wrong


def test_measuring_set_uses_foods_and_measures_that_exist():
    assert {row["food"] for row in ROWS} <= set(foods())
    assert {row["unit"] for row in ROWS if row["unit"]} <= set(Measure)
    assert len({row["text"] for row in ROWS}) == len(ROWS) >= 300
