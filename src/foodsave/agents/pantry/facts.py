"""Lots as facts and as words. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from foodsave.agents.base.answer import Citation, Evidence
from foodsave.agents.base.question import Subject
from foodsave.agents.base.shapes import AskedProduct, ExpiryState, LotFact
from foodsave.agents.base.wording import format_day, listed, place_phrase, quantity_phrase, shown
from foodsave.core.profiles.service import Locale
from foodsave.kit.quantity import Dimension, Quantity, Unit
from foodsave.kit.wire import Place, QuantityAnswer
from foodsave.kitchen.pantry.expiry import is_usable
from foodsave.kitchen.pantry.presenting import expiry_of
from foodsave.kitchen.pantry.repository import ListedLot

_DATED = {
    ("pl", "printed", "use_by"): "do {day}",
    ("pl", "printed", "best_before"): "najlepiej przed {day}",
    ("pl", "counted", "use_by"): "zwykle do {day}",
    ("pl", "counted", "best_before"): "zwykle dobre do {day}",
    ("pl", "overdue", "use_by"): "termin minął {day}",
    ("pl", "past_best", "best_before"): "najlepsze było przed {day}",
    ("en", "printed", "use_by"): "use by {day}",
    ("en", "printed", "best_before"): "best before {day}",
    ("en", "counted", "use_by"): "usually safe until {day}",
    ("en", "counted", "best_before"): "usually good until {day}",
    ("en", "overdue", "use_by"): "past its date, {day}",
    ("en", "past_best", "best_before"): "past its best, {day}",
}
_UNDATED = {"pl": "data nieznana", "en": "date unknown"}
_MOST_TOLD, _FEW_MORE, _MOST_NAMED = 8, 2, 24


def lot_fact(lot: ListedLot, today: date) -> LotFact:
    """Return a lot as a fact, as of today."""
    return LotFact(
        id=lot.id,
        product_id=lot.product_id,
        name=lot.name,
        amount=quantity_fact(quantity_of(lot)),
        place=lot.place,
        expires_on=lot.expires_on,
        expiry_basis=lot.expiry_basis,
        expiry_kind=None if lot.expires_on is None else expiry_of(lot).kind,
        days_left=None if lot.expires_on is None else (lot.expires_on - today).days,
        state=state_of(lot, today),
    )


def state_of(lot: ListedLot, today: date) -> ExpiryState:
    """Return how a lot stands today: overdue is not to be eaten, past_best is to be looked at."""
    if lot.expires_on is None:
        return "unknown"
    expiry = expiry_of(lot)
    if not is_usable(expiry, today):
        return "overdue"
    if expiry.kind == "best_before" and lot.expires_on < today:
        return "past_best"
    return "due" if (lot.expires_on - today).days <= 0 else "later"


def quantity_of(lot: ListedLot) -> Quantity:
    """Return how much there is, in the unit that people would tell it in."""
    return shown(Quantity(lot.amount_milli, Unit(lot.unit)))


def quantity_fact(quantity: Quantity) -> QuantityAnswer:
    """Return a quantity for the wire."""
    return QuantityAnswer(amount=quantity.amount, unit=quantity.unit)


def sums_of(lots: Iterable[ListedLot]) -> list[Quantity]:
    """Return how much lots are together, one exact sum for each kind of unit, in the order of the lots."""
    totals: dict[tuple[Dimension, Unit], Quantity] = {}
    for lot in lots:
        quantity = Quantity(lot.amount_milli, Unit(lot.unit))
        counted = quantity.unit.dimension is Dimension.COUNT  # a pack is no piece
        key = (quantity.unit.dimension, quantity.unit if counted else Unit.GRAM)
        totals[key] = totals[key] + quantity if key in totals else quantity
    return [shown(total) for total in totals.values()]


def places_of(lots: Iterable[ListedLot]) -> list[Place]:
    """Return where lots are, each place once."""
    return list(dict.fromkeys(lot.place for lot in lots))


def expiry_phrase(lot: ListedLot, today: date, language: Locale) -> str:
    """Return until when a lot is good: "do 24.11.2026", "zwykle do 23.11.2026", "data nieznana"."""
    if lot.expires_on is None:
        return _UNDATED[language]
    state, kind = state_of(lot, today), expiry_of(lot).kind
    basis = state if state in ("overdue", "past_best") else "printed" if lot.expiry_basis == "printed" else "counted"
    return _DATED[language, basis, kind].format(day=format_day(language, lot.expires_on))


def alike(lots: Iterable[ListedLot]) -> list[tuple[ListedLot, ...]]:
    """Return lots in their order, those that differ in nothing that is told of them together."""
    groups: dict[tuple[object, ...], list[ListedLot]] = {}
    for lot in lots:
        expiry: tuple[object, ...] = (lot.expires_on, lot.expiry_basis, lot.expiry_source, lot.opened_on, lot.frozen_on)
        if lot.expiry_basis != "printed":  # the date is counted from the day of the purchase, which may be told
            expiry = (*expiry, lot.purchased_on)
        groups.setdefault((lot.product_id, lot.amount_milli, lot.unit, lot.place, *expiry), []).append(lot)
    return [tuple(group) for group in groups.values()]


def amount_phrase(lots: Sequence[ListedLot], language: Locale) -> str:
    """Return how much equal lots are: "150 g", "4 × 150 g, razem 600 g"."""
    one = quantity_phrase(quantity_of(lots[0]), language)
    if len(lots) == 1:
        return one
    total = listed([quantity_phrase(total, language) for total in sums_of(lots)], language)
    return f"{len(lots)} × {one}, {'razem' if language == 'pl' else 'together'} {total}"


def tell_lots(
    lots: Sequence[ListedLot],
    evidence: Evidence,
    language: Locale,
    value_of: Callable[[tuple[ListedLot, ...]], str],
) -> str:
    """Return lots as a list, equal ones as one item, those at the end of a long list by name only; each is cited."""
    groups = alike(lots)
    most = len(groups) if len(groups) <= _MOST_TOLD + _FEW_MORE else _MOST_TOLD
    told = [f"{group[0].name} ({evidence.cite(cite_lots(group, value_of(group)))})" for group in groups[:most]]
    rest = [lot for group in groups[most:] for lot in group]
    if rest:
        names = list(dict.fromkeys(lot.name for lot in rest))
        more = f"i jeszcze {len(rest)}" if language == "pl" else f"and {len(rest)} more"
        value = f"{more}: {', '.join(names[:_MOST_NAMED])}{', …' if len(names) > _MOST_NAMED else ''}"
        told.append(evidence.cite(Citation("lot", rest[0].id, rest[0].name, value, of=tuple(lot.id for lot in rest))))
    return "; ".join(told)


def cite_lots(lots: Sequence[ListedLot], value: str) -> Citation:
    """Return the citation of equal lots: of the first, with the ids of all."""
    ids = tuple(lot.id for lot in lots) if len(lots) > 1 else ()
    return Citation("lot", lots[0].id, lots[0].name, value, of=ids)


def describe(
    lots: Sequence[ListedLot], today: date, language: Locale, *, amount: bool = True, place: bool = True
) -> str:
    """Return what is told of equal lots beside their name: "500 ml, w lodówce, do 24.11.2026"."""
    lot = lots[0]
    parts = [amount_phrase(lots, language)] if amount else []
    parts += [place_phrase(lot.place, language)] if place else []
    return ", ".join([*parts, expiry_phrase(lot, today, language)])


def asked(subject: Subject) -> AskedProduct:
    """Return what was asked about."""
    return AskedProduct(
        words=subject.words,
        food=subject.food_id,
        category=subject.category_id,
        products=list(subject.product_ids),
    )


def lots_of(subject: Subject, lots: Sequence[ListedLot]) -> list[ListedLot]:
    """Return the lots of a subject, what to use first at the front."""
    return [lot for lot in lots if lot.product_id in subject.product_ids]
