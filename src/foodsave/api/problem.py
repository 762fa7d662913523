"""Every refusal in one shape: RFC 9457 problem+json, always valid JSON whatever the request held."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import Scope

from foodsave.errors import FoodSaveError

MEDIA_TYPE = "application/problem+json"
MAX_TEXT = 500
MAX_FAULTS = 50
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_CODES = {
    400: "bad_request",
    401: "not_authenticated",
    403: "not_permitted",
    404: "not_found",
    405: "method_not_allowed",
    408: "request_timeout",
    413: "too_large",
    415: "unsupported_media_type",
    422: "invalid",
    429: "rate_limited",
    503: "unavailable",
}
_DETAILS = {
    404: "There is nothing at this address.",
    405: "This address does not take that method; the Allow header lists those it takes.",
}

SCHEMA: dict[str, object] = {
    "title": "Problem",
    "type": "object",
    "description": "RFC 9457 problem details.",
    "required": ["type", "title", "status", "detail", "instance", "code", "request_id"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What happened and what to do about it."},
        "instance": {"type": "string", "description": "The path of the request."},
        "code": {"type": "string", "description": "A stable name of the problem, for programs."},
        "request_id": {"type": "string"},
        "details": {"type": "object", "additionalProperties": True},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["detail", "pointer", "code"],
                "properties": {
                    "detail": {"type": "string"},
                    "pointer": {"type": "string", "description": "JSON pointer into the part of the request."},
                    "code": {"type": "string"},
                },
            },
        },
    },
}


def install(app: FastAPI) -> None:
    """Render the framework's own refusals as problems too; everything else is left to the errors middleware."""
    app.add_exception_handler(HTTPException, _render)
    app.add_exception_handler(RequestValidationError, _render)


async def _render(request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException) and error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        error = HTTPException(error.status_code, headers={"Allow": ", ".join(_allowed_methods(request))})
    return problem_for(request.scope, error)


def _allowed_methods(request: Request) -> list[str]:
    # The router names the methods of the first route of that path only; RFC 9110 (15.5.6) wants all.
    routes = request.app.router.routes
    scope = {"type": "http", "path": request.url.path, "root_path": "", "headers": []}
    return [
        method
        for method in METHODS
        if any(route.matches({**scope, "method": method})[0] is Match.FULL for route in routes)
    ]


def problem_for(scope: Scope, error: Exception) -> Response:
    """Return the problem that states `error`; an error outside the tree becomes a 500 that says nothing of it."""
    if isinstance(error, FoodSaveError):
        return _stated(scope, error)
    if isinstance(error, RequestValidationError):
        return problem(scope, 422, "Some values are missing or wrong; see errors.", errors=_faults(error.errors()))
    if isinstance(error, HTTPException):
        detail = _DETAILS.get(error.status_code) if error.detail == _phrase(error.status_code) else None
        return problem(scope, error.status_code, detail or str(error.detail), headers=error.headers)
    return problem(scope, 500, "Something went wrong on our side. The request id finds it in the log.", "internal")


def problem(
    scope: Scope,
    status: int,
    detail: str,
    code: str | None = None,
    *,
    headers: Mapping[str, str] | None = None,
    **extensions: object,
) -> Response:
    """Return one problem+json answer for the request in `scope`."""
    code = code or _CODES.get(status, "error")
    members = {
        "type": f"urn:foodsave:problem:{code}",
        "title": _phrase(status),
        "status": status,
        "detail": detail,
        "instance": scope.get("path", ""),
        "code": code,
        "request_id": scope.get("state", {}).get("request_id", ""),
        **extensions,
    }
    body = json.dumps(_plain(members), allow_nan=False).encode()
    return Response(body, status, headers=dict(headers or {}), media_type=MEDIA_TYPE)


def _stated(scope: Scope, error: FoodSaveError) -> Response:
    headers = {}
    retry_after_s = getattr(error, "retry_after_s", 5 if error.status in {429, 503} else None)
    if retry_after_s is not None:
        headers["Retry-After"] = str(retry_after_s)
    if error.status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = 'Bearer realm="foodsave"'
    extensions = {"details": error.details} if error.details else {}
    return problem(scope, error.status, error.message, error.reason, headers=headers, **extensions)


def _faults(errors: Iterable[Mapping[str, object]]) -> list[dict[str, str]]:
    # The input itself is never repeated: it may be huge, private or not representable.
    faults = []
    for error in list(errors)[:MAX_FAULTS]:
        location = error.get("loc")
        parts = location if isinstance(location, tuple) else ()
        steps = [str(part).replace("~", "~0").replace("/", "~1") for part in parts]
        pointer = "#/" + "/".join(steps)
        faults.append({"detail": str(error.get("msg", "")), "pointer": pointer, "code": str(error.get("type", ""))})
    return faults


def _plain(value: object) -> object:
    if isinstance(value, str):
        text = value if len(value) <= MAX_TEXT else value[: MAX_TEXT - 1] + "…"
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, bool | int) or value is None:
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, Mapping):
        return {str(_plain(str(key))): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return _plain(str(value))


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"
