"""Dishes as an answer: what each uses that should be eaten soon, and what is missing. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from foodsave.agents.base.answer import Answer, Citation, Evidence
from foodsave.agents.base.question import Context, Wish
from foodsave.agents.base.shapes import CookableData, WishFact
from foodsave.agents.base.wording import format_day, listed
from foodsave.core.profiles.service import Locale
from foodsave.kitchen.catalog.product_facts import food_of
from foodsave.kitchen.recipes.cookable import Cookable
from foodsave.kitchen.recipes.explaining import Explainer
from foodsave.kitchen.recipes.recipe import Recipe
from foodsave.kitchen.recipes.schemas import CookableAnswer, UseAnswer

_MOST_USES = 3


@dataclass(frozen=True, slots=True)
class Menu:
    """The best dishes of `found` that fit among `considered`; `bought_more`: none fitted without buying more."""

    dishes: tuple[tuple[Cookable, Recipe], ...]
    found: int
    considered: int
    bought_more: bool


def answer_cookable(wish: Wish, context: Context, menu: Menu, explainer: Explainer) -> Answer:
    """Return what can be cooked."""
    dishes = [explainer.cookable(found, recipe) for found, recipe in menu.dishes]
    writer = _DishWriter(context, avoiding=bool(explainer.avoid))
    text = writer.tell(wish, menu, dishes)
    data = CookableData(
        wish=WishFact(
            with_foods=list(wish.foods),
            without=list(wish.without),
            unknown=list(wish.unknown),
            max_minutes=wish.minutes,
            people=wish.people,
            missing=wish.missing,
            diets=list(wish.diets),
            allergens=list(wish.allergens),
            meal=wish.meal,
            course=wish.course,
            dish=wish.dish,
            without_tools=list(wish.without_tools),
        ),
        considered=menu.considered,
        found=menu.found,
        bought_more=menu.bought_more and bool(dishes),
        dishes=dishes,
    )
    return Answer("cookable", "chef", context.language, text, tuple(writer.evidence.citations), data)


class _DishWriter:
    def __init__(self, context: Context, *, avoiding: bool) -> None:
        self._avoiding = avoiding
        self.evidence = Evidence()
        self._language: Locale = context.language
        self._polish = context.language == "pl"

    def tell(self, wish: Wish, menu: Menu, dishes: list[CookableAnswer]) -> str:
        """Return the lines of the answer: what was not understood, the dishes, one a line."""
        lines = [self._unknown(wish)] if wish.unknown else []
        if not dishes:
            return "\n".join([*lines, self._nothing(wish)])
        if menu.bought_more:
            lines.append(
                "Z tego, co jest w domu, nic takiego nie wyjdzie; po większych zakupach:"
                if self._polish
                else "Nothing like that can be made from what is at home; with more shopping:"
            )
        else:
            lines.append("Możesz ugotować:" if self._polish else "You can make:")
        return "\n".join([*lines, *(f"• {self._dish(dish)}" for dish in dishes)])

    def _unknown(self, wish: Wish) -> str:
        words = listed([f"„{word}”" if self._polish else f"“{word}”" for word in wish.unknown], self._language)
        if self._polish:
            return f"Nie znam takiego składnika: {words}; szukam bez tego."
        return f"No ingredient is known by that name: {words}; leaving it out."

    def _nothing(self, wish: Wish) -> str:
        foods = [food for food_id in wish.foods if (food := food_of(food_id)) is not None]
        if foods:
            names = listed([food.pl.one if self._polish else food.en for food in foods], self._language)
            if self._polish:
                return f"Żaden przepis nie pasuje do tego, o co prosisz (składniki: {names})."
            return f"No recipe fits what you ask for (ingredients: {names})."
        return "Żaden przepis nie pasuje do tego, o co prosisz." if self._polish else "No recipe fits what you ask for."

    def _dish(self, dish: CookableAnswer) -> str:
        recipe = dish.recipe
        parts = []
        if recipe.minutes is not None:
            parts.append(self.evidence.cite(Citation("recipe", recipe.id, recipe.title, f"{recipe.minutes} min")))
        else:
            self.evidence.cite(Citation("recipe", recipe.id, recipe.title, recipe.title))
        soon = [use for use in dish.uses if use.expires_on is not None and use.risk_percent > 5]
        lots: dict[tuple[str, date | None], list[UseAnswer]] = {}
        for use in sorted(soon, key=lambda use: str(use.expires_on)):
            lots.setdefault((use.product, use.expires_on), []).append(use)
        if lots:
            lead = "zużyje" if self._polish else "uses up"
            told = [self._use(uses) for uses in list(lots.values())[:_MOST_USES]]
            parts.append(f"{lead} {listed(told, self._language)}")
        parts.append(self._lacks(dish))
        if self._avoiding and recipe.allergens.unclear:
            names = listed(recipe.allergens.unclear, self._language)
            parts.append(f"sprawdź alergeny: {names}" if self._polish else f"check for allergens: {names}")
        return f"{recipe.title} ({'; '.join(parts)})"

    def _use(self, uses: Sequence[UseAnswer]) -> str:
        """Return what is used up; equal lots are one thing and all cited."""
        use, ids = uses[0], tuple(dict.fromkeys(use.lot_id for use in uses))
        day = format_day(self._language, use.expires_on) if use.expires_on else ""
        value, of = f"do {day}" if self._polish else f"by {day}", ids if len(ids) > 1 else ()
        return f"{use.product} ({self.evidence.cite(Citation('lot', use.lot_id, use.product, value, of=of))})"

    def _lacks(self, dish: CookableAnswer) -> str:
        needed = [lack for lack in dish.lacks if not lack.optional and lack.state != "assumed"]
        told = []
        for short, lead in (
            (False, "brakuje" if self._polish else "missing"),
            (True, "za mało" if self._polish else "too little"),
        ):
            names = [self._cited(lack.ingredient, dish) for lack in needed if (lack.state == "short") is short]
            if names:
                told.append(f"{lead}: {listed(names, self._language)}")
        if told:
            return "; ".join(told)
        if dish.readiness == "with_staples":
            if self._polish:
                return "zakładam, że podstawowe produkty są w domu"
            return "basic staples are presumed to be there"
        return "wszystko jest w domu" if self._polish else "everything is at home"

    def _cited(self, ingredient: str, dish: CookableAnswer) -> str:
        """Return an ingredient; one that is told in its writer's own words may tell figures."""
        if any(char.isdigit() for char in ingredient):
            self.evidence.cite(Citation("recipe", dish.recipe.id, dish.recipe.title, ingredient))
        return ingredient
