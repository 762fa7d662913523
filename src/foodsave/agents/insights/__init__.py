"""The insights agent: what things cost, where and when. Every price is that of a row of a receipt, or of a lot."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from foodsave.agents.base.events import Degraded, ToolCalled, TurnDone
from foodsave.agents.base.question import Context, Question
from foodsave.agents.insights.prices import answer_price
from foodsave.agents.insights.purchases import MOST_PRODUCTS, read_purchases

__all__ = ["run"]


async def run(question: Question, context: Context) -> AsyncIterator[ToolCalled | Degraded | TurnDone]:
    """Answer price."""
    every = dict.fromkeys(product_id for subject in question.subjects for product_id in subject.product_ids)
    wanted = list(every)[:MOST_PRODUCTS]
    if len(every) > len(wanted):
        yield Degraded("too_many_products")
    yield ToolCalled("price_history", {"products": wanted, "store": question.store})
    purchases = await read_purchases(context, wanted)
    yield TurnDone(await asyncio.to_thread(answer_price, question, context, purchases))
