"""One child process, kept running: started again with growing pauses, ended with its parent."""

from __future__ import annotations

import asyncio
import ctypes
import os
import random
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

import structlog

from foodsave.errors import Unavailable

log = structlog.stdlib.get_logger(__name__)
_PR_SET_PDEATHSIG = 1


def die_with_parent(parent_pid: int) -> None:
    """Arrange that this process is killed when the process `parent_pid` ends, however it ends.

    Linux: prctl(2) PR_SET_PDEATHSIG. Elsewhere a thread looks every second.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    else:
        threading.Thread(target=_watch_parent, args=(parent_pid,), daemon=True).start()
    if os.getppid() != parent_pid:  # it ended before we could ask
        os.kill(os.getpid(), signal.SIGKILL)


def _watch_parent(parent_pid: int) -> None:
    while os.getppid() == parent_pid:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGKILL)


class ChildProcess:
    """Runs `command` again and again until stopped.

    The pause before a restart doubles from `first_pause_s` to `longest_pause_s`, with jitter; a child that lived
    for `settled_s` starts the count anew. Belongs to one event loop.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        first_pause_s: float = 0.5,
        longest_pause_s: float = 30.0,
        settled_s: float = 60.0,
        on_restart: Callable[[], object] = lambda: None,
    ) -> None:
        self._command = command
        self._first_pause_s, self._longest_pause_s, self._settled_s = first_pause_s, longest_pause_s, settled_s
        self._on_restart = on_restart
        self._process: asyncio.subprocess.Process | None = None
        self._stopping = False

    @property
    def pid(self) -> int | None:
        """The child's process id while it runs."""
        return self._process.pid if self._process and self._process.returncode is None else None

    @property
    def ended(self) -> bool:
        """Whether the child ran and does so no more."""
        return self._process is not None and self._process.returncode is not None

    async def ping(self) -> None:
        """Answer while the child runs or is about to start for the first time.

        Raises:
            Unavailable: it ended and waits for its restart.
        """
        if self.ended:
            raise Unavailable("the worker ended and is being started again; its log says why", code="worker_down")

    async def keep_running(self) -> None:
        """Start the child and restart it whenever it ends, until `stop`."""
        failures = 0
        while not self._stopping:
            started_at = time.monotonic()
            # Its own session: a Ctrl-C in the terminal reaches the parent only, which passes it on in order.
            self._process = await asyncio.create_subprocess_exec(*self._command, start_new_session=True)
            code = await self._process.wait()
            if self._stopping:
                return
            failures = 0 if time.monotonic() - started_at >= self._settled_s else failures
            pause_s = restart_pause_s(failures, self._first_pause_s, self._longest_pause_s)
            failures += 1
            log.warning("child_ended", command=self._command[-1], exit_code=code, restart_in_s=round(pause_s, 2))
            await asyncio.sleep(pause_s)
            self._on_restart()

    async def stop(self, grace_s: float = 20.0) -> None:
        """Pass SIGTERM on, wait up to `grace_s`, then kill. Safe to repeat."""
        self._stopping = True
        process = self._process
        if process is None or process.returncode is not None:
            return
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            async with asyncio.timeout(grace_s):
                await process.wait()
        except TimeoutError:
            log.warning("child_killed", pid=process.pid, grace_s=grace_s)
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()


def restart_pause_s(failures: int, first_s: float, longest_s: float) -> float:
    """Return the pause after the `failures`-th quick end in a row: exponential, capped, up to 20 % jitter."""
    return float(min(longest_s, first_s * 2 ** min(failures, 20))) * random.uniform(0.8, 1.0)
