"""What a dish should be, read from a question: foods wanted and not, time, people, diets, the meal. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from foodsave.agents.base.question import Wish
from foodsave.agents.chef.kinds import find_kind
from foodsave.core.language.numerals import read_count
from foodsave.core.profiles.service import Locale
from foodsave.kitchen.catalog.food_matching import FoodMention, foods_named
from foodsave.orchestration.cues import score_cues
from foodsave.orchestration.filler import is_filler
from foodsave.orchestration.sentence import Sentence

_MOST_MINUTES, _MOST_PEOPLE = 24 * 60, 50
_NUMBER = r"(?:\d+(?:[.,/]\d+)?|[a-z]+(?: (?:i|and|a|or|to|lub|albo|czy) [a-z]+)?|[a-z]+ [a-z]+|[a-z]+)"
_MINUTES = re.compile(rf"(?<!\w)(?P<count>{_NUMBER}) ?(?:min(?:ut\w*|s)?\b|minutes?)")
_HOURS = re.compile(rf"(?<!\w)(?P<count>{_NUMBER}|) ?(?:(?:an? )?hours?|godzin\w*|godz|(?<![a-z])h)(?!\w)")
_HOUR_AND_HALF = re.compile(r"(?<!\w)(?:an? |one |1 |jedn\w+ )?(?:hour and a half|godzin\w* i pol)(?!\w)")
_QUARTER = re.compile(r"(?<!\w)(?:kwadrans\w*|quarter of an hour)")
_PEOPLE = re.compile(
    rf"(?<!\w)(?:dla|na|for|serves) (?:nas |us )?(?P<count>{_NUMBER})(?= (?:os\w+|ludzi|"
    r"gosci\w*|dorosl\w+|people|persons?|guests?|adults|kids|friends|of us)|"
    r"(?:$| (?=na |dla |z |ze |bez |w |with|without|in |for |"
    r"tonight|today|tomorrow|this |please|under |using |from |by |dzis|jutro|prosze|do |wieczor|co |cos )))"
)
_PEOPLE_COUNTED = re.compile(
    r"(?<!\w)(?P<count>\d+|[a-z]+) (?:osob\w*|ludzi|gosci|doroslych|people|persons|guests|adults)"
)
_COLLECTIVE = {"dwojga": 2, "dwoje": 2, "trojga": 3, "troje": 3, "czworga": 4, "czworo": 4, "pieciorga": 5,
               "piecioro": 5, "szesciorga": 6, "siebie": 1, "samego": 1, "samej": 1, "myself": 1}  # fmt: skip
_NOTHING_MISSING = re.compile(
    r"(?<!\w)(?:bez (?:\w+ )?(?:zakupow|kupowania|dokupowania|wychodzenia|brakow)|"
    r"nic nie (?:musze |trzeba )?(?:do)?kup\w+|"
    r"nie (?:chce )?(?:\w+ ){0,2}?(?:isc|ide|wychodz\w+) (?:do sklepu|po zakupy|na zakupy|z domu)|"
    r"bez (?:isci\w+|wyjsci\w+|wizyty)|"
    r"nic nie brak\w+|niczego nie brak\w+|tylko z tego co|wylacznie z|z tego co (?:mam|mamy|jest)|z samych|"
    r"without (?:\w+ )?(?:shopping|buying|going to the (?:shops?|store))|no shopping|"
    r"nothing missing|only (?:with|from|using) what|"
    r"(?:with|from|using|out of) (?:only |just )?what (?:i|we|ive|weve)|what we have at home|right now without)"
)
_MISSING = re.compile(
    rf"(?<!\w)(?:(?:maksymalnie|max|maks|najwyzej|nie wiecej niz|co najwyzej|do|at most|no more than|up to|"
    rf"maximum(?: of)?|with|missing|brak\w*|brakuje)(?: moze)? )+(?P<count>{_NUMBER})"
    r"(?= (?:\w+ )?(?:brak\w*|skladnik\w*|rzecz\w*|produkt\w*|missing|ingredients?|things?|items?))"
)
_BUYING = re.compile(
    rf"(?<!\w)(?:(?:do)?kupi\w*|kupie|bought|buy|buying|get) (?:\w+ ){{0,2}}?(?P<count>{_NUMBER}) "
    r"(?:rzecz\w*|skladnik\w*|produkt\w*|more|things?|ingredients?|items?|extra)"
)
_DIETS = (
    (
        "vegetarian",
        (
            r"weget\w+|wege|jarsk\w+|vegetarian\w*|veggie|meat ?(?:free|less)|meatless|bezmies\w+|"
            r"bez (?:zadnego )?miesa|(?:without|no)(?: any)? meat"
        ),
    ),
    ("vegan", r"wegan\w+|vegan\w*|plant based|roslinn\w+"),
    ("pescatarian", r"pesketarian\w*|peskatarian\w*|pescatarian\w*"),
    ("gluten_free", r"bezglut\w+|bez glutenu|gluten ?free|without gluten|no gluten"),
    ("lactose_free", r"bezlaktoz\w+|bez laktozy|lactose ?free|without lactose"),
    ("dairy_free", r"bez nabialu|bezmlecz\w+|dairy ?free|without dairy|no dairy"),
)
_ALLERGENS = (
    ("nuts", r"orzech\w*|nuts?"),
    ("peanuts", r"orzeszk\w* ziemn\w*|fistaszk\w*|peanuts?"),
    ("milk", r"mlek\w*|nabial\w*|milk|dairy"),
    ("eggs", r"jaj\w*|eggs?"),
    ("gluten", r"gluten\w*|pszenic\w*|wheat"),
    ("fish", r"ryb\w*|fish"),
    ("crustaceans", r"skorupiak\w*|krewet\w*|shellfish|shrimps?|prawns?"),
    ("soy", r"soj\w*|soya?"),
    ("celery", r"seler\w*|celery"),
    ("mustard", r"musztard\w*|gorczyc\w*|mustard"),
    ("sesame", r"sezam\w*|sesame"),
)
_ALLERGIC = re.compile(
    r"(?<!\w)(?:uczul\w+|alergi\w+|nietoleranc\w+|allerg\w+|intoleran\w+|nie toleruj\w+|"
    r"nie mo[gz]\w+ (?:jesc|jadac)|(?:cant|cannot|mustnt|shouldnt) (?:have|eat|tolerate))"
    r"(?P<rest>(?: (?!(?:co|czy|jak|what|which|can|could|so|wiec) )\w+){0,8})"
)
_MEALS = (
    ("breakfast", r"sniadan\w+|breakfast"),
    ("supper", r"kolacj\w+|kolacyj\w+|supper|(?<=for )(?:my |our |the )?tea(?: tonight| today)?(?= |$)|teatime"),
    ("dinner", r"obiad\w*|dinner|lunch\w*"),
    ("snack", r"przekas\w+|podwieczor\w+|snack\w*|drugie sniadanie"),
)
_COURSES = (
    ("bake", r"upie[ck]\w* (?:\w+ )?slodk\w+|slodk\w+ (?:\w+ )?do upieczenia|bake (?:\w+ )?sweet"),
    (
        "dessert",
        r"deser\w*|dessert\w*|pudding|something sweet|(?:co|cos|czegos) (?:\w+ ){0,2}?slodk(?:iego|ie)",
    ),
    ("soup", r"zup\w+|soups?"),
    ("salad", r"salat[eykioa]\w*|salads?"),
    ("bake", r"ciast[oa]|placek|wypiek\w*|cakes?"),
    ("spread", r"past[ey] (?:na|do) (?:chleb\w*|kanap\w*)|spreads?"),
)
_NO_TOOL = (
    r"(?:bez (?:uzycia |uruchamiania |wlaczania )?|nie mam |(?:no|without|dont have)(?: using)?(?: an?| the| my)? )"
)
_WITHOUT_TOOLS = (
    (
        "oven",
        rf"{_NO_TOOL}(?:piekarnik\w*|oven)|piekarnik (?:sie (?:ze|po)psul|nie dziala)|oven (?:is broken|isnt working)",
    ),
    ("blender", rf"{_NO_TOOL}(?:blender\w*)"),
    ("mixer", rf"{_NO_TOOL}(?:mikser\w*|mixer)"),
)
_WITHOUT = re.compile(
    r"(?<!\w)(?:uczul\w+ na|alergi\w+ na|allerg\w+ to|"
    r"nothing with|nic z|nie z|bez|without|no|not|oprocz|poza|byle nie|nie chce|nie lubi\w*|nie jem\w*|"
    r"nie je|nie jada\w*|nie moge jesc|nie znosz\w*|nie cierpi\w*|zadn\w+|except|dont (?:like|eat|want)|"
    r"doesnt (?:like|eat)|cant (?:eat|have)|hates?|avoid\w*|sick of|tired of|excluding|hold the|tylko nie)(?!\w)"
)
_RESUMED = re.compile(r"(?<!\w)(?:z|ze|with|ale z|but with|na|for|w|in|dla|do|a z)(?!\w)")


_TELLS_A_FOOD = frozenset(["z", "ze", "bez", "with", "without", "using"])


@dataclass(frozen=True, slots=True)
class ReadWish:
    """A wish, and the numbers of the words that told it."""

    wish: Wish
    words: frozenset[int]


def read_wish(sentence: Sentence, language: Locale) -> ReadWish:
    """Return what a dish should be. Finding the foods computes for a while: call it in a thread."""
    folded = sentence.folded
    spans: list[tuple[int, int]] = []
    minutes = _minutes(folded, spans)
    missing = _missing(folded, spans)
    people = _people(folded, spans)
    diets = _all_of(_DIETS, folded, spans)
    allergens = _allergens(folded, spans)
    meal, course = _first_of(_MEALS, folded, spans), _first_of(_COURSES, folded, spans)
    without_tools = _all_of(_WITHOUT_TOOLS, folded, spans)
    dish = find_kind(folded)
    if dish is not None:
        spans.append(dish[1])
    taken = {number for span in spans for number in sentence.numbers_within(span)}
    wanted, unwanted = _foods(sentence, language, frozenset(taken), spans)
    return ReadWish(
        Wish(
            foods=wanted,
            without=unwanted,
            unknown=_strange_foods(sentence, language, frozenset(taken)),
            minutes=minutes,
            people=people,
            missing=missing,
            diets=diets,
            allergens=allergens,
            meal=meal,
            course=course,
            dish=dish[0] if dish else None,
            without_tools=without_tools,
        ),
        frozenset(taken),
    )


def _foods(
    sentence: Sentence, language: Locale, taken: frozenset[int], spans: Sequence[tuple[int, int]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    wanted: list[str] = []
    unwanted: list[str] = []
    for mention in _mentions(sentence, language):
        numbers = sentence.numbers_within((mention.start, mention.end))
        if numbers <= taken or all(is_filler(sentence.folded_word(number)) for number in numbers):
            continue
        (unwanted if _is_refused(sentence.folded, mention.start, spans) else wanted).append(mention.food_id)
    return tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted))


def _strange_foods(sentence: Sentence, language: Locale, taken: frozenset[int]) -> tuple[str, ...]:
    """Return what stands where a food is told ("z jarmużem") and is none that the table has."""
    named = {
        number
        for mention in _mentions(sentence, language)
        for number in sentence.numbers_within((mention.start, mention.end))
    }
    strange = []
    for number in range(1, len(sentence.words)):
        word, before = sentence.folded_word(number), sentence.folded_word(number - 1)
        if before not in _TELLS_A_FOOD or number in named or number in taken or number - 1 in taken:
            continue
        following = {number + 1} & named  # "z dużą ilością", "z mojego szpinaku"
        if word.isalpha() and not is_filler(word) and not score_cues(word) and not following:
            strange.append(sentence.words[number].text)
    return tuple(strange)


def _mentions(sentence: Sentence, language: Locale) -> tuple[FoodMention, ...]:
    return foods_named(sentence.text, language=language)


def _is_refused(folded: str, start: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a food is refused: "without" stands before it and nothing resumes the wish in between.

    What refuses something else ("no oven") is within one of `spans`.
    """
    before = folded[:start]
    refusals = [
        found for found in _WITHOUT.finditer(before) if not any(first <= found.start() < last for first, last in spans)
    ]
    return bool(refusals) and _RESUMED.search(before, refusals[-1].end()) is None


