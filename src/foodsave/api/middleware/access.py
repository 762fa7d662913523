"""Who may talk to us: only this machine without a token, only bearers with one, and no foreign page's writes."""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from foodsave.errors import NotAuthenticated, NotPermitted
from foodsave.kit.addresses import is_loopback

OPEN_PATHS = frozenset({"/health", "/health/live", "/health/ready", "/ready"})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_PROXY_HEADERS = frozenset({"forwarded", "x-real-ip", "via"})


class Access:
    """Raises what the errors middleware states.

    A proxy that adds no header cannot be recognised, so running behind one always takes a token.
    """

    def __init__(self, app: ASGIApp, token: str | None, public_url: str | None = None) -> None:
        self.app = app
        self._token = token.encode() if token else None
        self._public_origin = origin_of(public_url) if public_url else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            if self._token is None:
                require_this_machine(scope, headers)
            elif scope["path"] not in OPEN_PATHS:
                require_bearer(headers, self._token)
            if scope["method"] not in SAFE_METHODS:
                self._require_own_page(scope, headers)
        await self.app(scope, receive, send)

    def _require_own_page(self, scope: Scope, headers: Headers) -> None:
        sites = headers.getlist("sec-fetch-site")
        origins = headers.getlist("origin")
        own = {f"{scope.get('scheme', 'http')}://{headers.get('host', '').lower()}", self._public_origin}
        foreign_site = any(site not in {"same-origin", "none"} for site in sites)
        if foreign_site or any(origin.lower() not in own for origin in origins):
            raise NotPermitted(
                "Another site may not change anything here. Open FoodSave itself, or set API_BASE_URL to the "
                "address under which people reach it.",
                code="cross_site",
            )


def require_this_machine(scope: Scope, headers: Headers) -> None:
    """Refuse a peer, a Host or a forwarding header that is not this machine's own."""
    forwarded = [name for name in headers if name in _PROXY_HEADERS or name.startswith("x-forwarded-")]
    if forwarded:
        raise NotPermitted(
            f"The request came through a proxy ({', '.join(sorted(set(forwarded)))}). Set FOODSAVE_AUTH__TOKEN to "
            "serve behind one.",
            code="proxied_without_token",
        )
    client = scope.get("client")
    if client is None or not is_loopback(client[0]):
        raise NotPermitted("Only this machine is served. Set FOODSAVE_AUTH__TOKEN to serve others.", code="not_local")
    hosts = headers.getlist("host")
    if len(hosts) != 1 or not is_loopback(_host_name(hosts[0])):
        raise NotPermitted(
            "Without a token only loopback names such as localhost or 127.0.0.1 are served.", code="foreign_host"
        )


def require_bearer(headers: Headers, token: bytes) -> None:
    """Refuse a request that does not carry `token`; takes the same time however much of it is right."""
    values = headers.getlist("authorization")
    scheme, _, given = values[0].partition(" ") if len(values) == 1 else ("", "", "")
    right = hmac.compare_digest(given.strip().encode("latin-1", "replace"), token)
    if scheme.lower() != "bearer" or not right:
        raise NotAuthenticated("Send the header Authorization: Bearer with the token of this server.")


def origin_of(url: str) -> str:
    """Return scheme, host and port of `url` the way a browser writes an Origin."""
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    default = {"http": 80, "https": 443}.get(parts.scheme)
    port = "" if parts.port in {None, default} else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"


def _host_name(value: str) -> str:
    try:
        parts = urlsplit(f"//{value}")
        _ = parts.port
    except ValueError:
        return ""
    if parts.username is not None or parts.path or parts.query or parts.fragment:
        return ""
    return parts.hostname or ""
