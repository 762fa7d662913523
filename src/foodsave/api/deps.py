"""What routes are given: the services of the process and the household that calls."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import Depends, Request
from starlette.requests import HTTPConnection

from foodsave.bootstrap import Home, Services


class Caller(Home):
    """One request's household with the means to work for it."""

    __slots__ = ()


def services(request: HTTPConnection) -> Services:
    found: Services = request.app.state.services
    return found


async def caller(request: Request) -> Caller:
    found = services(request)
    household = await found.profiles.current()
    language = request.headers.get("accept-language", "")[:2].lower()
    if language in {"pl", "en"} and language != household.locale:
        household = replace(household, locale="pl" if language == "pl" else "en")
    return Caller(found, household)


CallerDep = Annotated[Caller, Depends(caller)]
