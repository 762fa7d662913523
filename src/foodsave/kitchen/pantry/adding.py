"""Food by its name or product: added without a receipt, or corrected."""

from __future__ import annotations

from datetime import date
from typing import Any, TypedDict, Unpack

from foodsave.errors import Invalid, NotFound
from foodsave.infra.db.scope import Scope
from foodsave.kit.clock import Clock
from foodsave.kit.quantity import Quantity
from foodsave.kitchen.catalog.groups import storage_group
from foodsave.kitchen.catalog.models import ProductRow
from foodsave.kitchen.catalog.service import Proposal, default_place, ensure_product, resolve_name
from foodsave.kitchen.pantry.changes import MOST_MILLI
from foodsave.kitchen.pantry.entries import require_amount
from foodsave.kitchen.pantry.ledger import NewLot, PrintedKind
from foodsave.kitchen.pantry.repository import LedgerRepository
from foodsave.kitchen.pantry.service import Journal, Ledger, Posting


class Bought(TypedDict, total=False):
    """What may be told of food that is added: when it was bought, its printed date, what it cost in all."""

    purchased_on: date | None
    printed_on: date | None
    printed_kind: PrintedKind | None
    price_minor: int | None
    currency: str | None


async def product_named(
    scope: Scope, clock: Clock, name: str, matched: Proposal | None = None
) -> tuple[ProductRow, str]:
    """Return the product that a household means by a name, made when it is new, and the place it is kept at.

    The household's own words come first, then the catalog: `matched` is what it makes of the name (see `match_names`,
    which computes for a while; without it that is done here, while the transaction is open).
    """
    meant = await resolve_name(scope, name, matched=matched)
    proposal = meant.proposal
    product = meant.product or await ensure_product(scope, proposal.product, proposal.group, now=clock.now())
    return product, product.place or proposal.place


async def add_by_name(
    scope: Scope,
    clock: Clock,
    journal: Journal,
    name: str,
    quantity: Quantity,
    place: str | None = None,
    *,
    matched: Proposal | None = None,
    **bought: Unpack[Bought],
) -> Posting:
    """Add a lot of what a household calls `name`, in its usual place unless one is given.

    Raises:
        Invalid: the amount, a date, the place or the price makes no sense.
    """
    require_amount(quantity.milli, MOST_MILLI, name)
    product, usual = await product_named(scope, clock, name, matched)
    return await _add(scope, clock, journal, product, quantity, place or usual, bought)


async def add_of_product(
    scope: Scope,
    clock: Clock,
    journal: Journal,
    product_id: str,
    quantity: Quantity,
    place: str | None = None,
    **bought: Unpack[Bought],
) -> Posting:
    """Add a lot of a product, in its usual place unless one is given.

    Raises:
        NotFound: there is no such product.
        Invalid: the amount, a date, the place or the price makes no sense.
    """
    product = await _product(scope, product_id)
    require_amount(quantity.milli, MOST_MILLI, product.name)
    usual = product.place or default_place(product.group_id)
    return await _add(scope, clock, journal, product, quantity, place or usual, bought)


async def _add(
    scope: Scope, clock: Clock, journal: Journal, product: ProductRow, quantity: Quantity, place: str, bought: Bought
) -> Posting:
    purchased_on = bought.get("purchased_on") or journal.day
    if purchased_on > journal.today:
        raise Invalid(f"{purchased_on} is in the future; name a day up to today, {journal.today}", code="future_date")
    printed_on, price_minor = bought.get("printed_on"), bought.get("price_minor")
    lot = NewLot(
        product_id=product.id,
        name=product.name,
        group_id=product.group_id,
        amount_milli=quantity.milli,
        unit=quantity.unit.value,
        place=place,
        purchased_on=purchased_on,
        printed_on=printed_on,
        printed_kind=(bought.get("printed_kind") or "best_before") if printed_on else None,
        price_minor=price_minor,
        currency=bought.get("currency") if price_minor is not None else None,
        keeps_days=product.keeps_days,
        keeps_opened_days=product.keeps_opened_days,
    )
    return await Ledger(scope, clock, journal).add_lots("added", None, [lot])


async def product_facts(
    scope: Scope,
    clock: Clock,
    *,
    lot_id: str,
    name: str | None = None,
    product_id: str | None = None,
    group: str | None = None,
    matched: Proposal | None = None,
) -> dict[str, Any]:
    """Return what `Ledger.correct` sets for a lot that is really another product, or of another storage group.

    Raises:
        NotFound: there is no such product or group.
    """
    if name is None and product_id is None and group is not None:
        product_id = next((row.product_id for row in (await LedgerRepository(scope).lots([lot_id])).values()), None)
    if name is not None:
        product, _ = await product_named(scope, clock, name, matched)
    elif product_id is not None:
        product = await _product(scope, product_id)
    else:
        return {}
    if group is not None:
        storage_group(group)
        product = await ensure_product(scope, product.name, group, now=clock.now(), corrected=True)
    return {
        "product_id": product.id,
        "name": product.name,
        "group_id": product.group_id,
        "keeps_days": product.keeps_days,
        "keeps_opened_days": product.keeps_opened_days,
    }


async def _product(scope: Scope, product_id: str) -> ProductRow:
    for product in await LedgerRepository(scope).products([product_id]):
        return product
    raise NotFound(f"there is no product {product_id}")
