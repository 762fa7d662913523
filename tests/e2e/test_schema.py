"""The whole API against its own description: odd and hostile requests find no fault."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST_S = 180


@pytest.mark.slow
def test_schemathesis_finds_nothing_in_the_whole_api(serving, tmp_path):
    with serving(tmp_path, "--no-worker") as (process, url):
        schemathesis = Path(sys.executable).with_name("schemathesis")
        command = [schemathesis, "--config-file", ROOT / "schemathesis.toml", "run", f"{url}/openapi.json"]
        command += ["-n", "8", "--seed", "1", "--no-color"]
        found = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=LONGEST_S, check=False)

        process.terminate()
        process.wait(40)

    assert found.returncode == 0, found.stdout[-8000:]
    assert '"level": "error"' not in (tmp_path / "logs/web.log").read_text()
