"""One household's kitchen on one day: what can be cooked, and what cooking a dish would take."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from foodsave.core.profiles.service import Household
from foodsave.errors import NotFound
from foodsave.infra.db.scope import QueryScope, Scope
from foodsave.kitchen.catalog.diets import Diet
from foodsave.kitchen.catalog.foods import Allergen
from foodsave.kitchen.recipes import service
from foodsave.kitchen.recipes.cookable import Cookable, Wanted, weigh_up
from foodsave.kitchen.recipes.explaining import Explainer
from foodsave.kitchen.recipes.larder import cookable_dishes, dish_of, read_shelf
from foodsave.kitchen.recipes.recipe import Recipe
from foodsave.kitchen.recipes.schemas import CookablePage, ProposalAnswer


@dataclass(frozen=True, slots=True)
class Weighed:
    """A recipe with how it can be cooked today."""

    recipe: Recipe
    found: Cookable
    explainer: Explainer

    def proposal(self) -> ProposalAnswer:
        """Return what cooking it would take."""
        return self.explainer.proposal(self.found, self.recipe)


@dataclass(frozen=True, slots=True)
class Kitchen:
    """Reads what is at home and compares it with the recipes; changes nothing."""

    scope: QueryScope
    household: Household
    today: date

    async def cookable(self, wanted: Wanted, limit: int) -> CookablePage:
        """Return up to `limit` dishes that fit, best first. Allergens and diets of the profile always hold."""
        strict = with_profile(wanted, self.household)
        shelf = await read_shelf(self.scope, today=self.today, currency=self.household.currency)
        found, considered = await cookable_dishes(self.scope, shelf, strict)
        async with self.scope.database.read() as session:
            scope = Scope(session, self.scope.household_id)
            shown = []
            for one in found[:limit]:
                with suppress(NotFound):  # one that was deleted a moment ago is no longer an idea
                    shown.append((one, await service.find_recipe(scope, one.dish.id)))
        explainer = Explainer(shelf, self.household.locale, self.household.currency, strict.allergens)
        items = await asyncio.to_thread(lambda: [explainer.cookable(one, recipe) for one, recipe in shown])
        return CookablePage(considered=considered, found=len(found), items=items)

    async def weigh(self, recipe_id: str, people: int | None) -> Weighed:
        """Return how one recipe can be cooked, whatever is missing; never from lots with an allergen of the profile.

        Raises:
            NotFound: there is none of that id.
        """
        async with self.scope.database.read() as session:
            recipe = await service.find_recipe(Scope(session, self.scope.household_id), recipe_id)
        shelf = await read_shelf(self.scope, today=self.today, currency=self.household.currency)
        avoid = frozenset(map(Allergen, self.household.allergens))
        explainer = Explainer(shelf, self.household.locale, self.household.currency, avoid)
        return Weighed(recipe, weigh_up(dish_of(recipe), shelf.without(avoid), people=people), explainer)


def with_profile(wanted: Wanted, household: Household) -> Wanted:
    """Return a wish that also keeps to the household's allergens and diets."""
    return Wanted(
        people=wanted.people,
        missing=wanted.missing,
        minutes=wanted.minutes,
        diets=wanted.diets | frozenset(map(Diet, household.diets)),
        allergens=wanted.allergens | frozenset(map(Allergen, household.allergens)),
        foods=wanted.foods,
        without=wanted.without,
        meal=wanted.meal,
        course=wanted.course,
    )
