"""`foodsave demo`, run as people run it: a sample household of receipts that were really read."""

import os
import re
import subprocess
import sys

import httpx
import pytest

from foodsave.testing.server import running_server

pytestmark = pytest.mark.slow


def run_demo(folder, *options):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FOODSAVE_")}
    kept |= {"FOODSAVE_DATA_DIR": str(folder), "COLUMNS": "160"}
    command = [sys.executable, "-m", "foodsave", "demo", "--receipts", "2", *options]
    return subprocess.run(command, env=kept, capture_output=True, text=True, timeout=200, check=False)


def rows_of(output):
    """What the table says of each receipt: whether its sums agree, and its lots."""
    return re.findall(r"\.jpg .*│ (yes|no) +│ (\w+)", output)


def household(url):
    receipts = httpx.get(f"{url}/api/v1/receipts", timeout=30).json()["items"]
    lots = httpx.get(f"{url}/api/v1/pantry/lots", params={"limit": 200}, timeout=30).json()["items"]
    return receipts, lots


def test_demo_fills_a_household_and_refuses_to_do_so_twice(tmp_path):
    filled, again = run_demo(tmp_path), run_demo(tmp_path)

    assert filled.returncode == 0, filled.stderr
    balanced, lots = zip(*rows_of(filled.stdout), strict=True)
    assert balanced == ("yes", "yes")
    assert all(int(number) > 0 for number in lots)
    assert (again.returncode, again.stdout) == (1, "")
    assert re.fullmatch(r"foodsave: this household has receipts already; .+\n", again.stderr)

    with running_server(tmp_path, "--no-worker") as server:
        receipts, stored = household(server.url)
    assert [receipt["status"] for receipt in receipts] == ["confirmed", "confirmed"]
    assert len(stored) == sum(map(int, lots))


def test_demo_leaves_the_reading_to_the_worker_of_a_running_server(tmp_path):
    with running_server(tmp_path) as server:
        filled = run_demo(tmp_path, "--seed", "11")
        receipts, stored = household(server.url)
        reader = server.reader()

    assert filled.returncode == 0, filled.stderr
    assert len(rows_of(filled.stdout)) == 2
    assert [receipt["status"] for receipt in receipts] == ["confirmed", "confirmed"]
    assert len(stored) == sum(int(lots) for _, lots in rows_of(filled.stdout))
    assert reader is not None, "the server's own reading child did not read"
