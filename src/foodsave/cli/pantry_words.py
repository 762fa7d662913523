"""What people type about the pantry: amounts, prices, and which lot or transaction they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

import typer

from foodsave.errors import Conflict, Invalid, NotFound
from foodsave.infra.db.scope import Scope
from foodsave.kit.money import parse_minor
from foodsave.kit.quantity import Quantity, Unit
from foodsave.kit.text import fold
from foodsave.kitchen.catalog.ingredient_amounts import read_amount
from foodsave.kitchen.catalog.measures import Measure
from foodsave.kitchen.catalog.weights import half_up, measured
from foodsave.kitchen.pantry.models import LotRow
from foodsave.kitchen.pantry.repository import LedgerRepository

ALL = frozenset({"all", "wszystko", "calosc", "cale", "caly", "cala"})
LAST = frozenset({"last", "ostatnia", "ostatnie"})
_PLAIN = re.compile(r"([0-9.,]+)\s*([^\W\d_]+)\.?")
_PART_OF_ID = re.compile(r"[0-9a-f-]{4,36}")
_NEWEST = 200
_SHOWN = 5


def read_day(text: str) -> date:
    """Return a day written as 2026-03-09, for an option of a command."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a day; write it like 2026-03-09") from error


def read_quantity(text: str, unit: str | None = None) -> Quantity | None:
    """Return an amount such as 300 g, 0,5 l, 2 szt or pół litra; None when all is meant.

    A number alone counts in `unit`.

    Raises:
        Invalid: it cannot be read, or is a measure that weighs another amount for each food.
    """
    if fold(text) in ALL:
        return None
    plain = _PLAIN.fullmatch(text.strip())
    if plain is not None and plain[2] in set(Unit):
        return Quantity.parse(plain[1], plain[2])
    amount = read_amount(text, spaced_thousands=True)
    measure = amount.measure
    if amount.count is None or measure is None or amount.upper is not None or amount.before or amount.after:
        raise Invalid(f"{text!r} is not an amount; write it like 300 g, 2 szt or all", code="invalid_quantity")
    known = Unit(unit) if amount.word is None and unit is not None else Unit.PACK if measure is Measure.PACK else None
    if known is not None:
        return Quantity(half_up(amount.count * known.milli), known)
    quantity = measured(amount.count, measure, None)
    if quantity is None:
        raise Invalid(
            f"how much {text!r} is differs from food to food; give it in grams, millilitres or pieces",
            code="unknown_measure",
        )
    return quantity.to(Unit(measure.value)) if measure.value in set(Unit) else quantity


def read_price(text: str, currency: str) -> tuple[int, str]:
    """Return minor units and currency of a price such as 3,99 or 3.99 EUR.

    Raises:
        Invalid: it is not an amount.
    """
    number, _, named = text.strip().partition(" ")
    return parse_minor(number), named.strip().upper() or currency


async def lot_meant(scope: Scope, text: str) -> LotRow:
    """Return the lot that is meant: by its id, the beginning or the end of that, or the name of a product, of which
    the lot to use first.

    Raises:
        NotFound: there is none.
        Conflict: several are meant.
    """
    rows = sorted(await LedgerRepository(scope).every_lot(), key=lambda row: (row.use_first_on, row.id))
    by_id = _by_id(text, [row.id for row in rows])
    if by_id is not None:
        return next(row for row in rows if row.id == by_id)
    named = lots_named(rows, text)
    if not named:
        raise NotFound(f"nothing at home is called {text!r}; see `foodsave pantry list`")
    return named[0]


def lots_named(rows: Sequence[LotRow], text: str) -> list[LotRow]:
    """Return the lots of the one product that has all these words in its name, in their order.

    Raises:
        Conflict: several products have them, and none exactly that name.
    """
    words = fold(text).split()
    named = [row for row in rows if words and all(word in fold(row.name) for word in words)]
    exact = [row for row in named if fold(row.name).split() == words]
    found = exact or named
    names = list(dict.fromkeys(row.name for row in found))
    if len({row.product_id for row in found}) > 1:
        raise Conflict(f"{text!r} may be {_listed(names)}; name it fully, or give the lot's id", code="ambiguous")
    return found


async def transaction_meant(scope: Scope, text: str) -> str:
    """Return the id of the transaction that is meant: by its id, a part of that, or `last` for the newest one that can
    still be undone.

    Raises:
        NotFound: there is none.
        Conflict: several are meant.
    """
    newest = await LedgerRepository(scope).transactions(None, _NEWEST)
    if fold(text) in LAST:
        for row in newest:
            if row.undoes is None and row.undone_by is None:
                return row.id
        raise NotFound("nothing is left to undo")
    found = _by_id(text, [row.id for row in newest])
    return found or text


def _by_id(text: str, ids: Iterable[str]) -> str | None:
    part = text.strip().lower()
    if not _PART_OF_ID.fullmatch(part):
        return None
    found = [one for one in ids if one.startswith(part) or one.endswith(part)]
    if len(found) > 1:
        raise Conflict(f"{text!r} may be {_listed(found)}; give more of the id", code="ambiguous")
    return found[0] if found else None


def _listed(names: Sequence[str]) -> str:
    more = f" or {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
