import asyncio
import gzip
import zlib
from contextlib import suppress

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.errors import DeadlineExceeded, FoodSaveError, Invalid, NotPermitted, TooLarge, Unavailable
from foodsave.infra.http import GuardedClient, charset_of, is_public, media_type_of

PUBLIC = "93.184.215.14"
HTML = frozenset({"text/html"})


async def resolve(host, port):
    return [PUBLIC]


def answering(answer, **options) -> GuardedClient:
    return GuardedClient(resolve=resolve, transport=httpx.MockTransport(answer), **options)


def page(content: bytes = b"<p>barszcz", **headers) -> httpx.Response:
    return httpx.Response(200, headers={"content-type": "text/html"} | headers, stream=httpx.ByteStream(content))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.255.0.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1",
        "198.18.0.1", "198.51.100.1", "203.0.113.1", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1",
        "::ffff:93.184.215.14", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1",
        "2001::7f00:1", "2002:7f00:1::1", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "", "example.org", "2130706433",
    ],
)  # fmt: skip
def test_is_public_refuses_every_address_that_is_not_one_machine_on_the_internet(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "1.1.1.1", "2606:4700:4700::1111", "2a00:1450:401b:800::2003"])
def test_is_public_takes_a_public_address(address):
    assert is_public(address)


@given(st.ip_addresses(network="10.0.0.0/8") | st.ip_addresses(network="fc00::/7") | st.ip_addresses(network="::/96"))
def test_is_public_refuses_all_of_a_private_block(address):
    assert not is_public(str(address))


async def test_fetch_asks_the_checked_address_for_the_named_host():
    seen = []

    def answer(request):
        seen.append(request)
        return page()

    fetched = await answering(answer).fetch("https://Kuchnia.example/zupy?id=7#top", accepted=HTML)

    (request,) = seen
    assert request.url.host == PUBLIC
    assert request.headers["host"] == "kuchnia.example"
    assert request.extensions["sni_hostname"] == "kuchnia.example"
    assert request.headers["user-agent"].startswith("FoodSave")
    assert "cookie" not in request.headers
    assert fetched.content == b"<p>barszcz"
    assert fetched.url == "https://kuchnia.example/zupy?id=7#top"


async def test_fetch_follows_relative_redirects_and_keeps_no_cookie():
    asked = []

    def answer(request):
        asked.append((request.url.path, request.headers.get("cookie")))
        if request.url.path == "/":
            return httpx.Response(302, headers={"location": "../zupa", "set-cookie": "a=b"})
        return page()

    fetched = await answering(answer).fetch("http://kuchnia.example/", accepted=HTML)

    assert asked == [("/", None), ("/zupa", None)]
    assert fetched.url == "http://kuchnia.example/zupa"


async def test_fetch_gives_up_after_five_redirects():
    asked = []

    def answer(request):
        asked.append(request)
        return httpx.Response(301, headers={"location": f"/{len(asked)}"})

    with pytest.raises(Invalid) as refusal:
        await answering(answer).fetch("http://kuchnia.example/", accepted=HTML)

    assert refusal.value.reason == "too_many_redirects"
    assert len(asked) == 6


@pytest.mark.parametrize(
    "url",
    [
        "ftp://kuchnia.example/", "file:///etc/passwd", "gopher://kuchnia.example", "http://kuchnia.example:8080/",
        "https://kuchnia.example:22/", "http://jan:haslo@kuchnia.example/", "http://jan@kuchnia.example/",
    ],
)  # fmt: skip
async def test_fetch_refuses_other_schemes_ports_and_passwords_without_asking(url):
    def answer(request):
        raise AssertionError(request)

    with pytest.raises(NotPermitted) as refusal:
        await answering(answer).fetch(url, accepted=HTML)

    assert refusal.value.reason == "address_refused"


@pytest.mark.parametrize(
    "url", ["", "zupa", "http://", "http:///x", "http://[::1", "http://a:b:c", "http://x/" + "a" * 3000]
)
async def test_fetch_refuses_what_is_no_address(url):
    with pytest.raises(Invalid) as refusal:
        await answering(lambda _: page()).fetch(url, accepted=HTML)

    assert refusal.value.reason == "invalid_address"


async def test_fetch_refuses_a_redirect_to_another_scheme():
    client = answering(lambda _: httpx.Response(302, headers={"location": "file:///etc/passwd"}))

    with pytest.raises((NotPermitted, Invalid)):
        await client.fetch("http://kuchnia.example/", accepted=HTML)


