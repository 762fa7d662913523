"""Pages of the sites that recipe-scrapers knows, read offline."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from foodsave.kitchen.recipes.importing.collected import Collected

# What code written for another form of a page raises on this one; the library does not translate it.
_STRAYED = (ArithmeticError, AttributeError, LookupError, NotImplementedError, RecursionError, TypeError, ValueError)
# The library is quadratic in what no real page has this many of.
_MOST_TAGS = 30_000
_MOST_ITEMS = 300


def scrape(page: str, url: str | None, *, heading: str) -> Collected | None:
    """Return the recipe of a page of a site that the library knows; None for other pages, and when it finds none.

    `heading` is its title where the library does not tell one.
    Takes most of a second the first time, to load the library. Nothing is fetched.
    """
    is_reasonable = page.count("<") <= _MOST_TAGS and page.count("itemscope") <= _MOST_ITEMS
    host = _host(url)
    if not host or not is_reasonable:
        return None
    from recipe_scrapers import SCRAPERS, scrape_html
    from recipe_scrapers._exceptions import RecipeScrapersExceptions

    if host not in SCRAPERS:
        return None
    strayed = (*_STRAYED, RecipeScrapersExceptions, Warning)  # it warns of what a site never tells
    try:
        scraper: Any = scrape_html(page, f"https://{host}/", supported_only=False)
        ingredients, steps = scraper.ingredients(), scraper.instructions_list()
    except strayed:
        return None
    if not ingredients:
        return None
    return Collected(
        title=str(_part(scraper, "title", strayed) or heading),
        ingredients=[str(line) for line in ingredients],
        steps=[str(step) for step in steps],
        servings=_part(scraper, "yields", strayed),
        prep_time=_part(scraper, "prep_time", strayed),
        cook_time=_part(scraper, "cook_time", strayed),
        total_time=_part(scraper, "total_time", strayed),
        language=_part(scraper, "language", strayed),
        source=url,
    )


def _part(scraper: Any, name: str, strayed: tuple[type[Exception], ...]) -> Any:  # noqa: ANN401 - each site has its own
    part: Callable[[], Any] = getattr(scraper, name)
    try:
        return part()
    except strayed:
        return None


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""
