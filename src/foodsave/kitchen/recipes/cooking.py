"""Cooking a dish: what is taken of which lot and what is left over, in one transaction of the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from foodsave.errors import Invalid
from foodsave.infra.db.scope import Scope
from foodsave.kit.clock import Clock
from foodsave.kit.money import Money
from foodsave.kit.quantity import Quantity, Unit
from foodsave.kitchen.catalog.service import ensure_product
from foodsave.kitchen.pantry.ledger import NewLot
from foodsave.kitchen.pantry.service import Journal, Ledger, Take
from foodsave.kitchen.recipes.cookable import Cookable, milli_taken
from foodsave.kitchen.recipes.recipe import Recipe

_LEFTOVER_GROUPS = {"soup": "soup_chilled"}
_LEFTOVER_GROUP = "ready_meal_chilled"
_NAME_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Deduction:
    """What cooking takes of one lot."""

    lot_id: str
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Leftover:
    """Portions that were not eaten, and where they are kept."""

    portions: int
    place: Literal["fridge", "freezer"]


@dataclass(frozen=True, slots=True)
class Cooked:
    """What was done: the transaction, how many lots something was taken of, what that had cost (None: unknown)."""

    transaction_id: str
    taken: int
    leftover_lot_id: str | None
    value: Money | None


def proposed_deductions(found: Cookable) -> list[Deduction]:
    """Return what cooking a dish would take, one deduction a lot."""
    units = {use.lot.id: use.lot.unit for line in found.filled for use in line.uses}
    return [Deduction(lot_id, Quantity(milli, units[lot_id])) for lot_id, milli in milli_taken(found).items()]


async def cook_recipe(
    scope: Scope,
    clock: Clock,
    journal: Journal,
    recipe: Recipe,
    *,
    people: int,
    deductions: Sequence[Deduction],
    leftover: Leftover | None,
    title: str,
) -> Cooked:
    """Take the ingredients of a dish from their lots and put its leftovers into the pantry, all or nothing.

    A leftover lot carries its share of what the ingredients cost, so that throwing it away later costs what it cost.
    `title` names it, in the language of the household.

    Raises:
        Invalid: nothing would be taken or left over, or more portions would be left over than are cooked.
        Conflict: a lot has less than is to be taken, or the dish would be cooked from its own leftovers.
        NotFound: a lot is not there.
    """
    if leftover is not None and leftover.portions > people:
        raise Invalid(
            f"{leftover.portions} portions cannot be left over of a dish for {people}", code="too_many_leftovers"
        )
    takes, made = _merged(deductions), None
    if not takes and leftover is None:
        raise Invalid("nothing would be taken; name at least one lot, or a leftover", code="nothing_to_cook")
    if leftover is not None:
        made = await _leftover_lot(scope, clock, journal, recipe, title, leftover)
    share = Fraction(leftover.portions, people) if leftover else Fraction(0)
    posting = await Ledger(scope, clock, journal).cook(recipe.base or recipe.id, takes, made, share=share)
    return Cooked(
        posting.transaction_id, len(takes), posting.made_ids[0] if posting.made_ids else None, posting.taken_value
    )


def _merged(deductions: Sequence[Deduction]) -> list[Take]:
    total: dict[str, Quantity] = {}
    for deduction in deductions:
        known = total.get(deduction.lot_id)
        total[deduction.lot_id] = deduction.quantity if known is None else known + deduction.quantity
    return [Take(lot_id, quantity) for lot_id, quantity in total.items()]


async def _leftover_lot(
    scope: Scope,
    clock: Clock,
    journal: Journal,
    recipe: Recipe,
    title: str,
    leftover: Leftover,
) -> NewLot:
    group = _LEFTOVER_GROUPS.get(recipe.course or "", _LEFTOVER_GROUP)
    product = await ensure_product(scope, title[:_NAME_LENGTH], group, now=clock.now())
    return NewLot(
        product_id=product.id,
        name=title[:_NAME_LENGTH],
        group_id=group,
        amount_milli=leftover.portions * Unit.PIECE.milli,
        unit=Unit.PIECE.value,
        place=leftover.place,
        purchased_on=journal.today,
        frozen_on=journal.today if leftover.place == "freezer" else None,
        recipe_id=recipe.base or recipe.id,
    )
