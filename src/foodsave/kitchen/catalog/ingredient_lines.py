"""Ingredient lines as cook books write them, Polish and English, taken apart: amount, measure, food, notes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from fractions import Fraction

from foodsave.core.language.detection import language_of
from foodsave.core.language.numerals import read_count
from foodsave.errors import Invalid
from foodsave.kit.quantity import MAX_MILLI, Quantity
from foodsave.kitchen.catalog.food_matching import FoodMatch, match_food
from foodsave.kitchen.catalog.foods import foods
from foodsave.kitchen.catalog.ingredient_amounts import (
    Amount,
    inner_size,
    read_amount,
    size_of_one,
    without_thousands_commas,
)
from foodsave.kitchen.catalog.ingredient_measures import as_counted, fitting_measure, measure_after, settle_measure
from foodsave.kitchen.catalog.measures import Measure
from foodsave.kitchen.catalog.weights import half_up, measured

LONGEST_LINE = 500
_BULLET = re.compile(r"^(?:[\s•·▪▢□■◦‣*✓✔☐>#~]+|[-–—]\s+)+")
_NEGATIVE = re.compile(r"^\s*[-−–]\s?(?=[\d½¼¾⅓⅔])")
_HYPHENED = re.compile(r"(?<=\d)-(?=[^\W\d_])")
_BRACKET = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_OPTIONAL = re.compile(
    r"[\s,;-]*\b(?:opcjonalni[ea]|opcjonaln[yae]|niekoniecznie|optional(?:ly)?|if desired|if you like|jeśli lubisz)\b",
    re.IGNORECASE,
)
_TASTE = re.compile(
    r"[\s,;:–-]*\b(?:do smaku|wg uznania|według uznania|wedlug uznania|wg smaku|to taste|as needed|as required|"
    r"as desired|to serve|for serving|for garnish|to garnish|do podania|do dekoracji|"
    r"do smażenia|for frying|do posypania)\b\.?",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"^(?P<part>[^\d,;:]*?\b(?:sok|soku|skórka|skórkę|skorka|skórki|juice|zest|rind|peel)\b[^\d,;:]*?)\s+(?:z|ze|of|from)\s+(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_PART_OF_EGG = re.compile(
    r"^(?P<part>białk\w+|bialk\w+|żółtk\w+|zoltk\w+|(?:egg )?whites?|(?:egg )?yolks?)\s+(?:z|ze|of|from)\s+"
    r"(?P<count>.+?)\s+(?:(?:duż|mał|śred)\w+\s+|large\s+)?(?:jaj\w*|eggs?)$",
    re.IGNORECASE,
)
_OR = re.compile(r"\s+(?:lub|albo|bądź|ewentualnie|ew\.|względnie|or)\s+|\s*/\s*(?=[^\W\d_]{3})", re.IGNORECASE)
_AND = re.compile(r"\s+(?:i|oraz|and|&|\+|plus)\s+|\s*;\s*", re.IGNORECASE)
_NUMBER_INSIDE = re.compile(r"(?<=[^\W\d_]\s)(?=[\d½¼¾⅓⅔])")
_SAME_OF_EACH = re.compile(r"po\s", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_LISTED = re.compile(r"\s*,\s+|\s+(?:i|oraz|and|&)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ParsedIngredient:
    """One ingredient: `upper` is the other end of a range, `size` what one pack or piece holds when the line tells.

    `name` are the food's words, `note` the preparation and other remarks. A count without a measure has Measure.PIECE.
    """

    text: str
    count: Fraction | None
    upper: Fraction | None
    measure: Measure | None
    name: str
    food_id: str | None
    note: str | None
    optional: bool
    size: Quantity | None = None
    confidence: float = 0.0

    @property
    def quantity(self) -> Quantity | None:
        """Return the amount (of a range the lower end) in grams, millilitres or pieces; None when it is not known."""
        if self.count is None or self.measure is None:
            return None
        if self.size is not None:
            return Quantity(min(max(1, half_up(self.count * self.size.milli)), MAX_MILLI), self.size.unit)
        return measured(self.count, self.measure, foods().get(self.food_id) if self.food_id else None)


def parse_ingredient(line: str, *, language: str | None = None) -> ParsedIngredient:
    """Return what one ingredient line tells. Of a line that names two foods see `parse_ingredients`.

    Raises:
        Invalid: the line is longer than 500 characters, or its amount is negative, zero or absurdly large.
    """
    text = _tidy(line)
    return _parsed(text, line, language or language_of(text) or "pl")


def parse_ingredients(line: str, *, language: str | None = None) -> tuple[ParsedIngredient, ...]:
    """Return the ingredients of a line, several where it lists foods: "sól i pieprz do smaku".

    Raises:
        Invalid: as `parse_ingredient`.
    """
    text = _tidy(line)
    spoken = language or language_of(text) or "pl"
    whole = _parsed(text, line, spoken)
    return _split(text, whole, spoken) or (whole,)


def _tidy(line: str) -> str:
    if len(line) > LONGEST_LINE:
        raise Invalid(
            f"an ingredient line has at most {LONGEST_LINE} characters; this one has {len(line)}: split it",
            code="line_too_long",
        )
    text = unicodedata.normalize("NFC", line).replace("⁄", "/")
    text = _HYPHENED.sub(" ", text)
    text = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    if _NEGATIVE.match(text) and not re.match(r"[-–]\s", text):
        raise Invalid(f"{text!r} begins with a negative amount; write it without the minus", code="invalid_quantity")
    return _BULLET.sub("", text)


def _split(text: str, whole: ParsedIngredient, language: str) -> tuple[ParsedIngredient, ...] | None:
    """Return the parts of a line that lists several foods; None when it does not."""
    taste = _TASTE.search(text)
    plain = _TASTE.sub("", text)
    for pieces in (_AND.split(plain), _LISTED.split(plain)):
        if len(pieces) < 2 or not all(any(map(str.isalpha, piece)) for piece in pieces):
            continue
        parts = [_parsed(piece.strip(), piece.strip(), language) for piece in pieces]
        known = all(part.food_id is not None for part in parts)
        amounts = [part.count is not None for part in parts]
        different = len({part.food_id for part in parts}) == len(parts)
        listed = whole.food_id is None or whole.food_id == parts[0].food_id
        if known and different and _SAME_OF_EACH.match(text) and amounts[0] and not any(amounts[1:]):
            return tuple(replace(part, count=parts[0].count, measure=parts[0].measure) for part in parts)
        if known and different and (all(amounts) or (listed and not amounts[0])):
            note = taste[0].strip(" ,;:-–") if taste else None
            return tuple(replace(part, note=_joined(part.note, note)) for part in parts)
    return None


def _parsed(text: str, line: str, language: str) -> ParsedIngredient:
    if language == "en":
        text = without_thousands_commas(text)
    optional = _OPTIONAL.search(text) is not None
    plain = _OPTIONAL.sub("", text)
    brackets = [inner.strip() for inner in _BRACKET.findall(plain)]
    body = " ".join(_BRACKET.sub(" ", plain).split())
    said: list[str | None] = []
    if (part := _PART_OF.match(body)) and read_count(part["rest"]):
        said.append(part["part"])
        body = part["rest"]
    elif part := _PART_OF_EGG.match(body):
        body = f"{part['count']} {part['part']}"
    amount = read_amount(body, spaced_thousands=language == "pl")
    sizes = [size for size in map(inner_size, brackets) if size is not None]
    if amount.count is None and amount.word is None and sizes:
        amount = _from_bracket(amount, brackets)
    elif amount.size is None and sizes and _holds_a_size(amount.measure):
        amount = replace(amount, size=size_of_one(amount, brackets))
    remarks = [inner for inner in brackets if inner_size(inner) is None]
    if amount.count is None and amount.word is None and (inside := _inside(body, language)):
        said.append(inside[0])
        amount = inside[1]
    return _named(line, amount, said, remarks, optional, language)


def _inside(body: str, language: str) -> tuple[str, Amount] | None:
    """Read a number before the food when what goes before names none: "biała część 1 pora"."""
    for place in _NUMBER_INSIDE.finditer(body):
        before = body[: place.start()].strip()
        if _match(before, language).food_id is not None:
            return None
        amount = read_amount(body[place.start() :], spaced_thousands=language == "pl")
        if amount.count is not None and _match(amount.after, language).food_id is not None:
            return before, amount
    return None


def _from_bracket(amount: Amount, brackets: list[str]) -> Amount:
    told = next(inner for inner in brackets if inner_size(inner) is not None)
    inside = read_amount(told, spaced_thousands=True)
    return replace(amount, count=inside.count, upper=inside.upper, word=inside.word)


def _named(
    line: str, amount: Amount, said: list[str | None], brackets: list[str], optional: bool, language: str
) -> ParsedIngredient:
    spoken = (
        " ".join(filter(None, (amount.before.strip(), amount.after.strip(" -–—:"))))
        if not amount.before
        else amount.before
    )
    said = [*said, *brackets, amount.after.strip(" ,;.-–()") if amount.before else None]
    name, notes = _name_and_notes(spoken.strip(" ,;.-–—:"), language)
    match = _match(name, language)
    measure = amount.measure
    if amount.word is not None and not amount.before:
        measure, name, match = settle_measure(amount, name, match, language)
    elif amount.word is None and amount.count is not None:
        measure, name, match = measure_after(name, match, language)
    measure = fitting_measure(measure, amount, match)
    match = as_counted(measure, match, brackets, language)
    return ParsedIngredient(
        text=line,
        count=amount.count,
        upper=amount.upper,
        measure=measure,
        name=name,
        food_id=match.food_id,
        note=_joined(*said, *notes),
        optional=optional,
        size=amount.size if _holds_a_size(measure) else None,
        confidence=match.confidence,
    )


def _holds_a_size(measure: Measure | None) -> bool:
    return measure is Measure.PIECE or (measure is not None and measure.size is None)


def _match(name: str, language: str) -> FoodMatch:
    found = match_food(name, language=language)
    return found if found.food_id is not None else match_food(name)


def _name_and_notes(spoken: str, language: str) -> tuple[str, list[str | None]]:
    """Return the food's words and the remarks: what follows a comma, an "or", or tells the purpose."""
    taste = [found[0].strip(" ,;:-–") for found in _TASTE.finditer(spoken)]
    plain = _ARTICLE.sub("", _TASTE.sub("", spoken).strip(" ,;."))
    for cut in (_OR, re.compile(r"\s*[,;](?!\d)\s*|\s+[-–—+]\s+")):
        found = cut.search(plain)
        if found is not None and _match(plain[: found.start()], language).food_id is not None:
            remark = plain[found.start() if cut is _OR else found.end() :]
            name, notes = _name_and_notes(plain[: found.start()], language)
            return name, [*notes, remark.strip(), *taste]
    return plain, [*taste]


def _joined(*remarks: str | None) -> str | None:
    return ", ".join(remark.strip(" ,;.") for remark in remarks if remark and remark.strip(" ,;.")) or None
