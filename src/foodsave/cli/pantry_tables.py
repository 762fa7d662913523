"""The pantry on a terminal, in the household's language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.table import Table

from foodsave.cli.console import cell
from foodsave.core.profiles.service import Locale
from foodsave.kit.money import parse_minor
from foodsave.kit.wire import MoneyAnswer, QuantityAnswer
from foodsave.kitchen.catalog.wording import money_phrase
from foodsave.kitchen.pantry.naming import place_name, reason_name
from foodsave.kitchen.pantry.schemas import EventAnswer, LotAnswer, TransactionAnswer

ID_END = 8
_SOON_DAYS = 2
_TEXTS = {
    "pl": {
        "lots": ("partia", "produkt", "ile", "gdzie", "zużyć do", "cena", "dlaczego"),
        "history": ("zmiana", "kiedy", "co", "ile", "wartość", "kto", "uwagi"),
        "title": "Spiżarnia",
        "journal": "Historia",
        "empty": "Nic tu nie ma. Potwierdź paragon albo dodaj coś: foodsave pantry add mleko 1l",
        "unfound": "Niczego takiego tu nie ma.",
        "unchanged": "Nic się tu jeszcze nie zmieniło.",
        "unknown": "nie wiadomo",
        "unpriced": "nieznana",
        "undone": "cofnięte",
        "undo": "Cofnięcie: foodsave pantry undo {}",
    },
    "en": {
        "lots": ("lot", "product", "amount", "place", "use by", "price", "why"),
        "history": ("change", "when", "what", "amount", "value", "who", "note"),
        "title": "Pantry",
        "journal": "History",
        "empty": "Nothing is here. Confirm a receipt, or add something: foodsave pantry add milk 1l",
        "unfound": "Nothing of that kind is here.",
        "unchanged": "Nothing has changed here yet.",
        "unknown": "not known",
        "unpriced": "not known",
        "undone": "undone",
        "undo": "Undo: foodsave pantry undo {}",
    },
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
            _amount(locale, lot.amount),
            place_name(lot.place, locale),
            day.isoformat() if day else text(locale, "unknown"),
            _money(locale, lot.price_paid) or text(locale, "unpriced"),
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
                _amount(locale, event.change) if event.change else "",
                _money(locale, event.value) if event.change or event.set.get("price") else "",
                cell(transaction.actor or "") if first else "",
                cell(", ".join(filter(None, notes))) if first else "",
                style="dim" if transaction.undone_by or transaction.undoes else None,
            )
        table.add_section()
    return table


def event_words(locale: Locale, event: EventAnswer) -> str:
    """Return what an event is, and why when something was thrown away."""
    kind = _KINDS[event.kind] if locale == "pl" else event.kind
    return f"{kind} ({reason_name(event.reason, locale)})" if event.reason else kind


def _amount(locale: Locale, amount: QuantityAnswer) -> str:
    number = amount.amount.replace(".", ",") if locale == "pl" else amount.amount
    return f"{number} {amount.unit}"


def _money(locale: Locale, money: MoneyAnswer | None) -> str | None:
    return money_phrase(parse_minor(money.amount), money.currency, locale) if money is not None else None
