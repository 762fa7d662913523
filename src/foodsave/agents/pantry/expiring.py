"""Expires: what is to be eaten in which order, what is overdue already, and why. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from foodsave.agents.base.answer import Answer, Evidence
from foodsave.agents.base.question import Context, Question
from foodsave.agents.base.shapes import ExpiresData
from foodsave.agents.base.wording import place_phrase, relative_day
from foodsave.agents.pantry.facts import asked, describe, lot_fact, lots_of, state_of, tell_lots
from foodsave.core.language.dates import Days
from foodsave.kitchen.pantry.presenting import expiry_of
from foodsave.kitchen.pantry.reasons import expiry_reason
from foodsave.kitchen.pantry.repository import ListedLot

LEAST_TOLD, MOST_TOLD, SOON = 3, 8, timedelta(days=7)
_GONE = ("overdue", "past_best")
_UNTIL = {
    "pl": ("poniedziałku", "wtorku", "środy", "czwartku", "piątku", "soboty", "niedzieli"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def answer_expiry(question: Question, context: Context, lots: Sequence[ListedLot]) -> Answer:
    """Return what is due in the days that were asked about, overdue food first and apart."""
    asked_lots = _asked_lots(question, lots)
    due, earlier = _chosen(question, context, asked_lots)
    writer = _ExpiryWriter(context)
    text = writer.tell(question, due, earlier, asked_lots)
    days = question.days
    data = ExpiresData(
        today=context.today,
        first=days.start if days else None,
        last=days.end if days else None,
        asked=[asked(subject) for subject in question.subjects],
        lots=[lot_fact(lot, context.today) for lot in due],
        earlier=[lot_fact(lot, context.today) for lot in earlier],
        undated=sum(lot.expires_on is None for lot in asked_lots),
    )
    return Answer("expires", "pantry", context.language, text, tuple(writer.evidence.citations), data)


def _asked_lots(question: Question, lots: Sequence[ListedLot]) -> list[ListedLot]:
    here = [lot for lot in lots if question.place in (None, lot.place)]
    if not question.subjects:
        return here
    return [lot for lot in here if any(lot in lots_of(subject, here) for subject in question.subjects)]


def _chosen(question: Question, context: Context, lots: Sequence[ListedLot]) -> tuple[list[ListedLot], list[ListedLot]]:
    today, days = context.today, question.days
    gone = [lot for lot in lots if state_of(lot, today) in _GONE]
    left = [lot for lot in lots if lot not in gone]
    if question.overdue and days is None:
        return gone, []
    if question.subjects and days is None:
        return left, gone
    dated = [lot for lot in left if lot.expires_on is not None]
    if days is None:
        soon = [lot for lot in dated if lot.use_first_on <= today + SOON][:MOST_TOLD]
        return (soon if len(soon) >= LEAST_TOLD else dated[:LEAST_TOLD]), gone
    due = [lot for lot in dated if days.has(lot.use_first_on)]
    return due, [*gone, *(lot for lot in dated if lot not in due and lot.use_first_on < (days.start or today))]


class _ExpiryWriter:
    def __init__(self, context: Context) -> None:
        self.evidence = Evidence()
        self._today, self._language = context.today, context.language

    def tell(
        self, question: Question, due: list[ListedLot], earlier: list[ListedLot], lots: Sequence[ListedLot]
    ) -> str:
        """Return the sentences: overdue food, what is due earlier, what is due in the days asked about."""
        polish = self._language == "pl"
        if question.subjects and not lots:
            return self._nothing_of(question)
        parts = []
        gone = [lot for lot in [*earlier, *due] if state_of(lot, self._today) == "overdue"]
        past = [lot for lot in [*earlier, *due] if state_of(lot, self._today) == "past_best"]
        before = [lot for lot in earlier if lot not in gone and lot not in past]
        due = [lot for lot in due if lot not in gone and lot not in past]
        if gone:
            parts.append(f"{'Po terminie, nie jedz' if polish else 'Past the date, do not eat'}: {self._lots(gone)}.")
        if past:
            lead = "Po dacie „najlepiej spożyć przed”, sprawdź" if polish else "Past the best-before date, check first"
            parts.append(f"{lead}: {self._lots(past)}.")
        if before:
            parts.append(f"{'Jeszcze wcześniej' if polish else 'Even before that'}: {self._lots(before)}.")
        if due:
            told = self._reasons(due) if question.subjects else self._lots(due)
            parts.append(f"{self._lead(question)}: {told}.")
        elif not parts or question.days is not None:
            parts.append(self._nothing_due(question, lots))
            later = [lot for lot in lots if lot not in earlier]
            if question.subjects and later:  # until when it is good instead
                parts.append(f"{'Daty' if polish else 'Dates'}: {self._reasons(later)}.")
        return " ".join(parts)

    def _lead(self, question: Question) -> str:
        polish, days = self._language == "pl", question.days
        if question.subjects and days is None:
            return "Daty" if polish else "Dates"
        if days is None:
            return "Najpierw zjedz" if polish else "Eat first"
        return f"{'Do zjedzenia' if polish else 'To be eaten'} {self._when(days)}"

    def _nothing_due(self, question: Question, lots: Sequence[ListedLot]) -> str:
        polish = self._language == "pl"
        if question.overdue:
            return "Nic nie jest po terminie." if polish else "Nothing is past its date."
        if not lots:
            return "W spiżarni nic nie jest zapisane." if polish else "Nothing is recorded in the pantry."
        if question.days is None:
            return "Nic w domu nie ma znanej daty." if polish else "Nothing at home has a known date."
        when = self._when(question.days)
        return f"Nic nie kończy się {when}." if polish else f"Nothing expires {when}."

    def _nothing_of(self, question: Question) -> str:
        words = ", ".join(subject.words for subject in question.subjects)
        where = place_phrase(question.place, self._language) if question.place else None
        if self._language == "pl":
            return f"{(where or 'w domu').capitalize()} nie ma nic takiego: „{words}”."
        return f"There is no such thing {where or 'at home'}: “{words}”."

    def _lots(self, lots: Sequence[ListedLot]) -> str:
        return tell_lots(lots, self.evidence, self._language, self._told)

    def _told(self, lots: tuple[ListedLot, ...]) -> str:
        told, lot = describe(lots, self._today, self._language), lots[0]
        if lot.expires_on is None:
            return told
        return f"{told}, {relative_day(lot.expires_on, self._today, self._language)}"

    def _reasons(self, lots: Sequence[ListedLot]) -> str:
        def value_of(equal: tuple[ListedLot, ...]) -> str:
            value, lot = self._told(equal), equal[0]
            if lot.expiry_basis == "printed":
                return value
            return f"{value}; {expiry_reason(self._language, expiry_of(lot), lot)}"

        return tell_lots(lots, self.evidence, self._language, value_of)

    def _when(self, days: Days) -> str:
        """Return the days by the name of the last one, when it says which: "dziś", "do niedzieli"."""
        polish, left = self._language == "pl", (days.end - self._today).days
        if left in (0, 1):
            return relative_day(days.end, self._today, self._language)
        if not 0 <= left <= len(_UNTIL["pl"]):
            return "w tym czasie" if polish else "in that time"
        return f"{'do' if polish else 'by'} {_UNTIL[self._language][days.end.weekday()]}"
