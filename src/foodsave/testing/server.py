"""A `foodsave serve` of one's own on a free loopback port, for tests and drills that need the running product."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from foodsave.errors import Unavailable

_ADDRESS = re.compile(r"http://\S+")
_OURS = ("FOODSAVE_", "LOG_LEVEL", "API_BASE_URL", "DATABASE_URL")


@dataclass(frozen=True, slots=True)
class RunningServer:
    """The server's process and its address, such as http://127.0.0.1:40123."""

    process: subprocess.Popen[str]
    url: str

    def family(self) -> list[psutil.Process]:
        """Return what it started: the worker, and the reading child once there was something to read."""
        found: list[psutil.Process] = []
        with suppress(psutil.NoSuchProcess):
            found = psutil.Process(self.process.pid).children(recursive=True)
        return found

    def reader(self) -> psutil.Process | None:
        """Return the reading child, if it runs."""
        for child in self.family():
            with suppress(psutil.Error):
                if "foodsave.infra.child_process" in child.cmdline():
                    return child
        return None


@contextmanager
def running_server(
    data_dir: Path, *options: str, environment: Mapping[str, str] | None = None
) -> Iterator[RunningServer]:
    """Serve `data_dir` while the block runs; nothing of the server is left at the end.

    Its log goes to `data_dir`/stderr. Raises `Unavailable` when it does not start.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    kept |= {"FOODSAVE_DATA_DIR": str(data_dir), "FOODSAVE_WORKER__METRICS_PORT": "0", **(environment or {})}
    command = [sys.executable, "-m", "foodsave", "serve", "--port", "0", *options]
    with (
        (data_dir / "stderr").open("a") as errors,
        subprocess.Popen(command, env=kept, stdout=subprocess.PIPE, stderr=errors, text=True) as process,
    ):
        server = RunningServer(process, _address(process, data_dir / "stderr"))
        try:
            yield server
        finally:
            family = server.family()
            for left in (*family, process):
                with suppress(psutil.NoSuchProcess):
                    left.kill()
            psutil.wait_procs(family, timeout=10)


def _address(process: subprocess.Popen[str], log: Path) -> str:
    line = process.stdout.readline() if process.stdout is not None else ""
    found = _ADDRESS.search(line)
    if found is None:
        process.kill()
        raise Unavailable(f"the server did not start: {line}{log.read_text()[-2000:]}", code="start_failed")
    return found.group()
