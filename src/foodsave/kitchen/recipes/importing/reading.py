"""Recipes of a file or page, recognised by what it holds; its name and declared type are hints at most."""

from __future__ import annotations

import re
from typing import Any

from foodsave.errors import FoodSaveError, Invalid, TooLarge
from foodsave.kitchen.recipes.draft import RecipeDraft
from foodsave.kitchen.recipes.importing.archive import Budget, is_zip, unpacked
from foodsave.kitchen.recipes.importing.collected import Collected, RecipeFile, Refused, drafted, no_recipe
from foodsave.kitchen.recipes.importing.cooklang import is_cooklang, read_cooklang
from foodsave.kitchen.recipes.importing.encodings import decoded
from foodsave.kitchen.recipes.importing.json_text import parse_json
from foodsave.kitchen.recipes.importing.limits import FILE_BYTES, MOST_RECIPES, PAGE_BYTES
from foodsave.kitchen.recipes.importing.mealie import is_mealie, is_mealie_backup, read_mealie, read_mealie_backup
from foodsave.kitchen.recipes.importing.outline import read_outline
from foodsave.kitchen.recipes.importing.page import read_page
from foodsave.kitchen.recipes.importing.schema_org import find_recipes
from foodsave.kitchen.recipes.importing.tandoor import is_tandoor, read_tandoor

_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|script|article|main|section|div|h[1-6]|p|ul|ol|table|span)\b",
    re.IGNORECASE,
)
_HEAD = 4096
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"%PDF-", b"RIFF", b"GIF8")
_SQLITE = b"SQLite format 3\0"


def read_recipes(
    content: bytes, *, filename: str | None = None, media_type: str | None = None, url: str | None = None
) -> tuple[RecipeDraft, ...]:
    """Return the recipes of a file or page, at least one. Computes for a while: call it in a thread.

    Raises:
        Invalid, TooLarge: as `read_file`.
    """
    return read_file(content, filename=filename, media_type=media_type, url=url).drafts


def read_file(
    content: bytes, *, filename: str | None = None, media_type: str | None = None, url: str | None = None
) -> RecipeFile:
    """Return the recipes of a file or page, at least one, and of several those that could not be taken.

    Raises:
        Invalid: there is none (no_recipe), the file is damaged (damaged_file) or no text (not_text), or its only
            recipe cannot be taken.
        TooLarge: the file or what it unpacks to is larger than is read.
    """
    if len(content) > FILE_BYTES:
        raise TooLarge(f"a file of recipes may have {FILE_BYTES} bytes; split it", code="file_too_large")
    found = (
        _archive(content, filename)
        if is_zip(content)
        else _document(content, filename, media_type, url, source=url or filename)
    )
    if not found.drafts:
        raise no_recipe("the file")
    return found


def _archive(content: bytes, filename: str | None) -> RecipeFile:
    drafts: list[RecipeDraft] = []
    refused: list[Refused] = []
    for name, inner in unpacked(content, Budget()):
        try:
            found = _document(inner, name, source=filename)
        except FoodSaveError as error:
            refused.append(Refused(name[-200:], error.reason, error.message))
            continue
        drafts += found.drafts
        refused += found.refused
        if len(drafts) > MOST_RECIPES:
            raise Invalid(f"a file may hold {MOST_RECIPES} recipes; split it", code="too_many_recipes")
    if not drafts and len(refused) == 1:
        raise Invalid(refused[0].reason, code=refused[0].code)
    return RecipeFile(tuple(dict.fromkeys(drafts)), tuple(refused))


def _document(
    content: bytes,
    filename: str | None,
    media_type: str | None = None,
    url: str | None = None,
    *,
    source: str | None,
) -> RecipeFile:
    if content.startswith(_SQLITE):
        raise Invalid("this is a database; a Grocy one is imported as pantry/import/grocy", code="not_text")
    if content.startswith(_PICTURES):
        raise Invalid("this is a picture or PDF, and recipes are read from text; copy its text", code="not_text")
    text = decoded(content, media_type)
    if not text.strip():
        raise Invalid("the file is empty; choose a page, a text or an export of recipes", code="empty_file")
    if text.lstrip()[0] in "{[" and (value := _json(text, filename)) is not None:
        return drafted(_of_json(value, source))
    if len(content) > PAGE_BYTES:
        raise TooLarge(f"a page or text of recipes may have {PAGE_BYTES} bytes", code="page_too_large")
    if _HTML.search(text[:_HEAD]) or "html" in (media_type or ""):
        return read_page(text, url)
    is_cook = (filename or "").lower().endswith(".cook") or is_cooklang(text)
    recipe = read_cooklang(text, filename) if is_cook else read_outline(text, filename=filename)
    recipe.source = recipe.source or source
    return drafted([recipe])


def _json(text: str, filename: str | None) -> Any:  # noqa: ANN401 - JSON may be anything
    """Return the value of a JSON text, None when it is another text that happens to begin with a bracket."""
    try:
        return parse_json(text)
    except Invalid as error:
        is_other = error.reason == "damaged_file" and text.lstrip()[0] == "[" and not (filename or "").endswith(".json")
        if is_other and ("\n#" in text or "](" in text[:_HEAD]):
            return None
        raise


def _of_json(value: object, source: str | None) -> list[Collected]:
    if is_mealie_backup(value) and isinstance(value, dict):
        found = read_mealie_backup(value)
    else:
        found = [recipe for item in (value if isinstance(value, list) else [value]) for recipe in _of_object(item)]
    if not found:
        raise no_recipe("the JSON")
    for recipe in found:
        recipe.source = recipe.source or source
    return found


def _of_object(item: object) -> list[Collected]:
    if isinstance(item, dict) and is_tandoor(item):
        return [read_tandoor(item)]
    if isinstance(item, dict) and is_mealie(item):
        return [read_mealie(item)]
    return find_recipes(item)
