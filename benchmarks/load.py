"""A small load generator: keep-alive connections over plain sockets, run as a process of its own.

`python benchmarks/load.py URL --connections 32 --seconds 5 [--requests N]` prints one JSON object: requests, errors,
seconds, and latencies in milliseconds (median, p99, max).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import uvloop

_DEADLINE_S = 60.0


@dataclass
class Tally:
    """What all connections saw."""

    until: float
    left: int | None
    milliseconds: list[float] = field(default_factory=list)
    errors: int = 0

    def wants_more(self) -> bool:
        """Tell whether another request is to be sent, and count it."""
        if self.left is not None:
            self.left -= 1
            return self.left >= 0
        return time.perf_counter() < self.until


@dataclass(frozen=True)
class Load:
    """The result of one run; latencies in milliseconds."""

    requests: int
    errors: int
    seconds: float
    median: float
    p99: float
    maximum: float

    @property
    def per_second(self) -> float:
        """Throughput."""
        return self.requests / self.seconds


class Connection(asyncio.Protocol):
    """One keep-alive connection that sends the next request when the last answer is complete."""

    def __init__(self, request: bytes, tally: Tally, done: asyncio.Future[None]) -> None:
        self._request, self._tally, self._done = request, tally, done
        self._buffer, self._missing, self._sent_at = b"", -1, 0.0
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]
        self._next()

    def data_received(self, data: bytes) -> None:
        if self._missing < 0:
            self._buffer += data
            head, separator, body = self._buffer.partition(b"\r\n\r\n")
            if not separator:
                return
            if not head.startswith(b"HTTP/1.1 200"):
                self._tally.errors += 1
            length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
            self._missing = int(length) - len(body)
        else:
            self._missing -= len(data)
        if self._missing == 0:
            self._tally.milliseconds.append((time.perf_counter() - self._sent_at) * 1000)
            self._next()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        if not self._done.done():
            self._tally.errors += 1
            self._done.set_result(None)

    def _next(self) -> None:
        self._buffer, self._missing, self._sent_at = b"", -1, time.perf_counter()
        if self._transport is None or self._done.done():
            return
        if self._tally.wants_more():
            self._transport.write(self._request)
        else:
            self._done.set_result(None)
            self._transport.close()


async def run(url: str, connections: int, seconds: float, requests: int | None) -> Load:
    """Load `url` for `seconds`, or with exactly `requests` requests."""
    parts = urlsplit(url)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    request = f"GET {target} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept: application/json\r\n\r\n".encode()
    loop = asyncio.get_running_loop()
    started_at = time.perf_counter()
    tally = Tally(until=started_at + seconds, left=requests)
    ends = [loop.create_future() for _ in range(connections)]
    for end in ends:
        await loop.create_connection(partial(Connection, request, tally, end), str(parts.hostname), parts.port or 80)
    _, stalled = await asyncio.wait(ends, timeout=seconds + _DEADLINE_S)
    times = sorted(tally.milliseconds) or [0.0]
    return Load(
        requests=len(tally.milliseconds),
        errors=tally.errors + len(stalled),
        seconds=time.perf_counter() - started_at,
        median=times[len(times) // 2],
        p99=times[int(len(times) * 0.99)],
        maximum=times[-1],
    )


def load_from_outside(url: str, *, connections: int, seconds: float = 5.0, requests: int | None = None) -> Load:
    """Run this module as a process of its own and return what it measured."""
    options = ["--connections", str(connections), "--seconds", str(seconds)]
    options += ["--requests", str(requests)] if requests is not None else []
    done = subprocess.run(
        [sys.executable, str(Path(__file__)), url, *options],
        stdout=subprocess.PIPE,
        check=True,
        timeout=seconds + 2 * _DEADLINE_S,
    )
    measured: dict[str, Any] = json.loads(done.stdout)
    return Load(**measured)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--requests", type=int)
    given = parser.parse_args()
    print(json.dumps(asdict(uvloop.run(run(given.url, given.connections, given.seconds, given.requests)))))


if __name__ == "__main__":
    main()
