"""Which lots an amount comes from: those to use first, the last of them in part. Pure, and exact across units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from foodsave.errors import Conflict, Invalid
from foodsave.kit.quantity import Dimension, Quantity, Unit
from foodsave.kitchen.catalog.weights import Weights, half_up
from foodsave.kitchen.pantry.ledger import Lot

NO_WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Share:
    """`milli` thousandths of the base unit of a lot."""

    lot_id: str
    milli: int


def convert(quantity: Quantity, lot: Lot, weights: Weights) -> int:
    """Return a quantity in thousandths of the base unit of a lot, half up; at least one.

    Raises:
        Invalid: the lot is kept in units of another kind and its weight is not known.
    """
    factor = _factor(quantity.unit.dimension, Unit(lot.unit).dimension, weights)
    if factor is None:
        raise unit_mismatch(quantity.unit, lot)
    return max(1, half_up(quantity.milli * factor))


def allocate(lots: Iterable[Lot], wanted: Quantity, weights: Mapping[str, Weights]) -> list[Share]:
    """Return what to take of each lot, in their order, until the wanted amount is there; `weights` by product.

    Raises:
        Invalid: there is enough only with lots in units of another kind, whose weight is not known.
        Conflict: there is less.
    """
    missing, shares = Fraction(wanted.milli), list[Share]()
    strange: Lot | None = None
    for lot in lots:
        if missing <= 0:
            break
        known = weights.get(lot.product_id, NO_WEIGHTS)
        factor = _factor(wanted.unit.dimension, Unit(lot.unit).dimension, known)
        if factor is None:
            strange = strange or lot
            continue
        milli = min(lot.amount_milli, max(1, half_up(missing * factor)))
        shares.append(Share(lot.id, milli))
        # the last lot gives a whole number of thousandths: what that rounds is not missing
        missing = missing - lot.amount_milli / factor if milli == lot.amount_milli else Fraction(0)
    if missing > 0 and half_up(missing) > 0:
        raise unit_mismatch(wanted.unit, strange) if strange is not None else _short(wanted, missing)
    return shares


def unit_mismatch(unit: Unit, lot: Lot) -> Invalid:
    """Return the refusal to measure a lot in a unit of another kind."""
    return Invalid(
        f"{lot.name!r} is kept in {lot.unit} and {unit} cannot be converted to that; give the amount in {lot.unit}, "
        "or tell what a piece or a millilitre of the product weighs",
        code="unit_mismatch",
        details={"lot_id": lot.id, "name": lot.name, "unit": lot.unit, "wanted_unit": unit.value},
    )


def _short(wanted: Quantity, missing: Fraction) -> Conflict:
    left = Quantity(wanted.milli - half_up(missing), wanted.unit)
    return Conflict(
        f"there is {f'only {left}' if left.milli else 'nothing'} of it at home, not {wanted}",
        code="not_enough",
        details={
            "wanted": {"amount": wanted.amount, "unit": wanted.unit.value},
            "left": {"amount": left.amount, "unit": left.unit.value},
        },
    )


def _factor(wanted: Dimension, kept: Dimension, weights: Weights) -> Fraction | None:
    """Return how many thousandths of a lot are one thousandth of what is wanted."""
    if wanted is kept:
        return Fraction(1)
    one, other = weights.factor(wanted), weights.factor(kept)
    return Fraction(one, other) if one and other else None
