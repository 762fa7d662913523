"""What the entries of reports are called, in Polish and English."""

from __future__ import annotations

from foodsave.core.profiles.service import Locale
from foodsave.kitchen.catalog.groups import UNKNOWN_CATEGORY, categories
from foodsave.kitchen.insights.spending import UNASSIGNED
from foodsave.kitchen.pantry.naming import reason_name

_MONTHS = {
    "pl": (
        "styczeń",
        "luty",
        "marzec",
        "kwiecień",
        "maj",
        "czerwiec",
        "lipiec",
        "sierpień",
        "wrzesień",
        "październik",
        "listopad",
        "grudzień",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
_OTHERS = {
    "pl": {UNASSIGNED: "nieprzypisane do pozycji", "store": "nieznany sklep", "product": "nieznany produkt"},
    "en": {UNASSIGNED: "not accounted for by lines", "store": "unknown store", "product": "unknown product"},
}


def entry_name(by: str, key: str, name: str | None, locale: Locale) -> str:
    """Return the name of an entry of a report by month, category, reason, store or product."""
    if name is not None:
        return name
    if by == "month":
        year, month = key.split("-")
        return f"{_MONTHS[locale][int(month) - 1]} {year}"
    if key == UNASSIGNED:
        return _OTHERS[locale][UNASSIGNED]
    if by == "category":
        known = categories().get(key) or categories()[UNKNOWN_CATEGORY]
        return known.name_pl if locale == "pl" else known.name_en
    return reason_name(key, locale) if by == "reason" else _OTHERS[locale][by]
