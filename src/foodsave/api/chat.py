"""Questions in plain words over HTTP, answered as one JSON document or as a stream of events."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field, StringConstraints
from sse_starlette.event import ServerSentEvent
from sse_starlette.sse import EventSourceResponse

from foodsave.api.deps import Caller, CallerDep
from foodsave.errors import FoodSaveError
from foodsave.kit.ids import new_id
from foodsave.kit.wire import Identifier, Strict
from foodsave.orchestration.messages import (
    Answer,
    AnswerData,
    Cited,
    Degraded,
    Event,
    Failed,
    Routed,
    TextToken,
    ToolCalled,
    Turn,
    TurnDone,
)

router = APIRouter(prefix="/chat", tags=["chat"])
LONGEST_MESSAGE = 2_000
Message = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_MESSAGE)]


class ChatWanted(Strict):
    """A message. Its language is recognised; `locale` is used when nothing tells."""

    message: Message
    conversation_id: Identifier | None = Field(
        default=None, description="Echoed in the answer. Conversations are not stored yet: each message stands alone."
    )
    locale: Literal["pl", "en"] | None = None


class CitationAnswer(BaseModel):
    """A row that the text rests on: `value` is what the text tells of it. `of` are all rows of a sum."""

    kind: Literal["lot", "event", "receipt", "recipe", "product"]
    id: str
    receipt_line: int | None
    label: str
    value: str
    of: list[str]


class OptionAnswer(BaseModel):
    intent: str
    text: str


class ClarifyAnswer(BaseModel):
    """A question back with the likeliest readings, each as a message that can be sent."""

    question: str
    options: list[OptionAnswer]


class ChatAnswer(BaseModel):
    """An answer. Every figure of `text` is in the value or label of a citation; `data` has the same in structure."""

    conversation_id: str
    message_id: str
    language: Literal["pl", "en"]
    intent: str | None = Field(
        description="cookable, expires, have, how_much, where or price; not_yet, smalltalk, out_of_scope; null: clarify"
    )
    agent: Literal["chef", "pantry", "insights"] | None
    text: str
    citations: list[CitationAnswer]
    data: AnswerData | None
    suggestions: list[str]
    degraded: str | None = Field(description="Why the answer is less than it could be; null when it is not")
    clarify: ClarifyAnswer | None


@router.post(
    "",
    response_model=ChatAnswer,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
async def post_chat(request: Request, caller: CallerDep, wanted: ChatWanted) -> Response:
    """Answer a question about what is at home, what to cook, what expires and what things cost.

    With `Accept: text/event-stream` the answer comes as events: routed, tool_call, citation, token, degraded, and at
    the end done (the whole answer) or failed (a problem).
    """
    turn = Turn(wanted.message, wanted.conversation_id or new_id(), new_id(), wanted.locale)
    events = _events(request, caller, turn)
    if "text/event-stream" in request.headers.get("accept", ""):
        return EventSourceResponse(_streamed(events, turn), ping=15)
    async for event in events:
        if isinstance(event, Failed):
            raise event.problem
        if isinstance(event, TurnDone):
            return Response(_answer(event.answer, turn).model_dump_json(by_alias=True), media_type="application/json")
    raise FoodSaveError("the answer has no end")


def _events(request: Request, caller: Caller, turn: Turn) -> AsyncIterator[Event]:
    trace_id = str(getattr(request.state, "request_id", ""))
    return caller.services.chat.stream(turn, caller.household, trace_id=trace_id)


async def _streamed(events: AsyncIterator[Event], turn: Turn) -> AsyncIterator[ServerSentEvent]:
    async for event in events:
        name, data = _wire_event(event, turn)
        yield ServerSentEvent(json.dumps(data, ensure_ascii=False, default=str), event=name)


def _wire_event(event: Event, turn: Turn) -> tuple[str, dict[str, Any]]:
    match event:
        case Routed():
            return "routed", asdict(event) | {"conversation_id": turn.conversation_id, "message_id": turn.message_id}
        case ToolCalled():
            return "tool_call", asdict(event)
        case Cited():
            return "citation", asdict(event.citation)
        case TextToken():
            return "token", asdict(event)
        case Degraded():
            return "degraded", asdict(event)
        case Failed():
            error = event.problem
            return "failed", {"status": error.status, "code": error.reason, "detail": error.message}
        case TurnDone():
            return "done", _answer(event.answer, turn).model_dump(mode="json", by_alias=True)


def _answer(answer: Answer, turn: Turn) -> ChatAnswer:
    told = {name: getattr(answer, name) for name in ("language", "intent", "agent", "text", "data", "degraded")}
    return ChatAnswer(
        conversation_id=turn.conversation_id,
        message_id=turn.message_id,
        citations=[CitationAnswer.model_validate(asdict(citation)) for citation in answer.citations],
        suggestions=list(answer.suggestions),
        clarify=ClarifyAnswer.model_validate(asdict(answer.clarify)) if answer.clarify else None,
        **told,
    )
