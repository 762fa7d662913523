"""`foodsave chat`: ask about the kitchen in plain words."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated, Any

import typer
from pydantic import BaseModel
from rich.console import Console

from foodsave.cli.console import AsJson, json_line, visible
from foodsave.cli.household import Home, at_home
from foodsave.errors import FoodSaveError, Invalid
from foodsave.kit.ids import new_id
from foodsave.orchestration.messages import Answer, Failed, Turn, TurnDone

app = typer.Typer()
LONGEST_MESSAGE = 2_000


@app.command()
def chat(
    message: Annotated[
        str | None, typer.Argument(help="The question; without it each line of standard input is one.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Ask what is at home, what to cook, what expires and what things cost."""
    at_home(lambda home: _answer_all(home, message, as_json=as_json))


async def _answer_all(home: Home, message: str | None, *, as_json: bool) -> None:
    console, conversation_id = Console(soft_wrap=True), new_id()
    for asked in _messages(message):
        turn = Turn(asked, conversation_id, new_id())
        answer = await _answer(home, turn)
        if as_json:
            typer.echo(json_line(_row(turn, answer)))
        else:
            _show(console, answer)


def _messages(message: str | None) -> Iterator[str]:
    given = [message] if message is not None else (line.strip() for line in sys.stdin)
    for asked in given:
        if len(asked) > LONGEST_MESSAGE:
            raise Invalid(
                f"a message has at most {LONGEST_MESSAGE} characters, not {len(asked)}", code="message_too_long"
            )
        if asked.strip():
            yield asked.strip()
        elif message is not None:
            raise Invalid("the question is empty; ask something like: what expires this week?", code="message_empty")


async def _answer(home: Home, turn: Turn) -> Answer:
    async for event in home.services.chat.stream(turn, home.household):
        if isinstance(event, Failed):
            raise event.problem
        if isinstance(event, TurnDone):
            return event.answer
    raise FoodSaveError("the answer has no end")


def _row(turn: Turn, answer: Answer) -> dict[str, Any]:
    told = {name: value for name, value in asdict(answer).items() if name != "data"}
    data = answer.data.model_dump(mode="json", by_alias=True) if isinstance(answer.data, BaseModel) else None
    return (
        {"message": turn.message, "conversation_id": turn.conversation_id, "message_id": turn.message_id}
        | told
        | {"data": data}
    )


def _show(console: Console, answer: Answer) -> None:
    lines = answer.text.split("\n")
    for line in lines:
        console.print(visible(line), markup=False, highlight=False)
    for citation in answer.citations:
        where = f", line {citation.receipt_line}" if citation.receipt_line is not None else ""
        row = f"  [{citation.kind} {citation.id}{where}] {citation.label}: {citation.value}"
        console.print(visible(row), style="dim", markup=False, highlight=False)
    if answer.clarify is not None:
        for option in answer.clarify.options:
            console.print(visible(f"  - {option.text}"), markup=False, highlight=False)
