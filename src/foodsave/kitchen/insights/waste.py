"""What became of the money that food had cost: eaten, frozen, thrown away. Pure.

Food counts as eaten when it is consumed or cooked, less what is left over of the dish: that is eaten or thrown later.
The leftover takes its value from the ingredients it was cooked from, each in proportion, so that no ingredient and no
dish is told twice. Freezing is told for itself: what is frozen is still at home. Corrections are told apart too.
So all that was ever added is what was eaten, thrown, taken off by corrections, and what is still in lots.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Literal

from foodsave.kitchen.catalog.groups import category_of
from foodsave.kitchen.catalog.weights import half_up
from foodsave.kitchen.insights.figures import Figure, Tally
from foodsave.kitchen.insights.period import Period

WasteBy = Literal["month", "category", "reason", "product"]
Fate = Literal["eaten", "frozen", "thrown", "added", "corrected"]
UNKNOWN_KEY = "unknown"
_OTHER_REASON = "other"
_FATES: dict[str, Fate] = {
    "consumed": "eaten",
    "cooked": "eaten",
    "discarded": "thrown",
    "frozen": "frozen",
    "corrected": "corrected",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFact:
    """An event that counts: `value_minor` with the sign of its amount, None when unknown; `worth_minor` is what the
    lot was worth before it and `held_milli` how much there was. `cooked` tells that its transaction cooked a dish,
    `put_frozen` that the lot went straight into the freezer."""

    transaction_id: str
    on: date
    kind: str
    cooked: bool
    split: bool
    product_id: str | None
    name: str | None
    group_id: str | None
    reason: str | None
    value_minor: int | None
    currency: str | None
    delta_milli: int
    unit: str | None
    worth_minor: int | None
    held_milli: int | None
    put_frozen: bool


@dataclass(frozen=True, slots=True)
class WasteEntry:
    """The figures of one month (2026-03), category, reason or product; `name` is that of a product."""

    key: str
    name: str | None
    eaten: Figure
    frozen: Figure
    thrown: Figure


@dataclass(frozen=True, slots=True)
class Waste:
    """What became of food in a period. `added` is all that came, by receipts or by hand; `corrected` what corrections
    took off the value of lots, less what they put on it."""

    period: Period
    by: WasteBy
    eaten: Figure
    frozen: Figure
    thrown: Figure
    added: Figure
    corrected: Figure
    entries: tuple[WasteEntry, ...]


@dataclass(frozen=True, slots=True)
class _Flow:
    fate: Fate
    fact: LedgerFact
    minor: int | None
    milli: int
    unit: str | None


def waste_of(facts: Iterable[LedgerFact], period: Period, by: WasteBy, names: Mapping[str, str] | None = None) -> Waste:
    """Return what became of food, from events in the order of the ledger; `names` of products win over older ones."""
    total: dict[Fate, Tally] = {fate: Tally() for fate in ("eaten", "frozen", "thrown", "added", "corrected")}
    parts: dict[str, dict[Fate, Tally]] = {}
    told: dict[str, str] = {}
    for flow in _flows(facts):
        _add(total[flow.fate], flow)
        if flow.fate not in ("eaten", "frozen", "thrown") or (by == "reason" and flow.fate != "thrown"):
            continue
        key = _key(flow.fact, by)
        entry = parts.setdefault(key, {"eaten": Tally(), "frozen": Tally(), "thrown": Tally()})
        _add(entry[flow.fate], flow)
        if by == "product" and flow.fact.name is not None:
            told[key] = (names or {}).get(key, flow.fact.name)
    entries = [
        WasteEntry(key, told.get(key), entry["eaten"].figure(), entry["frozen"].figure(), entry["thrown"].figure())
        for key, entry in parts.items()
    ]
    entries.sort(key=(lambda entry: entry.key) if by == "month" else _worst_first)
    figures = {fate: tally.figure() for fate, tally in total.items()}
    return Waste(
        period,
        by,
        eaten=figures["eaten"],
        frozen=figures["frozen"],
        thrown=figures["thrown"],
        added=figures["added"],
        corrected=figures["corrected"],
        entries=tuple(entries),
    )


def _flows(facts: Iterable[LedgerFact]) -> Iterator[_Flow]:
    dish: list[LedgerFact] = []
    for fact in facts:
        if dish and dish[0].transaction_id != fact.transaction_id:
            yield from _dish_flows(dish)
            dish = []
        if fact.cooked:
            dish.append(fact)
        else:
            yield from _plain_flow(fact)
    yield from _dish_flows(dish)


def _plain_flow(fact: LedgerFact) -> Iterator[_Flow]:
    if fact.kind == "added":
        if not fact.split:
            yield _Flow("added", fact, fact.value_minor, fact.delta_milli, fact.unit)
    elif fact.kind == "frozen":
        yield _Flow("frozen", fact, fact.worth_minor, fact.held_milli or 0, fact.unit)
    elif fact.kind in _FATES:
        gone = None if fact.value_minor is None else -fact.value_minor
        # A correction of a name, a place or a date takes nothing off.
        if fact.kind != "corrected" or gone or (gone is None and fact.delta_milli):
            yield _Flow(_FATES[fact.kind], fact, gone, -fact.delta_milli, fact.unit)


def _dish_flows(dish: Sequence[LedgerFact]) -> Iterator[_Flow]:
    taken = [flow for fact in dish if fact.kind != "added" for flow in _plain_flow(fact)]
    for left in (fact for fact in dish if fact.kind == "added"):
        if left.put_frozen:
            yield _Flow("frozen", left, left.value_minor, left.delta_milli, left.unit)
        if left.value_minor:
            paid = _pay(taken, left.value_minor, left.currency)
            if paid is None:
                yield _Flow("eaten", left, -left.value_minor, 0, None)
            taken = paid or taken
    yield from taken


def _pay(taken: Sequence[_Flow], minor: int, currency: str | None) -> list[_Flow] | None:
    """Take the value of a leftover off what was cooked, in proportion, to the minor unit; None when that has less."""
    whole = sum(flow.minor or 0 for flow in taken if flow.fact.currency == currency)
    if whole < minor:
        return None
    settled, so_far, off = [], 0, 0
    for flow in taken:
        if flow.minor is None or flow.fact.currency != currency:
            settled.append(flow)
            continue
        so_far += flow.minor
        due = half_up(Fraction(minor * so_far, whole))
        settled.append(replace(flow, minor=flow.minor - (due - off)))
        off = due
    return settled


def _add(tally: Tally, flow: _Flow) -> None:
    tally.add(flow.minor, flow.fact.currency, milli=flow.milli, unit=flow.unit, source=flow.fact.transaction_id)


def _key(fact: LedgerFact, by: WasteBy) -> str:
    if by == "month":
        return f"{fact.on:%Y-%m}"
    if by == "category":
        return category_of(fact.group_id).id
    if by == "reason":
        return fact.reason or _OTHER_REASON
    return fact.product_id or UNKNOWN_KEY


def _worst_first(entry: WasteEntry) -> tuple[int, int, str, str]:
    # Several currencies are added only to order the list: nothing is told in their sum.
    thrown, eaten = (sum(figure.money.values()) for figure in (entry.thrown, entry.eaten))
    return -thrown, -eaten, entry.name or "", entry.key
