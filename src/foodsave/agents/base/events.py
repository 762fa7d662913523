"""What happens during a turn, in order: one stream that every edge renders in its own way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Protocol

from foodsave.agents.base.answer import Answer, Citation
from foodsave.agents.base.question import AgentName, Context, Question
from foodsave.core.profiles.service import Locale
from foodsave.errors import FoodSaveError


@dataclass(frozen=True, slots=True)
class Routed:
    """The message was understood; `intent` is None when a question is asked back."""

    intent: str | None
    agent: AgentName | None
    language: Locale


@dataclass(frozen=True, slots=True)
class ToolCalled:
    """A deterministic tool was asked for rows."""

    name: str
    arguments: dict[str, Any]


@dataclass(frozen=True, slots=True)
class TextToken:
    """A piece of the text."""

    text: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A row that the text rests on."""

    citation: Citation


@dataclass(frozen=True, slots=True)
class Degraded:
    """The answer is less than it could be, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class TurnDone:
    """The whole answer."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Failed:
    """The turn ended in a stated failure."""

    problem: FoodSaveError


Event = Routed | ToolCalled | TextToken | Cited | Degraded | TurnDone | Failed


class Agent(Protocol):
    """Answers questions of some intents: yields the tools that it calls, then the answer."""

    def __call__(self, question: Question, context: Context) -> AsyncIterator[ToolCalled | Degraded | TurnDone]:
        """Answer `question`."""
        ...
