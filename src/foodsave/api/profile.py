"""The household's settings over HTTP."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field, StringConstraints

from foodsave.api.answers import model_with_etag
from foodsave.api.deps import CallerDep
from foodsave.core.profiles.service import Household, Locale, change_household, load_household, zone_names
from foodsave.kit.wire import PlainText, Strict

router = APIRouter(prefix="/profile", tags=["profile"])


class ProfileAnswer(BaseModel):
    name: str
    locale: Locale
    currency: str
    timezone: str


def _name_zones(schema: dict[str, Any]) -> None:
    schema["enum"] = list(zone_names())


class ProfileWanted(Strict):
    name: Annotated[PlainText, Field(max_length=80)]
    locale: Locale
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    timezone: Annotated[str, Field(max_length=64, json_schema_extra=_name_zones)]


@router.get("", response_model=ProfileAnswer)
async def get_profile(request: Request, caller: CallerDep) -> Response:
    """Return the household's settings."""
    async with caller.reading() as scope:
        return model_with_etag(request, _answer(await load_household(scope)))


@router.put("", response_model=ProfileAnswer)
async def put_profile(caller: CallerDep, wanted: ProfileWanted) -> ProfileAnswer:
    """Replace the household's settings."""
    async with caller.writing() as scope:
        household = await change_household(scope, Household(caller.household.id, **wanted.model_dump()))
    await caller.services.profiles.remember(household)
    return _answer(household)


def _answer(household: Household) -> ProfileAnswer:
    return ProfileAnswer(
        name=household.name, locale=household.locale, currency=household.currency, timezone=household.timezone
    )
