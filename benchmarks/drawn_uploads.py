"""Cheap distinct receipts to upload, and the little client that uploads them."""

from __future__ import annotations

import http.client
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from foodsave.testing.receipts import draw

_BOUNDARY = "foodsave-drill"


@dataclass(frozen=True)
class Upload:
    """A file, the key under which it is sent however often, and what is printed on it."""

    name: str
    content: bytes
    key: str
    items: int


def draw_uploads(count: int, *, seed: int, photo_every: int = 0) -> Iterator[Upload]:
    """Draw receipts as the shops' apps export them, with real text, so that reading one takes little.

    Every `photo_every`-th is a picture of paper, whose reading takes the OCR engine a second or two.
    """
    for number in range(count):
        own_seed, items = seed * 100_000 + number, 3 + number % 4
        if photo_every and number % photo_every == 0:
            receipt = draw(own_seed, "biedronka", "paper", items=items)
            name, content = f"{number}.jpg", receipt.jpeg()
        else:
            receipt = draw(own_seed, "biedronka", "ereceipt", items=items)
            name, content = f"{number}.pdf", receipt.pdf("exact")
        yield Upload(name, content, secrets.token_hex(8), len(receipt.truth.items))


class Client:
    """Talks to one server; raises OSError or HTTPException when it does not answer."""

    def __init__(self, url: str) -> None:
        self._host = urlsplit(url).netloc

    def upload(self, upload: Upload) -> dict[str, Any]:
        """Send a file and return the answer of the server."""
        head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{upload.name}"\r\n\r\n'
        body = head.encode() + upload.content + f"\r\n--{_BOUNDARY}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={_BOUNDARY}", "Idempotency-Key": upload.key}
        return self._ask("POST", "/api/v1/receipts", body, headers)

    def get(self, path: str) -> dict[str, Any]:
        """Return the JSON at `path`."""
        return self._ask("GET", path, None, {})

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> dict[str, Any]:
        connection = http.client.HTTPConnection(self._host, timeout=15)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        if answer.status >= 500:
            raise http.client.HTTPException(f"{method} {path}: {answer.status}")
        found: dict[str, Any] = json.loads(content)
        if answer.status >= 400:
            raise ValueError(f"{method} {path}: {answer.status} {content[:300]!r}")
        return found
