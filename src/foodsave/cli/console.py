"""Foreign text on a terminal: what a receipt or a file name says is shown and never obeyed."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]

# Controls (C0 and C1, with the escape that terminals obey), line separators, and marks that turn the order of text.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_IN_JSON = re.compile(r"[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """Return `text` with everything that has no shape of its own replaced by U+FFFD."""
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(char) in _UNSEEN else char for char in text)


def cell(text: str) -> str:
    """Return `text` for a table of rich: visible, and no markup."""
    from rich.markup import escape

    return escape(visible(text))


def json_line(value: object) -> str:
    """Return `value` as one line of JSON that a terminal may show; programs read the same from it."""
    return _IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))
