"""Recipes as answers, in the language of the household."""

from __future__ import annotations

from fractions import Fraction

from foodsave.core.profiles.service import Locale
from foodsave.kit.quantity import Dimension, Quantity, Unit
from foodsave.kit.wire import QuantityAnswer, money_answer
from foodsave.kitchen.catalog.foods import Food
from foodsave.kitchen.catalog.measures import Measure
from foodsave.kitchen.catalog.weights import MICROGRAMS, Weights, half_up, scaled
from foodsave.kitchen.catalog.wording import measure_phrase, trace_phrase
from foodsave.kitchen.recipes.cooking import Cooked
from foodsave.kitchen.recipes.facts import DietFacts, facts_of_needs
from foodsave.kitchen.recipes.portions import told_exactly, told_roughly
from foodsave.kitchen.recipes.recipe import Ingredient, Need, Recipe, known_food
from foodsave.kitchen.recipes.schemas import AllergenAnswer, CookedAnswer, IngredientAnswer, RecipeAnswer, RecipeSummary

_OPTIONAL = {"pl": "opcjonalnie", "en": "optional"}
_ABOUT = {"pl": "ok.", "en": "about"}


def summary_of(recipe: Recipe, locale: Locale, facts: DietFacts | None = None) -> RecipeSummary:
    """Return a recipe as lists show it; `facts` of the lots it is cooked with win over those of its foods."""
    return RecipeSummary.model_validate(_summary(recipe, locale, facts or facts_of_needs(recipe.needs)))


def present_recipe(recipe: Recipe, locale: Locale, people: int | None = None) -> RecipeAnswer:
    """Return a whole recipe, its amounts made to fit `people`."""
    wanted = people or recipe.servings
    language = recipe.language(locale)
    lines = [
        IngredientAnswer(
            text=ingredient_text(line, language, people=wanted, servings=recipe.servings),
            food=line.need.food_id,
            amount=need_amount(line.need, wanted, recipe.servings),
            optional=line.need.optional,
        )
        for line in recipe.ingredients
    ]
    return RecipeAnswer.model_validate(
        _summary(recipe, locale, facts_of_needs(recipe.needs))
        | {
            "version": recipe.version,
            "people": wanted,
            "tools": recipe.tools,
            "source": recipe.source,
            "ingredients": lines,
            "steps": recipe.steps[language],
            "grams_a_serving": grams_a_serving(recipe),
        }
    )


def present_cooked(cooked: Cooked, recipe_id: str, people: int) -> CookedAnswer:
    """Return what cooking did."""
    value = cooked.value
    return CookedAnswer(
        transaction_id=cooked.transaction_id,
        recipe_id=recipe_id,
        people=people,
        taken=cooked.taken,
        leftover_lot_id=cooked.leftover_lot_id,
        value=money_answer(value.amount_minor, value.currency) if value else None,
    )


def ingredient_text(line: Ingredient, locale: Locale, *, people: int, servings: int) -> str:
    """Return an ingredient as people read it, its amount made to fit `people`."""
    food = known_food(line.need.food_id)
    if line.text is not None and (people == servings or food is None or line.count is None):
        return line.text
    words = [_amount_text(line, food, locale, people, servings)] if food else [line.text or ""]
    if note := line.notes.get(locale):
        words.append(f"({note})")
    if line.need.optional:
        words.append(f"({_OPTIONAL[locale]})")
    return " ".join(words)


def ingredient_name(need: Need, text: str | None, locale: Locale) -> str:
    """Return what an ingredient is called."""
    food = known_food(need.food_id)
    if food is None:
        return text or ""
    return food.pl.one if locale == "pl" else food.en


def need_amount(need: Need, people: int, servings: int) -> QuantityAnswer | None:
    """Return how much of an ingredient `people` need; None when no amount is told."""
    if need.milli is None or need.unit is None:
        return None
    return quantity_answer(scaled(need.milli, people, servings), need.unit)


def quantity_answer(milli: int, unit: Unit) -> QuantityAnswer:
    """Return an amount for the wire."""
    return QuantityAnswer(amount=Quantity(milli, unit).amount, unit=unit)


def readable(milli: int, unit: Unit) -> Quantity:
    """Return an amount in the unit that people would tell it in: kilograms and litres from a thousand on."""
    larger = {Dimension.MASS: Unit.KILOGRAM, Dimension.VOLUME: Unit.LITRE}.get(unit.dimension)
    return Quantity(milli, larger if larger is not None and milli >= larger.milli else unit)


def grams_a_serving(recipe: Recipe) -> int | None:
    """Return what the ingredients of a serving weigh, without the optional ones; None when one cannot be weighed."""
    total = 0
    for need in recipe.needs:
        if need.optional or (need.milli is None and need.food_id is not None):
            continue
        if need.milli is None or need.unit is None:
            return None
        weight = Weights.of(known_food(need.food_id)).weigh(need.milli, need.unit.dimension)
        if weight is None:
            return None
        total += weight
    return half_up(Fraction(total, recipe.servings * 1000 * MICROGRAMS))


def allergens_answer(recipe: Recipe, facts: DietFacts, locale: Locale) -> AllergenAnswer:
    """Return what is certain of the allergens, and which ingredients leave doubt."""
    lines = recipe.ingredients
    return AllergenAnswer(
        contains=sorted(facts.contains),
        unclear=[ingredient_name(lines[position].need, lines[position].text, locale) for position in facts.unclear],
    )


def _summary(recipe: Recipe, locale: Locale, facts: DietFacts) -> dict[str, object]:
    return {
        "id": recipe.id,
        "title": recipe.title(locale),
        "language": recipe.language(locale),
        "origin": recipe.origin,
        "base": recipe.base,
        "servings": recipe.servings,
        "prep_minutes": recipe.prep_min,
        "cook_minutes": recipe.cook_min,
        "minutes": recipe.minutes,
        "course": recipe.course,
        "meals": recipe.meals,
        "tags": recipe.tags,
        "diets": sorted(facts.diets),
        "allergens": allergens_answer(recipe, facts, locale),
        "unmapped": len(recipe.unmapped),
    }


def _amount_text(line: Ingredient, food: Food, locale: Locale, people: int, servings: int) -> str:
    if line.count is None:
        return food.pl.one if locale == "pl" else food.en
    measure = line.measure or Measure.PIECE
    if people == servings:
        told = told_exactly(line.count, measure)
    else:
        told = told_roughly(line.count * people / servings, measure, food.piece_mg)
    if told.number is None:
        return trace_phrase(food, locale)
    said = measure_phrase(food, told.number, told.measure, locale)
    return f"{_ABOUT[locale]} {said}" if told.rounded else said
