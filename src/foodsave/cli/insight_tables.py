"""Insights on a terminal, in the household's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.table import Table

from foodsave.cli.console import cell
from foodsave.core.profiles.service import Locale
from foodsave.kit.money import parse_minor
from foodsave.kit.wire import MoneyAnswer
from foodsave.kitchen.catalog.wording import money_phrase
from foodsave.kitchen.insights.schemas import FigureAnswer, PricePoint, PricesAnswer, SpendingAnswer, WasteAnswer

_TEXTS = {
    "pl": {
        "month": "miesiąc",
        "category": "kategoria",
        "reason": "powód",
        "product": "produkt",
        "store": "sklep",
        "waste": "Co się stało z jedzeniem",
        "eaten": "zjedzone",
        "frozen": "zamrożone",
        "thrown": "wyrzucone",
        "of all thrown": "część wyrzuconego",
        "total": "razem",
        "unpriced": "{} + {} bez znanej ceny",
        "nothing happened": "W tym czasie nic nie zostało zjedzone, zamrożone ani wyrzucone.",
        "spending": "Wydatki",
        "spent": "wydano",
        "receipts": "paragony",
        "deposits": "kaucje, dodatkowo",
        "without total": "w tym bez czytelnej sumy",
        "nothing spent": "Nie ma potwierdzonych paragonów z tego czasu.",
        "per": "za",
        "last": "ostatnio",
        "lowest": "najtaniej",
        "median": "mediana",
        "times": "zakupy",
        "no store": "nie wiadomo",
        "nothing paid": "W tym czasie nie ma zakupu, którego cena jest znana.",
    },
    "en": {
        "month": "month",
        "category": "category",
        "reason": "reason",
        "product": "product",
        "store": "store",
        "waste": "What became of food",
        "eaten": "eaten",
        "frozen": "frozen",
        "thrown": "thrown away",
        "of all thrown": "part of all thrown away",
        "total": "total",
        "unpriced": "{} + {} of unknown price",
        "nothing happened": "Nothing was eaten, frozen or thrown away in this time.",
        "spending": "What was spent",
        "spent": "spent",
        "receipts": "receipts",
        "deposits": "deposits, on top",
        "without total": "of it without a legible total",
        "nothing spent": "There are no confirmed receipts of this time.",
        "per": "per",
        "last": "last",
        "lowest": "lowest",
        "median": "median",
        "times": "purchases",
        "no store": "not known",
        "nothing paid": "There is no purchase of a known price in this time.",
    },
}


def waste_table(locale: Locale, answer: WasteAnswer) -> Table | str:
    """Return what became of food as a table, or that nothing did."""
    say = _TEXTS[locale]
    if not answer.items:
        return say["nothing happened"]
    heads = (say[name] for name in (answer.by, "eaten", "frozen", "thrown", "of all thrown"))
    table = Table(*heads, title=say["waste"], title_justify="left")
    for item in answer.items:
        shares = ", ".join(_percent(locale, share.of_all_thrown) for share in item.shares if share.of_all_thrown)
        figures = [_figure(locale, one) for one in (item.eaten, item.frozen, item.thrown)]
        table.add_row(cell(item.name), *figures, shares)
    table.add_section()
    table.add_row(say["total"], *(_figure(locale, one) for one in (answer.eaten, answer.frozen, answer.thrown)), "")
    return table


def spending_table(locale: Locale, answer: SpendingAnswer) -> Table | str:
    """Return what was spent as a table, or that nothing was."""
    say = _TEXTS[locale]
    if not answer.items:
        return say["nothing spent"]
    table = Table(
        *(say[name] for name in (answer.by, "spent", "receipts")), title=say["spending"], title_justify="left"
    )
    for item in answer.items:
        table.add_row(cell(item.name), _money(locale, item.spent.money), str(item.spent.receipts.count))
    table.add_section()
    table.add_row(say["total"], _money(locale, answer.total.money), str(answer.total.receipts.count))
    for name, spent in (("deposits", answer.deposits), ("without total", answer.without_total)):
        if any(parse_minor(one.amount) for one in spent.money):
            table.add_row(say[name], _money(locale, spent.money), str(spent.receipts.count))
    return table


def price_tables(locale: Locale, answer: PricesAnswer) -> Iterator[Table | str]:
    """Yield a table of prices for each product that was paid for, or that none was."""
    say = _TEXTS[locale]
    paid = [history for history in answer.items if history.stores]
    if not paid:
        yield say["nothing paid"]
    for history in paid:
        heads = (say[name] for name in ("store", "per", "last", "lowest", "median", "times"))
        table = Table(*heads, title=cell(history.product.name), title_justify="left")
        for store in history.stores:
            figures = (_point(locale, store.last), _point(locale, store.lowest), _money(locale, [store.median]))
            table.add_row(cell(store.store or say["no store"]), store.per, *figures, str(len(store.history)))
        yield table


def _figure(locale: Locale, figure: FigureAnswer) -> str:
    known = _money(locale, figure.money)
    return _TEXTS[locale]["unpriced"].format(known, figure.unknown.events) if figure.unknown.events else known


def _money(locale: Locale, money: Iterable[MoneyAnswer]) -> str:
    return ", ".join(money_phrase(parse_minor(one.amount), one.currency, locale) for one in money) or "0"


def _point(locale: Locale, point: PricePoint) -> str:
    return f"{_money(locale, [point.unit_price])} ({point.date})"


def _percent(locale: Locale, share: str) -> str:
    whole, tenth = divmod((int(share.replace(".", "")) + 5) // 10, 10)
    return f"{whole}{',' if locale == 'pl' else '.'}{tenth} %"
