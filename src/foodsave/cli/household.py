"""The household that commands of the terminal work for, on its database directly; a server may run beside it."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

import anyio
import structlog

from foodsave.bootstrap import Home, open_services
from foodsave.infra.metrics import Metrics
from foodsave.settings import load_settings

Result = TypeVar("Result")
__all__ = ["Home", "at_home"]


def at_home(action: Callable[[Home], Awaitable[Result]]) -> Result:
    """Run `action` for the household of this installation and return what it returns."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    return anyio.run(_run, action)


async def _run(action: Callable[[Home], Awaitable[Result]]) -> Result:
    async with open_services(load_settings(), Metrics()) as services:
        return await action(Home(services, await services.profiles.current()))
