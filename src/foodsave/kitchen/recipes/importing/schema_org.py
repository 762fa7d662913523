"""Recipes described in the words of schema.org, wherever they stand: JSON-LD of a file or page, microdata.

Source of the words: https://schema.org/Recipe, and the forms that Google's guide for recipes lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from foodsave.kitchen.recipes.importing.collected import Collected
from foodsave.kitchen.recipes.importing.figures import amount_text
from foodsave.kitchen.recipes.importing.json_text import every_object, texts

Node = dict[str, Any]
_DEEPEST = 8
_MOST_PARTS = 2000


def find_recipes(value: object, *, source: str | None = None, language: str | None = None) -> list[Collected]:
    """Return the recipes of a JSON-LD value; of several those that name ingredients."""
    nodes = list(every_object(value))
    by_id = {node["@id"]: node for node in reversed(nodes) if isinstance(node.get("@id"), str) and len(node) > 1}
    recipes = [_Described(node, by_id).recipe(source, language) for node in nodes if _is_recipe(node)]
    whole = [recipe for recipe in recipes if recipe.ingredients]
    return whole or recipes[:1]


def _is_recipe(node: Node) -> bool:
    kinds = node.get("@type", node.get("type"))
    names = kinds if isinstance(kinds, list) else [kinds]
    is_named = any(
        isinstance(name, str) and name.rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1] == "Recipe" for name in names
    )
    return is_named and len(node) > 2  # more than a reference to a recipe elsewhere


class _Described:
    """One recipe node, with the other nodes of its document that it may refer to."""

    def __init__(self, node: Node, by_id: Mapping[str, Node]) -> None:
        self._node, self._by_id = node, by_id
        self._left = _MOST_PARTS
        self._seen: set[str] = set()

    def recipe(self, source: str | None, language: str | None) -> Collected:
        node = self._node
        return Collected(
            title=next(iter(texts(node.get("name") or node.get("headline"), "@value")), ""),
            ingredients=list(self._ingredients(node.get("recipeIngredient") or node.get("ingredients"), 0)),
            steps=list(self._steps(node.get("recipeInstructions"), 0)),
            servings=_flat(node.get("recipeYield") or node.get("yield")),
            prep_time=_first(node.get("prepTime")),
            cook_time=_first(node.get("cookTime") or node.get("performTime")),
            total_time=_first(node.get("totalTime")),
            language=next(iter(texts(node.get("inLanguage"), "alternateName", "name")), language),
            tags=_split(texts(node.get("keywords"), "name") + texts(node.get("recipeCategory"), "name")),
            tools=texts(node.get("tool"), "name"),
            source=source or next(iter(texts(node.get("url") or node.get("mainEntityOfPage"), "@id")), None),
        )

    def _ingredients(self, value: object, depth: int) -> Iterator[str]:
        for item in self._items(value, depth):
            if isinstance(item, str):
                yield item
            elif isinstance(item, list):
                yield from self._ingredients(item, depth + 1)
            elif "itemListElement" in item:
                yield from self._ingredients(item["itemListElement"], depth + 1)
            else:
                yield _property(item)

    def _steps(self, value: object, depth: int) -> Iterator[str]:
        for item in self._items(value, depth):
            if isinstance(item, str):
                yield item
            elif isinstance(item, list):
                yield from self._steps(item, depth + 1)
            else:
                yield from self._step(item, depth)

    def _step(self, item: Node, depth: int) -> Iterator[str]:
        told = texts(item.get("text") or item.get("description"), "@value")
        inner = item.get("itemListElement") or item.get("steps") or item.get("item")
        if told:
            yield from told
        elif inner is not None:
            yield from self._steps(inner, depth + 1)
        else:
            yield from texts(item.get("name"), "@value")

    def _items(self, value: object, depth: int) -> Iterator[Any]:
        """Yield what a value consists of, references resolved."""
        if depth > _DEEPEST or value is None:
            return
        for item in value if isinstance(value, list) else [value]:
            self._left -= 1
            if self._left < 0:
                return
            if isinstance(item, dict) and "@id" in item:
                item = self._resolved(item)  # noqa: PLW2901
            if isinstance(item, dict) and "@value" in item:
                item = item["@value"]  # noqa: PLW2901
            if isinstance(item, dict | list | str):
                yield item

    def _resolved(self, item: Node) -> Node | None:
        """Return the node that is meant, once: a step that refers to itself would never end."""
        name = str(item["@id"])
        if name in self._seen:
            return None
        self._seen.add(name)
        return self._by_id.get(name) if len(item) == 1 else item


def _property(item: Node) -> str:
    """Return the line of an ingredient that is told as a PropertyValue or a named thing."""
    told: object = item.get("value", item.get("amount"))
    measured = told if isinstance(told, dict) else item
    amount = measured.get("value") if isinstance(told, dict) else told
    unit = measured.get("unitText") or measured.get("unitCode")
    name = item.get("name") or item.get("text") or ""
    parts = (amount_text(amount), unit, name)
    return " ".join(part for part in parts if isinstance(part, str) and part)


def _first(value: object) -> object:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):  # a Duration or a QuantitativeValue with the longest time
        value = value.get("maxValue") or value.get("@value") or value.get("value")
    return value if isinstance(value, str | int | Decimal) else None


def _flat(value: object) -> object:
    if isinstance(value, list):
        return [_flat(item) for item in value[:10] if not isinstance(item, list)]
    if isinstance(value, dict):
        number, unit = value.get("value"), value.get("unitText")
        return f"{amount_text(number)} {unit}" if unit else number
    return value


def _split(words: list[str]) -> list[str]:
    return [part.strip() for word in words[:50] for part in word[:2000].split(",")]
