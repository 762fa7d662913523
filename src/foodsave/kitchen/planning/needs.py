"""What must be bought: what dishes and minimum stocks need, less what is at home. Pure, and exact across units.

Dishes are served first, as cooking serves them (see `recipes.allocation`); of what they leave the minimum stocks are
counted. What is lacking of one thing is added up and only then rounded, upwards, so that it is never too little.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Literal

from foodsave.kit.quantity import Dimension, Quantity, Unit
from foodsave.kit.text import fold
from foodsave.kitchen.catalog.foods import foods
from foodsave.kitchen.catalog.product_facts import food_of
from foodsave.kitchen.catalog.weights import BASE_UNITS, Weights
from foodsave.kitchen.planning.packs import packs_for
from foodsave.kitchen.recipes.allocation import LACKING, fill
from foodsave.kitchen.recipes.recipe import Need
from foodsave.kitchen.recipes.stock import Shelf, StockLot

Reason = Literal["recipe", "minimum", "own"]
NO_WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Why:
    """A reason to buy something: its part of the amount is `milli` thousandths, None when it is for any amount.

    `reference` is the recipe or product and `name` what it is called; `people` are those that a dish is for.
    """

    reason: Reason
    reference: str | None = None
    name: str | None = None
    people: int | None = None
    milli: int | None = None


@dataclass(frozen=True, slots=True)
class ShoppingNeed:
    """What a dish needs of a food, or how much of a product there should be; `quantity` None is any amount."""

    name: str
    food_id: str | None
    product_id: str | None
    quantity: Quantity | None
    why: Why


@dataclass(frozen=True, slots=True)
class HeldLot:
    """A lot that can be counted on; `factor` is the micrograms of a thousandth of its unit, None when not known."""

    id: str
    product_id: str
    food_id: str | None
    milli: int
    unit: Unit
    factor: int | None
    use_first_on: date


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """What is known of a product: what it weighs and how it is packed."""

    weights: Weights = NO_WEIGHTS
    pack: Quantity | None = None


@dataclass(frozen=True, slots=True)
class ShoppingLine:
    """Something to buy and why; `packs` of `pack` are enough for `quantity`."""

    name: str
    food_id: str | None
    product_id: str | None
    quantity: Quantity | None
    packs: int | None
    pack: Quantity | None
    whys: tuple[Why, ...]


@dataclass(slots=True)
class _Lack:
    """What is lacking of one thing in one kind of unit, exactly; `parts` are None for any amount."""

    need: ShoppingNeed
    dimension: Dimension | None
    product_id: str | None
    parts: list[tuple[Why, Fraction | None]] = field(default_factory=list)


def needed(
    needs: Sequence[ShoppingNeed], stock: Iterable[HeldLot], products: Mapping[str, ProductFacts] | None = None
) -> list[ShoppingLine]:
    """Return what must be bought for `needs`, in their order; `products` tells what is known of products by id.

    A need without product is met by every lot of its food or of a kind of it; staples are presumed to be at home.
    """
    facts = products or {}
    lacks: list[_Lack] = []
    for need, lacking in _lacking(needs, list(stock), facts):
        if lacking is None or lacking > 0:
            _join(lacks, need, lacking, facts)
    return [_line(lack, facts) for lack in lacks]


def weights_for(product_id: str | None, food_id: str | None, products: Mapping[str, ProductFacts]) -> Weights:
    """Return the weights of a product, else those of a food."""
    if product_id is not None and product_id in products:
        return products[product_id].weights
    return Weights.of(food_of(food_id))


def pack_for(product_id: str | None, food_id: str | None, products: Mapping[str, ProductFacts]) -> Quantity | None:
    """Return how a product is packed, else how its food usually is."""
    known = products.get(product_id or "")
    if known is not None and known.pack is not None:
        return known.pack
    food = food_of(food_id)
    return food.pack if food else None


def _lacking(
    needs: Sequence[ShoppingNeed], stock: Sequence[HeldLot], facts: Mapping[str, ProductFacts]
) -> Iterator[tuple[ShoppingNeed, Fraction | None]]:
    """Yield each need with the exact thousandths that are lacking of it; None for any amount of what is not there."""
    of_foods = [need for need in needs if need.product_id is None]
    filled = fill([_recipe_need(need) for need in of_foods], _shelf(stock), people=1, servings=1)
    taken: dict[str, Fraction] = {}
    for line in filled:
        for use in line.uses:
            taken[use.lot.id] = taken.get(use.lot.id, Fraction(0)) + use.exact
    served = iter(filled)
    for need in needs:
        if need.product_id is not None:
            yield need, _below_minimum(need, stock, taken, facts)
            continue
        line = next(served)
        if line.state not in LACKING:
            yield need, Fraction(0)
        elif need.quantity is None:
            yield need, None
        else:
            yield need, Fraction(line.lacking if line.state != "unknown" else need.quantity.milli)


def _below_minimum(
    need: ShoppingNeed, stock: Sequence[HeldLot], taken: dict[str, Fraction], facts: Mapping[str, ProductFacts]
) -> Fraction | None:
    if need.quantity is None:
        return Fraction(0) if any(lot.product_id == need.product_id for lot in stock) else None
    dimension = need.quantity.unit.dimension
    factor = weights_for(need.product_id, need.food_id, facts).factor(dimension)
    lacking: Fraction = Fraction(need.quantity.milli)
    for lot in stock:
        if lot.product_id != need.product_id:
            continue
        left = lot.milli - taken.get(lot.id, Fraction(0))
        if lot.unit.dimension is dimension:
            lacking -= left
        elif factor and lot.factor:
            lacking -= left * lot.factor / factor
    return max(Fraction(0), lacking)


def _join(lacks: list[_Lack], need: ShoppingNeed, lacking: Fraction | None, facts: Mapping[str, ProductFacts]) -> None:
    dimension = need.quantity.unit.dimension if need.quantity is not None and lacking is not None else None
    for lack in lacks:
        if not same_thing(lack.need.name, lack.need.food_id, lack.product_id, need):
            continue
        part = lacking
        if lacking is None or dimension is None or lack.dimension is None:
            lack.dimension = lack.dimension or dimension
        else:
            product_id = lack.product_id or need.product_id
            part = converted(lacking, dimension, lack.dimension, weights_for(product_id, need.food_id, facts))
            if part is None:
                continue
        lack.parts.append((need.why, part))
        if lack.product_id is None and need.product_id is not None:
            lack.product_id, lack.need = need.product_id, need
        return
    lacks.append(_Lack(need, dimension, need.product_id, [(need.why, lacking)]))


def same_thing(name: str, food_id: str | None, product_id: str | None, need: ShoppingNeed) -> bool:
    """Tell whether something on the list is what a need is for: the same product, food or, of neither, name."""
    if product_id is not None and need.product_id is not None:
        return product_id == need.product_id
    if food_id is not None or need.food_id is not None:
        return food_id == need.food_id
    return product_id == need.product_id and fold(name) == fold(need.name)


def converted(milli: Fraction, given: Dimension, wanted: Dimension, weights: Weights) -> Fraction | None:
    """Return thousandths of one kind of unit in another, exactly; None when that is not known."""
    if given is wanted:
        return milli
    one, other = weights.factor(given), weights.factor(wanted)
    return milli * one / other if one and other else None


def _line(lack: _Lack, facts: Mapping[str, ProductFacts]) -> ShoppingLine:
    need, whys, so_far = lack.need, [], Fraction(0)
    for why, part in lack.parts:
        if part is None:
            whys.append(why)
            continue
        # each part as a whole number, so that together they are the whole, rounded up once
        whys.append(replace(why, milli=ceil(so_far + part) - ceil(so_far)))
        so_far += part
    if lack.dimension is None:
        return ShoppingLine(need.name, need.food_id, lack.product_id, None, None, None, tuple(whys))
    unit = need.quantity.unit if need.quantity is not None else BASE_UNITS[lack.dimension]
    if unit.dimension is not lack.dimension:
        unit = BASE_UNITS[lack.dimension]
    quantity = Quantity(ceil(so_far), unit)
    weights = weights_for(lack.product_id, need.food_id, facts)
    packs, pack = packs_for(quantity, pack_for(lack.product_id, need.food_id, facts), weights)
    return ShoppingLine(need.name, need.food_id, lack.product_id, quantity, packs, pack, tuple(whys))


def _shelf(stock: Sequence[HeldLot]) -> Shelf:
    lots = [
        StockLot(
            id=lot.id,
            product_id=lot.product_id,
            name="",
            food_id=lot.food_id,
            milli=lot.milli,
            unit=lot.unit,
            factor=lot.factor,
            place="",
            expires_on=None,
            use_first_on=lot.use_first_on,
            value_minor=None,
        )
        for lot in stock
        if lot.food_id in foods() and lot.food_id is not None
    ]
    return Shelf(lots, (), date.min)


def _recipe_need(need: ShoppingNeed) -> Need:
    quantity = need.quantity
    return Need(need.food_id, quantity.milli if quantity else None, quantity.unit if quantity else None)
