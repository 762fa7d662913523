"""A long-lived process that may be killed: work that can hang, crash or swell stays out of the caller's process.

The child is a fresh interpreter in its own process group. Requests and answers are JSON with a four-byte length, over
pipes that nothing printed can reach. It ends with its parent, and everything it started ends with it.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog

from foodsave.errors import DeadlineExceeded, FoodSaveError, TooLarge, Unavailable

log = structlog.stdlib.get_logger(__name__)
_LARGEST_ANSWER = 64 * 1024 * 1024
_RETRY_AFTER_S = 2
_ENVIRONMENT = frozenset(
    {"PATH", "HOME", "LANG", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "TESSDATA_PREFIX", "FONTCONFIG_FILE"}
)


@dataclass(frozen=True, slots=True)
class ChildLimits:
    """What one child may take: bytes of data, and CPU seconds for a single call (children of its own included)."""

    memory_bytes: int = 2_000_000_000
    cpu_s: int = 120


@dataclass(frozen=True, slots=True)
class ChildUse:
    """What the last call cost. Bytes are resident memory now and at its highest since the child started."""

    rss_bytes: int = 0
    peak_rss_bytes: int = 0
    cpu_s: float = 0.0


class ReaderChild:
    """Runs `entry` ("module:function", a function from dict to dict) in a child that is started when first needed.

    Calls run one after another. A call that fails by time, crash or cancellation ends the child and all it started;
    the next call starts another. Use one instance within one event loop.
    """

    def __init__(self, entry: str, *, limits: ChildLimits | None = None, temp_dir: Path | None = None) -> None:
        self._entry = entry
        self._limits = limits or ChildLimits()
        self._temp_dir = temp_dir
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()
        self._starts = 0
        self.last_use = ChildUse()

    @property
    def restarts(self) -> int:
        """How often a child had to be replaced."""
        return max(0, self._starts - 1)

    @property
    def rss_bytes(self) -> int:
        """Resident memory of the child after its last call; 0 before the first."""
        return self.last_use.rss_bytes

    @property
    def pid(self) -> int | None:
        """The running child's process id."""
        return self._process.pid if self._process and self._process.returncode is None else None

    async def call(self, payload: dict[str, object], *, timeout_s: float) -> dict[str, object]:
        """Run the entry on `payload` and return its answer.

        Raises whatever FoodSaveError the entry raised, FoodSaveError(internal) for a fault of its program, which is
        logged with its place; DeadlineExceeded(timed_out), TooLarge(out_of_memory) or
        Unavailable(reader_crashed) when the child had to be ended. Its temporary files are gone afterwards.
        """
        async with self._turn:
            try:
                workdir = await asyncio.to_thread(tempfile.mkdtemp, prefix="foodsave-", dir=self._temp_dir)
            except OSError as error:
                raise Unavailable(
                    "no folder for a reading could be made; check the disk of the server", code="storage"
                ) from error
            try:
                return await self._call_in(workdir, payload, timeout_s)
            finally:
                await _finished(asyncio.to_thread(shutil.rmtree, workdir, ignore_errors=True))

    async def _call_in(self, workdir: str, payload: dict[str, object], timeout_s: float) -> dict[str, object]:
        request = {"workdir": workdir, "cpu_s": self._limits.cpu_s, "payload": payload}
        answered = False
        try:
            async with asyncio.timeout(timeout_s):
                answer = await self._exchange(request)
            answered = True
        except TimeoutError as error:
            raise DeadlineExceeded(
                f"Reading took longer than {timeout_s:g} s and was stopped. Try a smaller or sharper picture.",
                code="timed_out",
            ) from error
        except (asyncio.IncompleteReadError, ConnectionError, json.JSONDecodeError, ValueError) as error:
            raise await self._obituary() from error
        finally:
            if not answered:
                await _finished(self.aclose())
        return self._result_of(answer)

    async def _exchange(self, request: Mapping[str, object]) -> dict[str, Any]:
        process = self._process
        if process is None or process.returncode is not None:
            process = await self._start()
        reader, writer = process.stdout, process.stdin
        if reader is None or writer is None:  # pragma: no cover - both are pipes
            raise ConnectionError("the child has no pipes")
        body = json.dumps(request).encode()
        writer.write(len(body).to_bytes(4, "big") + body)
        await writer.drain()
        size = int.from_bytes(await reader.readexactly(4), "big")
        if size > _LARGEST_ANSWER:
            raise ValueError("the answer is too long")
        answer: dict[str, Any] = json.loads(await reader.readexactly(size))
        return answer

    async def _start(self) -> asyncio.subprocess.Process:
        await self.aclose()
        try:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "foodsave.infra.child_process", self._entry, str(self._limits.memory_bytes)),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                start_new_session=True,
                env=_environment(),
            )
        except OSError as error:
            raise Unavailable(
                f"the reader could not be started: {error.strerror}; check memory, open files and processes",
                code="storage",
            ) from error
        self._starts += 1
        return self._process

    def _result_of(self, answer: dict[str, Any]) -> dict[str, object]:
        self.last_use = ChildUse(**answer["use"])
        if "error" in answer:
            error = _translated(answer["error"])
            if error.reason == FoodSaveError.code:
                log.error("child_fault", entry=self._entry, **error.details)
            raise error
        result: dict[str, object] = answer["result"]
        return result

    async def _obituary(self) -> FoodSaveError:
        """Say why the child stopped answering."""
        process = self._process
        code = None
        if process is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout(1.0):
                    code = await process.wait()
        if code == -signal.SIGXCPU:
            return DeadlineExceeded(
                f"Reading took more than {self._limits.cpu_s} s of computing and was stopped. "
                "Try a smaller or sharper picture.",
                code="timed_out",
            )
        if code == -signal.SIGABRT:
            # Native code has no other way to say that it was refused memory.
            return TooLarge(
                "Reading this file needs more memory than the reader may take. Send a picture of the receipt.",
                code="out_of_memory",
            )
        return Unavailable(
            "The reader stopped unexpectedly while reading this file. Try again, or take a new picture.",
            code="reader_crashed",
            details={"exit": code} if code is not None else None,
            retry_after_s=_RETRY_AFTER_S,
        )

    async def aclose(self) -> None:
        """End the child and everything it started; safe to repeat."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        if process.stdin is not None:
            process.stdin.close()
        await process.wait()
        if process.stdout is not None:
            # What is left in the pipe is read to its end, which closes it.
            with suppress(ConnectionError):
                await process.stdout.read()


async def _finished(work: Coroutine[object, object, object]) -> None:
    """Await `work` to its end even when the caller is cancelled meanwhile."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await task
        raise


def _environment() -> dict[str, str]:
    """Return what a program needs to run: a process that opens strangers' files knows no token and no address."""
    kept = (name for name in os.environ if name in _ENVIRONMENT or name.startswith(("LC_", "PYTHON")))
    return {name: os.environ[name] for name in kept}


def _translated(error: Mapping[str, Any]) -> FoodSaveError:
    return _error_named(error["kind"])(error["message"], code=error["code"], details=error["details"])


def _error_named(name: str) -> type[FoodSaveError]:
    queue = [FoodSaveError]
    while queue:
        kind = queue.pop()
        if kind.__name__ == name:
            return kind
        queue.extend(kind.__subclasses__())
    return FoodSaveError
