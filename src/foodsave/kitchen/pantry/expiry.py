"""When food should be used by, with the reason and the interval. Pure.

Order of trust: a printed date, then the shelf-life table for the place the food is kept in, counted from purchase.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from foodsave.kitchen.catalog.groups import storage_groups
from foodsave.kitchen.catalog.shelf_life import shelf_life

PrintedKind = Literal["use_by", "best_before"]
Basis = Literal["printed", "table", "unknown"]
FAR_FUTURE = date(9999, 12, 31)

_PLACES = {
    "pl": {"fridge": "w lodówce", "freezer": "w zamrażarce", "pantry": "w szafce", "counter": "na blacie"},
    "en": {
        "fridge": "in the fridge",
        "freezer": "in the freezer",
        "pantry": "in the cupboard",
        "counter": "on the counter",
    },
}
_PRINTED = {
    "pl": {
        "use_by": "należy spożyć do (data z opakowania)",
        "best_before": "najlepiej spożyć przed (data z opakowania)",
    },
    "en": {"use_by": "use by (printed date)", "best_before": "best before (printed date)"},
}
_UNKNOWN = {
    "pl": "nie wiadomo, co to jest: wybierz grupę albo wpisz datę z opakowania",
    "en": "the product is not known: choose its group or enter the printed date",
}


@dataclass(frozen=True, slots=True)
class Expiry:
    """The effective expiry: `on` is the likely day, `early` to `late` the interval; all null when nothing is known."""

    on: date | None
    early: date | None
    late: date | None
    basis: Basis
    source: str | None

    @property
    def use_first_on(self) -> date:
        """Return the day that orders lots; what is unknown comes last."""
        return self.on or FAR_FUTURE


def effective_expiry(
    *, purchased_on: date, group_id: str | None, place: str, printed_on: date | None, printed_kind: PrintedKind | None
) -> Expiry:
    """Return when an unopened lot should be used by.

    A printed date holds where the maker meant the food to be kept: for food moved to the freezer the table's freezer
    row counts instead.
    """
    known = storage_groups().get(group_id or "")
    moved_to_freezer = place == "freezer" and known is not None and known.place != "freezer"
    if printed_on is not None and not moved_to_freezer:
        return Expiry(printed_on, printed_on, printed_on, "printed", printed_kind or "best_before")
    life = shelf_life(known.id, place, opened=False) if known else None
    if life is None:
        return Expiry(None, None, None, "unknown", None)
    early, likely, late = (
        purchased_on + timedelta(days=days) for days in (life.early_days, life.likely_days, life.late_days)
    )
    return Expiry(likely, early, late, "table", life.source)


def expiry_reason(
    locale: Literal["pl", "en"], expiry: Expiry, *, purchased_on: date, group_id: str | None, place: str
) -> str:
    """Return one sentence that says why the expiry is what it is."""
    if expiry.basis == "printed":
        return _PRINTED[locale][expiry.source or "best_before"]
    known = storage_groups().get(group_id or "")
    if expiry.basis == "unknown" or known is None or expiry.early is None or expiry.late is None:
        return _UNKNOWN[locale]
    early, late = (expiry.early - purchased_on).days, (expiry.late - purchased_on).days
    where = _PLACES[locale][place]
    if locale == "pl":
        return f"{known.name_pl}: zwykle {early}-{late} dni od zakupu {where}"
    return f"{known.name_en}: usually {early}-{late} days after purchase {where}"
