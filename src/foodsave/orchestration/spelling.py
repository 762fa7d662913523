"""Small slips of the keyboard put right, towards the words that questions and foods are made of."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz import process
from rapidfuzz.distance import OSA

from foodsave.core.language.folding import fold
from foodsave.core.language.morphology import lemmas
from foodsave.kitchen.catalog.food_names import name_index
from foodsave.kitchen.catalog.foods import foods
from foodsave.orchestration.cues import score_cues
from foodsave.orchestration.filler import filler_words, is_filler

_SHORTEST, _LONG = 5, 8
_ASKING = """
    kosztowalo kosztowala kosztowal kosztowaly kosztuje zaplacilem zaplacilam ugotowac ugotuje gotowac
    przeterminowane termin psuje zepsuje zepsuc popsuje lodowce lodowka zamrazarce zamrazarka szafce spizarni obiad
    kolacje sniadanie deser przepis zostalo zostal zostaly mamy gdzie kiedy zjesc zuzyc wykorzystac weekendu piatku
    niedzieli soboty poniedzialku wtorku srody czwartku tygodniu jutro pojutrze dzisiaj wegetarianskie weganskie
    bezglutenowe minut godziny osob najtaniej dzis wczoraj rano wieczorem expires expire expiring spoil recipe
    dinner breakfast lunch supper cook where cheapest fridge freezer cupboard pantry tomorrow today weekend
    vegetarian vegan gluten minutes people without cost paid bought monday tuesday wednesday thursday friday
    saturday sunday week have there"""


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    source = files("foodsave.orchestration").joinpath("data", "words.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    return {
        "plain": dict.fromkeys(table["plain"].split(), ""),
        "homely": {fold(word): meant for word, meant in table["homely"].items()},
    }


@cache
def _known_words() -> frozenset[str]:
    named = (
        form
        for food in foods().values()
        for form in (
            *(food.pl.one, food.pl.of_one, food.pl.many, food.pl.of_many, food.en, food.en_plural),
            *(*food.also_pl, *food.also_en),
        )
    )
    words = {word for form in named for word in fold(form).split() if word.isalpha()}
    return frozenset(words | set(_ASKING.split()) | set(filler_words()))


def speller(names: Iterable[str] = (), *, boldly: bool = False) -> Callable[[str], str]:
    """Return what puts a word right, and what people say at home into the word for it ("piwko").

    The words of `names` are known too. Computes for a while.

    `boldly` also changes what the dictionary has (a slip may make another word), but no word of a question.
    """
    own = frozenset(word for name in names for word in fold(name).split() if word.isalpha())
    goals = tuple(word for word in _known_words() | own if len(word) >= _SHORTEST)

    homely = _table()["homely"]

    def spell(word: str) -> str:
        if (meant := homely.get(fold(word))) is not None and fold(word) not in own:
            return meant
        if len(word) < _SHORTEST or not word.isalpha() or fold(word) in own or _is_word(word, boldly):
            return word
        folded = fold(word)
        most = 1 if len(folded) < _LONG else 2
        near = process.extract(folded, goals, scorer=OSA.distance, score_cutoff=most, limit=5)
        likely = [
            (distance, goal) for goal, distance, _ in near if goal[0] == folded[0] or sorted(goal) == sorted(folded)
        ]
        # of equally near words that of a product of the household, else the first
        return min(likely, key=lambda one: (one[0], one[1] not in own), default=(0, word))[1]

    return spell


@lru_cache(maxsize=8_192)
def _is_word(word: str, boldly: bool) -> bool:
    folded = fold(word)
    if folded in _known_words() or folded in _table()["plain"] or is_filler(folded) or score_cues(folded):
        return True
    if lemmas(word) and not boldly:
        return True
    return any(name_index(language).readings(word) for language in ("pl", "en"))
