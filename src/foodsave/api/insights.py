"""Insights over HTTP: what became of food, what was spent, what things cost."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from foodsave.api.answers import with_etag
from foodsave.api.deps import CallerDep
from foodsave.errors import Invalid
from foodsave.kit.wire import Day, Identifier
from foodsave.kitchen.insights import service
from foodsave.kitchen.insights.period import Period
from foodsave.kitchen.insights.presenting import present_prices, present_spending, present_waste
from foodsave.kitchen.insights.schemas import PricesAnswer, Reported, SpendingAnswer, WasteAnswer
from foodsave.kitchen.insights.spending import SpendingBy
from foodsave.kitchen.insights.waste import WasteBy

router = APIRouter(prefix="/insights", tags=["insights"])

First = Annotated[Day | None, Query(alias="from", description="The first day, included")]
Last = Annotated[Day | None, Query(alias="to", description="The last day, included")]


@router.get("/waste", response_model=WasteAnswer)
async def get_waste(
    request: Request,
    caller: CallerDep,
    first: First = None,
    last: Last = None,
    by: Annotated[WasteBy, Query()] = "month",
) -> Response:
    """Tell what was eaten, frozen and thrown away, in prices really paid after discounts.

    What has no known price is counted beside each sum and is never in it.
    """
    async with caller.reading() as scope:
        found = await service.waste(scope, Period(first, last), by)
    return _answer(request, present_waste(found, caller.household.locale))


@router.get("/spending", response_model=SpendingAnswer)
async def get_spending(
    request: Request,
    caller: CallerDep,
    first: First = None,
    last: Last = None,
    by: Annotated[SpendingBy, Query()] = "month",
) -> Response:
    """Tell what confirmed receipts cost; the items always sum to the receipts' totals."""
    async with caller.reading() as scope:
        found = await service.spending(scope, Period(first, last), by, currency=caller.household.currency)
    return _answer(request, present_spending(found, caller.household.locale))


@router.get("/prices", response_model=PricesAnswer)
async def get_prices(
    request: Request,
    caller: CallerDep,
    first: First = None,
    last: Last = None,
    product_id: Annotated[list[Identifier] | None, Query(max_length=service.MOST_PRODUCTS)] = None,
    q: Annotated[str | None, Query(max_length=200, description="Words of the product's name")] = None,
) -> Response:
    """Tell what was really paid for products, store by store, per kilogram, litre or piece."""
    if (product_id is None) is (q is None):
        raise Invalid("name products by product_id or by q, one of the two", code="no_product")
    days = Period(first, last)
    async with caller.reading() as scope:
        wanted = product_id or [product.id for product in await service.find_products(scope, q or "")]
        found = await service.price_history(scope, wanted, days, currency=caller.household.currency)
    return _answer(request, present_prices(found, days))


def _answer(request: Request, report: Reported) -> Response:
    return with_etag(request, report.model_dump_json(by_alias=True).encode())
