"""What edges and the dispatcher exchange: a turn in, typed events out. Edges know agents only by these."""

from __future__ import annotations

from foodsave.agents.base.answer import Answer
from foodsave.agents.base.events import (
    Cited,
    Degraded,
    Event,
    Failed,
    Routed,
    TextToken,
    ToolCalled,
    TurnDone,
)
from foodsave.agents.base.question import Turn
from foodsave.agents.base.shapes import AnswerData

__all__ = [
    "Answer",
    "AnswerData",
    "Cited",
    "Degraded",
    "Event",
    "Failed",
    "Routed",
    "TextToken",
    "ToolCalled",
    "Turn",
    "TurnDone",
]
