"""What a message asks for: rules only. It computes for a while, so call it in a thread.

A message that is not settled is answered by one question with its two likeliest readings. What is none of the kitchen's
business is declined, and what a later release brings is said to be not there yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import get_args

from foodsave.agents.base.question import Intent, PriceFocus, Question, Subject
from foodsave.core.language.dates import Days, find_days
from foodsave.core.language.detection import language_of
from foodsave.core.language.folding import fold
from foodsave.core.language.past_days import find_past_days
from foodsave.core.profiles.service import Locale
from foodsave.kit.wire import Place
from foodsave.kitchen.catalog.food_matching import foods_named
from foodsave.kitchen.receipts.chains import CHAINS
from foodsave.orchestration.cues import score_cues
from foodsave.orchestration.filler import PARTING, find_place, is_filler, leaning
from foodsave.orchestration.household_words import HouseholdWords
from foodsave.orchestration.sentence import Sentence, read_sentence
from foodsave.orchestration.spelling import speller
from foodsave.orchestration.subjects import find_subjects, is_known, is_merely_named
from foodsave.orchestration.wishes import read_wish

_ENOUGH, _SURE, _MARGIN = 2, 3, 1
_UNTIL_A_DAY = 3
_MOST_STRANGE_WORDS, _MOST_AROUND = 3, 3
_ABOUT_SOMEBODY = re.compile(r"(?:who|whos|whose|why|kto|komu|dlaczego|czemu)\b|how many (?:people|persons)|ilu ")
_LANGUAGES: tuple[Locale, ...] = get_args(Locale)
_INTENTS: tuple[Intent, ...] = get_args(Intent)
_ABOUT_PRODUCTS = frozenset({"have", "how_much", "where", "price"})
_LATER = "not_yet_"
_OVERDUE = ("przetermin", "po terminie", "out of date", "past its", "past their", "expired")


@dataclass(frozen=True, slots=True)
class Route:
    """Where a message goes. `question` is set when an agent answers it.

    `intent` otherwise is not_yet (`topic` tells of what), smalltalk, out_of_scope, or None with the two likeliest
    `readings` to ask about.
    """

    intent: str | None
    language: Locale
    question: Question | None = None
    topic: str | None = None
    readings: tuple[Intent, ...] = ()
    subjects: tuple[Subject, ...] = ()


@dataclass(frozen=True, slots=True)
class _Heard:
    """What a message tells apart from what it asks for."""

    sentence: Sentence
    language: Locale
    subjects: tuple[Subject, ...]
    days: Days | None
    been: Days | None
    place: Place | None
    store: str | None
    scores: dict[str, int]
    taken: frozenset[int]


def language_spoken(message: str, otherwise: Locale) -> Locale:
    """Return the language of a message, or the given one when nothing tells."""
    message = message.strip().removeprefix("a ").removeprefix("A ")  # "a pieczarki?" begins as English does not
    asking = leaning(read_sentence(message).folded)
    if abs(asking) > 1:
        return "en" if asking > 0 else "pl"
    return language_of(message) or otherwise


def route(text: str, language: Locale, household: HouseholdWords, today: date) -> Route:
    """Return what `text` asks for."""
    heard = _hear(text, language, household, today)
    if (
        heard.subjects and not _knows(heard) and _best(heard) in _ABOUT_PRODUCTS
    ):  # a slip of the keyboard may have made another word
        again = _hear(text, language, household, today, boldly=True)
        heard = again if _knows(again) else heard
    ranked = sorted(heard.scores.items(), key=lambda pair: -pair[1])
    best, weight = ranked[0] if ranked else ("", 0)
    known = _knows(heard)
    if best.startswith(_LATER) and not (best.endswith("spending") and known and "price" in heard.scores):
        return Route("not_yet", language, topic=best.removeprefix(_LATER))
    if best.endswith("spending"):
        best = "price"
    if best == "smalltalk":
        return Route(best, language)
    if weight < _ENOUGH and known and _is_bare(heard, household):
        best, weight = "price" if heard.store else "have", _SURE
        ranked = [(best, weight)]
    if weight < (_ENOUGH if known else _SURE) or (best in _ABOUT_PRODUCTS and not _is_kitchen_talk(heard, known)):
        return _unsettled(heard, known)
    rivals = [name for name, score in ranked[1:] if weight - score < _MARGIN and name in _INTENTS]
    if rivals and best in _INTENTS:
        return _ask(heard, (best, rivals[0]))
    intent = next(name for name in _INTENTS if name == best)
    if intent in _ABOUT_PRODUCTS and not heard.subjects and not (intent == "have" and heard.place):
        return _ask(heard, (intent,)) if intent != "have" else Route("out_of_scope", language)
    return Route(intent, language, _question(intent, heard), subjects=heard.subjects)


def _best(heard: _Heard) -> str:
    return max(heard.scores, key=lambda name: heard.scores[name], default="")


def _knows(heard: _Heard) -> bool:
    return any(map(is_known, heard.subjects))


def _hear(text: str, language: Locale, household: HouseholdWords, today: date, *, boldly: bool = False) -> _Heard:
    sentence = read_sentence(text, speller((thing.name for thing in household.products), boldly=boldly))
    taken: set[int] = set()
    days = find_days(sentence.folded, today)
    if days is not None:
        taken |= sentence.numbers_within(days.at)
    been = find_past_days(sentence.folded, today)
    if been is not None:
        taken |= sentence.numbers_within(been.at)
    place = find_place(sentence.folded)
    if place is not None:
        taken |= sentence.numbers_within(place[1])
    stores = _find_stores(sentence, household.stores)
    taken |= stores.keys()
    subjects = find_subjects(sentence, language, household, taken)
    scores = score_cues(sentence.folded)
    if days is not None and days.start is None:  # "do piątku": until a day things must be eaten
        scores["expires"] = scores.get("expires", 0) + _UNTIL_A_DAY
    return _Heard(
        sentence,
        language,
        subjects,
        days,
        been,
        place[0] if place else None,
        _only(stores.values()),
        scores,
        frozenset(taken),
    )


def _question(intent: Intent, heard: _Heard) -> Question:
    if intent == "cookable":
        return Question(intent, wish=read_wish(heard.sentence, heard.language).wish)
    subjects = heard.subjects
    if intent == "expires":  # a stray word must not hide what expires
        subjects = tuple(filter(is_known, subjects))
    return Question(
        intent,
        subjects,
        heard.been if intent == "price" else heard.days,
        heard.place,
        overdue=_asks_for_overdue(heard.sentence.folded),
        focus=_price_focus(heard.sentence.folded),
        store=heard.store,
    )


def _is_bare(heard: _Heard, household: HouseholdWords) -> bool:
    """Tell whether a message does no more than name known things: "jajka?", "frozen peas"."""
    said = {word for subject in heard.subjects for word in subject.words.split()}
    words = [word.text for number, word in enumerate(heard.sentence.words) if number not in heard.taken]
    around = [word for word in words if word not in said]
    if len(around) > _MOST_AROUND or not all(word in PARTING or is_filler(word) for word in around):
        return False
    return all(is_merely_named(subject, household) for subject in heard.subjects)


def _is_kitchen_talk(heard: _Heard, known: bool) -> bool:
    """Tell whether a question about things may be about a kitchen: some thing is known, or few words are strange."""
    if known or not heard.subjects:
        return True
    folded = heard.sentence.folded
    if _ABOUT_SOMEBODY.match(folded) or any(char.isdigit() for char in folded) or heard.store:
        return False
    strange = sum(len(subject.words.split()) for subject in heard.subjects)
    return strange <= _MOST_STRANGE_WORDS


def _unsettled(heard: _Heard, known: bool) -> Route:
    if known:
        likely = [name for name, _ in sorted(heard.scores.items(), key=lambda pair: -pair[1]) if name in _INTENTS]
        first = next((name for name in _INTENTS if likely and name == likely[0]), "have")
        return _ask(heard, (first, "price" if first != "price" else "have"))
    return Route("out_of_scope", heard.language)


def _ask(heard: _Heard, readings: Iterable[str]) -> Route:
    likeliest = tuple(name for reading in readings for name in _INTENTS if name == reading)
    return Route(None, heard.language, readings=likeliest, subjects=heard.subjects)


def _asks_for_overdue(folded: str) -> bool:
    return any(word in folded for word in _OVERDUE)


def _price_focus(folded: str) -> PriceFocus:
    if any(word in folded for word in ("sredni", "przecietn", "average", "usually", "zwykle", "zazwyczaj")):
        return "average"
    if any(word in folded for word in ("najtan", "tanie", "tanio", "cheap")):
        return "cheapest"
    if any(word in folded for word in ("gdzie", "sklep", "where", "which shop", "which store", "skad")):
        return "store"
    if any(word in folded for word in ("za kilo", "za kg", "za litr", "za sztuk", "per ", "a kilo", "a litre")):
        return "unit"
    return "last"


def _find_stores(sentence: Sentence, own: Iterable[str]) -> dict[int, str]:
    """Return the shops that a sentence names by the numbers of the words that do: "w Lidlu", "z Biedronki".

    The household's `own` may be no chain: one is known by the first word of its name ("u Zosi" is not enough).
    """
    patterns = [*_STORES, *((store, _store_pattern(word)) for store in own if (word := _first_word(store)))]
    return {
        number: store
        for number in range(len(sentence.words))
        for store, pattern in patterns
        if pattern.fullmatch(sentence.folded_word(number))
    }


def _first_word(store: str) -> str | None:
    """Return the word that a shop is called by, when it means nothing else."""
    word = next(iter(re.findall(r"[^\W\d_]{3,}", store)), None)
    told_otherwise = word is None or is_filler(word) or any(foods_named(word, language=one) for one in _LANGUAGES)
    return None if told_otherwise else word


def _only(stores: Iterable[str]) -> str | None:
    """Return the one chain that is named; several are compared, so that none is left out."""
    named = set(stores)
    return named.pop() if len(named) == 1 else None


def _store_pattern(name: str) -> re.Pattern[str]:
    """Return the forms of a chain's name: Biedronka, Biedronki, Biedronce; Lidl, Lidla, Lidlu."""
    folded = fold(name)
    if folded.endswith("ka"):
        return re.compile(rf"{folded.removesuffix('ka')}(?:k\w{{1,2}}|ek|c\w)")
    if folded.endswith("o"):
        return re.compile(rf"{folded.removesuffix('o')}(?:o|a|u|em|ie)")
    return re.compile(rf"{folded}(?:a|u|em|ie|zie|ze|s)?")


_STORES = tuple((chain.name, _store_pattern(chain.name)) for chain in CHAINS)
