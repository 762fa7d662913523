"""The image by its recipe: no container engine is needed here, and none is used."""

import json
import os
import re
import stat
import subprocess

import pytest

BUILD_TOOLS = re.compile(r"\b(build-essential|gcc|g\+\+|make|git|curl|wget|python3-(pip|venv|dev)|uv|hatchling)\b")


@pytest.fixture(scope="module")
def stages(root):
    """The instructions of each stage as (name, arguments), continuation lines joined."""
    text = (root / "Dockerfile").read_text("utf-8")
    lines = [line for line in re.sub(r"\\\n\s*", " ", text).splitlines() if line and not line.startswith("#")]
    found = []
    for line in lines:
        name, arguments = line.strip().split(" ", 1)
        if name == "FROM":
            found.append([])
        found[-1].append((name, arguments))
    return found


@pytest.fixture(scope="module")
def image(stages):
    return dict(stages[-1])


def test_dockerfile_builds_in_a_stage_of_its_own(stages):
    assert len(stages) == 2
    assert [stage[0][1].split()[0] for stage in stages] == ["debian:bookworm-slim"] * 2


def test_dockerfile_installs_from_hashed_locks_only(stages):
    installs = [part for _, text in stages[0] for part in text.split("&&") if "pip install" in part]

    assert all("--require-hashes" in part or "--no-deps" in part for part in installs)
    assert all("--no-cache-dir" in part for part in installs)


def test_image_has_no_build_tools_and_no_package_lists(stages):
    runs = [text for name, text in stages[-1] if name == "RUN"]

    assert BUILD_TOOLS.search(" ".join(runs)) is None
    assert all("rm -rf /var/lib/apt/lists/*" in text for text in runs if "apt-get" in text)


def test_image_runs_as_a_numbered_user_without_rights(image):
    user, group = image["USER"].split(":")

    assert int(user) > 0
    assert int(group) > 0


def test_image_starts_and_checks_itself_without_a_shell(image):
    assert json.loads(image["ENTRYPOINT"]) == ["/usr/local/bin/foodsave-entrypoint"]
    assert json.loads(image["CMD"]) == ["serve"]
    check = json.loads(image["HEALTHCHECK"].split("CMD ", 1)[1])
    assert check[0] == "python3"
    assert "/health/live" in check[-1]


def test_image_keeps_its_data_in_one_volume(image):
    assert image["VOLUME"] == "/data"
    assert "FOODSAVE_DATA_DIR=/data" in image["ENV"]


def start_entrypoint(root, tmp_path, **environment):
    programs = tmp_path / "bin"
    programs.mkdir(exist_ok=True)
    program = programs / "foodsave"
    program.write_text('#!/bin/sh\necho "args=$* token=$FOODSAVE_AUTH__TOKEN"\n')
    program.chmod(0o755)
    data = tmp_path / "data"
    data.mkdir(exist_ok=True)
    finished = subprocess.run(
        [root / "deploy" / "entrypoint", "serve"],
        env={"PATH": f"{programs}:{os.environ['PATH']}", "FOODSAVE_DATA_DIR": str(data), **environment},
        check=True, capture_output=True, text=True, timeout=30,
    )  # fmt: skip
    return finished.stdout, data / "token"


def test_entrypoint_makes_a_token_and_shows_it_at_the_first_start_only(root, tmp_path):
    first, token_file = start_entrypoint(root, tmp_path)
    second, _ = start_entrypoint(root, tmp_path)

    token = token_file.read_text().strip()
    assert len(token) >= 32
    assert first.splitlines()[-2:] == [token, f"args=serve token={token}"]
    assert second == f"args=serve token={token}\n"
    assert stat.S_IMODE(token_file.stat().st_mode) == 0o600


def test_entrypoint_takes_the_operators_token_when_there_is_one(root, tmp_path):
    output, token_file = start_entrypoint(root, tmp_path, FOODSAVE_AUTH__TOKEN="a token of the operator")

    assert output == "args=serve token=a token of the operator\n"
    assert not token_file.exists()
