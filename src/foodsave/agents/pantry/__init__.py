"""The pantry agent: what is at home, how much of it, where, and what to eat first. Every figure is that of a row."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from foodsave.agents.base.events import Degraded, ToolCalled, TurnDone
from foodsave.agents.base.question import Context, Question
from foodsave.agents.pantry.expiring import answer_expiry
from foodsave.agents.pantry.stock import answer_stock
from foodsave.kitchen.pantry.gone import last_taken
from foodsave.kitchen.pantry.repository import LotList

MOST_LOTS = 5_000


async def run(question: Question, context: Context) -> AsyncIterator[ToolCalled | Degraded | TurnDone]:
    """Answer have, how_much, where and expires."""
    wanted = [product_id for subject in question.subjects for product_id in subject.product_ids]
    yield ToolCalled("lots", {"products": wanted, "place": question.place})
    lots = await LotList(context.scope).page(limit=MOST_LOTS)
    if question.intent == "expires":
        yield TurnDone(await asyncio.to_thread(answer_expiry, question, context, lots))
        return
    at_home = {lot.product_id for lot in lots}
    absent = [product_id for product_id in wanted if product_id not in at_home]
    if absent:
        yield ToolCalled("last_taken", {"products": absent})
    gone = await last_taken(context.scope, absent)
    yield TurnDone(await asyncio.to_thread(answer_stock, question, context, lots, gone))
