"""Price: what was paid for something, last, before that, and where it was cheapest. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foodsave.agents.base.answer import Answer, Citation, Evidence
from foodsave.agents.base.question import Context, Question, Subject
from foodsave.agents.base.shapes import AskedProduct, PriceData, PurchaseFact
from foodsave.agents.base.wording import format_day, listed, money_phrase, quantity_phrase, shown
from foodsave.agents.insights.purchases import PastPurchase
from foodsave.kit.quantity import Unit
from foodsave.kit.wire import QuantityAnswer, money_answer

_MOST_PRODUCTS_TOLD, _MOST_TOLD = 4, 3
_PER = {
    "pl": {Unit.KILOGRAM: "kg", Unit.LITRE: "l", Unit.PIECE: "szt."},
    "en": {Unit.KILOGRAM: "kg", Unit.LITRE: "l", Unit.PIECE: "pc"},
}


def answer_price(question: Question, context: Context, purchases: Sequence[PastPurchase]) -> Answer:
    """Return what the things that were asked about cost; `purchases` come latest first."""
    chosen = _chosen(question, purchases)
    elsewhere = [one for one in purchases if one not in chosen]
    writer = _PriceWriter(question, context)
    parts = []
    if elsewhere and not chosen:
        parts.append(writer.not_so())
    told = chosen or elsewhere
    if question.focus == "cheapest" and (cheapest := cheapest_of(told)) is not None:
        parts.append(writer.tell_cheapest(cheapest))
    average = average_of(told) if question.focus == "average" else None
    if average is not None:
        parts.append(writer.tell_average(average))
    parts += [
        writer.tell(subject, [one for one in told if one.product_id in subject.product_ids])
        for subject in question.subjects
    ]
    data = PriceData(
        asked=[
            AskedProduct(words=one.words, food=one.food_id, category=one.category_id, products=list(one.product_ids))
            for one in question.subjects
        ],
        focus=question.focus,
        store=question.store,
        first=question.days.start if question.days else None,
        last=question.days.end if question.days else None,
        average=money_answer(average.unit_minor, average.currency) if average else None,
        yes=bool(chosen),
        unknown=bool(chosen) and chosen[0].price_minor is None,
        latest=_fact(chosen[0]) if chosen else None,
        cheapest=_fact(cheapest_of(chosen)),
        purchases=[fact for one in chosen if (fact := _fact(one)) is not None],
    )
    return Answer("price", "insights", context.language, " ".join(parts), tuple(writer.evidence.citations), data)


def cheapest_of(purchases: Sequence[PastPurchase]) -> PastPurchase | None:
    """Return the purchase with the lowest price of a unit, the latest of equal ones.

    Prices in other units or another currency than those of the latest cannot be compared and are passed over.
    """
    priced = [one for one in purchases if one.unit_minor is not None]
    alike = [one for one in priced if (one.per, one.currency) == (priced[0].per, priced[0].currency)]
    return min(alike, key=lambda one: one.unit_minor or 0, default=None)


@dataclass(frozen=True, slots=True)
class Average:
    """What `purchases` cost on average: `unit_minor` for a kg, litre or piece."""

    unit_minor: int
    currency: str
    per: Unit
    purchases: tuple[PastPurchase, ...]


def average_of(purchases: Sequence[PastPurchase]) -> Average | None:
    """Return the average price of a unit, weighted by amount and rounded half up; None when no price is known.

    Prices in other units or another currency than those of the latest are left out.
    """
    priced = [one for one in purchases if one.unit_minor is not None and one.price_minor is not None]
    if not priced or (per := priced[0].per) is None or (currency := priced[0].currency) is None:
        return None
    alike = tuple(one for one in priced if (one.per, one.currency) == (per, currency))
    paid = sum(one.price_minor or 0 for one in alike)
    milli = sum(one.amount.milli for one in alike)
    return Average((2 * paid * per.milli + milli) // (2 * milli), currency, per, alike)


def _chosen(question: Question, purchases: Sequence[PastPurchase]) -> list[PastPurchase]:
    """Return the purchases at the store and in the days that were asked about."""
    store, days = (question.store or "").casefold(), question.days
    return [one for one in purchases if store in (one.store or "").casefold() and (days is None or days.has(one.on))]


def _fact(one: PastPurchase | None) -> PurchaseFact | None:
    if one is None:
        return None
    return PurchaseFact.model_validate(
        {
            "product_id": one.product_id,
            "product": one.product,
            "on": one.on,
            "store": one.store,
            "price": money_answer(one.price_minor, one.currency),
            "amount": QuantityAnswer(amount=shown(one.amount).amount, unit=shown(one.amount).unit),
            "unit_price": money_answer(one.unit_minor, one.currency),
            "per": one.per,
            "receipt_id": one.receipt_id,
            "receipt_line": one.receipt_line,
            "lot_id": one.lot_id,
        }
    )


class _PriceWriter:
    def __init__(self, question: Question, context: Context) -> None:
        self.evidence = Evidence()
        self._question, self._language = question, context.language
        self._polish = context.language == "pl"

    def tell(self, subject: Subject, purchases: Sequence[PastPurchase]) -> str:
        """Return the sentences about one thing, a product at a time, the one bought last first."""
        if not purchases:
            if self._polish:
                return f"Nie ma zapisanego żadnego zakupu: „{subject.words}”."
            return f"No purchase is on record: “{subject.words}”."
        products = list(dict.fromkeys(one.product_id for one in purchases))
        return " ".join(
            self._product([one for one in purchases if one.product_id == product_id])
            for product_id in products[:_MOST_PRODUCTS_TOLD]
        )

    def tell_cheapest(self, purchase: PastPurchase) -> str:
        """Return the sentence about the lowest price of a unit."""
        return f"{'Najtaniej' if self._polish else 'Cheapest'}: {purchase.product}, {self._told(purchase)}."

    def tell_average(self, average: Average) -> str:
        """Return the sentence about the average price, which rests on every purchase that it is of."""
        count, first = len(average.purchases), average.purchases[0]
        price = (
            f"{money_phrase(average.unit_minor, average.currency, self._language)}/{_PER[self._language][average.per]}"
        )
        told = (
            f"średnio {price}, liczba zakupów: {count}" if self._polish else f"on average {price}, purchases: {count}"
        )
        ids = tuple(one.receipt_id or one.lot_id or "" for one in average.purchases)
        self.evidence.cite(Citation("product", first.product_id, first.product, told, of=ids))
        return f"{told[0].upper()}{told[1:]}."

    def not_so(self) -> str:
        """Return the sentence that says that it was bought elsewhere or at another time only."""
        store, days = self._question.store, self._question.days
        if self._polish:
            lead = f"W sklepie {store} nie ma" if store else "Nie ma"
            return (
                f"{lead} takiego zakupu{' w tym czasie' if days else ''}; {'pozostałe' if days else 'gdzie indziej'}:"
            )
        where = f" at {store}" if store else ""
        return (
            f"There is no such purchase{where}{' in that time' if days else ''}; {'others' if days else 'elsewhere'}:"
        )

    def _product(self, purchases: Sequence[PastPurchase]) -> str:
        told: dict[str, list[PastPurchase]] = {}  # equal purchases are told once, and all cited
        for one in purchases:
            told.setdefault(self._phrase(one), []).append(one)
        for equal in list(told.values())[:_MOST_TOLD]:
            for one in equal:
                self._told(one)
        latest, *before = list(told)[:_MOST_TOLD]
        text = f"{purchases[0].product}: {'ostatnio' if self._polish else 'last'} {latest}"
        if before:
            text += f"; {'wcześniej' if self._polish else 'before that'} {listed(before, self._language)}"
        return f"{text}."

    def _told(self, one: PastPurchase) -> str:
        return self.evidence.cite(_citation(one, self._phrase(one)))

    def _phrase(self, one: PastPurchase) -> str:
        day, amount = format_day(self._language, one.on), quantity_phrase(shown(one.amount), self._language)
        spot = ", ".join([day, one.store] if one.store else [day])
        if one.price_minor is None or one.currency is None:
            return f"{amount} po nieznanej cenie ({spot})" if self._polish else f"{amount} at an unknown price ({spot})"
        price = money_phrase(one.price_minor, one.currency, self._language)
        unit = ""
        if one.unit_minor is not None and one.per is not None and one.unit_minor != one.price_minor:
            per = _PER[self._language][one.per]
            unit = f"{money_phrase(one.unit_minor, one.currency, self._language)}/{per}, "
        return f"{price} {'za' if self._polish else 'for'} {amount} ({unit}{spot})"


def _citation(one: PastPurchase, value: str) -> Citation:
    if one.receipt_id is not None:
        return Citation("receipt", one.receipt_id, one.product, value, receipt_line=one.receipt_line)
    return Citation("lot", one.lot_id or "", one.product, value)
