"""An answer: its text, the rows that it rests on, and the same in a structured form."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from foodsave.agents.base.question import AgentName
from foodsave.agents.base.shapes import AnswerData
from foodsave.core.profiles.service import Locale

CitationKind = Literal["lot", "event", "receipt", "recipe", "product"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A row and what the text tells of it, in the very figures of the text.

    `of` are the ids of all rows when the value was computed from several: a sum, a count.
    """

    kind: CitationKind
    id: str
    label: str
    value: str
    receipt_line: int | None = None
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One way to understand a message: the intent and the question as it could be asked."""

    intent: str
    text: str


@dataclass(frozen=True, slots=True)
class Clarification:
    """A question back, with the likeliest readings."""

    question: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a turn ends with. `intent` is None when it is answered by a question."""

    intent: str | None
    agent: AgentName | None
    language: Locale
    text: str
    citations: tuple[Citation, ...] = ()
    data: AnswerData | None = None
    suggestions: tuple[str, ...] = ()
    degraded: str | None = None
    clarify: Clarification | None = None


@dataclass(slots=True)
class Evidence:
    """Collects citations while a text is written: each fact once, in the order of the text."""

    citations: dict[Citation, None] = field(default_factory=dict)

    def cite(self, citation: Citation) -> str:
        """Note a fact and return its value for the text."""
        self.citations[citation] = None
        return citation.value
