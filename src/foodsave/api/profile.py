"""The household's settings over HTTP."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field, StringConstraints

from foodsave.api.answers import model_with_etag
from foodsave.api.deps import CallerDep
from foodsave.core.profiles.service import Household, Locale, change_household, load_household, zone_names
from foodsave.kit.wire import PlainText, Strict
from foodsave.kitchen.catalog.diets import Diet
from foodsave.kitchen.catalog.foods import Allergen

router = APIRouter(prefix="/profile", tags=["profile"])


class ProfileAnswer(BaseModel):
    name: str
    locale: Locale
    currency: str
    timezone: str
    people: int
    allergens: list[str]
    diets: list[str]


def _name_zones(schema: dict[str, Any]) -> None:
    schema["enum"] = list(zone_names())


class ProfileWanted(Strict):
    """The settings as a whole: what is left out takes its default."""

    name: Annotated[PlainText, Field(max_length=80)]
    locale: Locale
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    timezone: Annotated[str, Field(max_length=64, json_schema_extra=_name_zones)]
    people: Annotated[int, Field(strict=True, ge=1, le=50, description="How many usually eat together")] = 2
    allergens: Annotated[
        tuple[Allergen, ...],
        Field(max_length=len(Allergen), description="Hard limits: no dish that contains one of them is proposed"),
    ] = ()
    diets: Annotated[
        tuple[Diet, ...], Field(max_length=len(Diet), description="Every dish proposed suits all of them")
    ] = ()

    def household(self, household_id: str) -> Household:
        """Return the settings; each allergen and diet once, in the order of its list."""
        wanted = self.model_dump()
        wanted["allergens"] = tuple(allergen.value for allergen in Allergen if allergen in self.allergens)
        wanted["diets"] = tuple(diet.value for diet in Diet if diet in self.diets)
        return Household(household_id, **wanted)


@router.get("", response_model=ProfileAnswer)
async def get_profile(request: Request, caller: CallerDep) -> Response:
    """Return the household's settings."""
    async with caller.reading() as scope:
        return model_with_etag(request, _answer(await load_household(scope)))


@router.put("", response_model=ProfileAnswer)
async def put_profile(caller: CallerDep, wanted: ProfileWanted) -> ProfileAnswer:
    """Replace the household's settings; what is left out takes its default."""
    async with caller.writing() as scope:
        household = await change_household(scope, wanted.household(caller.household.id))
    await caller.services.profiles.remember(household)
    return _answer(household)


def _answer(household: Household) -> ProfileAnswer:
    return ProfileAnswer.model_validate(household, from_attributes=True)
