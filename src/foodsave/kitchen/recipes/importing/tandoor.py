"""Tandoor: the recipe.json of its own export (a zip in which each recipe is a zip; Tandoor 1 and 2)."""

from __future__ import annotations

from collections.abc import Iterator

from foodsave.kitchen.recipes.importing.collected import Collected
from foodsave.kitchen.recipes.importing.figures import amount_text
from foodsave.kitchen.recipes.importing.json_text import texts
from foodsave.kitchen.recipes.importing.markup import without_markdown
from foodsave.kitchen.recipes.importing.schema_org import Node


def is_tandoor(value: object) -> bool:
    """Tell whether a JSON value is a recipe of Tandoor: steps that hold their own ingredients."""
    steps = value.get("steps") if isinstance(value, dict) else None
    return isinstance(steps, list) and any(isinstance(step, dict) and "ingredients" in step for step in steps)


def read_tandoor(value: Node) -> Collected:
    """Return one recipe of Tandoor."""
    steps = sorted((step for step in value["steps"] if isinstance(step, dict)), key=_order)
    return Collected(
        title=next(iter(texts(value.get("name"))), ""),
        ingredients=[line for step in steps for line in _ingredients(step)],
        steps=[line for step in steps for line in map(without_markdown, texts(step.get("instruction")))],
        servings=value.get("servings"),
        prep_time=value.get("working_time"),
        cook_time=value.get("waiting_time"),
        tags=texts(value.get("keywords"), "name", "label"),
        source=next(iter(texts(value.get("source_url"))), None),
    )


def _ingredients(step: Node) -> Iterator[str]:
    given = step.get("ingredients")
    rows = [row for row in given if isinstance(row, dict)] if isinstance(given, list) else []
    for row in sorted(rows, key=_order):
        if row.get("is_header"):
            continue
        amount = "" if row.get("no_amount") else amount_text(row.get("amount"))
        names = [next(iter(texts(row.get(key), "name")), "") for key in ("unit", "food")]
        note = next(iter(texts(row.get("note"))), "")
        line = " ".join(part for part in (amount, *names) if part)
        if names[1] or note:
            yield f"{line}, {note}" if line and note else line or note


def _order(row: Node) -> int:
    order = row.get("order")
    return order if isinstance(order, int) else 0
