"""Import from Grocy over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel

from foodsave.api.answers import IdempotencyKey, answer_once, json_response, replayed
from foodsave.api.deps import CallerDep
from foodsave.api.uploads import file_body, read_upload
from foodsave.infra.db.scope import Scope
from foodsave.kitchen.pantry.service import Journal
from foodsave.kitchen.recipes.importing.grocy import GrocyImportAnswer, apply_grocy, preview_grocy, read_grocy
from foodsave.kitchen.recipes.importing.grocy_file import GROCY_BYTES

router = APIRouter(prefix="/pantry", tags=["pantry"])


@router.post("/import/grocy", response_model=GrocyImportAnswer, openapi_extra=file_body())
async def import_grocy(
    request: Request,
    caller: CallerDep,
    preview: Annotated[bool, Query(description="false brings everything in one transaction")] = True,
    key: IdempotencyKey = None,
) -> Response:
    """Show what Grocy's SQLite file (data/grocy.db) would bring, and bring it in one transaction when asked to."""
    sent = await read_upload(request, limit_bytes=GROCY_BYTES)
    found = await read_grocy(sent.content, caller.today)
    if preview:
        async with caller.reading() as scope:
            shown = await preview_grocy(scope, caller.household, found)
        return json_response(200, shown.model_dump(mode="json"))

    async def apply(scope: Scope) -> tuple[int, BaseModel]:
        journal = Journal(caller.today)
        return 200, await apply_grocy(scope, caller.services.clock, caller.household, found, journal)

    status, body, repeated = await answer_once(caller, key, request, apply, content=found.reference)
    return json_response(status, body, replayed(repeated))
