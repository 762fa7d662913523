"""The pantry on a terminal, in the household's language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from rich.table import Table

from foodsave.cli.console import cell
from foodsave.core.profiles.service import Locale
from foodsave.kitchen.pantry.schemas import EventAnswer, LotAnswer, TransactionAnswer

ID_END = 8
_SOON_DAYS = 2
_TEXTS = {
    "pl": {
        "lots": ("lot", "produkt", "ile", "gdzie", "zużyć do", "cena", "dlaczego"),
        "history": ("zmiana", "kiedy", "co", "ile", "wartość", "kto", "uwagi"),
        "title": "Spiżarnia",
        "journal": "Historia",
        "empty": "nic tu nie ma",
        "unknown": "nie wiadomo",
        "unpriced": "nieznana",
        "undone": "cofnięte",
        "gone": "nic nie zostało",
        "undo": "Cofnięcie: foodsave pantry undo {}",
    },
    "en": {
        "lots": ("lot", "product", "amount", "place", "use by", "price", "why"),
        "history": ("change", "when", "what", "amount", "value", "who", "note"),
        "title": "Pantry",
        "journal": "History",
        "empty": "nothing is here",
        "unknown": "not known",
        "unpriced": "not known",
        "undone": "undone",
        "gone": "nothing is left",
        "undo": "Undo: foodsave pantry undo {}",
    },
}
_PLACES = {
    "pl": {"fridge": "lodówka", "freezer": "zamrażarka", "pantry": "szafka", "counter": "blat"},
    "en": {"fridge": "fridge", "freezer": "freezer", "pantry": "cupboard", "counter": "counter"},
}
_KINDS = {
    "added": "dodane",
    "consumed": "zjedzone",
    "cooked": "ugotowane",
    "discarded": "wyrzucone",
    "opened": "otwarte",
    "frozen": "zamrożone",
    "thawed": "rozmrożone",
    "moved": "przełożone",
    "split": "podzielone",
    "corrected": "poprawione",
    "reverted": "przywrócone",
    "retracted": "wycofane",
}
_REASONS = {
    "spoiled": "zepsute",
    "expired": "po terminie",
    "leftover": "resztki",
    "too_much": "za dużo",
    "disliked": "nie smakowało",
    "damaged": "uszkodzone",
    "other": "inny powód",
}


def text(locale: Locale, name: str) -> str:
    """Return a text of the household's language."""
    return str(_TEXTS[locale][name])


def lots_table(locale: Locale, lots: Sequence[LotAnswer], today: date) -> Table:
    """Return lots as a table; what is past its date or nearly so stands out."""
    table = Table(*_TEXTS[locale]["lots"], title=text(locale, "title"), title_justify="left")
    for lot in lots:
        day = lot.expiry.date
        style = (
            None if day is None else "red" if day < today else "yellow" if (day - today).days <= _SOON_DAYS else None
        )
        table.add_row(
            lot.id[-ID_END:],
            cell(lot.product.name),
            f"{lot.amount.amount} {lot.amount.unit}",
            _PLACES[locale][lot.place],
            day.isoformat() if day else text(locale, "unknown"),
            _money(lot.price_paid) or text(locale, "unpriced"),
            cell(lot.expiry.reason),
            style=style,
        )
    return table


def history_table(locale: Locale, transactions: Sequence[TransactionAnswer]) -> Table:
    """Return transactions as a table, one row for each event."""
    table = Table(*_TEXTS[locale]["history"], title=text(locale, "journal"), title_justify="left")
    for transaction in transactions:
        for number, event in enumerate(transaction.events):
            first = number == 0
            notes = [transaction.note or "", text(locale, "undone") if transaction.undone_by else ""]
            table.add_row(
                transaction.id[-ID_END:] if first else "",
                transaction.happened_on.isoformat() if first else "",
                cell(f"{event_words(locale, event)}: {event.product.name}"),
                f"{event.change.amount} {event.change.unit}" if event.change else "",
                _money(event.value) if event.change or event.set.get("price") else "",
                cell(transaction.actor or "") if first else "",
                cell(", ".join(filter(None, notes))) if first else "",
                style="dim" if transaction.undone_by or transaction.undoes else None,
            )
        table.add_section()
    return table


def event_words(locale: Locale, event: EventAnswer) -> str:
    """Return what an event is, and why when something was thrown away."""
    if locale == "en":
        return f"{event.kind} ({event.reason.replace('_', ' ')})" if event.reason else event.kind
    return f"{_KINDS[event.kind]} ({_REASONS[event.reason]})" if event.reason else _KINDS[event.kind]


def _money(money: Any) -> str | None:  # noqa: ANN401 - a price, or none
    return f"{money.amount} {money.currency}" if money is not None else None
