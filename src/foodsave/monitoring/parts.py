"""Pings of the parts that FoodSave can do without for a while: each says what is missing and what would bring it."""

from __future__ import annotations

import asyncio
import fcntl
import shutil
import tempfile
from pathlib import Path

from foodsave.core.language.morphology import dictionary_installed
from foodsave.errors import Unavailable
from foodsave.infra.ocr.engines import list_engines
from foodsave.monitoring.health import Ping

_MEBIBYTE = 1024 * 1024
LEAST_FREE_BYTES = 500 * _MEBIBYTE


async def ping_engines() -> None:
    """Answer when every reading engine of the cascade is installed."""
    missing = [engine for engine in await asyncio.to_thread(list_engines) if not engine.available]
    if missing:
        remedies = "; ".join(f"{engine.name} is not installed: {engine.remedy}" for engine in missing)
        raise Unavailable(remedies, code="engine_missing")


async def ping_dictionary() -> None:
    """Answer when till names can be matched by their dictionary forms."""
    if not await asyncio.to_thread(dictionary_installed):
        raise Unavailable(
            "morfeusz2 is not installed (it has no package for every platform): fewer till names find their group",
            code="dictionary_missing",
        )


def disk_ping(folder: Path, least_free_bytes: int = LEAST_FREE_BYTES) -> Ping:
    """Return a ping that answers while `folder` can be written and its disk has room."""

    def look() -> None:
        try:
            with tempfile.TemporaryFile(dir=folder) as probe:
                probe.write(b"x")
            free = shutil.disk_usage(folder).free
        except OSError as error:
            raise Unavailable(f"the data folder cannot be written: {error.strerror}", code="storage") from error
        if free < least_free_bytes:
            raise Unavailable(f"only {free // _MEBIBYTE} MB are free where the data is; make room", code="storage")

    async def ping() -> None:
        await asyncio.to_thread(look)

    return ping


def worker_ping(lock: Path) -> Ping:
    """Return a ping that answers while a worker holds `lock`, which it does as long as it lives."""

    def look() -> bool:
        try:
            with lock.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except FileNotFoundError:
            return False
        except BlockingIOError:
            return True
        return False

    async def ping() -> None:
        if not await asyncio.to_thread(look):
            raise Unavailable("no worker runs on this data folder: start `foodsave worker`", code="worker_missing")

    return ping
