"""A listener on loopback counts who reaches it: nobody may, however its address is written."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
import pytest

from foodsave.errors import FoodSaveError, NotPermitted
from foodsave.infra.http import GuardedClient, resolve_name

HTML = frozenset({"text/html"})


@dataclass
class Listener:
    port: int
    reached: int = 0


@asynccontextmanager
async def listening(host: str) -> AsyncIterator[Listener]:
    listener = Listener(0)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        listener.reached += 1
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 2\r\n\r\nhi")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, host, 0)
    listener.port = server.sockets[0].getsockname()[1]
    async with server:
        yield listener


@pytest.fixture
async def listener():
    async with listening("127.0.0.1") as listener:
        yield listener


async def refused(client: GuardedClient, url: str) -> None:
    with pytest.raises(NotPermitted) as refusal:
        await client.fetch(url, accepted=HTML)
    assert refusal.value.reason == "address_refused"


async def test_listener_is_reached_by_an_unguarded_client(listener):
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(f"http://127.0.0.1:{listener.port}/")

    assert (answer.text, listener.reached) == ("hi", 1)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "LOCALHOST", "localhost.", "127.1", "2130706433", "0x7f000001", "0x7f.0.0.1",
        "0177.0.0.1", "017700000001", "127.0.0.1.", "0.0.0.0", "0", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::1]",
        "[::]", "[::127.0.0.1]", "１２７.０.０.１", "127。0。0。1",
    ],
)  # fmt: skip
async def test_guarded_client_never_reaches_loopback_however_it_is_written(listener, host):
    client = GuardedClient(ports={listener.port})

    with pytest.raises(FoodSaveError):  # some spellings are no host at all
        await client.fetch(f"http://{host}:{listener.port}/", accepted=HTML)

    assert listener.reached == 0


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "[::1]"])
async def test_guarded_client_says_that_the_address_is_refused(listener, host):
    await refused(GuardedClient(ports={listener.port}), f"http://{host}:{listener.port}/")


async def test_guarded_client_never_reaches_loopback_of_ipv6():
    try:
        async with listening("::1") as listener:
            for host in ("[::1]", "[0:0:0:0:0:0:0:1]", "localhost"):
                await refused(GuardedClient(ports={listener.port}), f"http://{host}:{listener.port}/")
            assert listener.reached == 0
    except OSError:
        pytest.skip("this machine has no IPv6")


@pytest.mark.parametrize("address", ["127.0.0.1", "::ffff:127.0.0.1", "0.0.0.0"])
async def test_guarded_client_never_reaches_loopback_by_a_public_name(listener, address):
    async def resolve(host, port):
        return [address]

    await refused(GuardedClient(resolve=resolve, ports={listener.port}), f"http://kuchnia.example:{listener.port}/")

    assert listener.reached == 0


async def test_guarded_client_never_reaches_loopback_when_the_name_leads_there_the_second_time(listener):
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])
    asked = []

    async def resolve(host, port):
        return next(answers)

    def redirect(request):
        asked.append(request.url.host)
        return httpx.Response(302, headers={"location": str(request.headers["host"]).join(("http://", "/again"))})

    client = GuardedClient(resolve=resolve, transport=httpx.MockTransport(redirect), ports={listener.port})
    await refused(client, f"http://kuchnia.example:{listener.port}/")

    assert asked == ["93.184.215.14"]
    assert listener.reached == 0


class FirstRedirects(httpx.AsyncBaseTransport):
    """Answers for the public address and is the real network for every other."""

    def __init__(self, location: str) -> None:
        self.location, self.network = location, httpx.AsyncHTTPTransport()

    async def handle_async_request(self, request):
        if request.url.host == "93.184.215.14":
            return httpx.Response(302, headers={"location": self.location})
        return await self.network.handle_async_request(request)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]"])
@pytest.mark.parametrize("scheme", ["http:", "https:", ""])
async def test_guarded_client_never_reaches_loopback_by_redirect(listener, host, scheme):
    async def resolve(name, port):
        return ["93.184.215.14"] if name == "kuchnia.example" else await resolve_name(name, port)

    transport = FirstRedirects(f"{scheme}//{host}:{listener.port}/")
    client = GuardedClient(resolve=resolve, transport=transport, ports={80, listener.port})
    await refused(client, "http://kuchnia.example/")

    assert listener.reached == 0


async def test_guarded_client_ignores_proxies_of_the_environment(listener, monkeypatch):
    monkeypatch.setattr("foodsave.infra.http.is_public", bool)  # so that a connection is tried at all
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{listener.port}")

    await refused(GuardedClient(ports={1}), "http://127.0.0.1:1/")

    assert listener.reached == 0


async def test_guarded_client_checks_again_where_the_connection_is_opened(listener, monkeypatch):
    monkeypatch.setattr("foodsave.infra.http.is_public", bool)  # as if the first check had failed

    client = GuardedClient(ports={listener.port})
    await refused(client, f"http://127.0.0.1:{listener.port}/")
    await client.aclose()

    assert listener.reached == 0
