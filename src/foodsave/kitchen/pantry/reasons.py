"""Why food should be used by its date, in one sentence of the household's language. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Protocol

from foodsave.core.language.detection import Language
from foodsave.kitchen.catalog.groups import storage_groups
from foodsave.kitchen.catalog.shelf_life import shelf_life
from foodsave.kitchen.pantry.expiry import HOUSEHOLD, Expiry
from foodsave.kitchen.pantry.naming import place_phrase

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UNKNOWN = {
    "pl": "nie wiadomo, co to jest: wybierz grupę albo wpisz datę z opakowania",
    "en": "the product is not known: choose its group or enter the printed date",
}
_WORSE_LATER = {"pl": "; później może stracić na jakości", "en": "; later its quality may fall"}
_PRINTED = {
    ("pl", "use_by"): "należy spożyć do {day} (data z opakowania)",
    ("pl", "best_before"): "najlepiej spożyć przed {day} (data z opakowania)",
    ("en", "use_by"): "use by {day} (printed date)",
    ("en", "best_before"): "best before {day} (printed date)",
}
_COUNTED = {
    ("pl", "rule"): "{what}: własna reguła, {days} od zakupu {since}",
    ("pl", "table"): "{what}: zwykle {days} od zakupu {where}, licząc od {since}",
    ("pl", "moved"): "{what}: {days} {where}, licząc od przełożenia {since}",
    ("pl", "opened"): "{what}: otwarto {since}, zwykle {days} od otwarcia {where}",
    ("pl", "opened rule"): "{what}: otwarto {since}, własna reguła: {days} od otwarcia",
    ("pl", "frozen"): "{what}: zamrożono {since}, zwykle {days} {where}",
    ("pl", "thawed"): "rozmrożono {since}: najlepiej zjeść następnego dnia, najpóźniej {until}; nie zamrażać ponownie",
    ("pl", "leftover"): "resztki z {since}: zwykle {days} {where}",
    ("pl", "leftover warm"): "resztki z {since} {where}: zjeść tego samego dnia",
    ("pl", "leftover frozen"): "resztki zamrożone {since}: zwykle {days} {where}",
    ("en", "rule"): "{what}: own rule, {days} after purchase on {since}",
    ("en", "table"): "{what}: usually {days} after purchase {where}, counted from {since}",
    ("en", "moved"): "{what}: {days} {where}, counted from the move on {since}",
    ("en", "opened"): "{what}: opened on {since}, usually {days} after opening {where}",
    ("en", "opened rule"): "{what}: opened on {since}, own rule: {days} after opening",
    ("en", "frozen"): "{what}: frozen on {since}, usually {days} {where}",
    ("en", "thawed"): "thawed on {since}: best eaten the next day, {until} at the latest; do not freeze it again",
    ("en", "leftover"): "left over from {since}: usually {days} {where}",
    ("en", "leftover warm"): "left over from {since} {where}: eat it the same day",
    ("en", "leftover frozen"): "leftovers frozen on {since}: usually {days} {where}",
}


class Kept(Protocol):
    """What a reason tells of a lot."""

    @property
    def name(self) -> str: ...
    @property
    def group_id(self) -> str | None: ...
    @property
    def place(self) -> str: ...
    @property
    def purchased_on(self) -> date: ...
    @property
    def opened_on(self) -> date | None: ...
    @property
    def frozen_on(self) -> date | None: ...
    @property
    def thawed_on(self) -> date | None: ...
    @property
    def placed_on(self) -> date | None: ...


def expiry_reason(locale: Language, expiry: Expiry, lot: Kept) -> str:
    """Return one sentence that says why the expiry of `lot` is what it is."""
    if expiry.on is None or expiry.early is None or expiry.late is None:
        return _UNKNOWN[locale]
    later = _WORSE_LATER[locale] if expiry.kind == "best_before" else ""
    if expiry.basis == "printed":
        return _PRINTED[locale, expiry.kind].format(day=format_day(locale, expiry.on)) + later
    case, since = _case(expiry, lot)
    told = _COUNTED[locale, case].format(
        what=_what(locale, lot),
        days=_days(locale, (expiry.early - since).days, (expiry.late - since).days),
        since=format_day(locale, since),
        until=format_day(locale, expiry.late),
        where=place_phrase(lot.place, locale),
    )
    return told + later


def format_day(locale: Language, day: date) -> str:
    """Return a day as people write it: 9.03.2026, or 9 Mar 2026."""
    if locale == "pl":
        return f"{day.day}.{day.month:02d}.{day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _case(expiry: Expiry, lot: Kept) -> tuple[str, date]:
    """Return which sentence tells it, and the day that its days are counted from."""
    own = expiry.source == HOUSEHOLD
    if expiry.basis == "opened":
        return "opened rule" if own else "opened", lot.opened_on or lot.purchased_on
    if expiry.basis == "thawed":
        return "thawed", lot.thawed_on or lot.purchased_on
    if expiry.basis == "frozen":
        return "frozen", lot.frozen_on or lot.purchased_on
    if expiry.basis == "leftover":
        return _leftover_case(lot)
    if expiry.basis == "table" and lot.placed_on is not None and _counts_from_the_move(expiry, lot, lot.placed_on):
        return "moved", lot.placed_on
    return expiry.basis, lot.purchased_on


def _leftover_case(lot: Kept) -> tuple[str, date]:
    if lot.place == "freezer" and lot.frozen_on is not None:
        return "leftover frozen", lot.frozen_on
    return "leftover" if lot.place in {"fridge", "freezer"} else "leftover warm", lot.purchased_on


def _counts_from_the_move(expiry: Expiry, lot: Kept, moved_on: date) -> bool:
    known = storage_groups().get(lot.group_id or "")
    life = shelf_life(known.id, lot.place, opened=False) if known is not None else None
    return life is not None and expiry.on == moved_on + timedelta(days=life.likely_days)


def _what(locale: Language, lot: Kept) -> str:
    known = storage_groups().get(lot.group_id or "")
    if known is None:
        return lot.name
    return known.name_pl if locale == "pl" else known.name_en


def _days(locale: Language, first: int, last: int) -> str:
    one = "dzień" if locale == "pl" else "day"
    several = "dni" if locale == "pl" else "days"
    if first == last:
        return f"{first} {one if first == 1 else several}"
    return f"{first}-{last} {several}"
