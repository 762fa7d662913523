"""Saved and fetched pages: the description for machines first, then what a reader of the page would see."""

from __future__ import annotations

from typing import Any

from foodsave.errors import Invalid
from foodsave.kitchen.recipes.importing.collected import Collected, RecipeFile, drafted, no_recipe
from foodsave.kitchen.recipes.importing.json_text import parse_embedded
from foodsave.kitchen.recipes.importing.markup import element_lines, parse_page
from foodsave.kitchen.recipes.importing.microdata import recipe_nodes
from foodsave.kitchen.recipes.importing.outline import read_outline
from foodsave.kitchen.recipes.importing.schema_org import find_recipes
from foodsave.kitchen.recipes.importing.scrapers import scrape

_MOST_SCRIPTS = 200
# what an address may answer to be read as recipes
PAGE_TYPES = frozenset(
    {
        "text/html", "application/xhtml+xml", "application/json", "application/ld+json", "text/plain", "text/markdown",
        "application/zip",
    }
)  # fmt: skip


def read_page(page: str, url: str | None) -> RecipeFile:
    """Return the recipes of an HTML page.

    Raises:
        Invalid: there are none, or one that cannot be taken.
    """
    tree = parse_page(page)
    source = url or _link(tree, "canonical") or _property(tree, "og:url")
    language = tree.get("lang") or tree.get("xml:lang")
    described = _described(tree, source, language)
    if _are_whole(described):
        return drafted(described)
    if scraped := scrape(page, source, heading=_heading(tree)):
        return drafted([scraped])
    if described and described[0].ingredients:
        return drafted(described)
    return drafted([_shown(tree, source, language)])


def _described(tree: Any, source: str | None, language: str | None) -> list[Collected]:  # noqa: ANN401
    found: list[Collected] = []
    for script in tree.xpath("//script[contains(@type, 'ld+json')]")[:_MOST_SCRIPTS]:
        value = parse_embedded(script.text_content())
        found += find_recipes(value, source=source, language=language)
    return found if _are_whole(found) else found + find_recipes(recipe_nodes(tree), source=source, language=language)


def _are_whole(recipes: list[Collected]) -> bool:
    return any(recipe.title and recipe.ingredients and recipe.steps for recipe in recipes)


def _shown(tree: Any, source: str | None, language: str | None) -> Collected:  # noqa: ANN401
    """Return the recipe that people see on the page, by its headings and lists."""
    for name in ("nav", "footer", "aside", "form"):
        for element in tree.xpath(f"//{name}"):
            element.drop_tree()
    roots = tree.xpath("//article") or tree.xpath("//main") or [tree]
    root = max(roots, key=lambda element: len(element.text_content()))
    try:
        recipe = read_outline("\n".join(element_lines(root, marked=True)), title=_heading(tree))
    except Invalid as error:
        raise no_recipe("the page") from error
    recipe.source, recipe.language = source, recipe.language or language
    return recipe


def _heading(tree: Any) -> str:  # noqa: ANN401
    headings = tree.xpath("//h1") or tree.xpath("//title")
    return " ".join(headings[0].text_content().split()) if headings else ""


def _link(tree: Any, relation: str) -> str | None:  # noqa: ANN401
    return next((str(link.get("href")) for link in tree.xpath(f"//link[@rel='{relation}'][@href]")), None)


def _property(tree: Any, name: str) -> str | None:  # noqa: ANN401
    return next((str(meta.get("content")) for meta in tree.xpath(f"//meta[@property='{name}'][@content]")), None)
