"""The matcher in a process of its own that has no Morfeusz, as on Linux for arm64."""

import json
import subprocess
import sys

CODE = """
import sys
sys.modules["morfeusz2"] = None
from foodsave.cli import app
app(["catalog", "match"])
"""


def test_catalog_match_works_where_morfeusz_is_missing():
    names = "MLEKO UHT 3,2%\nCHLEB PSZENNY 500G\nxqzt\n"

    done = subprocess.run(
        [sys.executable, "-c", CODE], input=names, capture_output=True, text=True, timeout=60, check=True
    )

    assert [json.loads(line)["group"] for line in done.stdout.splitlines()] == ["milk_uht", "bread", None]
    assert "dictionary_missing" in done.stderr
