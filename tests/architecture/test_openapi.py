"""docs/openapi.json is what the application says of itself."""

import json
from pathlib import Path

from foodsave.app import create_app
from foodsave.settings import load_settings

COMMITTED = Path(__file__).parents[2] / "docs" / "openapi.json"


def test_committed_description_is_what_the_application_serves(tmp_path):
    served = create_app(load_settings(data_dir=tmp_path)).openapi()

    committed = json.loads(COMMITTED.read_text(encoding="utf-8"))

    assert served == committed, "run scripts/openapi and commit docs/openapi.json"


def test_every_operation_says_what_it_does(tmp_path):
    paths = create_app(load_settings(data_dir=tmp_path)).openapi()["paths"]

    silent = [
        f"{method.upper()} {path}"
        for path, operations in paths.items()
        for method, operation in operations.items()
        if path.startswith("/api/") and not operation.get("description")
    ]

    assert silent == []
