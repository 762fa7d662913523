"""Amounts in words: "5 pomidorów", "pół szklanki cukru", "2 cloves of garlic", "6,49 zł", as people say them."""

from __future__ import annotations

from fractions import Fraction

from foodsave.core.language.detection import Language
from foodsave.core.language.morphology import genitive
from foodsave.core.language.numerals import polish_form
from foodsave.kit.money import format_minor
from foodsave.kit.quantity import Dimension, Quantity, Unit
from foodsave.kitchen.catalog.foods import Food, Forms
from foodsave.kitchen.catalog.measure_names import ENGLISH, POLISH, SINGULARS, SYMBOLS
from foodsave.kitchen.catalog.measures import Measure
from foodsave.kitchen.catalog.weights import half_up

_LARGER = {Unit.GRAM: Unit.KILOGRAM, Unit.MILLILITRE: Unit.LITRE}
_LARGEST_TOLD_IN_PLURAL_MG = 350_000  # 500 g of potatoes, but of a cabbage
_MASSES = """
    trout fresh_mackerel smoked_mackerel mozzarella burrata camembert oscypek white_sausage silesian_sausage
    grilling_sausage thin_smoked_sausage black_pudding onion red_onion sweet_onion leek kohlrabi bell_pepper red_pepper
    yellow_pepper green_pepper zucchini lettuce romaine_lettuce fennel pak_choi daikon turnip challah baguette ciabatta
"""
_TOLD_AS_A_MASS = frozenset(_MASSES.split())  # 500 g of trout, of onion, of zucchini, however many that is
_PARTS = frozenset((Measure.HEAD, Measure.CLOVE, Measure.SLICE, Measure.BREAD_SLICE, Measure.LEAF, Measure.STALK))
_WITHOUT_ONE = frozenset((Measure.PINCH, Measure.HANDFUL))
_COUNTED = {
    (Unit.PIECE, "pl"): ("szt.", "szt."),
    (Unit.PIECE, "en"): ("pc", "pcs"),
    (Unit.PACK, "pl"): ("op.", "op."),
    (Unit.PACK, "en"): ("pack", "packs"),
}
_TOLD_AS_FRACTIONS = (1, 2, 3, 4, 8)
_HALF = Fraction(1, 2)
_A_THOUSANDTH = Fraction(1, 1000)


def food_phrase(food: Food, quantity: Quantity, locale: Language) -> str:
    """Return a quantity of a food in words: "5 pomidorów", "1,5 kg ziemniaków", "250 ml mleka", "2 packs of butter"."""
    shown = _shown(quantity)
    count = Fraction(shown.milli, shown.unit.milli)
    if shown.unit is Unit.PIECE and is_counted(food):
        return _counted(food, count, locale)
    if shown.unit in (Unit.PIECE, Unit.PACK):
        return measure_phrase(food, count, Measure.PACK, locale)
    return measure_phrase(food, count, Measure(shown.unit.value), locale)


def measure_phrase(food: Food, count: Fraction, measure: Measure, locale: Language) -> str:
    """Return a number of measures of a food in words: "2 szklanki mąki pszennej", "szczypta soli"."""
    if measure is Measure.PIECE or (is_counted(food) and _names(food, measure)):
        return _counted(food, count, locale) if is_counted(food) else measure_phrase(food, count, Measure.PACK, locale)
    said = counted_measure(count, measure, locale)
    if locale == "pl":
        name = food.pl.of_many if _in_plural(food, measure) else food.pl.of_one
        return f"{said} {name.removesuffix(' w puszce') if measure is Measure.CAN else name}"
    # of what is not counted English has one form only: 200 g cranberries, a slice of bread
    name = food.en_plural if not food.countable or _in_plural(food, measure) else food.en
    if measure is Measure.CAN:
        name = name.removeprefix("canned ")
    return f"{said} {name}" if measure in SYMBOLS else f"{said} of {name}"


def trace_phrase(food: Food, locale: Language) -> str:
    """Return in words so little of a food that it cannot be measured: "odrobina koperku", "a little dill"."""
    return f"odrobina {food.pl.of_one}" if locale == "pl" else f"a little {food.en}"


def quantity_phrase(quantity: Quantity, locale: Language) -> str:
    """Return a quantity in words without the food: "1,5 kg", "3 szt.", "2 szklanki", "3 pcs"."""
    shown = _shown(quantity)
    count = Fraction(shown.milli, shown.unit.milli)
    if shown.unit.dimension is Dimension.COUNT:
        one, many = _COUNTED[shown.unit, locale]
        return f"{number(count, locale)} {one if count <= 1 else many}"
    return counted_measure(count, Measure(shown.unit.value), locale)


