"""Two hundred connections at once: each is let in and served in its turn."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from foodsave.testing.server import running_server

LOAD = Path(__file__).parents[2] / "benchmarks" / "load.py"


@pytest.mark.slow
def test_a_crowd_of_connections_is_served_without_a_stall(tmp_path):
    with running_server(tmp_path, "--no-worker") as server:
        command = [sys.executable, str(LOAD), f"{server.url}/api/v1/pantry/lots"]
        command += ["--connections", "200", "--requests", "2000", "--seconds", "60"]
        load = json.loads(subprocess.run(command, capture_output=True, timeout=150, check=True).stdout)

    assert (load["requests"], load["errors"]) == (2000, 0)
    assert load["maximum"] / 1000 < 0.7 * load["seconds"], "somebody waited while others were served again and again"
