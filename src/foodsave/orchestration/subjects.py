"""The things that a question is about: the household's own words first, then the table of foods. Pure.

Matching computes for a while: call it in a thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from foodsave.agents.base.question import Subject
from foodsave.core.language.folding import fold
from foodsave.core.profiles.service import Locale
from foodsave.kitchen.catalog.food_matching import FoodMention, foods_named
from foodsave.kitchen.catalog.foods import foods, lineage, stands_for
from foodsave.kitchen.catalog.groups import category_of
from foodsave.kitchen.catalog.product_facts import food_of
from foodsave.orchestration.filler import JOINING, PARTING, is_filler
from foodsave.orchestration.household_words import HouseholdWords, NamedThing, roots
from foodsave.orchestration.sentence import Sentence

MOST_SUBJECTS = 6
_MOST_NEAREST = 3
_LISTING = frozenset(["i", "oraz", "ani", "albo", "lub", "czy", "plus", "and", "or", "nor"])
_ALSO = frozenset(
    ["a", "an", "the", "tez", "takze", "moze", "jakies", "jakis", "jakas", "also", "some", "any", "maybe"]
)
_FISH, _FLESH, _FROZEN = "fish", ("meat", "fish"), "frozen_food"
_CATEGORIES = {
    "dairy_eggs": "nabiał nabiału dairy",
    "sweets_snacks": "słodycze słodyczy słodkiego słodkości przekąski sweets candy snacks sweet",
    "alcohol": "alkohol alkoholu alkohole alcohol booze",
    "drinks": "napoje napojów picia drinks beverages",
    "spices_sauces": "przyprawy przypraw spices",
    "frozen": "mrożonki mrożonek mrożonkach",
    "bread": "pieczywo pieczywa",
    "preserves": "konserwy konserw przetwory przetworów",
    "ready_meals": "gotowce gotowców",
}
_CATEGORY_OF = {root: key for key, words in _CATEGORIES.items() for word in words.split() for root in roots(word)}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand together, with the foods that they name."""

    words: tuple[str, ...]
    mentions: tuple[FoodMention, ...]
    covered: frozenset[int]


def find_subjects(
    sentence: Sentence, language: Locale, household: HouseholdWords, taken: Iterable[int] = ()
) -> tuple[Subject, ...]:
    """Return what a sentence asks about, in its order; the words numbered `taken` mean something else."""
    runs = _runs(sentence, frozenset(taken))[: 2 * MOST_SUBJECTS]
    found = [
        (run, resolve_phrase(part, household)) for run in runs for part in _parts(sentence, run, language, household)
    ]
    if any(is_known(subject) for _, subject in found):  # stray words are no things, unless they are listed with some
        listed = _listed(sentence, runs)
        found = [(run, subject) for run, subject in found if is_known(subject) or run[0] in listed]
    subjects: dict[tuple[str, ...], Subject] = {}
    for _, subject in found:
        subjects.setdefault((subject.food_id or "", *subject.product_ids, *_unknown(subject)), subject)
    return tuple(subjects.values())[:MOST_SUBJECTS]


def is_known(subject: Subject) -> bool:
    """Tell whether a subject stands for anything: a food, a product or a category."""
    return bool(subject.food_id or subject.product_ids or subject.category_id)


def is_merely_named(subject: Subject, household: HouseholdWords) -> bool:
    """Tell whether each word of a known subject names it: of "translate butter" only the second does."""
    things = [thing for thing in household.products if thing.id in subject.product_ids]
    words = [word for word in subject.words.split() if word not in JOINING]
    return is_known(subject) and all(
        any(not roots(word).isdisjoint(thing.described) for thing in things) or _foods_of(word) or word in _CATEGORY_OF
        for word in words
    )


def _listed(sentence: Sentence, runs: Sequence[list[int]]) -> set[int]:
    """Return the first words of the runs that stand in a list with another: "mleko i tempeh", "butter, nori"."""
    found: set[int] = set()
    for one, other in pairwise(runs):
        between = sentence.words[one[-1] + 1 : other[0]]
        told = [fold(word.text) for word in between]
        marked = sentence.words[other[0]].parted or any(word.parted for word in between)
        if set(told) <= _LISTING | _ALSO and (marked or not _LISTING.isdisjoint(told)):
            found |= {one[0], other[0]}
    return found


