"""Opaque cursors: where the next page of a list begins."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Annotated

from fastapi import Query

from foodsave.errors import NotFound

MAX_LIMIT = 200
Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT, description="How many to return at most")]
Cursor = Annotated[str | None, Query(max_length=400, description="next_cursor of the page before")]


def encode_cursor(*parts: str | int) -> str:
    """Return a cursor that carries `parts`."""
    told = json.dumps(parts, separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def decode_cursor(cursor: str, *kinds: type) -> list[str | int]:
    """Return the parts of a cursor, each of the kind that is expected.

    Raises:
        NotFound: no page begins there; it is not a cursor of this list.
    """
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        parts = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True).decode())
    except (ValueError, binascii.Error, RecursionError) as error:
        raise _invalid() from error
    if not isinstance(parts, list) or [type(part) for part in parts] != list(kinds):
        raise _invalid()
    for part in parts:
        # Only what this list hands out: no characters or numbers that a database would choke on.
        fits = part.isprintable() if isinstance(part, str) else abs(part) < 2**62
        if not fits:
            raise _invalid()
    return parts


def _invalid() -> NotFound:
    return NotFound("no page begins at this cursor; start again without it", code="invalid_cursor")
