"""What people do with one lot over HTTP: add, take, open, freeze, thaw, move, split, correct."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from foodsave.api.answers import IdempotencyKey, answer_once, json_response, model_with_etag, replayed
from foodsave.api.deps import Caller, CallerDep
from foodsave.infra.db.scope import Scope
from foodsave.kit.money import parse_minor
from foodsave.kit.quantity import Quantity
from foodsave.kit.wire import Identifier, QuantityWanted
from foodsave.kitchen.catalog.service import Proposal, match_names
from foodsave.kitchen.pantry import schemas
from foodsave.kitchen.pantry.adding import Bought, add_by_name, add_of_product, product_facts
from foodsave.kitchen.pantry.service import Journal, Ledger, Posting, Take
from foodsave.kitchen.pantry.viewing import view_lot, view_posting

router = APIRouter(prefix="/pantry/lots", tags=["pantry"])
LotId = Annotated[Identifier, Path(description="The lot's id")]
Work = Callable[[Scope, Journal], Awaitable[Posting]]


async def answer_posting(
    request: Request, caller: Caller, key: str | None, wanted: schemas.Noted, work: Work, *, status: int = 200
) -> Response:
    """Write one transaction of the ledger, once, and answer what it did."""

    async def write(scope: Scope) -> tuple[int, BaseModel]:
        journal = Journal(caller.today, wanted.actor, wanted.note, wanted.on)
        return status, await view_posting(scope, await work(scope, journal), caller.household.locale)

    content = wanted.model_dump_json(exclude_unset=True)
    status, body, repeated = await answer_once(caller, key, request, write, content=content)
    return json_response(status, body, replayed(repeated))


@router.get("/{lot_id}", response_model=schemas.LotHistory)
async def get_lot(request: Request, caller: CallerDep, lot_id: LotId) -> Response:
    """Return a lot with everything that happened to it, also when nothing of it is left."""
    async with caller.reading() as scope:
        return model_with_etag(request, await view_lot(scope, lot_id, caller.household.locale))


@router.post("", status_code=201, response_model=schemas.PostingAnswer)
async def add_lot(
    request: Request, caller: CallerDep, wanted: schemas.LotWanted, key: IdempotencyKey = None
) -> Response:
    """Add food that was not on a receipt, by its name or product."""
    matched = await _matched(wanted.name)
    price, currency = _price(caller, wanted.price)
    bought = Bought(
        purchased_on=wanted.purchased_on,
        printed_on=wanted.printed_on,
        printed_kind=wanted.printed_kind,
        price_minor=price,
        currency=currency,
    )
    quantity, clock = wanted.amount.quantity(), caller.services.clock

    async def add(scope: Scope, journal: Journal) -> Posting:
        if wanted.product_id is not None:
            return await add_of_product(scope, clock, journal, wanted.product_id, quantity, wanted.place, **bought)
        name = wanted.name or ""
        return await add_by_name(scope, clock, journal, name, quantity, wanted.place, matched=matched, **bought)

    return await answer_posting(request, caller, key, wanted, add, status=201)


@router.post("/{lot_id}/consume", response_model=schemas.PostingAnswer)
async def consume_lot(
    request: Request,
    caller: CallerDep,
    lot_id: LotId,
    wanted: schemas.PartWanted | None = None,
    key: IdempotencyKey = None,
) -> Response:
    """Take what was eaten of a lot; all of it without an amount."""
    part = wanted or schemas.PartWanted()
    take = Take(lot_id, _quantity(part.amount))
    return await answer_posting(request, caller, key, part, _by(caller, lambda ledger: ledger.consume([take])))


@router.post("/{lot_id}/discard", response_model=schemas.PostingAnswer)
async def discard_lot(
    request: Request, caller: CallerDep, lot_id: LotId, wanted: schemas.DiscardWanted, key: IdempotencyKey = None
) -> Response:
    """Take what was thrown away of a lot, and why; all of it without an amount."""
    take = Take(lot_id, _quantity(wanted.amount))
    work = _by(caller, lambda ledger: ledger.discard([take], wanted.reason))
    return await answer_posting(request, caller, key, wanted, work)


@router.post("/{lot_id}/open", response_model=schemas.PostingAnswer)
async def open_lot(
    request: Request,
    caller: CallerDep,
    lot_id: LotId,
    wanted: schemas.PartWanted | None = None,
    key: IdempotencyKey = None,
) -> Response:
    """Open a lot, or a part that becomes a lot of its own."""
    part = wanted or schemas.PartWanted()
    quantity = _quantity(part.amount)
    return await answer_posting(request, caller, key, part, _by(caller, lambda ledger: ledger.open(lot_id, quantity)))


@router.post("/{lot_id}/freeze", response_model=schemas.PostingAnswer)
async def freeze_lot(
    request: Request,
    caller: CallerDep,
    lot_id: LotId,
    wanted: schemas.PartWanted | None = None,
    key: IdempotencyKey = None,
) -> Response:
    """Put a lot, or a part that becomes a lot of its own, into the freezer."""
    part = wanted or schemas.PartWanted()
    quantity = _quantity(part.amount)
    return await answer_posting(request, caller, key, part, _by(caller, lambda ledger: ledger.freeze(lot_id, quantity)))


@router.post("/{lot_id}/thaw", response_model=schemas.PostingAnswer)
async def thaw_lot(
    request: Request,
    caller: CallerDep,
    lot_id: LotId,
    wanted: schemas.ThawWanted | None = None,
    key: IdempotencyKey = None,
) -> Response:
    """Take a lot, or a part that becomes a lot of its own, out of the freezer."""
    part = wanted or schemas.ThawWanted()
    quantity = _quantity(part.amount)
    work = _by(caller, lambda ledger: ledger.thaw(lot_id, quantity, place=part.place))
    return await answer_posting(request, caller, key, part, work)


@router.post("/{lot_id}/move", response_model=schemas.PostingAnswer)
async def move_lot(
    request: Request, caller: CallerDep, lot_id: LotId, wanted: schemas.MoveWanted, key: IdempotencyKey = None
) -> Response:
    """Put a lot, or a part that becomes its own, elsewhere; into the freezer is freezing, out of it thawing."""
    quantity = _quantity(wanted.amount)
    work = _by(caller, lambda ledger: ledger.move(lot_id, wanted.place, quantity))
    return await answer_posting(request, caller, key, wanted, work)


@router.post("/{lot_id}/split", response_model=schemas.PostingAnswer)
async def split_lot(
    request: Request, caller: CallerDep, lot_id: LotId, wanted: schemas.SplitWanted, key: IdempotencyKey = None
) -> Response:
    """Make a lot of its own of a part."""
    quantity = wanted.amount.quantity()
    return await answer_posting(
        request, caller, key, wanted, _by(caller, lambda ledger: ledger.split(lot_id, quantity))
    )


@router.post("/{lot_id}/correct", response_model=schemas.PostingAnswer)
async def correct_lot(
    request: Request, caller: CallerDep, lot_id: LotId, wanted: schemas.LotCorrection, key: IdempotencyKey = None
) -> Response:
    """Correct what was noted wrongly of a lot; its history keeps what was."""
    matched, named = await _matched(wanted.name), wanted.model_fields_set
    facts: dict[str, Any] = {
        name: getattr(wanted, name)
        for name in ("place", "purchased_on", "printed_on", "printed_kind")
        if name in named and (name.startswith("printed") or getattr(wanted, name) is not None)
    }
    if wanted.amount is not None:
        facts["amount"] = wanted.amount.quantity()
    if "price" in named:
        facts["price_minor"], facts["currency"] = _price(caller, wanted.price)

    async def correct(scope: Scope, journal: Journal) -> Posting:
        clock = caller.services.clock
        product = await product_facts(
            scope,
            clock,
            lot_id=lot_id,
            name=wanted.name,
            product_id=wanted.product_id,
            group=wanted.group,
            matched=matched,
        )
        return await Ledger(scope, clock, journal).correct(lot_id, facts | product)

    return await answer_posting(request, caller, key, wanted, correct)


def _by(caller: Caller, act: Callable[[Ledger], Awaitable[Posting]]) -> Work:
    async def work(scope: Scope, journal: Journal) -> Posting:
        return await act(Ledger(scope, caller.services.clock, journal))

    return work


def _quantity(amount: QuantityWanted | None) -> Quantity | None:
    return None if amount is None else amount.quantity()


def _price(caller: Caller, price: schemas.PriceWanted | None) -> tuple[int | None, str | None]:
    if price is None:
        return None, None
    return parse_minor(price.amount), price.currency or caller.household.currency


async def _matched(name: str | None) -> Proposal | None:
    return None if name is None else (await run_in_threadpool(match_names, None, [name]))[0]
