"""The names of foods by their words: every inflected form of a word leads to the names that it may belong to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from foodsave.core.language.declension import declined, guessed
from foodsave.core.language.detection import Language
from foodsave.core.language.folding import fold
from foodsave.core.language.morphology import lemmas
from foodsave.core.language.stems import stem
from foodsave.kitchen.catalog.foods import Food, foods

_PREPOSITIONS = "z ze w we na do dla o od po pod bez with in for from of without and the i"
PREPOSITIONS = frozenset(_PREPOSITIONS.split())
_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)?")
_APOSTROPHE = re.compile(r"(?<=\w)['’`´](?=\w)|(?<=s)['’](?!\w)")

_GIVEN, _DERIVED, _GUESSED, _BY_LEMMA, _BY_STEM = 1.0, 0.95, 0.85, 0.9, 0.7
_PLURAL_OF_A_MASS = 0.85  # nobody weighs out "maki" of poppy seeds, but everybody "maki" for "mąki"
_WITHOUT_DIACRITICS = 0.9
_WRONG_DIACRITICS = 0.6
_SHORTEST_FOR_STEM = 6
_SHORTEST_STEM = 5
_SPELLINGS = {
    "yoghurt": "yogurt",
    "yoghurts": "yogurt",
    "chilli": "chili",
    "chile": "chili",
    "chillies": "chili",
    "doughnut": "donut",
    "fillet": "filet",
    "fillets": "filet",
    "grey": "gray",
    "whisky": "whiskey",
}
_IRREGULAR = {"leaf": "leaves", "loaf": "loaves", "half": "halves", "fish": "fish", "calf": "calves"}


@dataclass(frozen=True, slots=True)
class FoodName:
    """One name of a food: the nominatives of its words, folded; `derived` when it is not the food's first name."""

    food_id: str
    words: tuple[str, ...]
    prepositional: bool
    derived: bool


@dataclass(frozen=True, slots=True)
class WordReading:
    """A word of a name that a written word may be a form of; `quality` 0..1."""

    word: str
    quality: float


def words_of(text: str) -> Iterator[re.Match[str]]:
    """Yield the words and numbers of a text; apostrophes within words must be gone (`without_apostrophes`)."""
    return _WORD.finditer(text)


def without_apostrophes(text: str) -> str:
    """Return a text of the same words in which "lamb's" is one word."""
    return _APOSTROPHE.sub("", text)


