"""Recipes and what can be cooked on a terminal, in the household's language: whole ids, one line a fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.console import Console

from foodsave.cli.console import cell
from foodsave.core.profiles.service import Locale
from foodsave.kit.money import parse_minor
from foodsave.kit.quantity import Dimension, Quantity
from foodsave.kit.wire import MoneyAnswer, QuantityAnswer
from foodsave.kitchen.catalog.weights import BASE_UNITS
from foodsave.kitchen.catalog.wording import money_phrase, quantity_phrase
from foodsave.kitchen.pantry.naming import place_name
from foodsave.kitchen.pantry.reasons import format_day
from foodsave.kitchen.recipes.schemas import (
    AllergenAnswer,
    CookableAnswer,
    CookablePage,
    CookedAnswer,
    LackAnswer,
    ProposalAnswer,
    RecipeAnswer,
    RecipeSummary,
    UseAnswer,
)

_PL = {
    "found": "Pasuje {found} z {considered} przepisów.",
    "recipes": "Przepisów: {}.",
    "minutes": "{} min",
    "people": "dla {}",
    "uses": "bierze",
    "missing": "brakuje",
    "assumed": "zakładam, że jest",
    "optional": "można dodać",
    "instead": "zamiast: {}",
    "at home": "{} (jest)",
    "about": "ok. {}",
    "any": "ile trzeba",
    "short": "za mało, brakuje {}",
    "unclear": "nie da się porównać ilości",
    "unknown": "nie wiem, co to",
    "from": "{amount} z „{product}”, zostanie {left}; {place}, {day}",
    "by": "do {}",
    "undated": "bez daty",
    "ready": "wszystko jest",
    "with_staples": "jest wszystko poza podstawowymi produktami, które zwykle są w domu",
    "diets": "diety: {}",
    "allergens": "alergeny: {}",
    "none": "żadnych znanych",
    "doubt": "niepewne: {}",
    "cooked": "Ugotowane: {people}, wzięto z {taken} partii, {value}.",
    "worth": "wartość {}",
    "unpriced": "wartość nieznana",
    "undo": "Cofnięcie: foodsave pantry undo {}",
    "leftover": "Resztki: partia {}",
    "kept": {"created": "Zapisany.", "known": "Ten przepis już był."},
    "unmapped": "Nie rozumiem składników: {}.",
}
_EN = {
    "found": "{found} of {considered} recipes fit.",
    "recipes": "Recipes: {}.",
    "minutes": "{} min",
    "people": "for {}",
    "uses": "takes",
    "missing": "missing",
    "assumed": "presumed to be there",
    "optional": "may be added",
    "instead": "instead: {}",
    "at home": "{} (at home)",
    "about": "about {}",
    "any": "as needed",
    "short": "not enough, {} more",
    "unclear": "amounts cannot be compared",
    "unknown": "not understood",
    "from": "{amount} of {product}, leaves {left}; {place}, {day}",
    "by": "by {}",
    "undated": "undated",
    "ready": "everything is there",
    "with_staples": "everything is there but staples that usually are",
    "diets": "diets: {}",
    "allergens": "allergens: {}",
    "none": "none known",
    "doubt": "in doubt: {}",
    "cooked": "Cooked {people}; lots used: {taken}; {value}.",
    "worth": "worth {}",
    "unpriced": "of unknown value",
    "undo": "Undo: foodsave pantry undo {}",
    "leftover": "Leftovers: lot {}",
    "kept": {"created": "Kept.", "known": "This recipe was known already."},
    "unmapped": "Ingredients not understood: {}.",
}
_TEXTS = {"pl": _PL, "en": _EN}
_POLISH = {
    "soup": "zupa",
    "main": "danie główne",
    "salad": "sałatka",
    "side": "dodatek",
    "breakfast": "śniadanie",
    "dessert": "deser",
    "bake": "wypiek",
    "spread": "pasta do chleba",
    "sauce": "sos",
    "drink": "napój",
    "preserve": "przetwory",
    "vegetarian": "wegetariańska",
    "vegan": "wegańska",
    "pescatarian": "peskatariańska",
    "gluten_free": "bez glutenu",
    "dairy_free": "bez nabiału",
    "lactose_free": "bez laktozy",
    "crustaceans": "skorupiaki",
    "eggs": "jaja",
    "fish": "ryby",
    "peanuts": "orzeszki ziemne",
    "soy": "soja",
    "milk": "mleko",
    "nuts": "orzechy",
    "celery": "seler",
    "mustard": "gorczyca",
    "sesame": "sezam",
    "sulphites": "siarczyny",
    "lupin": "łubin",
    "molluscs": "mięczaki",
}


class ShownLine(NamedTuple):
    """A line of a terminal and how it looks."""

    text: str
    style: str = ""


def show(lines: Iterable[ShownLine]) -> None:
    """Print lines as they are: an id is never cut, a line that is too long wraps."""
    console = Console(highlight=False, soft_wrap=True)
    for text, style in lines:
        console.print(cell(text), style=style or None)


def recipe_list(locale: Locale, recipes: list[RecipeSummary]) -> Iterator[ShownLine]:
    """Yield recipes, one a line."""
    for one in recipes:
        yield ShownLine(
            ", ".join(filter(None, (f"{one.title}: {one.id}", _word(locale, one.course), _time(locale, one))))
        )
    yield ShownLine(_say(locale, "recipes").format(len(recipes)), "dim")


def whole_recipe(locale: Locale, recipe: RecipeAnswer) -> Iterator[ShownLine]:
    """Yield a recipe with its ingredients and steps."""
    facts = (_say(locale, "people").format(recipe.people), _time(locale, recipe), _word(locale, recipe.course))
    yield ShownLine(recipe.title, "bold")
    yield ShownLine(", ".join(filter(None, facts)), "dim")
    if recipe.diets:
        yield ShownLine(_say(locale, "diets").format(", ".join(_words(locale, recipe.diets))), "dim")
    yield ShownLine(_allergens(locale, recipe.allergens), "dim")
    for line in recipe.ingredients:
        yield ShownLine(f"  - {line.text}")
    for number, step in enumerate(recipe.steps, 1):
        yield ShownLine(f"{number}. {step}")


def kept_recipe(locale: Locale, recipe: RecipeAnswer, outcome: str) -> Iterator[ShownLine]:
    """Yield a recipe that was kept, with what of it was not understood."""
    yield from whole_recipe(locale, recipe)
    unmapped = [line.text for line in recipe.ingredients if line.food is None]
    if unmapped:
        yield ShownLine(_say(locale, "unmapped").format("; ".join(unmapped)), "yellow")
    yield ShownLine(f"{_TEXTS[locale]['kept'][outcome]} {recipe.id}", "dim")  # type: ignore[index]


def ideas(locale: Locale, page: CookablePage) -> Iterator[ShownLine]:
    """Yield what can be cooked, the best dish first."""
    for item in page.items:
        yield from _idea(locale, item)
    yield ShownLine(_say(locale, "found").format(found=page.found, considered=page.considered), "dim")


def proposal(locale: Locale, proposed: ProposalAnswer) -> Iterator[ShownLine]:
    """Yield what cooking would take of which lot, and what is not there."""
    people = _say(locale, "people").format(proposed.people)
    yield ShownLine(f"{proposed.recipe.title}, {people}", "bold")
    if proposed.readiness != "missing":
        yield ShownLine(_say(locale, proposed.readiness), "dim")
    for use in proposed.deductions:
        yield ShownLine(f"  - {use.ingredient}: {_taken(locale, use)} [{use.lot_id}]")
    yield from _lacks(locale, proposed.lacks)
    yield ShownLine(_value(locale, proposed.value), "dim")


def cooked_dish(locale: Locale, cooked: CookedAnswer) -> Iterator[ShownLine]:
    """Yield what cooking did and how it is undone."""
    people = _say(locale, "people").format(cooked.people)
    value = _value(locale, cooked.value)
    yield ShownLine(_say(locale, "cooked").format(people=people, taken=cooked.taken, value=value))
    if cooked.leftover_lot_id:
        yield ShownLine(_say(locale, "leftover").format(cooked.leftover_lot_id))
    yield ShownLine(_say(locale, "undo").format(cooked.transaction_id), "dim")


def _idea(locale: Locale, item: CookableAnswer) -> Iterator[ShownLine]:
    facts = (_time(locale, item.recipe), _say(locale, "people").format(item.people))
    yield ShownLine(f"{item.recipe.title} ({', '.join(filter(None, facts))})", "bold")
    yield ShownLine(f"  {item.recipe.id}", "dim")
    yield ShownLine(f"  {item.why}")
    if item.uses:
        taken = (f"{use.product} ({_amount(locale, use.amount)})" for use in item.uses)
        yield ShownLine(f"  {_say(locale, 'uses')}: {', '.join(taken)}")
    yield from _lacks(locale, item.lacks)


def _lacks(locale: Locale, lacks: list[LackAnswer]) -> Iterator[ShownLine]:
    missing = [_lack(locale, lack) for lack in lacks if lack.state != "assumed" and not lack.optional]
    if missing:
        yield ShownLine(f"  {_say(locale, 'missing')}: {'; '.join(missing)}", "yellow")
    for name, told in (
        ("assumed", [lack for lack in lacks if lack.state == "assumed" and not lack.optional]),
        ("optional", [lack for lack in lacks if lack.optional]),
    ):
        if told:
            yield ShownLine(f"  {_say(locale, name)}: {', '.join(lack.ingredient for lack in told)}", "dim")


def _lack(locale: Locale, lack: LackAnswer) -> str:
    amount = _amount(locale, lack.amount) if lack.amount else _say(locale, "any")
    facts = [_say(locale, lack.state).format(amount) if lack.state in ("short", "unclear", "unknown") else amount]
    if lack.cost is not None:
        facts.append(_say(locale, "about").format(_money(locale, lack.cost)))
    if lack.substitutes:
        names = (_say(locale, "at home").format(one.name) if one.at_home else one.name for one in lack.substitutes[:3])
        facts.append(_say(locale, "instead").format(", ".join(names)))
    return f"{lack.ingredient} ({', '.join(facts)})"


def _taken(locale: Locale, use: UseAnswer) -> str:
    day = _say(locale, "by").format(format_day(locale, use.expires_on)) if use.expires_on else _say(locale, "undated")
    return _say(locale, "from").format(
        amount=_amount(locale, use.amount),
        product=use.product,
        left=_amount(locale, use.left),
        place=place_name(use.place, locale),
        day=day,
    )


def _allergens(locale: Locale, allergens: AllergenAnswer) -> str:
    told = ", ".join(_words(locale, allergens.contains)) or _say(locale, "none")
    doubt = f"; {_say(locale, 'doubt').format(', '.join(allergens.unclear))}" if allergens.unclear else ""
    return f"{_say(locale, 'allergens').format(told)}{doubt}"


def _amount(locale: Locale, amount: QuantityAnswer) -> str:
    unit = amount.unit
    milli = Quantity.parse(amount.amount, unit).milli
    if unit.dimension is not Dimension.COUNT:
        unit = BASE_UNITS[unit.dimension]  # 400 g of the 2 kg that were bought
    return quantity_phrase(Quantity(milli, unit), locale)


def _money(locale: Locale, money: MoneyAnswer) -> str:
    return money_phrase(parse_minor(money.amount), money.currency, locale)


def _value(locale: Locale, value: MoneyAnswer | None) -> str:
    return _say(locale, "worth").format(_money(locale, value)) if value else _say(locale, "unpriced")


def _time(locale: Locale, recipe: RecipeSummary) -> str:
    return "" if recipe.minutes is None else _say(locale, "minutes").format(recipe.minutes)


def _words(locale: Locale, words: Iterable[str]) -> list[str]:
    return [_word(locale, word) for word in words]


def _word(locale: Locale, word: str | None) -> str:
    if word is None:
        return ""
    return _POLISH.get(word, word) if locale == "pl" else word.replace("_", " ")


def _say(locale: Locale, name: str) -> str:
    return str(_TEXTS[locale][name])
