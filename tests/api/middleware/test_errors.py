import asyncio

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from structlog.testing import capture_logs

from foodsave.api.middleware.errors import Errors
from foodsave.errors import NotFound, Overloaded


def raising(error, *, started=False):
    async def application(scope, receive, send):
        if started:
            await send({"type": "http.response.start", "status": 200, "headers": []})
        raise error

    return Errors(application)


SCOPE = {"type": "http", "method": "GET", "path": "/x", "headers": [], "state": {"request_id": "r-1"}}


async def call(application):
    sent = []

    async def send(message):
        sent.append(message)

    with capture_logs() as logs:
        await application(SCOPE, None, send)
    return sent, logs


@pytest.mark.parametrize(
    ("error", "status", "level"),
    [
        (NotFound("No such thing."), 404, "info"),
        (HTTPException(418, "No coffee."), 418, "info"),
        (Overloaded("Busy."), 503, "warning"),
        (ValueError("hush"), 500, "error"),
    ],
)
async def test_errors_answer_with_a_problem_and_log_it_at_its_level(error, status, level):
    sent, logs = await call(raising(error))

    assert sent[0]["status"] == status
    assert (b"content-type", b"application/problem+json") in sent[0]["headers"]
    assert [entry["log_level"] for entry in logs] == [level]
    assert b"hush" not in sent[1]["body"]


async def test_errors_answer_nothing_to_a_client_that_left():
    sent, logs = await call(raising(ClientDisconnect()))

    assert sent == []
    assert [entry["event"] for entry in logs] == ["client_disconnected"]


async def test_errors_let_the_server_cut_an_answer_that_began():
    with pytest.raises(NotFound):
        await call(raising(NotFound("Too late."), started=True))


async def test_errors_never_swallow_a_cancellation():
    with pytest.raises(asyncio.CancelledError):
        await call(raising(asyncio.CancelledError()))


async def test_errors_log_a_refusal_by_its_code_and_not_by_what_was_sent():
    _, logs = await call(raising(NotFound("There is no product 'Mleko UHT'.", code="no_product")))

    assert [(entry["event"], entry["code"]) for entry in logs] == [("request_refused", "no_product")]
    assert "Mleko" not in str(logs)