class NameIndex:
    """The names in one language. Safe to share between threads."""

    def __init__(self, table: Iterable[Food], language: Language) -> None:
        self._forms: dict[str, dict[str, float]] = defaultdict(dict)
        self._given: set[str] = set()
        self._language = language
        names = [name for food in table for name in self._names(food)]
        if language == "pl":
            self._join_cases()
        self._lemmas = {word: {word, *self._lemmas_of(forms)} for word, forms in self._forms.items()}
        self._written: dict[str, list[tuple[str, str, float]]] = defaultdict(list)
        self._stems: dict[str, set[str]] = defaultdict(set)
        for word, forms in self._forms.items():
            self._stems[stem(word)].add(word)
            for form, quality in forms.items():
                self._written[self._base(form)].append((word, form, quality))
        use = Counter(word for name in names for word in name.words)
        self._anchored: dict[str, list[FoodName]] = defaultdict(list)
        for name in names:
            self._anchored[min(name.words, key=lambda word: (word.isdigit(), use[word], word))].append(name)
        self.readings = lru_cache(maxsize=16_384)(self._readings)

    def anchored(self, word: str) -> Iterable[FoodName]:
        """Return the names of which this is the rarest word."""
        return self._anchored.get(word, ())

    @property
    def roots(self) -> frozenset[str]:
        """Return the stems of the foods that are named by one word."""
        singles = (name.words[0] for names in self._anchored.values() for name in names if len(name.words) == 1)
        return frozenset(stem(word) for word in singles if len(word) > 2)

    def _names(self, food: Food) -> Iterator[FoodName]:
        spellings = [food.pl.one, *food.also_pl] if self._language == "pl" else [food.en, *food.also_en]
        seen: set[tuple[str, ...]] = set()
        if self._language == "pl":
            self._learn_table_forms(food)
        else:
            self._learn(food.en_plural)
        for number, spelling in enumerate(spellings):
            plain = [word[0].casefold() for word in words_of(without_apostrophes(spelling))]
            words = tuple(self._base(word) for word in plain if fold(word) not in PREPOSITIONS)
            if not words or words in seen:
                continue
            seen.add(words)
            if number or self._language == "en":
                self._learn(spelling)
            yield FoodName(food.id, words, len(words) < len(plain), bool(number))

    def _base(self, word: str) -> str:
        folded = fold(word).replace(",", ".")
        return _SPELLINGS.get(folded, folded) if self._language == "en" else folded

    def _learn_table_forms(self, food: Food) -> None:
        cases = [
            [word[0].casefold() for word in words_of(case)]
            for case in (food.pl.one, food.pl.of_one, food.pl.many, food.pl.of_many)
        ]
        if len({len(case) for case in cases}) != 1:
            self._learn(food.pl.one)
            return
        for one, of_one, many, of_many in zip(*cases, strict=True):
            known = self._forms[self._base(one)]
            self._given.add(self._base(one))
            in_plural = _GIVEN if food.countable else _PLURAL_OF_A_MASS
            for form in declined(one, of_one, many, of_many):
                known[form] = max(known.get(form, 0), _DERIVED)
            for form, quality in ((many, in_plural), (of_many, in_plural), (one, _GIVEN), (of_one, _GIVEN)):
                known[form] = quality if form in (one, of_one) else max(quality, known.get(form, 0) - _DERIVED)

    def _learn(self, spelling: str) -> None:
        for match in words_of(without_apostrophes(spelling)):
            word = match[0].casefold()
            known = self._forms[self._base(word)]
            forms = guessed(word) if self._language == "pl" else _english_forms(word)
            for form in forms:
                known.setdefault(form, _GUESSED if self._language == "pl" else _GIVEN)
            known[word] = max(known.get(word, 0), _GIVEN)

    def _join_cases(self) -> None:
        """Let words that names have in a case only ("natka pietruszki") be met in every other case too."""
        holders: dict[str, set[str]] = defaultdict(set)
        for word in self._given:
            for form in self._forms[word]:
                holders[form].add(word)
        for word, forms in self._forms.items():
            own = [form for form, quality in forms.items() if quality == _GIVEN and fold(form) == word]
            for holder in {held for form in own for held in holders.get(form, ()) if held != word}:
                for form, quality in list(self._forms[holder].items()):
                    forms.setdefault(form, min(quality, _BY_LEMMA))

    def _lemmas_of(self, forms: dict[str, float]) -> set[str]:
        """Return what the dictionary has of a word's own spellings; no form of them is foreign to it."""
        given = (form for form, quality in forms.items() if quality == _GIVEN) if self._language == "pl" else ()
        return {fold(lemma) for form in given for lemma in lemmas(form)}

    def _readings(self, written: str) -> tuple[WordReading, ...]:
        folded = self._base(written)
        found = self._spelled(written, folded)
        if not found and self._language == "pl":
            found = self._by_lemma(written) or self._by_stem(written, folded)
        return tuple(WordReading(word, quality) for word, quality in found.items())

    def _spelled(self, written: str, folded: str) -> dict[str, float]:
        found: dict[str, float] = {}
        rows = self._written.get(folded, ())
        marked = written != folded and any(form == written for _, form, _ in rows)
        dictionary = {fold(lemma) for lemma in lemmas(written)} if self._language == "pl" else set()
        for word, form, quality in rows:
            if quality < _GIVEN and dictionary and not dictionary & self._lemmas.get(word, {word}):
                continue  # a rule made this form, and the dictionary knows that it is of another word
            if form == written or self._language == "en" or written[0].isdigit():
                share = 1.0
            elif marked:
                continue
            else:
                share = _WITHOUT_DIACRITICS if written == folded else _WRONG_DIACRITICS
            found[word] = max(found.get(word, 0), quality * share)
        return found

    def _by_lemma(self, written: str) -> dict[str, float]:
        return {fold(lemma): _BY_LEMMA for lemma in lemmas(written) if fold(lemma) in self._forms}

    def _by_stem(self, written: str, folded: str) -> dict[str, float]:
        root = stem(folded)
        if len(folded) < _SHORTEST_FOR_STEM or len(root) < _SHORTEST_STEM or lemmas(written):
            return {}
        return dict.fromkeys(self._stems.get(root, ()), _BY_STEM)


def _english_forms(word: str) -> tuple[str, ...]:
    singular = _singular(word)
    return (
        word,
        singular,
        _plural(singular),
        f"{singular}s",
        *(mate for mate, main in _SPELLINGS.items() if main == singular),
    )


def _plural(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh", "o")) else f"{word}s"


def _singular(word: str) -> str:
    for one, many in _IRREGULAR.items():
        if word == many:
            return one
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("oes", "shes", "ches", "xes", "sses")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) and len(word) > 3 else word


@cache
def name_index(language: Language) -> NameIndex:
    """Return the index of all food names in one language, built when first asked for."""
    return NameIndex(foods().values(), language)
