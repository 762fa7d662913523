"""Files by content: a blob is named by the SHA-256 of its bytes and never changes."""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO, TypeVar

import anyio
import anyio.to_thread

from foodsave.errors import NotFound, TooLarge, Unavailable

_NAME = re.compile(r"[0-9a-f]{64}")
_STALE_S = 3600
T = TypeVar("T")


class BlobStore:
    """A folder of content-addressed files. A name that was returned survives a power cut; writing twice is harmless."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._incoming = root / "incoming"
        self._incoming.mkdir(parents=True, exist_ok=True)

    async def put(self, chunks: AsyncIterator[bytes], *, limit_bytes: int) -> tuple[str, int]:
        """Store a stream and return its name and size in bytes. Nothing is left behind when it fails.

        Raises:
            TooLarge: the stream is longer than `limit_bytes`.
            Unavailable: the disk refused the write.
        """
        incoming = _IncomingFile(self._incoming)
        try:
            size = 0
            async for chunk in chunks:
                size += len(chunk)
                if size > limit_bytes:
                    raise TooLarge(f"the file is larger than {limit_bytes // 1_000_000} MB; send a smaller picture")
                await _on_disk(incoming.write, chunk)
            await _on_disk(incoming.keep_as, self._path(incoming.name))
        finally:
            # Begun at once and carried out whoever is cancelled meanwhile: no other task waits for a free thread first.
            discarding = asyncio.get_running_loop().run_in_executor(None, incoming.discard)
            with anyio.CancelScope(shield=True):
                await asyncio.shield(discarding)
        return incoming.name, size

    def put_file(self, source: Path) -> str:
        """Store a copy of a local file and return its name. Blocking.

        Raises:
            Unavailable: the disk refused the read or the write.
        """
        try:
            return self._copy(source)
        except OSError as error:
            raise _refused() from error

    def _copy(self, source: Path) -> str:
        incoming = _IncomingFile(self._incoming)
        try:
            # A link would bring in a file that nobody gave.
            with os.fdopen(os.open(source, os.O_RDONLY | os.O_NOFOLLOW), "rb") as stream:
                while chunk := stream.read(1 << 20):
                    incoming.write(chunk)
            incoming.keep_as(self._path(incoming.name))
        finally:
            incoming.discard()
        return incoming.name

    def path(self, name: str) -> Path:
        """Return where a blob lies. Blocking.

        Raises:
            NotFound: there is no blob of that name.
        """
        path = self._path(name)
        if not path.is_file():
            raise NotFound(f"the file {name[:12]} is gone from the store", code="blob_missing")
        return path

    def delete(self, name: str) -> None:
        """Remove a blob if it is there. Blocking."""
        self._path(name).unlink(missing_ok=True)

    def sweep(self, keep: Iterable[str], *, older_than_s: float = _STALE_S) -> int:
        """Remove what an interrupted upload left and blobs that no row names; return how many. Blocking.

        Files younger than `older_than_s` stay, since their row may be about to be committed.
        """
        kept, horizon, removed = set(keep), time.time() - older_than_s, 0
        for path in self._root.glob("*/*"):
            orphan = path.parent == self._incoming or (_NAME.fullmatch(path.name) and path.name not in kept)
            if orphan and path.stat().st_mtime < horizon:
                path.unlink(missing_ok=True)
                removed += 1
        return removed

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise NotFound("that is no name of a stored file", code="blob_missing")
        return self._root / name[:2] / name


async def _on_disk(work: Callable[..., T], *args: object) -> T:
    try:
        return await anyio.to_thread.run_sync(work, *args)
    except OSError as error:
        raise _refused() from error


def _refused() -> Unavailable:
    return Unavailable("the file could not be stored; check the disk of the server", code="storage")


class _IncomingFile:
    """A file that is being written until it gets its name, or is discarded.

    Whoever is cancelled leaves a thread behind that still works on the file: each step excludes the others, and after
    `discard` none of them does anything.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._digest = hashlib.sha256()
        self._lock = threading.Lock()
        self._opened: tuple[IO[bytes], Path] | None = None
        self._discarded = False

    @property
    def name(self) -> str:
        return self._digest.hexdigest()

    def write(self, chunk: bytes) -> None:
        with self._lock:
            if not self._discarded:
                self._digest.update(chunk)
                self._open()[0].write(chunk)

    def keep_as(self, target: Path) -> None:
        with self._lock:
            if not self._discarded:
                handle, temporary = self._open()
                handle.flush()
                os.fsync(handle.fileno())
                target.parent.mkdir(exist_ok=True)
                temporary.replace(target)
                _sync_folders(target.parent, target.parent.parent)

    def discard(self) -> None:
        with self._lock:
            self._discarded = True
            if self._opened is not None:
                handle, temporary = self._opened
                with suppress(OSError):  # a full disk refuses what is still in the buffer, and the file goes anyway
                    handle.close()
                temporary.unlink(missing_ok=True)

    def _open(self) -> tuple[IO[bytes], Path]:
        if self._opened is None:
            descriptor, name = tempfile.mkstemp(dir=self._folder)
            self._opened = os.fdopen(descriptor, "wb"), Path(name)
        return self._opened


def _sync_folders(*folders: Path) -> None:
    for folder in folders:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
