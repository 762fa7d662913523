"""The yardstick of benchmarks/pantry.py: bare Starlette and raw SQL through aiosqlite, the same rows as JSON.

Run by uvicorn with FOODSAVE_BARE_DB naming the database file.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiosqlite
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

QUERY = """
SELECT id, product_id, name, group_id, amount_milli, unit, place, purchased_on, expires_on, expires_early,
       expires_late, expiry_basis, expiry_source, price_minor, currency, receipt_id, receipt_line
FROM lots WHERE household_id = (SELECT id FROM households ORDER BY id LIMIT 1)
ORDER BY use_first_on, id LIMIT 100
"""


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    async with aiosqlite.connect(os.environ["FOODSAVE_BARE_DB"]) as database:
        database.row_factory = aiosqlite.Row
        app.state.database = database
        yield


async def lots(request: Request) -> JSONResponse:
    rows = await request.app.state.database.execute_fetchall(QUERY)
    return JSONResponse({"items": [dict(row) for row in rows]})


app = Starlette(routes=[Route("/lots", lots)], lifespan=lifespan)
