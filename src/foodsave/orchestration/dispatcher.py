"""One message in, one stream of events out: route it, let the agent answer, state what went wrong."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

import structlog

from foodsave.agents import chef, insights, pantry
from foodsave.agents.base.answer import Answer
from foodsave.agents.base.events import (
    Agent,
    Cited,
    Degraded,
    Event,
    Failed,
    Routed,
    TextToken,
    ToolCalled,
    TurnDone,
)
from foodsave.agents.base.question import AgentName, Context, Intent, Turn
from foodsave.core.profiles.service import Household, Locale
from foodsave.errors import DeadlineExceeded, FoodSaveError
from foodsave.infra.db.database import Database
from foodsave.infra.db.scope import QueryScope, Scope
from foodsave.infra.metrics import Metrics
from foodsave.kit.clock import Clock, today_in
from foodsave.orchestration.household_words import HouseholdWords, keys_of, load_household_words
from foodsave.orchestration.replies import reply_to
from foodsave.orchestration.router import Route, language_spoken, route
from foodsave.orchestration.sentence import read_sentence

log = structlog.stdlib.get_logger(__name__)

DEADLINE_S = 10.0
_AGENTS: Mapping[AgentName, Agent] = {"chef": chef.run, "pantry": pantry.run, "insights": insights.run}
_ANSWERS: Mapping[Intent, AgentName] = {
    "cookable": "chef",
    "expires": "pantry",
    "have": "pantry",
    "how_much": "pantry",
    "where": "pantry",
    "price": "insights",
}


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """Answers the turns of one process. A turn takes at most `deadline_s` seconds."""

    database: Database
    clock: Clock
    metrics: Metrics
    deadline_s: float = DEADLINE_S

    async def stream(self, turn: Turn, household: Household, *, trace_id: str = "") -> AsyncIterator[Event]:
        """Answer a turn: yields what happens, and as the last event either TurnDone or Failed."""
        deadline = asyncio.get_running_loop().time() + self.deadline_s
        intent = "none"
        try:
            async with asyncio.timeout_at(deadline):
                language, found = await self._route(turn, household)
        except Exception as error:  # noqa: BLE001 - the boundary of a turn: every failure is logged and stated
            yield self._failed(error, intent, trace_id)
            return
        intent = found.intent or "clarify"
        yield Routed(found.intent, _agent_of(found), language)
        context = Context(
            household=household,
            scope=QueryScope(self.database, household.id),
            clock=self.clock,
            today=today_in(self.clock, household.timezone),
            language=language,
            deadline=deadline,
            trace_id=trace_id,
        )
        answer: Answer | None = None
        events = _answers(found, context)
        try:
            while True:
                async with asyncio.timeout_at(deadline):
                    event = await anext(events, None)
                if event is None:
                    break
                if isinstance(event, TurnDone):
                    answer = event.answer
                    break
                yield event
        except Exception as error:  # noqa: BLE001 - as above
            yield self._failed(error, intent, trace_id)
            return
        if answer is None:
            yield self._failed(RuntimeError("the agent ended without an answer"), intent, trace_id)
            return
        for citation in answer.citations:
            yield Cited(citation)
        for piece in _pieces(answer.text):
            yield TextToken(piece)
        self.metrics.observe_turn(intent, "answered")
        yield TurnDone(answer)

    async def _route(self, turn: Turn, household: Household) -> tuple[Locale, Route]:
        language = language_spoken(turn.message, turn.locale or household.locale)
        keys = await asyncio.to_thread(_alias_keys, turn.message)
        words = await self._words(household, keys)
        today = today_in(self.clock, household.timezone)
        return language, await asyncio.to_thread(route, turn.message, language, words, today)

    async def _words(self, household: Household, keys: set[str]) -> HouseholdWords:
        async with self.database.read() as session:
            return await load_household_words(Scope(session, household.id), keys)

    def _failed(self, error: Exception, intent: str, trace_id: str) -> Failed:
        problem = _stated(error)
        self.metrics.observe_turn(intent, problem.reason)
        if not isinstance(error, FoodSaveError | TimeoutError):
            log.error("turn_failed", intent=intent, trace_id=trace_id, exc_info=error)
        return Failed(problem)


async def _answers(found: Route, context: Context) -> AsyncIterator[ToolCalled | Degraded | TurnDone]:
    if found.question is None:
        yield TurnDone(reply_to(found))
        return
    async for event in _AGENTS[_ANSWERS[found.question.intent]](found.question, context):
        yield event


def _agent_of(found: Route) -> AgentName | None:
    return _ANSWERS[found.question.intent] if found.question is not None else None


def _alias_keys(message: str) -> set[str]:
    return keys_of(read_sentence(message).text)


def _pieces(text: str) -> list[str]:
    """Return the text in lines and sentences, to be sent as they come."""
    pieces, start = [], 0
    for at, char in enumerate(text):
        if char == "\n" or (char == " " and text[at - 1] in ".!?"):
            pieces.append(text[start : at + 1])
            start = at + 1
    return [*pieces, text[start:]] if start < len(text) else pieces


def _stated(error: Exception) -> FoodSaveError:
    if isinstance(error, FoodSaveError):
        return error
    if isinstance(error, TimeoutError):
        return DeadlineExceeded("the answer took too long; ask again, or for less at once")
    return FoodSaveError("Something went wrong on our side. The request id finds it in the log.")
