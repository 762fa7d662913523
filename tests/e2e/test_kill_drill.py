"""The short form of the kill drill; the long one is run by hand."""

import subprocess
import sys
from pathlib import Path

import pytest

DRILL = Path(__file__).parents[2] / "benchmarks" / "kill_drill.py"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the worker asks Linux to die with its parent")
def test_every_acknowledged_receipt_ends_readable_once_when_processes_are_killed(database_url):
    command = [sys.executable, str(DRILL), "--uploads", "8", "--kills", "3", "--limit", "200"]
    command += ["--database", database_url]

    drill = subprocess.run(command, capture_output=True, text=True, timeout=280, check=False)

    assert drill.returncode == 0, drill.stdout + drill.stderr
    assert "needs_review 8\n" in drill.stdout
    assert "killed                 server 1, reader 1, worker 1\n" in drill.stdout
