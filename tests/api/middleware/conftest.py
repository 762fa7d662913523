"""A middleware alone around a small ASGI application."""

import httpx
import pytest


@pytest.fixture
def calling():
    """Returns a client of any ASGI callable."""

    def make(application, **options):
        transport = httpx.ASGITransport(application, raise_app_exceptions=False, **options)
        return httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8011")

    return make


@pytest.fixture
def answering():
    """Returns an application that reads the whole body and answers with its length, or with what is given."""

    def make(headers=(), body=None):
        async def application(scope, receive, send):
            length = 0
            more = True
            while more:
                message = await receive()
                length += len(message.get("body", b""))
                more = message.get("more_body", False)
            await send({"type": "http.response.start", "status": 200, "headers": list(headers)})
            await send({"type": "http.response.body", "body": str(length).encode() if body is None else body})

        return application

    return make
