"""The amount in an ingredient line: where it stands, how many of which measure, and what one pack of it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from foodsave.core.language.numerals import Count, read_count
from foodsave.errors import Invalid
from foodsave.kit.quantity import Dimension, Quantity
from foodsave.kitchen.catalog.measure_words import MeasureWord, read_measure
from foodsave.kitchen.catalog.measures import Measure
from foodsave.kitchen.catalog.weights import half_up, measured

LARGEST_COUNT = 100_000
CONTAINERS = frozenset((Measure.CAN, Measure.JAR, Measure.SACHET, Measure.PACK, Measure.BLOCK, Measure.PIECE))
_LARGEST_BARE = 100
_SHORTEST_WORD = 3
_EACH = re.compile(r"^\s*po\b|\b(?:each|każd\w+|apiece)\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"\s*(?:(?:ok|ca|approx)\b\.?|(?:około|okolo|circa|mniej więcej|mniej wiecej|jakieś|jakies|od|między|co najmniej|"
    r"minimum|min\.|about|approximately|roughly|around|at least|up to|between|nearly|prawie|po|"
    r"łącznie|razem|w sumie|total)\b)\s*",
    re.IGNORECASE,
)
_SIZED = re.compile(
    r"\s*(?:(?:bardzo )?(?:duż|mał|średni|spor|solidn|niewielk|czubat|płask|pełn|kopiast|cienk|grub|duz|mal|"
    r"sredni|plask|peln|świeże|ogromn|wielk)[^\W\d_]*|large|small|medium|big|heaped|heaping|level|scant|generous|rounded|good|fat|thick|thin|"
    r"packed|full|average|plump|whole|medium-sized)(?=\s)",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\s*(?:a\s+)?(?:kilka|kilku|kilkanaście|kilkanascie|parę|pare|paru|trochę|troche|odrobin[aęe]|nieco|few|several|some|"
    r"little|bit|couple|dash(?:es)?|splash|drizzle|knob|lots|plenty)\b(?:\s+of\b)?",
    re.IGNORECASE,
)
_AFTER_SIZE = re.compile(
    r"\s*(?:each|apiece|każd\w+|netto|net|w sumie|łącznie|razem|total|in total)?[\s.]*$", re.IGNORECASE
)
_TIMES = re.compile(r"\s*[x×*]\s*(?=\d)", re.IGNORECASE)
_ALSO = re.compile(r"\s*(?:\+|plus\b|and\b|i\b|oraz\b)?\s*", re.IGNORECASE)
_HALF_AND_HALF = re.compile(r"half[\s-]and[\s-]half", re.IGNORECASE)  # a cream, not a number
_AND_PART = re.compile(r"\s+(?:i|and|&)\s+", re.IGNORECASE)
_UP_TO = re.compile(r"\s*(?:[-–—]|do\b|to\b|lub\b|or\b)\s*", re.IGNORECASE)
_UNTOLD = re.compile(
    r"\s*(?:kieliszek|kieliszka|kieliszki|kieliszków|kropl[aeię]|kropel|chlust|łyk|drops?|knobs?|splash(?:es)?|dash(?:es)?|"
    r"shots?|drizzles?)\b(?:\s+of\b)?",
    re.IGNORECASE,
)
_OTHER_SYSTEM = re.compile(r"\s*/\s*(?=[\d½¼¾⅓⅔])")
_OF = re.compile(r"\s*(?:of|z czubkiem|z górką)\b", re.IGNORECASE)
_AFTER_NAME = re.compile(r"(?:^|(?<=[\s:=,(–—-]))(?=[\d½¼¾⅓⅔⅛]|[^\W\d_])")
_NOT_BEFORE = re.compile(
    r"(?:\b(?:typ|typu|type|nr|no|rozmiar|size|kl|klasa|z|ze|of|na|do)\.?|\d\s*[-–.,/]?)\s*$", re.IGNORECASE
)
_NUMBERED = re.compile(r"\b(?:typ|typu|type|rozmiar)\s*\d+\s*[-–:,]?\s*$", re.IGNORECASE)
_STARTS_WITH_NUMBER = re.compile(r"\W*[\d½¼¾⅓⅔⅛]")
_SET_OFF = re.compile(r"\s*(?:[:=]|[-–—]\s)\s*")
_LENGTH = re.compile(r"\s*(?:cm|mm|inch(?:es)?|in\.|cal[ea]?|\")(?![^\W\d_])", re.IGNORECASE)
_ENDED = re.compile(r"\s*[.]?\s*(?:$|[,;(])")
_ENGLISH_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3}),(\d{3})(?![\d.,])")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount read from a line: its number, its measure, and the text around it that is left."""

    count: Fraction | None
    upper: Fraction | None
    word: MeasureWord | None
    before: str
    after: str
    size: Quantity | None = None

    @property
    def measure(self) -> Measure | None:
        if self.word is not None:
            return self.word.measure
        return None if self.count is None else Measure.PIECE


