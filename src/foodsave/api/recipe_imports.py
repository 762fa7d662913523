"""Recipes of others over HTTP: from an address, a text or a file."""

from __future__ import annotations

import hashlib
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field, ValidationError, model_validator
from pydantic.json_schema import SkipJsonSchema

from foodsave.api.answers import IdempotencyKey, answer_once, json_response, replayed
from foodsave.api.deps import Caller, CallerDep
from foodsave.api.uploads import SentFile, file_body, read_upload
from foodsave.errors import Overloaded, TooLarge, UnsupportedMedia
from foodsave.infra.db.scope import Scope
from foodsave.kit.wire import Strict
from foodsave.kitchen.recipes.importing.limits import FILE_BYTES
from foodsave.kitchen.recipes.importing.page import PAGE_TYPES
from foodsave.kitchen.recipes.importing.previewing import RecipeImportAnswer, preview_import, read_import, save_import

router = APIRouter(prefix="/recipes", tags=["recipes"])
_JSON_BYTES = 1024 * 1024


class ImportWanted(Strict):
    """Either the address of a page, or a text: HTML, JSON, Markdown, Cooklang or plain."""

    url: Annotated[str, Field(min_length=1, max_length=2000)] | SkipJsonSchema[None] = None
    text: Annotated[str, Field(min_length=1, max_length=100_000)] | SkipJsonSchema[None] = None

    @model_validator(mode="after")
    def _require_one(self) -> ImportWanted:
        if (self.url is None) is (self.text is None):
            raise ValueError("send either url or text")
        return self


_EITHER = {"oneOf": [{"required": ["url"]}, {"required": ["text"]}]}
_BODY = file_body(ImportWanted.model_json_schema() | _EITHER)


@router.post("/import", response_model=RecipeImportAnswer, openapi_extra=_BODY)
async def import_recipes(
    request: Request,
    caller: CallerDep,
    preview: Annotated[bool, Query(description="false keeps the recipes")] = True,
    key: IdempotencyKey = None,
) -> Response:
    """Read recipes from a page, a text or a file, show how they are understood, and keep them when asked to."""
    source, url = await _source(request, caller)
    found = await read_import(source.content, filename=source.filename, media_type=source.media_type, url=url)
    locale = caller.household.locale
    if preview:
        async with caller.reading() as scope:
            shown = await preview_import(scope, locale, found)
        return json_response(200, shown.model_dump(mode="json"))

    async def keep(scope: Scope) -> tuple[int, BaseModel]:
        return 200, await save_import(scope, caller.services.clock, locale, found)

    digest = hashlib.sha256(source.content).hexdigest()
    status, body, repeated = await answer_once(caller, key, request, keep, content=url or digest)
    return json_response(status, body, replayed(repeated))


async def _source(request: Request, caller: Caller) -> tuple[SentFile, str | None]:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == "multipart/form-data":
        return await read_upload(request, limit_bytes=FILE_BYTES), None
    if media_type != "application/json":
        raise UnsupportedMedia("send JSON with url or text, or a multipart file", code="unsupported_type")
    body = await request.body()
    if len(body) > _JSON_BYTES:
        raise TooLarge("a text of recipes may have 100,000 characters; send it as a file", code="text_too_long")
    try:
        wanted = ImportWanted.model_validate_json(body)
    except ValidationError as error:
        raise RequestValidationError(error.errors(include_url=False, include_context=False)) from error
    if wanted.url is None:
        return SentFile((wanted.text or "").encode("utf-8", "replace"), None, None), None
    if not request.state.step_aside():  # who waits for another's server does not keep others from being served
        raise Overloaded("Too many wait for pages already. Try again in a moment.", code="too_many_waiting")
    page = await caller.services.web.fetch(wanted.url.strip(), accepted=PAGE_TYPES)
    return SentFile(page.content, None, page.media_type), page.url
