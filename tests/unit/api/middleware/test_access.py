from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers

from foodsave.api.middleware.access import origin_of, require_bearer, require_this_machine
from foodsave.errors import NotAuthenticated, NotPermitted

TOKEN = b"a-token-of-twenty-chars"
PEER = {"client": ("127.0.0.1", 5000)}


@pytest.mark.parametrize("host", ["localhost", "localhost:8011", "127.0.0.1:8011", "[::1]:8011", "LocalHost"])
def test_require_this_machine_lets_loopback_names_pass(host):
    require_this_machine(PEER, Headers({"host": host}))


@pytest.mark.parametrize("peer", [None, ("10.0.0.5", 1), ("", 0), ("testclient", 1)])
def test_require_this_machine_refuses_a_peer_from_elsewhere(peer):
    with pytest.raises(NotPermitted):
        require_this_machine({"client": peer}, Headers({"host": "localhost"}))


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "localhost.evil.example",
        "localhost@evil.example",
        "127.0.0.1:x",
        "localhost/x",
        "[::1",
        "a b",
    ],
)
def test_require_this_machine_refuses_a_foreign_or_odd_host(host):
    with pytest.raises(NotPermitted):
        require_this_machine(PEER, Headers({"host": host}))


@given(st.text(st.characters(codec="latin-1"), max_size=30))
def test_require_this_machine_never_fails_otherwise_on_any_host(host):
    with suppress(NotPermitted):
        require_this_machine(PEER, Headers({"host": host}))


@pytest.mark.parametrize("hosts", [[], [(b"host", b"localhost"), (b"host", b"localhost")]])
def test_require_this_machine_refuses_no_host_and_two(hosts):
    with pytest.raises(NotPermitted):
        require_this_machine(PEER, Headers(raw=hosts))


@pytest.mark.parametrize("name", ["Forwarded", "X-Forwarded-For", "X-Forwarded-Anything", "X-Real-IP", "Via"])
def test_require_this_machine_refuses_what_came_through_a_proxy(name):
    with pytest.raises(NotPermitted) as refusal:
        require_this_machine(PEER, Headers({"host": "localhost", name: ""}))

    assert refusal.value.reason == "proxied_without_token"


@pytest.mark.parametrize("value", [f"Bearer {TOKEN.decode()}", f"bearer  {TOKEN.decode()}"])
def test_require_bearer_lets_the_token_pass(value):
    require_bearer(Headers({"authorization": value}), TOKEN)


@pytest.mark.parametrize(
    "value", ["", "Bearer", "Bearer x", f"Basic {TOKEN.decode()}", TOKEN.decode(), f"Bearer {TOKEN.decode()}x"]
)
def test_require_bearer_refuses_anything_else(value):
    with pytest.raises(NotAuthenticated):
        require_bearer(Headers({"authorization": value}), TOKEN)


@given(st.binary(max_size=60))
def test_require_bearer_never_fails_otherwise_on_any_header(value):
    with pytest.raises(NotAuthenticated):
        require_bearer(Headers(raw=[(b"authorization", value)]), TOKEN)


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://Food.example/app/", "https://food.example"),
        ("https://food.example:443", "https://food.example"),
        ("http://food.example:8080/x", "http://food.example:8080"),
        ("http://[::1]:8011", "http://[::1]:8011"),
    ],
)
def test_origin_of_writes_an_address_as_browsers_do(url, origin):
    assert origin_of(url) == origin