def without_thousands_commas(text: str) -> str:
    """Return an English text in which "1,500" is 1500."""
    return _ENGLISH_THOUSANDS.sub(r"\1\2", text)


def read_amount(text: str, *, spaced_thousands: bool) -> Amount:
    """Return the amount of a line, from its beginning or after the name; none is an amount without a count.

    `spaced_thousands` tells that "1 500 g" is 1,500 g and not one pack of 500 g.

    Raises:
        Invalid: the number is zero or absurdly large.
    """
    found = _leading(text, spaced_thousands) if not _HALF_AND_HALF.match(text) else None
    if found is None:
        alone, late = _measure_alone(text), _trailing(text)
        is_set_off = late is not None and _SET_OFF.match(text, len(late.before)) is not None
        found = late if alone is None or is_set_off else alone
    if found is None:
        return Amount(None, None, None, "", text)
    for number in (found.count, found.upper):
        if number is not None and not 0 < number <= LARGEST_COUNT:
            raise Invalid(
                f"{text!r} tells an amount of {float(number):g}; write more than 0 and at most {LARGEST_COUNT}",
                code="invalid_quantity",
            )
    return found


def size_of_one(amount: Amount, brackets: Iterable[str]) -> Quantity | None:
    """Return what one pack or piece holds by the brackets of a line; what several pieces weigh is shared among them."""
    for bracket in brackets:
        size = inner_size(bracket)
        if size is None or amount.count is None:
            continue
        if amount.measure is not Measure.PIECE or _EACH.search(bracket):
            return size
        return Quantity(max(1, half_up(size.milli / amount.count)), size.unit)
    return None


def inner_size(text: str) -> Quantity | None:
    """Return the weight or volume that the whole of a bracket tells, such as "400 g" or "ok. 14 oz each"."""
    start = _past_about(text, 0)
    found = _weight(text, start)
    if found is None:
        return None
    rest = _AFTER_SIZE.sub("", text[found[1] :])
    other = _OTHER_SYSTEM.match(rest)
    return found[0] if not rest or other else None


def _weight(text: str, start: int) -> tuple[Quantity, int] | None:
    count = read_count(text, start)
    word = read_measure(text, count.end) if count else None
    if count is None or word is None or word.measure.size is None or not 0 < count.low <= LARGEST_COUNT:
        return None
    quantity = measured(count.low * word.factor, word.measure, None)
    return (quantity, word.end) if quantity and quantity.unit.dimension is not Dimension.COUNT else None


def _past_about(text: str, start: int) -> int:
    while found := _ABOUT.match(text, start):
        start = found.end()
    return start


def _past_sizes(text: str, start: int) -> int:
    while found := _SIZED.match(text, start):
        start = found.end()
    return start


def _leading(text: str, spaced_thousands: bool) -> Amount | None:
    start = _past_about(text, 0)
    if vague := _VAGUE.match(text, start):
        word = read_measure(text, _past_sizes(text, vague.end()))
        end = _past_of(text, word.end if word else vague.end())
        return Amount(None, None, word, "", text[end:])
    count = read_count(text, start)
    if count is None or text[count.end : count.end + 1] == "%" or _LENGTH.match(text, count.end):
        return None
    if untold := _UNTOLD.match(text, count.end):
        return Amount(None, None, None, "", text[untold.end() :])
    if packed := _packed(text, count, spaced_thousands):
        return packed
    word = read_measure(text, _past_sizes(text, _past_about(text, count.end)))
    if word is None:
        glued = text[count.end : count.end + 1].isalpha() and text[start : count.end].strip()[-1:].isdigit()
        return None if glued else Amount(count.low, count.high, None, "", text[_past_of(text, count.end) :])
    return _with_measure(text, count, word)


def _packed(text: str, count: Count, spaced_thousands: bool) -> Amount | None:
    """Read packs of a told size: "2 x 400 g cans", "1 400g can", "4 150g chicken breasts"."""
    times = _TIMES.match(text, count.end)
    if count.high is not None or (times is None and not text[count.end : count.end + 1].isspace()):
        return None
    start = times.end() if times else count.end
    if not re.match(r"\s*\d", text[start:]) or (weight := _weight(text, start)) is None:
        return None
    size, end = weight
    container = read_measure(text, _past_sizes(text, re.compile(r"[\s-]*").match(text, end).end()))  # type: ignore[union-attr]
    is_container = container is not None and container.measure in CONTAINERS
    if times is None and not is_container and spaced_thousands and re.match(r"\s\d{3}\s", text[count.end :]):
        whole = read_count(text[: count.end] + text[count.end + 1 :])
        word = read_measure(text, count.end + 4)
        return Amount(whole.low, None, word, "", text[end:]) if whole and word else None
    end = container.end if is_container and container else end
    return Amount(count.low, None, container if is_container else None, "", text[_past_of(text, end) :], size)


