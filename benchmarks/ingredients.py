"""Figures of the ingredient parser on labelled lines: `python benchmarks/ingredients.py [--data FILE] [--wrong]`.

The file holds text, lang, quantity (of a range the lower end), unit and food a line; ours is
data/ingredient_lines.jsonl.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from foodsave.errors import Invalid
from foodsave.kitchen.catalog.ingredient_lines import ParsedIngredient, parse_ingredient

LINES = Path(__file__).with_name("data") / "ingredient_lines.jsonl"
FIELDS = ("quantity", "unit", "food")
LEAST_EXACT = 0.95
LEAST = {"all exact": LEAST_EXACT, "pl exact": LEAST_EXACT, "en exact": LEAST_EXACT}


@dataclass(frozen=True, slots=True)
class Reading:
    """A labelled line with what the parser read: a field is right when it is exactly the label."""

    row: dict[str, Any]
    found: dict[str, object]

    def right(self, field: str) -> bool:
        """Tell whether one field is exactly the label."""
        return self.found[field] == label(self.row, field)

    @property
    def exact(self) -> bool:
        """Tell whether all three fields are right."""
        return all(map(self.right, FIELDS))


def label(row: dict[str, Any], field: str) -> object:
    """Return a label in the parser's own terms."""
    value = row[field]
    return Fraction(value) if field == "quantity" and value is not None else value


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the labelled lines."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def read(row: dict[str, Any]) -> Reading:
    """Parse one line; a refusal reads nothing."""
    try:
        return Reading(row, _fields(parse_ingredient(row["text"], language=row["lang"])))
    except Invalid:
        return Reading(row, dict.fromkeys(FIELDS))


def _fields(parsed: ParsedIngredient) -> dict[str, object]:
    unit = None if parsed.measure is None else parsed.measure.value
    return {"quantity": parsed.count, "unit": unit, "food": parsed.food_id}


def figures(readings: Sequence[Reading], seconds: float) -> Iterator[tuple[str, float]]:
    """Yield every measure with its value."""
    for language in ("all", "pl", "en"):
        spoken = [one for one in readings if language in ("all", one.row["lang"])]
        if not spoken:
            continue
        for field in FIELDS:
            yield f"{language} {field}", sum(one.right(field) for one in spoken) / len(spoken)
        yield f"{language} exact", sum(one.exact for one in spoken) / len(spoken)
    yield "lines", len(readings)
    yield "lines per second", len(readings) / seconds


def verdict(measure: str, value: float) -> str:
    """Return the target beside the value and whether it is met."""
    if measure not in LEAST:
        return ""
    return f"at least {LEAST[measure]:g}  {'ok' if value >= LEAST[measure] else 'MISSED'}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; exit code 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=LINES)
    parser.add_argument("--wrong", action="store_true", help="print every line that was read otherwise")
    options = parser.parse_args(arguments)
    rows = read_lines(options.data)
    begun = time.perf_counter()
    readings = [read(row) for row in rows]
    seconds = time.perf_counter() - begun
    missed = False
    for measure, value in figures(readings, seconds):
        told = verdict(measure, value)
        missed = missed or told.endswith("MISSED")
        print(f"{measure:<20} {value:9.3f}  {told}")
    for one in readings:
        if options.wrong and not one.exact:
            print(json.dumps(one.row, ensure_ascii=False), {name: str(value) for name, value in one.found.items()})
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main())
