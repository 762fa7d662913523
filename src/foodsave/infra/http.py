"""Pages at addresses that users supply: fetched from the public internet only, whatever a name resolves to.

A name is resolved here and every one of its addresses has to be public; the request then goes to the address that was
checked, so that a second answer of the name server changes nothing. httpx-secure checks the address once more where
the connection is opened; alone it would not do, because it opens a connection to find out where a name leads.
"""

from __future__ import annotations

import asyncio
import re
import socket
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from email.message import Message
from http.cookiejar import CookieJar, DefaultCookiePolicy
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING

from foodsave.errors import DeadlineExceeded, Invalid, NotPermitted, TooLarge, Unavailable

if TYPE_CHECKING:
    import httpx

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

MAX_REDIRECTS = 5
PAGE_BYTES = 5 * 1024 * 1024
DEADLINE_S = 20.0
PORTS = frozenset({80, 443})
USER_AGENT = "FoodSave (recipe import; +https://schema.org/Recipe)"
_LONGEST_URL = 2000
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_INFLATED_AT_ONCE = 1 << 18
_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
# RFC 4291, 2.4: the only block of global unicast that has been given out; RFC 3056 and 4380: tunnels to any IPv4.
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_TUNNELS = (IPv6Network("2002::/16"), IPv6Network("2001::/32"))
# 2130706433, 0x7f.1 and 0177.0.0.1 are spellings of addresses (inet_aton) that no page has a use for
_IN_DIGITS = re.compile(
    r"https?://(?:[^/?#@]*@)?((?:0x[\da-f]+|\d+)(?:\.(?:0x[\da-f]+|\d+))*\.?)(?:[:/?#]|$)", re.IGNORECASE | re.ASCII
)
_RELAY = IPv4Address("192.88.99.0")


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """What an address answered in the end: `url` after redirects, `media_type` as it was declared, charset included."""

    url: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class _Target:
    url: httpx.URL
    host: str
    port: int


class GuardedClient:
    """Fetches pages; opened at its first use, safe for several tasks of one event loop.

    `resolve` stands in for the name server and `transport` for the network. `ports` are those of http and https.
    """

    def __init__(
        self,
        *,
        resolve: Resolve | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        ports: Collection[int] = PORTS,
        deadline_s: float = DEADLINE_S,
        page_bytes: int = PAGE_BYTES,
    ) -> None:
        self._resolve = resolve or resolve_name
        self._transport = transport
        self._ports = frozenset(ports)
        self._deadline_s = deadline_s
        self._page_bytes = page_bytes
        self._client: httpx.AsyncClient | None = None
        self._opening = asyncio.Lock()

    async def fetch(self, url: str, *, accepted: Collection[str]) -> FetchedPage:
        """Return the page at `url` when its media type is among `accepted`.

        Raises:
            Invalid: the address is none, or what is there is no page of the accepted kinds.
            NotPermitted: the address, or one that it redirects to, is not on the public internet (address_refused).
            TooLarge: the page is larger than `page_bytes`, unpacked.
            Unavailable: nothing answers there.
            DeadlineExceeded: the whole took longer than `deadline_s`.
        """
        import httpx

        try:
            async with asyncio.timeout(self._deadline_s):
                return await self._follow(url, frozenset(accepted))
        except TimeoutError as error:
            raise DeadlineExceeded(
                f"{_shown(url)} did not answer within {self._deadline_s:g} s; save the page and send it as a file",
                code="page_too_slow",
            ) from error
        except httpx.HTTPError as error:
            raise _translated(url, error) from error

    async def aclose(self) -> None:
        """Close every connection."""
        if self._client is not None:
            await self._client.aclose()

    async def _follow(self, url: str, accepted: frozenset[str]) -> FetchedPage:
        client = await self._opened()
        for _ in range(MAX_REDIRECTS + 1):
            target = self._target(url)
            address = await self._public_address(target)
            async with AsyncExitStack() as stack:
                response = await client.send(_request(target, address, accepted), stream=True, follow_redirects=False)
                stack.push_async_callback(response.aclose)
                if response.status_code not in _REDIRECTS or "location" not in response.headers:
                    return await self._page(target, response, accepted)
                url = _joined(target.url, response.headers["location"])
        raise Invalid(
            f"{_shown(url)} redirects more than {MAX_REDIRECTS} times; save the page and send it as a file",
            code="too_many_redirects",
        )

    async def _opened(self) -> httpx.AsyncClient:
        async with self._opening:
            if self._client is None:
                self._client = await asyncio.to_thread(_protected_client, self._transport)
            return self._client

    def _target(self, url: str) -> _Target:
        import httpx

        try:
            parsed = httpx.URL(url) if len(url) <= _LONGEST_URL else None
        except (httpx.InvalidURL, ValueError):
            parsed = None
        if (parsed is not None and parsed.scheme not in {"http", "https", ""}) or _is_odd_spelling(url):
            raise NotPermitted(
                f"{_shown(url)}: only http:// and https:// are fetched, from hosts with a name", code="address_refused"
            )
        if parsed is None or not parsed.host or not parsed.scheme:
            raise Invalid(f"{_shown(url)} is not an address of a page", code="invalid_address")
        if parsed.userinfo:
            raise NotPermitted("an address with a user name or password is not fetched", code="address_refused")
        port = parsed.port or (443 if parsed.scheme == "https" else 80)
        if port not in self._ports:
            raise NotPermitted(f"{_shown(url)}: only the ports 80 and 443 are fetched", code="address_refused")
        return _Target(parsed, parsed.raw_host.decode("ascii"), port)

    async def _public_address(self, target: _Target) -> str:
        try:
            addresses = await self._resolve(target.host, target.port)
        except (OSError, UnicodeError) as error:
            raise Unavailable(
                f"there is no host {target.host[:100]}; check the address", code="page_unreachable"
            ) from error
        if not addresses or not all(map(is_public, addresses)):
            raise NotPermitted(
                f"{target.host[:100]} is not on the public internet, so it is not fetched; save the page and send it "
                "as a file",
                code="address_refused",
            )
        return addresses[0]

    async def _page(self, target: _Target, response: httpx.Response, accepted: frozenset[str]) -> FetchedPage:
        shown = _shown(str(target.url))
        if response.status_code != 200:
            raise Invalid(
                f"{shown} answered {response.status_code}; open it in a browser, save the page and send it as a file",
                code="page_refused",
            )
        declared = response.headers.get("content-type", "")
        if media_type_of(declared) not in accepted:
            raise Invalid(f"{shown} is {media_type_of(declared) or 'of no stated type'}, not a page", code="not_a_page")
        content = bytearray()
        async for part in _decoded(response):
            content += part
            if len(content) > self._page_bytes:
                raise TooLarge(f"{shown} is larger than {self._page_bytes} bytes", code="page_too_large")
        return FetchedPage(str(target.url), declared, bytes(content))