def _with_measure(text: str, count: Count, word: MeasureWord) -> Amount:
    low, high = count.low * word.factor, count.high * word.factor if count.high is not None else None
    end, size = word.end, word.size
    if other := _OTHER_SYSTEM.match(text, end):  # 200g/7oz: the same again
        while again := _weight(text, other.end() if end == word.end else end):
            end = again[1]
    elif high is None and (more := _more(text, end, word) or _part_more(text, end, word)):
        low, end = low + more[0], more[1]
    elif high is None and (upper := _upper(text, end, word)) and upper[0] > low:
        high, end = upper
    elif word.measure in CONTAINERS and (weight := _weight(text, _past_about(text, end))):
        size, end = weight
    return Amount(low, high, word, "", text[_past_of(text, end) :], size)


def _more(text: str, end: int, word: MeasureWord) -> tuple[Fraction, int] | None:
    """Read what is added in a smaller measure: "1 szklanka i 2 łyżki", "1 lb 2 oz", in the first measure."""
    joining = _ALSO.match(text, end)
    count = read_count(text, joining.end() if joining else end)
    second = read_measure(text, count.end) if count and count.high is None else None
    if count is None or second is None or word.measure.size is None or second.measure.size is None:
        return None
    (dimension, size), (other, smaller) = word.measure.size, second.measure.size
    if dimension is not other or smaller >= size:
        return None
    return count.low * second.factor * smaller / size, second.end


def _part_more(text: str, end: int, word: MeasureWord) -> tuple[Fraction, int] | None:
    """Read the part of a measure that is told after it: "szklanka i pół", "a cup and a half"."""
    joining = _AND_PART.match(text, end)
    count = read_count(text, joining.end()) if joining else None
    if count is None or count.high is not None or count.low >= 1 or read_measure(text, count.end):
        return None
    return count.low * word.factor, count.end


def _upper(text: str, end: int, word: MeasureWord) -> tuple[Fraction, int] | None:
    """Read the other end of a range of which each end has its measure: "1 kg - 1,2 kg"."""
    joining = _UP_TO.match(text, end)
    count = read_count(text, joining.end()) if joining else None
    again = read_measure(text, count.end) if count and count.high is None else None
    if count is None or again is None or again.measure is not word.measure:
        return None
    return count.low * again.factor, again.end


def _past_of(text: str, end: int) -> int:
    found = _OF.match(text, end)
    return found.end() if found else end


def _measure_alone(text: str) -> Amount | None:
    """Read "szczypta soli": one of a measure that stands in the singular, an unknown number in the plural."""
    start = _past_about(text, 0)
    word = read_measure(text, _past_sizes(text, start))
    if word is None or not (word.singular or len(word.text) >= _SHORTEST_WORD) or not text[word.end :].strip(" .,"):
        return None
    if word.singular and (more := _part_more(text, word.end, word)):
        return Amount(word.factor + more[0], None, word, "", text[_past_of(text, more[1]) :])
    return Amount(word.factor if word.singular else None, None, word, "", text[_past_of(text, word.end) :])


def _trailing(text: str) -> Amount | None:
    """Read an amount that follows the name: "masło - 200 g", "Jajka: 3"; digits before it forbid that."""
    if _STARTS_WITH_NUMBER.match(text) or _HALF_AND_HALF.match(text):
        return None
    for place in _AFTER_NAME.finditer(text):
        start = place.start()
        before = text[:start]
        if not before.strip(" -:") or (_NOT_BEFORE.search(before) and not _NUMBERED.search(before)):
            continue
        found = _amount_at(text, _past_about(text, start))
        if found is not None:
            return replace(found, before=before.rstrip(" -–—:=,("))
    return None


def _amount_at(text: str, start: int) -> Amount | None:
    count = read_count(text, start)
    if count is None:
        alone = read_measure(text, _past_sizes(text, start)) if _SET_OFF.search(text[:start][-3:]) else None
        sound = (
            alone is not None and alone.singular and len(alone.text) >= _SHORTEST_WORD and _ENDED.match(text, alone.end)
        )
        return Amount(alone.factor, None, alone, "", text[alone.end :]) if alone and sound else None
    is_article = text[start : count.end].strip().lower() in ("a", "an")
    word = read_measure(text, _past_sizes(text, count.end))
    if word is not None and (_ENDED.match(text, word.end) or text[word.end :].lstrip().startswith("/")):
        return _with_measure(text, count, word)
    if (
        is_article
        or word is not None
        or _LENGTH.match(text, count.end)
        or not _ENDED.match(text, count.end)
        or count.low > _LARGEST_BARE
    ):
        return None
    return Amount(count.low, count.high, None, "", text[count.end :])
