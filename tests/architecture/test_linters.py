"""The linters, run as tests so that one summary tells everything."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = [
    "scripts/setup", "scripts/system.sh", "scripts/run", "scripts/test", "scripts/lock", ".ci/run", "deploy/entrypoint",
]  # fmt: skip


def assert_content(root: Path, *command: str) -> None:
    """Run a checker and show what it printed where it was not content."""
    finished = subprocess.run(
        command, cwd=root, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        timeout=280, check=False,
    )  # fmt: skip
    assert finished.returncode == 0, f"{' '.join(command)}\n{finished.stdout}"


def tool(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


def test_ruff_check_is_content_with_all_files(root):
    assert_content(root, tool("ruff"), "check", "--quiet", ".")


def test_ruff_format_is_content_with_all_files(root):
    assert_content(root, tool("ruff"), "format", "--check", "--quiet", ".")


def test_mypy_strict_is_content_with_the_product(root):
    assert_content(root, sys.executable, "-m", "mypy", "--no-error-summary")


def test_import_contracts_hold_for_the_product(root):
    assert_content(root, tool("lint-imports"), "--no-cache")


@pytest.mark.parametrize("script", SCRIPTS)
def test_shell_script_parses_without_errors(root, script):
    assert_content(root, "bash", "-n", script)


@pytest.mark.skipif(not Path(tool("hadolint")).exists(), reason="hadolint is published for x86-64 Linux only")
def test_hadolint_is_content_with_the_dockerfile(root):
    assert_content(root, tool("hadolint"), "--no-color", "Dockerfile")


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not installed")
def test_shellcheck_is_content_with_the_scripts(root):
    assert_content(root, "shellcheck", "--external-sources", *SCRIPTS)
