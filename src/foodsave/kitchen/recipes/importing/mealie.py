"""Mealie: the JSON of one recipe, as it is exported, and the tables of a backup (Mealie 1 to 3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from foodsave.kitchen.recipes.importing.collected import Collected
from foodsave.kitchen.recipes.importing.figures import amount_text
from foodsave.kitchen.recipes.importing.json_text import texts
from foodsave.kitchen.recipes.importing.markup import without_markdown
from foodsave.kitchen.recipes.importing.schema_org import Node


def is_mealie(value: object) -> bool:
    """Tell whether a JSON value is a recipe of Mealie; unlike schema.org it has no @type and names a slug."""
    if not isinstance(value, dict) or "@type" in value or "@graph" in value:
        return False
    return ("recipeIngredient" in value or "recipe_ingredient" in value) and ("slug" in value or "name" in value)


def read_mealie(value: Node) -> Collected:
    """Return one recipe of Mealie."""
    get = _either_case(value)
    return Collected(
        title=next(iter(texts(value.get("name"))), ""),
        ingredients=_ingredients(get("recipeIngredient")),
        steps=[without_markdown(step) for step in texts(get("recipeInstructions"), "text")],
        servings=get("recipeServings") or get("recipeYield") or get("recipeYieldQuantity"),
        prep_time=get("prepTime"),
        cook_time=get("performTime") or get("cookTime"),
        total_time=get("totalTime"),
        tags=texts(value.get("tags"), "name") + texts(get("recipeCategory"), "name"),
        tools=texts(value.get("tools"), "name"),
        source=next(iter(texts(get("orgURL") or value.get("org_url"))), None),
    )


def is_mealie_backup(value: object) -> bool:
    """Tell whether a JSON value holds the tables of a Mealie backup (database.json)."""
    return isinstance(value, dict) and isinstance(value.get("recipes"), list) and "recipes_ingredients" in value


def read_mealie_backup(tables: Node) -> list[Collected]:
    """Return the recipes of a backup of Mealie."""
    foods, units = (_by_id(tables.get(name)) for name in ("ingredient_foods", "ingredient_units"))
    lines: dict[Any, list[Node]] = defaultdict(list)
    for row in _ordered(tables.get("recipes_ingredients")):
        joined = {"food": foods.get(row.get("food_id")), "unit": units.get(row.get("unit_id"))}
        lines[row.get("recipe_id")].append(row | joined)
    steps: dict[Any, list[Node]] = defaultdict(list)
    for row in _ordered(tables.get("recipe_instructions")):
        steps[row.get("recipe_id")].append(row)
    return [
        read_mealie(row | {"recipe_ingredient": lines[row.get("id")], "recipe_instructions": steps[row.get("id")]})
        for row in _rows(tables.get("recipes"))
    ]


def _ingredients(value: object) -> list[str]:
    found = []
    for item in value if isinstance(value, list) else []:
        line = _line(item) if isinstance(item, dict) else item
        if isinstance(line, str) and line.strip():
            found.append(line)
    return found


def _line(item: Node) -> str:
    """Return an ingredient in one line; without a food the note is the line, as people typed it."""
    get = _either_case(item)
    note, food = _text(item.get("note")), _text(item.get("food"))
    if not food:
        return note if note and get("disableAmount") else _text(get("originalText")) or _counted(item, note)
    return _counted(item, f"{food}, {note}" if note else food)


def _counted(item: Node, name: str) -> str:
    amount = amount_text(item.get("quantity"))
    return " ".join(part for part in (amount, _text(item.get("unit")), name) if part) if name else ""


def _text(value: object) -> str:
    return next(iter(texts(value, "name", "abbreviation")), "").strip()


def _either_case(item: Node) -> Callable[[str], Any]:
    """Return a reader of keys in the two ways Mealie writes them: camelCase in answers, snake_case in tables."""

    def get(name: str) -> Any:  # noqa: ANN401 - JSON may be anything
        snake = "".join(f"_{char.lower()}" if char.isupper() else char for char in name)
        return item.get(name, item.get(snake))

    return get


def _rows(value: object) -> list[Node]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _ordered(value: object) -> list[Node]:
    rows = _rows(value)
    return sorted(rows, key=lambda row: row["position"] if isinstance(row.get("position"), int) else 0)


def _by_id(value: object) -> dict[Any, Node]:
    return {row["id"]: row for row in _rows(value) if isinstance(row.get("id"), str | int)}
