"""JSON of strangers: numbers without rounding, depth and size bounded, faults stated."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NoReturn

from foodsave.errors import Invalid
from foodsave.kitchen.recipes.importing.limits import MOST_NODES

_WRAPPINGS = 3
_LAST_COMMA = re.compile(r",(\s*)([}\]])")


def parse_json(text: str) -> Any:  # noqa: ANN401 - JSON may be anything
    """Return the value of a JSON text; fractions are Decimal.

    Raises:
        Invalid: it is no JSON (damaged_file), or nested or grown beyond reason (nested_too_deep, too_many_parts).
    """
    try:
        value = json.loads(text, strict=False, parse_float=Decimal, parse_constant=_refuse)
    except RecursionError as error:
        raise Invalid("the file is nested too deeply to be a recipe", code="nested_too_deep") from error
    except (ValueError, ArithmeticError) as error:
        raise Invalid(f"the file is no whole JSON: {str(error)[:100]}; export it again", code="damaged_file") from error
    for number, _ in enumerate(every_object(value)):
        if number > MOST_NODES:
            raise Invalid("the file has too many parts to be recipes; split it", code="too_many_parts")
    return value


def parse_embedded(text: str) -> Any:  # noqa: ANN401 - JSON may be anything
    """Return the value of JSON inside a page, with the slips that pages make; None when it is beyond reading.

    Raises:
        Invalid: it is nested or grown beyond reason.
    """
    stripped = _unwrapped(text)
    for attempt in (stripped, _LAST_COMMA.sub(r"\1\2", stripped), html.unescape(stripped)):
        try:
            return parse_json(attempt)
        except Invalid as error:
            if error.reason != "damaged_file":
                raise
    return None


def _unwrapped(text: str) -> str:
    """Return a script's text without the comment and CDATA signs that once hid it from old browsers."""
    text = text.strip()
    for _ in range(_WRAPPINGS):
        for sign in ("<!--", "//", "/*", "*/", "<![CDATA["):
            text = text.removeprefix(sign).lstrip()
        for sign in ("-->", "//", "/*", "*/", "]]>"):
            text = text.removesuffix(sign).rstrip(",; \r\n\t")
    return text


def every_object(value: object) -> Iterator[dict[str, Any]]:
    """Yield every object inside a JSON value, outer ones first."""
    pending = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, dict):
            yield item
            pending.extend(reversed(item.values()))
        elif isinstance(item, list):
            pending.extend(reversed(item))


def texts(value: object, *keys: str) -> list[str]:
    """Return the texts in a value that may be one, an object with one of `keys`, or a list of these."""
    found: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            item = next((item[key] for key in keys if isinstance(item.get(key), str)), None)  # noqa: PLW2901
        if isinstance(item, str) and item.strip():
            found.append(item)
    return found


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")
