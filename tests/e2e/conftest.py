"""A running server of its own for a test, with nothing of it left at the end."""

import os
import re
import subprocess
import sys
from contextlib import contextmanager, suppress

import psutil
import pytest


@contextmanager
def run_server(tmp_path, *options, **environment):
    """Yield the process and the address of a `foodsave serve` of its own; nothing of it is left at the end."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FOODSAVE_")}
    kept |= {
        "FOODSAVE_DATA_DIR": str(tmp_path),
        "FOODSAVE_WORKER__METRICS_PORT": "0",
        "LOG_LEVEL": "INFO",
    } | environment
    command = [sys.executable, "-m", "foodsave", "serve", "--port", "0", *options]
    with (
        (tmp_path / "stderr").open("w") as errors,
        subprocess.Popen(command, env=kept, stdout=subprocess.PIPE, stderr=errors, text=True) as process,
    ):
        try:
            line = process.stdout.readline()
            address = re.search(r"http://\S+", line)
            assert address, (line, (tmp_path / "stderr").read_text())
            yield process, address.group()
        finally:
            for left in [*psutil.Process(process.pid).children(recursive=True), process] if alive(process.pid) else []:
                with suppress(psutil.NoSuchProcess):
                    left.kill()


def alive(pid):
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    return False


@pytest.fixture(scope="session")
def serving():
    """Returns the context manager that runs `foodsave serve` on a free port with a given data folder."""
    return run_server