def resolve_phrase(phrase: Phrase, household: HouseholdWords) -> Subject:
    """Return what one phrase means to a household."""
    said = " ".join(phrase.words)
    if (own := household.meant_by(phrase.words)) is not None:
        meant = [thing for thing in household.products if thing.id == own]
        return _subject(said, next((thing.food_id for thing in meant), None), meant)
    nouns = [word for word in phrase.words if word not in JOINING]
    named = household.named(nouns)
    food_id = _most_exact(phrase.mentions)
    if food_id is None:
        category = next((_CATEGORY_OF[root] for word in nouns for root in roots(word) if root in _CATEGORY_OF), None)
        if not named and category is not None:
            things = [thing for thing in household.products if category_of(thing.group_id).id == category]
            return _subject(said, None, things, category=category)
        return _subject(said, None, named, _nearest(nouns, None, household, named))
    kin = _narrowed(
        [thing for thing in household.products if _is_kind(thing, food_id)], _beside(phrase, nouns, food_id)
    )
    related: list[NamedThing] = []
    if (
        not kin and not named and len(nouns) > len(phrase.covered) == 1
    ):  # "jeść łososia": one word names it, the other is chatter
        nouns = [phrase.words[number] for number in phrase.covered]
    if len(nouns) > 1 and named and len(phrase.covered) < len(phrase.words):
        kin = named
    elif len(nouns) == 1:
        kin, related = _called_so(kin or _preserved(nouns, food_id, household), nouns[0], food_id)
    elif len(nouns) > 1 and not set(_ids(named)) <= set(_ids(kin)):
        kin = [*kin, *(thing for thing in named if thing not in kin)]
    nearest = _nearest(nouns, food_id, household, [*kin, *related])
    return replace(_subject(said, food_id, kin, nearest), related=_ids(related))


def _subject(
    said: str,
    food_id: str | None,
    things: Sequence[NamedThing],
    nearest: tuple[str, ...] = (),
    *,
    category: str | None = None,
) -> Subject:
    foods_of_things = tuple(thing.food_id for thing in things)
    return Subject(said, food_id, _ids(things), foods_of_things, (), nearest, category)


def _called_so(kin: list[NamedThing], noun: str, food_id: str) -> tuple[list[NamedThing], list[NamedThing]]:
    """Part what people call by the name that was asked for from what is merely of the kind; all, when none is.

    Twaróg is a kind of cheese and rolls are bread, but nobody calls them "ser" and "chleb".
    """
    wanted = roots(noun) | roots(foods()[food_id].pl.one)
    called = [thing for thing in kin if not wanted.isdisjoint(thing.called)]
    return (called, [thing for thing in kin if thing not in called]) if called else (kin, [])


def _preserved(nouns: Sequence[str], food_id: str, household: HouseholdWords) -> list[NamedThing]:
    """Return what is the food in another state: smoked salmon, frozen strawberries. For a cook that is another food."""
    origin = foods()[food_id].origin
    return [
        thing
        for thing in household.products
        if (known := food_of(thing.food_id)) is not None
        and known.origin == origin
        and (origin in _FLESH or thing.group_id == _FROZEN)
        and all(not roots(noun).isdisjoint(thing.described) for noun in nouns)
    ]


def _unknown(subject: Subject) -> tuple[str, ...]:
    return () if subject.food_id or subject.product_ids else (subject.words,)


def _ids(things: Iterable[NamedThing]) -> tuple[str, ...]:
    return tuple(thing.id for thing in things)