def money_phrase(minor: int, currency: str, locale: Language) -> str:
    """Return an amount of money in words: "6,49 zł", "6.49 PLN"."""
    text = format_minor(minor)
    if locale == "en":
        return f"{text} {currency}"
    return f"{text.replace('.', ',')} {'zł' if currency == 'PLN' else currency}"


def product_phrase(name: str, quantity: Quantity, locale: Language) -> str:
    """Return a quantity of something that the table of foods does not have, by its own name.

    In Polish the name is put into the genitive where the dictionary knows its words ("200 g sera Halloumi"); where it
    does not, and for pieces, the name stays as it is: "Ser Halloumi: 2 szt.".
    """
    said = quantity_phrase(quantity, locale)
    if quantity.unit.dimension is Dimension.COUNT:
        return f"{name}: {said}"
    if locale == "en":
        return f"{said} {name}"
    inflected = genitive(name)
    return f"{said} {inflected}" if inflected else f"{name}: {said}"


def counted_measure(count: Fraction, measure: Measure, locale: Language) -> str:
    """Return a number with its measure: "2 szklanki", "pół kostki", "1 1/2 cups", "a pinch", "250 ml"."""
    if measure in SYMBOLS:
        return f"{decimal(count, locale)} {SYMBOLS[measure]}"
    if locale == "pl":
        forms = POLISH[measure]
        if count == 1 and measure in _WITHOUT_ONE:
            return forms.one
        return f"{number(count, locale)} {_form(forms, count)}"
    one, many = ENGLISH[measure]
    if count == 1 and measure in _WITHOUT_ONE:
        return f"a {one}"
    return f"{number(count, locale)} {one if count <= 1 else many}"


def number(value: Fraction, locale: Language) -> str:
    """Return a number as a cook says it: 2, 1/4, 1 1/2, and in Polish pół and 1,5; odd ones with two decimals."""
    rounded = _rounded(value)
    whole, part = divmod(rounded, 1)
    if part == 0:
        return str(whole)
    if part.denominator not in _TOLD_AS_FRACTIONS or (locale == "pl" and part == _HALF):
        return "pół" if rounded == _HALF else decimal(rounded, locale)
    return f"{whole} {part}" if whole else str(part)


def decimal(value: Fraction, locale: Language) -> str:
    """Return a decimal number of at most three places, with a comma in Polish."""
    whole, thousandths = divmod(half_up(value * 1000), 1000)
    text = f"{whole}.{thousandths:03d}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if locale == "pl" else text


def _names(food: Food, measure: Measure) -> bool:
    """Tell whether the food's own name begins with the measure, as "liść laurowy" does."""
    return measure in POLISH and food.pl.one.split()[0] == POLISH[measure].one


def _rounded(value: Fraction) -> Fraction:
    """Return what is said of a number: thirds that were kept in thousandths, else two decimals."""
    if value.denominator in _TOLD_AS_FRACTIONS:
        return value
    third = Fraction(half_up(value * 3), 3)
    return third if abs(value - third) < _A_THOUSANDTH else Fraction(half_up(value * 100), 100)


def is_counted(food: Food) -> bool:
    """Tell whether people count a food in pieces; of other foods a piece is one usual pack."""
    return food.countable or food.unit is Unit.PIECE


def _counted(food: Food, count: Fraction, locale: Language) -> str:
    if locale == "pl":
        return f"{number(count, locale)} {_form(food.pl, count)}"
    if count > 1:
        return f"{number(count, locale)} {food.en_plural}"
    whole, of, rest = food.en_plural.partition(" of ")
    return (
        f"{number(count, locale)} {SINGULARS.get(whole, whole)}{of}{rest}"
        if of
        else f"{number(count, locale)} {food.en}"
    )


def _form(forms: Forms, count: Fraction) -> str:
    return polish_form(_rounded(count), forms.one, forms.many, forms.of_many, forms.of_one)


def _in_plural(food: Food, measure: Measure) -> bool:
    """Tell whether a measure holds many of a food: 500 g of potatoes, but a slice of ham, 600 g of cabbage."""
    if not food.countable or food.id in _TOLD_AS_A_MASS or measure in _PARTS or " of " in food.en_plural:
        return False
    return food.piece_mg is None or food.piece_mg <= _LARGEST_TOLD_IN_PLURAL_MG


def _shown(quantity: Quantity) -> Quantity:
    larger = _LARGER.get(quantity.unit)
    return quantity.to(larger) if larger is not None and quantity.milli >= larger.milli else quantity
