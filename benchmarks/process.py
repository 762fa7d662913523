"""Memory of the web process after 100 uploads, and the time until it answers, against a bare import.

`python benchmarks/process.py`. Starts are compared with a process that only imports fastapi and sqlalchemy, in
interleaved rounds; the first start migrates an empty database, the later ones find it migrated.
"""

from __future__ import annotations

import argparse
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil

from drawn_uploads import Client, Upload, draw_uploads
from foodsave.testing.receipts import draw
from foodsave.testing.server import running_server

_PHOTO_EVERY, _PHOTO_BYTES = 5, 5 * 2**20
RSS_MB, START_RATIO, MIGRATION_S = 200, 3.0, 3.0
BARE = [sys.executable, "-c", "import fastapi, sqlalchemy"]


def start_seconds(data_dir: Path) -> float:
    """Return how long a server takes until /health answers."""
    started_at = time.perf_counter()
    with running_server(data_dir, "--no-worker") as server:
        with urllib.request.urlopen(f"{server.url}/health", timeout=10) as answer:
            answer.read()
        return time.perf_counter() - started_at


def bare_seconds() -> float:
    """Return how long importing the frameworks takes."""
    started_at = time.perf_counter()
    subprocess.run(BARE, check=True, timeout=60)
    return time.perf_counter() - started_at


def starts(rounds: int) -> Iterator[tuple[float, float, float]]:
    """Yield seconds of a bare import, a start on an empty folder, and a start on a migrated one."""
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            yield bare_seconds(), start_seconds(Path(folder)), start_seconds(Path(folder))


def heavy_uploads(count: int) -> Iterator[Upload]:
    """Yield receipts of which every fifth is a photo as heavy as a phone's."""
    photo = draw(3, "lidl", "paper", ("background", "twelve_megapixels"), items=20).jpeg(95)
    for number, upload in enumerate(draw_uploads(count, seed=3)):
        # what follows a picture's end makes it another file
        weight = secrets.token_bytes(max(16, _PHOTO_BYTES - len(photo)))
        yield upload if number % _PHOTO_EVERY else replace(upload, content=photo + weight)


def memory_mb(uploads: int) -> float:
    """Return the memory of the web process after `uploads` receipts were sent and asked for."""
    with tempfile.TemporaryDirectory() as folder, running_server(Path(folder), "--no-worker") as server:
        client = Client(server.url)
        for upload in heavy_uploads(uploads):
            receipt = client.upload(upload)
            client.get(f"/api/v1/receipts/{receipt['id']}")
        return float(psutil.Process(server.process.pid).memory_info().rss / 2**20)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--uploads", type=int, default=100)
    given = parser.parse_args()
    bare, first, later = (statistics.median(times) for times in zip(*starts(given.rounds), strict=True))
    ratio, migration_s = later / bare, first - later
    rss_mb = memory_mb(given.uploads)
    print(f"import of fastapi and sqlalchemy   {bare:6.2f} s")
    print(f"start until /health answers        {later:6.2f} s, {ratio:.2f} times the import (at most {START_RATIO})")
    print(f"more on an empty database          {migration_s:6.2f} s (at most {MIGRATION_S})")
    print(f"web process after {given.uploads} uploads      {rss_mb:6.1f} MB (at most {RSS_MB})")
    sys.exit(0 if ratio <= START_RATIO and migration_s <= MIGRATION_S and rss_mb <= RSS_MB else 1)


if __name__ == "__main__":
    main()
