"""Refuses text and numbers that no answer and no database column can carry, before any route sees them.

JSON bodies have to be I-JSON (RFC 7493): UTF-8, no lone surrogates, no NaN or infinity, integers within 64 bits. A
NUL character is refused wherever it comes, because PostgreSQL cannot store it.
"""

from __future__ import annotations

import json
import re
from typing import NoReturn

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foodsave.errors import Invalid, NotFound

LARGEST_INTEGER = 2**63 - 1
_JSON_TYPE = re.compile(r"application/([\w.-]+\+)?json\s*(;|$)", re.IGNORECASE)
# Most bodies hold none of these and are not parsed twice.
_SUSPECT = re.compile(r"\\u[dD][89a-fA-F]|\\u0000|NaN|Infinity|[0-9]{19}")
_SURROGATE = re.compile("[\ud800-\udfff]")


class WellFormed:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            if "\0" in scope["path"]:
                raise NotFound("There is nothing at this address.")
            if b"%00" in scope.get("query_string", b""):
                raise Invalid("The query holds a NUL character.")
            if _JSON_TYPE.match(Headers(scope=scope).get("content-type", "")):
                receive = await _checked(receive)
        await self.app(scope, receive, send)


async def _checked(receive: Receive) -> Receive:
    """Read the whole body, which the body limit keeps small, and return a receive that gives it out again."""
    chunks: list[bytes] = []
    first: Message | None = None
    while first is None:
        message = await receive()
        chunks.append(message.get("body", b""))
        if message["type"] != "http.request":
            first = message  # the client went away: whoever reads on learns it
        elif not message.get("more_body", False):
            body = b"".join(chunks)
            require_interoperable(body)
            first = {"type": "http.request", "body": body, "more_body": False}

    async def replay() -> Message:
        nonlocal first
        message, first = first, None
        return message if message is not None else await receive()

    return replay


def require_interoperable(body: bytes) -> None:
    """Refuse a body that is not I-JSON; what is not JSON at all is left to the route to name."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise Invalid("The body is not UTF-8.") from None
    if "\0" in text:
        raise Invalid("The body holds a NUL character.")
    if _SUSPECT.search(text):
        try:
            parsed = json.loads(text, parse_constant=_refuse_constant, parse_int=_integer)
        except json.JSONDecodeError:
            return
        except RecursionError:
            raise Invalid("The body is nested too deeply.") from None
        _require_text(parsed)


def _refuse_constant(name: str) -> NoReturn:
    raise Invalid(f"The body holds {name}, which is not a JSON number.")


def _integer(digits: str) -> int:
    if len(digits) > 20 or not -LARGEST_INTEGER - 1 <= int(digits) <= LARGEST_INTEGER:
        raise Invalid("The body holds an integer that does not fit in 64 bits.")
    return int(digits)


def _require_text(value: object) -> None:
    pending = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, dict):
            pending += [*item.keys(), *item.values()]
        elif isinstance(item, list):
            pending += item
        elif isinstance(item, str) and ("\0" in item or _SURROGATE.search(item)):
            raise Invalid("The body holds a NUL character or half of a surrogate pair.")
