"""Which measure and which food an ingredient means where a word may be either: leaves, cloves, cans, sticks, roots."""

from __future__ import annotations

import re
from dataclasses import replace

from foodsave.kit.quantity import Dimension
from foodsave.kitchen.catalog.food_matching import FoodMatch, match_food
from foodsave.kitchen.catalog.foods import foods
from foodsave.kitchen.catalog.ingredient_amounts import Amount
from foodsave.kitchen.catalog.measure_words import read_measure
from foodsave.kitchen.catalog.measures import Measure

_AFTER_FOOD = frozenset(
    (
        Measure.CLOVE,
        Measure.LEAF,
        Measure.SPRIG,
        Measure.STALK,
        Measure.HEAD,
        Measure.SLICE,
        Measure.BLOCK,
        Measure.BUNCH,
    )
)
_IMPLIED = (
    (frozenset((Measure.CAN,)), {"pl": "{} w puszce", "en": "canned {}"}),
    (frozenset((Measure.SPRIG, Measure.BUNCH, Measure.LEAF)), {"pl": "świeży {}", "en": "fresh {}"}),
)
_SURE = 0.8
_ROOTS = {"parsley": "parsley_root"}
_BREADS = ("bread", "rolls")
_FATS = ("butter", "margarine")
_STICKS = ("stick", "sticks")
_PACKETS = ("packet", "packets")
_SMALL_PACKS = (Measure.SACHET, Measure.PACK)
_LARGEST_SACHET_MILLI = 25_000
_LAST_WORD = re.compile(r"^(?P<rest>.+?)\s+(?P<last>[^\W\d_]+)\s*$", re.DOTALL)


def settle_measure(amount: Amount, name: str, match: FoodMatch, language: str) -> tuple[Measure | None, str, FoodMatch]:
    """Tell a measure from a word of the food's name: "1 kostka rosołowa" is a piece, "1 kostka masła" a block."""
    word = amount.word
    if word is None or (word.measure.size is not None and word.measure is not Measure.PIECE):
        return amount.measure, name, match
    together = f"{word.text} {name}".strip()
    with_word = match_food(together, language=language)
    covers = with_word.food_id is not None and word.text.casefold() in with_word.name.split()
    if covers and (match.food_id is None or _names_itself(word.text, with_word)):
        return (_of_its_own(word.measure) if amount.count is not None else None), together, with_word
    if covers and len(with_word.name.split()) > len(match.name.split()):
        return word.measure, name, with_word
    return word.measure, name, _as_measured(word.measure, name, match, language)


def _of_its_own(measure: Measure) -> Measure:
    """Return the measure of a food that is named by it: bay leaves are leaves, stock cubes pieces."""
    return measure if measure is Measure.LEAF else Measure.PIECE


def _names_itself(word: str, match: FoodMatch) -> bool:
    """Tell whether a measure's word belongs to the food's first name, as "leaf" does to "bay leaf"."""
    known = foods().get(match.food_id or "")
    own = read_measure(word)
    names = (known.en, known.pl.one) if known else ()
    return any(
        (told := read_measure(part)) and own and told.measure is own.measure for name in names for part in name.split()
    )


def _as_measured(measure: Measure, name: str, match: FoodMatch, language: str) -> FoodMatch:
    """Return the food that the measure implies: tomatoes by the can are canned, thyme by the sprig is fresh."""
    for implying, phrases in _IMPLIED:
        if measure in implying and name:
            implied = match_food(phrases.get(language, "{}").format(name), language=language)
            if (
                implied.food_id is not None
                and implied.confidence > _SURE
                and len(implied.name.split()) > len(match.name.split())
            ):
                return implied
    return match


def measure_after(name: str, match: FoodMatch, language: str) -> tuple[Measure, str, FoodMatch]:
    """Read a measure that follows the food: "2 garlic cloves", "3 celery sticks"; not of "2 bay leaves"."""
    split = _LAST_WORD.match(name)
    word = read_measure(split["last"]) if split else None
    if split is None or word is None or word.measure not in _AFTER_FOOD or len(split["last"]) < 3:
        return Measure.PIECE, name, match
    rest = match_food(split["rest"], language=language)
    if match.food_id is not None and _names_itself(split["last"], match):
        return _of_its_own(word.measure), name, match
    if rest.food_id is None:
        return Measure.PIECE, name, match
    if match.food_id not in (None, rest.food_id):
        is_told = word.measure in foods()[match.food_id or ""].measures
        return (word.measure, split["rest"], match) if is_told else (Measure.PIECE, name, match)
    measure = _stick(rest) if word.text.lower() in _STICKS else word.measure
    return measure, split["rest"], _as_measured(measure, split["rest"], rest, language)


def fitting_measure(measure: Measure | None, amount: Amount, match: FoodMatch) -> Measure | None:
    """Return the measure that the food has under a word of two meanings: a slice of bread, a stick of celery."""
    known = foods().get(match.food_id) if match.food_id else None
    if known is None:
        return measure
    if measure is Measure.SLICE and known.group in _BREADS:
        return Measure.BREAD_SLICE
    word = amount.word.text.lower() if amount.word else ""
    if word in _PACKETS and amount.size is not None and amount.size.milli <= _LARGEST_SACHET_MILLI:
        return Measure.SACHET
    if measure in _SMALL_PACKS and measure not in known.measures:
        return next((other for other in _SMALL_PACKS if other in known.measures), measure)
    if measure is Measure.BLOCK and word in _STICKS:
        return _stick(match)
    return measure


def as_counted(measure: Measure | None, match: FoodMatch, brackets: list[str], language: str) -> FoodMatch:
    """Return the food that a word of two meanings has here: "1 pietruszka" is a root, "pęczek pietruszki" leaves."""
    for remark in brackets:
        closer = match_food(f"{match.name} {remark}", language=language) if remark.isalpha() and match.food_id else None
        if closer and closer.food_id and len(closer.name.split()) > len(match.name.split()):
            return closer
    weighed = measure is Measure.PIECE or (measure is not None and measure.size and measure.size[0] is Dimension.MASS)
    root = _ROOTS.get(match.food_id or "")
    if root in foods() and weighed and len(match.name.split()) == 1 and language == "pl":
        return replace(match, food_id=root)
    return match


def _stick(match: FoodMatch) -> Measure:
    group = foods()[match.food_id].group if match.food_id else ""
    if group in _FATS:
        return Measure.BLOCK
    return Measure.PIECE if group == "spices" else Measure.STALK
