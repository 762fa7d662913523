"""Insights as answers, in the language of the household."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from foodsave.core.profiles.service import Locale
from foodsave.kit.money import format_minor
from foodsave.kit.quantity import Quantity
from foodsave.kit.wire import MoneyAnswer, QuantityAnswer
from foodsave.kitchen.insights.figures import Figure, share
from foodsave.kitchen.insights.naming import entry_name
from foodsave.kitchen.insights.period import Period
from foodsave.kitchen.insights.schemas import (
    CitedRows,
    FateShares,
    FigureAnswer,
    PricedProduct,
    PriceHistoryAnswer,
    PricePoint,
    PricesAnswer,
    SpendingAnswer,
    SpendingItem,
    SpentAnswer,
    SpentShare,
    StorePricesAnswer,
    UnpricedAnswer,
    WasteAnswer,
    WasteItem,
)
from foodsave.kitchen.insights.spending import Spending, SpentFigure
from foodsave.kitchen.insights.unit_prices import PriceHistory, StorePrices, UnitPrice
from foodsave.kitchen.insights.waste import Waste


def present_waste(waste: Waste, locale: Locale) -> WasteAnswer:
    """Return what became of food as a client sees it."""
    thrown = waste.thrown.money
    return WasteAnswer(
        first=waste.period.first,
        last=waste.period.last,
        by=waste.by,
        eaten=_figure(waste.eaten),
        frozen=_figure(waste.frozen),
        thrown=_figure(waste.thrown),
        added=_figure(waste.added),
        corrected=_figure(waste.corrected),
        shares=_fates(waste.eaten.money, thrown, thrown),
        items=[
            WasteItem(
                key=entry.key,
                name=entry_name(waste.by, entry.key, entry.name, locale),
                eaten=_figure(entry.eaten),
                frozen=_figure(entry.frozen),
                thrown=_figure(entry.thrown),
                shares=_fates(entry.eaten.money, entry.thrown.money, thrown),
            )
            for entry in waste.entries
        ],
    )


def present_spending(spending: Spending, locale: Locale) -> SpendingAnswer:
    """Return what was spent as a client sees it."""
    total = spending.total.money
    return SpendingAnswer(
        first=spending.period.first,
        last=spending.period.last,
        by=spending.by,
        total=_spent(spending.total),
        unassigned=_spent(spending.unassigned),
        deposits=_spent(spending.deposits),
        without_total=_spent(spending.no_total),
        items=[
            SpendingItem(
                key=entry.key,
                name=entry_name(spending.by, entry.key, entry.name, locale),
                spent=_spent(entry.spent),
                shares=[
                    SpentShare(currency=currency, of_all=share(minor, total[currency]))
                    for currency, minor in entry.spent.money.items()
                ],
            )
            for entry in spending.entries
        ],
    )


def present_prices(histories: Iterable[PriceHistory], period: Period) -> PricesAnswer:
    """Return what was paid for products as a client sees it."""
    items = [
        PriceHistoryAnswer(
            product=PricedProduct(id=history.product_id, name=history.product),
            stores=[_store(prices) for prices in history.stores],
        )
        for history in histories
    ]
    return PricesAnswer(first=period.first, last=period.last, items=items)


def _figure(figure: Figure) -> FigureAnswer:
    return FigureAnswer(
        money=_money(figure.money),
        events=figure.events,
        unknown=UnpricedAnswer(
            events=figure.unknown, amount=_amount(figure.unknown_amount) if figure.unknown_amount else None
        ),
        transactions=CitedRows(count=figure.source_count, ids=list(figure.sources)),
    )


def _fates(eaten: Mapping[str, int], thrown: Mapping[str, int], all_thrown: Mapping[str, int]) -> list[FateShares]:
    found = []
    for currency in sorted(eaten.keys() | thrown.keys()):
        gone, lost = eaten.get(currency, 0), thrown.get(currency, 0)
        whole = gone + lost
        found.append(
            FateShares(
                currency=currency,
                eaten=share(gone, whole),
                thrown=share(lost, whole),
                of_all_thrown=share(lost, all_thrown.get(currency, 0)),
            )
        )
    return found


def _spent(figure: SpentFigure) -> SpentAnswer:
    receipts = CitedRows(count=figure.receipts, ids=list(figure.receipt_ids))
    return SpentAnswer(money=_money(figure.money), lines=figure.lines, receipts=receipts)


def _store(prices: StorePrices) -> StorePricesAnswer:
    return StorePricesAnswer(
        store=prices.store,
        per=prices.per.value,
        last=_point(prices.last),
        lowest=_point(prices.lowest),
        median=MoneyAnswer(amount=format_minor(prices.median_minor), currency=prices.currency),
        history=[_point(price) for price in prices.history],
    )


def _point(price: UnitPrice) -> PricePoint:
    paid = price.paid
    return PricePoint(
        unit_price=MoneyAnswer(amount=format_minor(price.minor), currency=paid.currency),
        paid=MoneyAnswer(amount=format_minor(paid.price_minor), currency=paid.currency),
        amount=_amount(paid.amount),
        date=paid.on,
        receipt_id=paid.receipt_id,
        line=paid.line,
        lot_id=paid.lot_id,
    )


def _money(money: Mapping[str, int]) -> list[MoneyAnswer]:
    return [MoneyAnswer(amount=format_minor(minor), currency=currency) for currency, minor in money.items()]


def _amount(quantity: Quantity) -> QuantityAnswer:
    return QuantityAnswer(amount=quantity.amount, unit=quantity.unit)
