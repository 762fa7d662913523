"""schema.org told in the attributes of a page: microdata (HTML, 5.2) and RDFa Lite."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from foodsave.kitchen.recipes.importing.markup import element_lines
from foodsave.kitchen.recipes.importing.schema_org import Node

_MOST_VALUES = 5000


@dataclass(frozen=True, slots=True)
class _Attributes:
    kind: str
    name: str


_FORMS = (_Attributes("itemtype", "itemprop"), _Attributes("typeof", "property"))


def recipe_nodes(page: Any) -> list[Node]:  # noqa: ANN401 - lxml carries no types
    """Return the recipes of a page in the shape of JSON-LD."""
    found: list[Node] = []
    for form in _FORMS:
        found += [_node(element, form) for element in page.iter() if _kind(element, form) == "Recipe"]
    return found


def _kind(element: Any, form: _Attributes) -> str:  # noqa: ANN401
    declared = element.get(form.kind) if isinstance(element.tag, str) else None
    return (declared or "").split(" ")[0].rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1]


def _node(root: Any, form: _Attributes) -> Node:  # noqa: ANN401
    node: Node = {"@type": _kind(root, form)}
    for element in _properties(root, form):
        value = _node(element, form) if element.get(form.kind) else _value(element)
        for name in element.get(form.name, "").split():
            node.setdefault(name.rsplit(":", 1)[-1].rsplit("/", 1)[-1], []).append(value)
    return node


def _properties(root: Any, form: _Attributes) -> Iterator[Any]:  # noqa: ANN401
    """Yield the elements that are properties of `root` itself, not of an item inside it."""
    pending = list(reversed(root))
    left = _MOST_VALUES
    while pending and left:
        element = pending.pop()
        if not isinstance(element.tag, str):
            continue
        if element.get(form.name):
            left -= 1
            yield element
        if not element.get(form.kind):
            pending.extend(reversed(element))


def _value(element: Any) -> str:  # noqa: ANN401
    for attribute in ("content", "datetime"):
        if element.get(attribute) is not None:
            return str(element.get(attribute))
    if element.tag in {"img", "source"}:
        return str(element.get("src", ""))
    if element.tag == "link":
        return str(element.get("href", ""))
    return "\n".join(element_lines(element, marked=False))
