"""Have, how much, where: what there is of what was asked about. Pure; matching words of foods computes for a while."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from foodsave.agents.base.answer import Answer, Citation, Evidence
from foodsave.agents.base.question import Context, Question, Subject
from foodsave.agents.base.shapes import LastLot, StockData, StockFact
from foodsave.agents.base.wording import format_day, listed, place_phrase, quantity_phrase, total_phrase
from foodsave.agents.pantry.facts import (
    alike,
    asked,
    cite_lots,
    describe,
    lot_fact,
    lots_of,
    places_of,
    quantity_fact,
    state_of,
    sums_of,
    tell_lots,
)
from foodsave.core.profiles.service import Locale
from foodsave.kit.quantity import Dimension, Quantity
from foodsave.kitchen.catalog.groups import categories
from foodsave.kitchen.catalog.product_facts import food_of
from foodsave.kitchen.pantry.gone import LastTaken
from foodsave.kitchen.pantry.repository import ListedLot

MOST_NEAREST = 3
_GONE = {
    "pl": {
        "consumed": "Ostatnia partia została zjedzona",
        "cooked": "Ostatnia partia poszła do gotowania",
        "discarded": "Ostatnia partia została wyrzucona",
    },
    "en": {
        "consumed": "The last of it was eaten",
        "cooked": "The last of it was cooked",
        "discarded": "The last of it was thrown away",
    },
}


def answer_stock(
    question: Question, context: Context, lots: Sequence[ListedLot], gone: Mapping[str, LastTaken]
) -> Answer:
    """Return what there is of each thing that was asked about, or of everything at a place."""
    writer = _StockWriter(question, context, lots, gone)
    if question.subjects:
        items = [writer.item(subject) for subject in question.subjects]
        text = " ".join(writer.tell(subject, item) for subject, item in zip(question.subjects, items, strict=True))
    else:
        items, text = [], writer.tell_place()
    found = writer.told
    data = StockData.model_validate(
        {
            "kind": question.intent,
            "today": context.today,
            "place": question.place,
            "yes": all(item.yes for item in items) if items else bool(found),
            "lots": [lot_fact(lot, context.today) for lot in found],
            "amounts": [quantity_fact(total) for total in sums_of(found)] if items else [],
            "places": places_of(found),
            "items": items,
        }
    )
    return Answer(question.intent, "pantry", context.language, text, tuple(writer.evidence.citations), data)


class _StockWriter:
    """Tells of lots, and notes each row that it tells of."""

    def __init__(
        self, question: Question, context: Context, lots: Sequence[ListedLot], gone: Mapping[str, LastTaken]
    ) -> None:
        self.evidence = Evidence()
        self.told: list[ListedLot] = []
        self._question, self._today, self._language = question, context.today, context.language
        self._lots, self._gone = lots, gone

    def item(self, subject: Subject) -> StockFact:
        """Return what there is of one thing."""
        everywhere = lots_of(subject, self._lots)
        here = self._here(everywhere)
        self.told += [lot for lot in here if lot not in self.told]
        last = self._last(subject) if not everywhere else None
        return StockFact(
            asked=asked(subject),
            yes=bool(here),
            lots=[lot_fact(lot, self._today) for lot in here],
            amounts=[quantity_fact(total) for total in sums_of(here)],
            places=places_of(here),
            elsewhere=[lot_fact(lot, self._today) for lot in everywhere if lot not in here],
            nearest=[lot_fact(lot, self._today) for lot in self._nearest(subject, everywhere)],
            last=last,
        )

    def tell(self, subject: Subject, item: StockFact) -> str:
        """Return the sentences about one thing."""
        everywhere = lots_of(subject, self._lots)
        here = self._here(everywhere)
        if here:
            text = self._where(here) if self._question.intent == "where" else self._there(subject, here)
            related = self._nearest(subject, everywhere)
            if related:
                text += f" {_pick(self._language, 'Jest też', 'There is also')}: {self._several(related)}."
            return text + self._warning(here)
        if everywhere:
            lead = _pick(self._language, "Jest gdzie indziej", "It is elsewhere")
            return f"{self._none(subject)} {lead}: {self._several(everywhere)}."
        parts = [self._none(subject)]
        if item.last is not None:
            parts.append(self._tell_last(item.last))
        nearest = self._nearest(subject, everywhere)
        if nearest:
            lead = _pick(self._language, "Najbliżej tego masz", "The nearest that you have")
            parts.append(f"{lead}: {self._several(nearest)}.")
        return " ".join(parts)

    def tell_place(self) -> str:
        """Return what is at the place that was asked about."""
        self.told = self._here(self._lots)
        where = place_phrase(self._question.place or "fridge", self._language)
        if not self.told:
            return _pick(self._language, f"{where.capitalize()} nic nie ma.", f"There is nothing {where}.")
        lead = _pick(self._language, f"{where.capitalize()} masz", f"{where.capitalize()} you have")
        return f"{lead}: {self._several(self.told, place=False)}."

    def _here(self, lots: Sequence[ListedLot]) -> list[ListedLot]:
        return [lot for lot in lots if self._question.place in (None, lot.place)]

    def _there(self, subject: Subject, lots: list[ListedLot]) -> str:
        totals = self._totals(subject, lots)
        yes = self._question.intent == "have"
        lead = _pick(
            self._language,
            "Tak, masz" if yes else "Masz",
            "Yes, you have" if yes else "You have",
        )
        if not totals:
            return f"{_pick(self._language, 'Tak', 'Yes') if yes else lead}: {self._several(lots)}."
        if len(lots) == 1:
            lot = lots[0]
            self.evidence.cite(cite_lots(lots, totals[0]))
            told = self.evidence.cite(cite_lots(lots, describe(lots, self._today, self._language, amount=False)))
            return f"{lead} {totals[0]} ({lot.name}, {told})."
        for total in totals:
            self.evidence.cite(self._sum(total, lots))
        return f"{lead} {listed(totals, self._language)}: {self._several(lots)}."

    def _totals(self, subject: Subject, lots: list[ListedLot]) -> list[str]:
        names = list(dict.fromkeys(lot.name for lot in lots))
        if subject.food_id is None and len(names) > 1:
            return []
        kinds = dict(zip(subject.product_ids, subject.product_foods, strict=True))

        def phrase(total: Quantity) -> str:
            food = food_of(subject.food_id)
            if total.unit.dimension is Dimension.COUNT and food is not None:  # bread is not counted, its rolls are
                counted = {kinds[lot.product_id] for lot in lots if lot.unit == total.unit}
                food = food_of(counted.pop()) if len(counted) == 1 else None
                if food is None:
                    return quantity_phrase(total, self._language)
            return total_phrase(names[0], food, total, self._language)

        return [phrase(total) for total in sums_of(lots)]

    def _sum(self, value: str, lots: list[ListedLot]) -> Citation:
        ids = tuple(lot.id for lot in lots)
        products = {lot.product_id for lot in lots}
        if len(products) == 1:
            return Citation("product", lots[0].product_id, lots[0].name, value, of=ids)
        return Citation("lot", lots[0].id, _pick(self._language, "Razem", "Together"), value, of=ids)

    def _several(self, lots: Sequence[ListedLot], *, place: bool = True) -> str:
        def value_of(equal: tuple[ListedLot, ...]) -> str:
            return describe(equal, self._today, self._language, place=place)

        return tell_lots(lots, self.evidence, self._language, value_of)

    def _where(self, lots: list[ListedLot]) -> str:
        sentences = []
        ordered = sorted(lots, key=lambda lot: lot.name)
        for name, group in groupby(ordered, key=lambda lot: lot.name):
            spots = []
            for equal in alike(group):
                value = describe(equal, self._today, self._language, place=False)
                where = place_phrase(equal[0].place, self._language)
                self.evidence.cite(cite_lots(equal, f"{where}, {value}"))
                spots.append(f"{where} ({value})")
            sentences.append(f"{name}: {listed(spots, self._language)}.")
        return " ".join(sentences)

    def _warning(self, lots: list[ListedLot]) -> str:
        states = {state_of(lot, self._today) for lot in lots}
        if "overdue" in states:
            return _pick(self._language, " Tego, co jest po terminie, nie jedz.", " Do not eat what is past its date.")
        return ""

    def _none(self, subject: Subject) -> str:
        place = self._question.place
        where = place_phrase(place, self._language) if place else _pick(self._language, "w domu", "at home")
        food = food_of(subject.food_id)
        if subject.category_id is not None:
            category = categories()[subject.category_id]
            if self._language == "pl":
                return f"{where.capitalize()} nie ma nic z kategorii „{category.name_pl}”."
            return f"There is nothing of the category “{category.name_en}” {where}."
        if food is None:
            words = f"„{subject.words}”" if self._language == "pl" else f"“{subject.words}”"
            return _pick(
                self._language,
                f"{where.capitalize()} nie ma nic pod nazwą {words}.",
                f"There is nothing called {words} {where}.",
            )
        if self._language == "pl":
            return f"{where.capitalize()} nie ma {food.pl.of_many if food.countable else food.pl.of_one}."
        return f"There {f'are no {food.en_plural}' if food.countable else f'is no {food.en}'} {where}."

    def _last(self, subject: Subject) -> LastLot | None:
        taken = [self._gone[product_id] for product_id in subject.product_ids if product_id in self._gone]
        latest = max(taken, key=lambda one: one.on, default=None)
        if latest is None:
            return None
        return LastLot(event_id=latest.event_id, product=subject.words, kind=latest.kind, on=latest.on)

    def _tell_last(self, last: LastLot) -> str:
        day = self.evidence.cite(Citation("event", last.event_id, last.product, format_day(self._language, last.on)))
        told = _GONE[self._language][last.kind]
        return (
            f"{told[0].upper()}{told[1:]} {day}."
            if self._language == "pl"
            else f"{told[0].upper()}{told[1:]} on {day}."
        )

    def _nearest(self, subject: Subject, lots: Sequence[ListedLot]) -> list[ListedLot]:
        """Return a lot of each thing of the kind, and of those that resemble it when there is none."""
        found: dict[str, ListedLot] = {}
        for product_id in subject.related if lots else (*subject.related, *subject.nearest):
            for lot in self._lots:
                if lot.product_id == product_id:
                    found.setdefault(product_id, lot)
        return list(found.values())[:MOST_NEAREST]


def _pick(language: Locale, polish: str, english: str) -> str:
    return polish if language == "pl" else english