async def resolve_name(host: str, port: int) -> Sequence[str]:
    """Return every address of a host, as the machine's resolver knows them.

    Raises:
        OSError: there is no such host.
    """
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(sockaddr[0]) for *_, sockaddr in found]


def is_public(address: str) -> bool:
    """Tell whether an address is that of one machine on the public internet; tunnels to others are not."""
    try:
        known = ip_address(address)
    except ValueError:
        return False
    if isinstance(known, IPv6Address):
        in_tunnel = any(known in tunnel for tunnel in _TUNNELS)
        return known in _GLOBAL_UNICAST and known.is_global and not in_tunnel and not known.is_multicast
    is_relay = known.packed[:3] == _RELAY.packed[:3]
    return known.is_global and not (known.is_multicast or known.is_reserved or is_relay)


def media_type_of(content_type: str) -> str:
    """Return the media type of a Content-Type header, lower-cased and without its parameters."""
    return content_type.partition(";")[0].strip().lower()


def charset_of(content_type: str) -> str | None:
    """Return the charset parameter of a Content-Type header."""
    message = Message()
    message["content-type"] = content_type.replace("\r", " ").replace("\n", " ")
    return message.get_content_charset()


def _is_odd_spelling(url: str) -> bool:
    found = _IN_DIGITS.match(url)
    if found is None:
        return False
    try:
        ip_address(found[1])
    except ValueError:
        return True
    return False


def _protected_client(transport: httpx.AsyncBaseTransport | None) -> httpx.AsyncClient:
    import httpx
    from httpx_secure import httpx_ssrf_protection

    client = httpx.AsyncClient(
        transport=transport,
        trust_env=False,
        timeout=httpx.Timeout(DEADLINE_S),
        # a connection is opened to an address, and must not be used again for another name at the same address
        limits=httpx.Limits(max_connections=20, max_keepalive_connections=0),
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
    )
    return client if transport is not None else httpx_ssrf_protection(client)


def _request(target: _Target, address: str, accepted: frozenset[str]) -> httpx.Request:
    import httpx

    return httpx.Request(
        "GET",
        target.url.copy_with(host=address),
        headers={
            "Host": target.url.netloc.decode("ascii"),
            "User-Agent": USER_AGENT,
            "Accept": ", ".join(sorted(accepted)),
            "Accept-Encoding": "gzip",
        },
        extensions={"sni_hostname": target.host, "timeout": httpx.Timeout(DEADLINE_S).as_dict()},
    )


def _joined(base: httpx.URL, location: str) -> str:
    import httpx

    try:
        return str(base.join(location))
    except (httpx.InvalidURL, ValueError) as error:
        raise Invalid(f"{_shown(str(base))} redirects to no address", code="invalid_address") from error


async def _decoded(response: httpx.Response) -> AsyncIterator[bytes]:
    """Yield the body in small parts, however much each received part unpacks to."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in {"identity", "", "gzip", "x-gzip"}:
        raise Invalid(f"the page is encoded as {encoding[:20]}, which was not asked for", code="not_a_page")
    inflater = zlib.decompressobj(_GZIP_OR_ZLIB) if encoding.endswith("gzip") else None
    async for part in response.aiter_raw(_INFLATED_AT_ONCE):
        if inflater is None:
            yield part
            continue
        rest = part
        while rest and not inflater.eof:
            try:
                yield inflater.decompress(rest, _INFLATED_AT_ONCE)
            except zlib.error as error:
                raise Invalid("the page is not the gzip that it says to be", code="not_a_page") from error
            rest = inflater.unconsumed_tail
    if inflater is not None:
        yield inflater.flush()  # at most the rest of one match


def _translated(url: str, error: httpx.HTTPError) -> NotPermitted | Unavailable:
    from httpx_secure import SSRFProtectionError

    if isinstance(error, SSRFProtectionError):
        return NotPermitted(f"{_shown(url)} is not on the public internet", code="address_refused")
    return Unavailable(f"{_shown(url)} does not answer; try again later", code="page_unreachable")


def _shown(url: str) -> str:
    return url if len(url) <= 200 else f"{url[:199]}…"
