"""The short form of the kill drill; the long one is run by hand."""

import subprocess
import sys
from pathlib import Path

import pytest

DRILL = Path(__file__).parents[2] / "benchmarks" / "kill_drill.py"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the worker asks Linux to die with its parent")
def test_every_acknowledged_receipt_ends_readable_once_when_processes_are_killed():
    command = [sys.executable, str(DRILL), "--uploads", "10", "--kills", "3", "--limit", "200"]

    drill = subprocess.run(command, capture_output=True, text=True, timeout=280, check=False)

    assert drill.returncode == 0, drill.stdout + drill.stderr
    assert "needs_review 10\n" in drill.stdout
