"""The API's own description: OpenAPI told truthfully, and a readable page made from it without foreign files."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from html import escape
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from starlette.responses import HTMLResponse

from foodsave.api import problem
from foodsave.api.middleware.well_formed import LARGEST_INTEGER

router = APIRouter(include_in_schema=False)
NO_NUL = r"^[^\u0000]*$"
_METHODS = ("get", "post", "put", "patch", "delete")
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>
<style>body{{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}}
code{{background:#8882;padding:.1rem .3rem}}li{{margin:.4rem 0}}</style>
<h1>{title} {version}</h1><p>{description}</p><p>Machine-readable: <a href="/openapi.json">openapi.json</a></p>
{sections}</html>"""


@router.get("/docs")
def docs(request: Request) -> HTMLResponse:
    page = _render(request.app.openapi())
    return HTMLResponse(page, headers={"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"})


def describe(app: FastAPI) -> None:
    """Make `app.openapi()` tell what the edge really answers: problems, and a bearer token where one is set."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = with_problems(
                get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
            )
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def with_problems(schema: dict[str, Any]) -> dict[str, Any]:
    """Return `schema` with every error of every operation documented as problem+json."""
    components = schema.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for generated in ("HTTPValidationError", "ValidationError"):
        schemas.pop(generated, None)
    schemas["Problem"] = deepcopy(problem.SCHEMA)
    components["securitySchemes"] = {"bearer": {"type": "http", "scheme": "bearer"}}
    schema["security"] = [{}, {"bearer": []}]
    refusal = {"content": {problem.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    for _, operation in operations(schema):
        responses = operation["responses"]
        if "422" in responses:
            responses["422"] = {"description": "A value is missing or wrong", **refusal}
        for status, response in responses.items():
            if status.startswith(("4", "5")) and "content" not in response:
                response.update(refusal)
        responses["default"] = {"description": "The request was refused or failed", **refusal}
    _tell_edge_rules(schema)
    return schema


def _tell_edge_rules(node: object) -> None:
    """Write into every plain string and integer what the edge refuses, so that the schema promises no more."""
    if isinstance(node, list):
        for item in node:
            _tell_edge_rules(item)
    elif isinstance(node, dict):
        if node.get("type") == "string" and not node.keys() & {"pattern", "format", "enum", "const"}:
            node["pattern"] = NO_NUL
        elif node.get("type") == "integer" and not node.keys() & {"enum", "const"}:
            if not node.keys() & {"minimum", "exclusiveMinimum"}:
                node["minimum"] = -LARGEST_INTEGER - 1
            if not node.keys() & {"maximum", "exclusiveMaximum"}:
                node["maximum"] = LARGEST_INTEGER
        for item in list(node.values()):
            _tell_edge_rules(item)


def operations(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every operation of `schema` with its "METHOD /path"."""
    for path, item in schema.get("paths", {}).items():
        for method in _METHODS:
            if method in item:
                yield f"{method.upper()} {path}", item[method]


def _render(schema: dict[str, Any]) -> str:
    by_tag: dict[str, list[str]] = {}
    for name, operation in operations(schema):
        tag = (operation.get("tags") or ["other"])[0]
        text = operation.get("description") or operation.get("summary") or ""
        by_tag.setdefault(tag, []).append(f"<li><code>{escape(name)}</code> {escape(text)}</li>")
    sections = "".join(f"<h2>{escape(tag)}</h2><ul>{''.join(items)}</ul>" for tag, items in by_tag.items())
    info = schema["info"]
    return _PAGE.format(
        title=escape(info["title"]),
        version=escape(info["version"]),
        description=escape(info.get("description", "")),
        sections=sections,
    )
