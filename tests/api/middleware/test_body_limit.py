import asyncio

import pytest

from foodsave.api.middleware.body_limit import BodyLimit
from foodsave.api.middleware.errors import Errors

LIMIT, LARGER = 1000, 5000


@pytest.fixture
def limited(answering):
    return BodyLimit(answering(), LIMIT, {("POST", "/upload"): LARGER}, idle_s=0.2)


async def chunks(count, size=100):
    for _ in range(count):
        yield b"x" * size


async def test_body_limit_passes_a_body_of_exactly_the_limit(calling, limited):
    async with calling(limited) as client:
        assert (await client.post("/", content=b"x" * LIMIT)).text == "1000"
        assert (await client.post("/", content=chunks(10))).text == "1000"


@pytest.mark.parametrize("streamed", [True, False])
async def test_body_limit_refuses_one_byte_more_declared_or_streamed(calling, limited, streamed):
    async def content():
        yield b"x" * (LIMIT + 1)

    async with calling(limited) as client:
        response = await client.post("/", content=content() if streamed else b"x" * (LIMIT + 1))

    assert (response.status_code, response.json()["code"]) == (413, "too_large")
    assert response.headers["connection"] == "close"


async def test_body_limit_allows_more_on_a_route_for_uploads(calling, limited):
    async with calling(limited) as client:
        assert (await client.post("/upload", content=b"x" * LARGER)).text == "5000"
        assert (await client.put("/upload", content=b"x" * LARGER)).status_code == 413
        assert (await client.post("/upload/more", content=b"x" * LARGER)).status_code == 413


async def test_body_limit_stops_listening_to_an_endless_stream_soon_after_it(limited):
    given, sent = 0, []

    async def receive():
        nonlocal given
        given += 1
        return {"type": "http.request", "body": b"x" * 2**20, "more_body": True}

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/upload", "headers": []}
    await limited(scope, receive, send)

    assert sent[0]["status"] == 413
    assert given <= 512


async def test_body_limit_does_not_invite_a_body_it_will_refuse(limited):
    sent = []

    async def receive():
        raise AssertionError("receiving makes the server say 100 Continue")

    async def send(message):
        sent.append(message)

    headers = [(b"content-length", b"200000000"), (b"expect", b"100-continue")]
    await limited({"type": "http", "method": "POST", "path": "/", "headers": headers}, receive, send)

    assert sent[0]["status"] == 413


@pytest.mark.parametrize("declared", [b"many", b"-5", "²".encode("latin-1")])
async def test_body_limit_counts_for_itself_when_the_declared_length_is_odd(calling, limited, declared):
    async with calling(limited) as client:
        response = await client.post("/", content=chunks(11), headers=[(b"content-length", declared)])

    assert response.status_code == 413


async def test_body_limit_gives_up_on_a_body_that_stalls(limited):
    sent = []

    async def receive():
        await asyncio.sleep(60)

    async def send(message):
        sent.append(message)

    await limited({"type": "http", "method": "POST", "path": "/", "headers": []}, receive, send)

    assert sent[0]["status"] == 408


async def test_body_limit_waits_for_a_disconnect_as_long_as_it_takes():
    seen = []

    async def patient(scope, receive, send):
        await receive()
        seen.append(await receive())

    messages = [{"type": "http.request", "body": b"x"}, {"type": "http.disconnect"}]

    async def receive():
        if len(messages) == 1:
            await asyncio.sleep(0.2)
        return messages.pop(0)

    async def send(message):
        raise AssertionError(message)

    middleware = BodyLimit(patient, LIMIT, idle_s=0.05)
    await middleware({"type": "http", "method": "GET", "path": "/", "headers": []}, receive, send)

    assert seen == [{"type": "http.disconnect"}]


async def test_body_limit_overrules_a_route_that_swallows_the_refusal(calling):
    async def swallowing(scope, receive, send):
        try:
            while (await receive()).get("more_body"):
                pass
        except Exception:  # noqa: BLE001
            await send({"type": "http.response.start", "status": 400, "headers": []})
            await send({"type": "http.response.body", "body": b"unreadable"})

    async with calling(BodyLimit(swallowing, LIMIT)) as client:
        response = await client.post("/", content=chunks(50))

    assert response.status_code == 413


async def test_body_limit_cuts_a_response_that_began_before_the_refusal(calling):
    async def eager(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        while (await receive()).get("more_body"):
            pass

    sent = []

    async def send(message):
        sent.append(message["type"])

    async def receive():
        return {"type": "http.request", "body": b"x" * 600, "more_body": True}

    scope = {"type": "http", "method": "POST", "path": "/", "headers": []}
    with pytest.raises(Exception, match="413"):
        await Errors(BodyLimit(eager, LIMIT))(scope, receive, send)

    assert sent == ["http.response.start"]
