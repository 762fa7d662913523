"""What must and must not stand in the repository's files."""

import os
import re
import subprocess

import pytest
import yaml

# Machine paths, and the hosts and settings of package registries: none of them is the product's business.
PLACES = re.compile(
    r"(?<![\w./])/(work|root|home/\w+|Users/\w+|mnt/\w+)/|"
    r"pypi\.org|pythonhosted|deb\.debian\.org|(extra-)?index-url\s*=|find-links\s*=|registry\.npmjs",
)
SECRETS = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY|\bsk-[A-Za-z0-9]{20,}|\bAKIA[0-9A-Z]{16}\b|\bghp_[A-Za-z0-9]{30,}")


def texts(tracked):
    for path in tracked:
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def test_tracked_files_name_no_machine_path_or_registry(root, tracked):
    found = [
        f"{path.relative_to(root)}: {match.group()}"
        for path, text in texts(tracked)
        if path.name != "test_repository.py" and (match := PLACES.search(text))
    ]

    assert found == []


def test_tracked_files_contain_no_secret_of_known_form(root, tracked):
    found = [
        str(path.relative_to(root))
        for path, text in texts(tracked)
        if path.name != "test_repository.py" and SECRETS.search(text)
    ]

    assert found == []


def test_tracked_files_are_small_enough_to_review(root, tracked):
    assert [str(path.relative_to(root)) for path in tracked if path.stat().st_size > 1024 * 1024] == []


def test_workflow_runs_the_same_script_as_a_person(root):
    workflow = yaml.safe_load((root / ".github" / "workflows" / "ci.yml").read_text("utf-8"))
    steps = {name: [step.get("run", "") for step in job["steps"]] for name, job in workflow["jobs"].items()}

    assert "scripts/test" in steps["test"]
    assert any(step.startswith("docker build") for step in steps["image"])
    assert workflow["permissions"] == {"contents": "read"}


def test_ci_adds_nothing_to_the_test_script(root):
    commands = [line for line in (root / ".ci" / "run").read_text("utf-8").splitlines() if not line.startswith("#")]

    assert commands == ['exec "$(dirname "${BASH_SOURCE[0]}")/../scripts/test"']


@pytest.mark.parametrize(
    "name", ["scripts/run", "scripts/test", "scripts/setup", "scripts/lock", ".ci/run", "deploy/entrypoint"]
)
def test_script_is_executable_in_the_repository(root, name):
    assert os.access(root / name, os.X_OK)


def test_setup_refuses_an_unknown_purpose_with_its_usage(root):
    finished = subprocess.run(
        [root / "scripts" / "setup", "party"], capture_output=True, text=True, check=False, timeout=30
    )

    assert finished.returncode == 1
    assert "usage: scripts/setup run|test" in finished.stderr