def _runs(sentence: Sentence, taken: frozenset[int]) -> list[list[int]]:
    """Return the numbers of the words that stand together and name something; prepositions join what they stand in."""
    runs: list[list[int]] = [[]]
    joint: list[int] = []
    for number, word in enumerate(sentence.words):
        folded = sentence.folded_word(number)
        if word.parted:
            runs, joint = [*runs, []], []
        if folded in JOINING and number not in taken and runs[-1]:
            joint.append(number)
        elif number in taken or folded in PARTING or is_filler(word.text):
            runs, joint = [*runs, []], []
        elif any(char.isalpha() for char in folded):
            runs[-1] += [*joint, number]
            joint = []
    return [run for run in runs if run]


def _parts(sentence: Sentence, run: list[int], language: Locale, household: HouseholdWords) -> list[Phrase]:
    """Split a run where it names several unrelated things ("mleko jajka chleb")."""
    words = [sentence.words[number].text for number in run]
    text = " ".join(words)
    starts = [len(" ".join(words[:n])) + (n > 0) for n in range(len(words))]
    mentions = _mentions(text, language)
    whole = _phrase(words, starts, mentions, range(len(words)))
    spoken = [word for word in words if word not in JOINING]
    related = len({lineage(one.food_id)[-1] for one in mentions}) < 2
    if related or household.meant_by(words) or household.named(spoken):
        return [whole]
    if any(one.food_id in lineage(other.food_id) for one in mentions for other in mentions if one != other):
        return [whole]
    parts, first = [], 0
    for number, mention in enumerate(mentions):
        last = len(words) if number == len(mentions) - 1 else sum(start < mention.end for start in starts)
        parts.append(_phrase(words, starts, (mention,), range(first, last)))
        first = last
    return parts


def _mentions(text: str, language: Locale) -> tuple[FoodMention, ...]:
    found = foods_named(text, language=language)
    return found or foods_named(text, language="en" if language == "pl" else "pl")


def _phrase(words: Sequence[str], starts: Sequence[int], mentions: Sequence[FoodMention], at: range) -> Phrase:
    kept = [number for number in at if words[number] not in JOINING or at.start < number < at.stop - 1]
    covered = {number for number in kept if any(one.start <= starts[number] < one.end for one in mentions)}
    return Phrase(tuple(words[number] for number in kept), tuple(mentions), frozenset(covered))


def _most_exact(mentions: Sequence[FoodMention]) -> str | None:
    return max((one.food_id for one in mentions), key=lambda food_id: len(lineage(food_id)), default=None)


def _is_kind(thing: NamedThing, food_id: str) -> bool:
    if thing.food_id is None or thing.food_id not in foods():
        return False
    if food_id == _FISH and foods()[thing.food_id].origin == _FISH:  # smoked and canned fish is fish to eat
        return True
    return stands_for(thing.food_id, food_id)


def _beside(phrase: Phrase, nouns: Sequence[str], food_id: str) -> list[str]:
    """Return the words that are not needed to name the food: of "świeże mleko" the first."""
    for noun in nouns:
        if len(nouns) > 1 and any(
            one.food_id == food_id for language in ("pl", "en") for one in foods_named(noun, language=language)
        ):
            return [word for word in nouns if word != noun]
    return [word for n, word in enumerate(phrase.words) if n not in phrase.covered and word in nouns]


def _foods_of(word: str) -> set[str]:
    return {one.food_id for language in ("pl", "en") for one in foods_named(word, language=language)}


def _narrowed(kin: list[NamedThing], beside: Sequence[str]) -> list[NamedThing]:
    """Keep those that words beside the food's name describe; all, when they describe none."""
    fitting = [thing for thing in kin if all(not roots(word).isdisjoint(thing.described) for word in beside)]
    return fitting or kin


def _nearest(
    nouns: Sequence[str], food_id: str | None, household: HouseholdWords, meant: Sequence[NamedThing]
) -> tuple[str, ...]:
    near = household.alike(nouns)
    if food_id is not None:
        family = set(lineage(food_id))
        near += [t for t in household.products if t.food_id in foods() and family & set(lineage(t.food_id or ""))]
        group = foods()[food_id].group
        near += [thing for thing in household.products if thing.group_id == group]
    return _ids(dict.fromkeys(thing for thing in near if thing not in meant))[: 4 * _MOST_NEAREST]