def _minutes(folded: str, spans: list[tuple[int, int]]) -> int | None:
    for pattern, fixed in ((_HOUR_AND_HALF, 90), (_QUARTER, 15)):
        if (match := pattern.search(folded)) is not None:
            spans.append(match.span())
            return fixed
    for pattern, unit in ((_MINUTES, 1), (_HOURS, 60)):
        if (match := pattern.search(folded)) is not None:
            count = _count(match["count"]) or (Fraction(1) if unit > 1 else None)  # "w godzinę": in one
            if count is not None and 0 < count * unit <= _MOST_MINUTES:
                spans.append(match.span())
                return int(count * unit)
    return None


def _missing(folded: str, spans: list[tuple[int, int]]) -> int | None:
    if match := _NOTHING_MISSING.search(folded):
        spans.append(match.span())
        return 0
    for match in filter(None, (_MISSING.search(folded), _BUYING.search(folded))):
        count = _count(match["count"])
        if count is not None and count.denominator == 1 and 0 <= count <= 100:
            spans.append(match.span())
            return int(count)
    return None


def _people(folded: str, spans: list[tuple[int, int]]) -> int | None:
    for word in folded.split():
        if word in _COLLECTIVE:
            return _COLLECTIVE[word]
    for match in (*_PEOPLE.finditer(folded), *_PEOPLE_COUNTED.finditer(folded)):
        count = _count(match["count"])
        if count is not None and count.denominator == 1 and 0 < count <= _MOST_PEOPLE:
            spans.append(match.span())
            return int(count)
    return None


def _count(text: str) -> Fraction | None:
    """Return the number that a text ends with: "za dwadziescia" tells twenty."""
    words = text.split()
    for first in range(len(words)):
        rest = " ".join(words[first:])
        found = read_count(rest)
        if found is not None and not rest[found.end :].strip():
            return found.high or found.low
    return None


def _allergens(folded: str, spans: list[tuple[int, int]]) -> tuple[str, ...]:
    match = _ALLERGIC.search(folded)
    if match is None:
        return ()
    found = [name for name, pattern in _ALLERGENS if re.search(rf"(?<!\w)(?:{pattern})(?!\w)", match["rest"])]
    if found:
        spans.append(match.span())
    return tuple(found)


def _all_of(table: tuple[tuple[str, str], ...], folded: str, spans: list[tuple[int, int]]) -> tuple[str, ...]:
    found = []
    for name, pattern in table:
        if (match := re.search(rf"(?<!\w)(?:{pattern})(?!\w)", folded)) is not None:
            found.append(name)
            spans.append(match.span())
    return tuple(found)


def _first_of(table: tuple[tuple[str, str], ...], folded: str, spans: list[tuple[int, int]]) -> str | None:
    found = _all_of(table, folded, spans)
    return found[0] if found else None