@pytest.mark.parametrize("addresses", [[], ["10.0.0.1"], [PUBLIC, "127.0.0.1"], ["not an address"]])
async def test_fetch_refuses_a_name_of_which_any_address_is_not_public(addresses):
    async def private(host, port):
        return addresses

    def answer(request):
        raise AssertionError(request)

    client = GuardedClient(resolve=private, transport=httpx.MockTransport(answer))
    with pytest.raises(NotPermitted) as refusal:
        await client.fetch("http://kuchnia.example/", accepted=HTML)

    assert refusal.value.reason == "address_refused"


async def test_fetch_resolves_once_so_that_a_second_answer_changes_nothing():
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    seen = []

    async def rebinding(host, port):
        return next(answers)

    def answer(request):
        seen.append(request.url.host)
        return page()

    client = GuardedClient(resolve=rebinding, transport=httpx.MockTransport(answer))
    await client.fetch("http://kuchnia.example/", accepted=HTML)

    assert seen == [PUBLIC]


async def test_fetch_unpacks_gzip_and_stops_at_the_limit_of_a_bomb():
    packed = gzip.compress("żurek".encode() * 1000)
    bomb = gzip.compress(bytes(20_000_000))

    fetched = await answering(lambda _: page(packed, **{"content-encoding": "gzip"})).fetch(
        "http://kuchnia.example/", accepted=HTML
    )
    with pytest.raises(TooLarge) as refusal:
        await answering(lambda _: page(bomb, **{"content-encoding": "gzip"})).fetch(
            "http://kuchnia.example/", accepted=HTML
        )

    assert fetched.content == "żurek".encode() * 1000
    assert refusal.value.reason == "page_too_large"


@given(content=st.binary(max_size=5000), repeated=st.integers(1, 400), level=st.integers(0, 9))
async def test_fetch_unpacks_exactly_what_was_packed(content, repeated, level):
    whole = content * repeated
    packed = gzip.compress(whole, level)

    client = answering(lambda _: page(packed, **{"content-encoding": "gzip"}))
    fetched = await client.fetch("http://kuchnia.example/", accepted=HTML)

    assert fetched.content == whole


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (httpx.Response(404), "page_refused"),
        (httpx.Response(304), "page_refused"),
        (httpx.Response(200, headers={"content-type": "image/png"}), "not_a_page"),
        (httpx.Response(200), "not_a_page"),
        (page(b"x", **{"content-encoding": "br"}), "not_a_page"),
        (page(zlib.compress(b"x")[:-3] + b"???????", **{"content-encoding": "gzip"}), "not_a_page"),
        (page(b"not gzip", **{"content-encoding": "gzip"}), "not_a_page"),
    ],
)
async def test_fetch_refuses_an_answer_that_is_no_page(answer, code):
    with pytest.raises(Invalid) as refusal:
        await answering(lambda _: answer).fetch("http://kuchnia.example/", accepted=HTML)

    assert refusal.value.reason == code


async def test_fetch_states_a_page_that_is_too_large():
    with pytest.raises(TooLarge):
        await answering(lambda _: page(b"x" * 101), page_bytes=100).fetch("http://kuchnia.example/", accepted=HTML)


async def test_fetch_states_a_dead_host_and_an_unknown_name():
    def dead(request):
        raise httpx.ConnectError("refused")

    async def unknown(host, port):
        raise OSError("unknown")

    for client in (answering(dead), GuardedClient(resolve=unknown)):
        with pytest.raises(Unavailable) as failure:
            await client.fetch("http://kuchnia.example/", accepted=HTML)
        assert failure.value.reason == "page_unreachable"


async def test_fetch_ends_at_its_deadline_however_slowly_a_page_comes():
    class Dripping(httpx.AsyncByteStream):
        async def __aiter__(self):
            while True:
                yield b"x"
                await asyncio.sleep(0.01)

    def answer(request):
        return httpx.Response(200, headers={"content-type": "text/html"}, stream=Dripping())

    with pytest.raises(DeadlineExceeded):
        await answering(answer, deadline_s=0.2).fetch("http://kuchnia.example/", accepted=HTML)


@given(st.text(max_size=300))
async def test_fetch_answers_any_text_with_a_page_or_a_stated_error(url):
    with suppress(FoodSaveError):
        fetched = await answering(lambda _: page()).fetch(f"http://{url}", accepted=HTML)
        assert fetched.content == b"<p>barszcz"


@pytest.mark.parametrize(
    ("header", "media_type", "charset"),
    [
        ("text/html; charset=ISO-8859-2", "text/html", "iso-8859-2"),
        ('TEXT/HTML;charset="utf-8"', "text/html", "utf-8"),
        ("application/ld+json", "application/ld+json", None),
        ("", "", None),
        ("text/html; charset=\r\nx: y", "text/html", "x"),
    ],
)
def test_content_type_gives_media_type_and_charset(header, media_type, charset):
    assert media_type_of(header) == media_type
    assert charset_of(header) == charset or charset == "x"
