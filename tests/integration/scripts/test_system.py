"""scripts/system.sh on machines that have more or less, played by a PATH of small stand-in programs."""

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[3] / "scripts"
BASH = shutil.which("bash")
READERS = ["tesseract-ocr", "tesseract-ocr-eng", "tesseract-ocr-pol", "poppler-utils"]


@pytest.fixture
def machine(tmp_path):
    """A machine with the basic tools, where the person is not root and nothing else is installed."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("cat", "cut", "grep", "sha256sum", "env"):
        (programs / name).symlink_to(shutil.which(name))
    add(programs, "id", "echo 1000")
    return programs


def add(programs, name, script):
    (programs / name).write_text(f"#!{BASH}\n{script}\n")
    (programs / name).chmod(0o755)


def call(programs, command, **environment):
    return subprocess.run(
        [BASH, "-c", f"set -euo pipefail; source {SCRIPTS / 'system.sh'}; {command}"],
        env={"PATH": str(programs), **environment},
        capture_output=True, text=True, check=False, timeout=30,
    )  # fmt: skip


def test_install_readers_says_what_to_type_without_rights(machine):
    finished = call(machine, "install_readers")

    assert finished.returncode == 0
    assert f"type: sudo apt-get install {' '.join(READERS)}\n" in finished.stderr


def test_install_readers_installs_what_is_missing_as_root(machine, tmp_path):
    add(machine, "id", "echo 0")
    add(machine, "apt-get", f'echo "$*" >> {tmp_path}/calls')
    add(machine, "pdftoppm", "")

    finished = call(machine, "install_readers")

    assert finished.returncode == 0
    (asked,) = (tmp_path / "calls").read_text().splitlines()
    assert asked.endswith("install --yes --no-install-recommends tesseract-ocr tesseract-ocr-eng tesseract-ocr-pol")


def test_install_readers_refreshes_the_package_lists_when_they_are_old(machine, tmp_path):
    add(machine, "id", "echo 0")
    add(
        machine,
        "apt-get",
        f'echo "$*" >> {tmp_path}/calls; [[ $* == *update* ]] || [[ $(grep -c install {tmp_path}/calls) == 2 ]]',
    )

    finished = call(machine, "install_readers")

    assert finished.returncode == 0
    assert [call.split()[-1] for call in (tmp_path / "calls").read_text().splitlines()] == [
        "poppler-utils",
        "update",
        "poppler-utils",
    ]


def test_install_readers_goes_on_when_the_packages_cannot_be_had(machine):
    add(machine, "id", "echo 0")
    add(machine, "apt-get", "exit 100")

    finished = call(machine, "install_readers")

    assert finished.returncode == 0
    assert "going on without tesseract-ocr" in finished.stderr


def test_install_readers_asks_for_the_polish_language_alone_when_only_it_is_missing(machine):
    add(machine, "tesseract", "echo 'List of languages:'; echo eng; echo osd")
    add(machine, "pdftoppm", "")

    assert "type: sudo apt-get install tesseract-ocr-pol\n" in call(machine, "install_readers").stderr


def test_install_readers_is_silent_when_all_is_there(machine):
    add(machine, "tesseract", "echo eng; echo pol")
    add(machine, "pdftoppm", "")

    finished = call(machine, "install_readers")

    assert (finished.returncode, finished.stderr) == (0, "")


def test_find_python_takes_the_newest_that_has_builds(machine):
    add(machine, "python3", "exit 0")
    add(machine, "python3.12", "exit 0")
    add(machine, "python3.14", "exit 1")

    assert call(machine, "find_python").stdout == f"{machine}/python3.12\n"


def test_find_python_takes_the_one_that_is_asked_for(machine):
    add(machine, "python3.12", "exit 0")
    add(machine, "python3.11", "exit 0")

    assert call(machine, "find_python", PYTHON="python3.11").stdout == f"{machine}/python3.11\n"


def test_install_python_says_what_to_type_without_rights(machine):
    finished = call(machine, "install_python")

    assert finished.returncode == 1
    assert "type: sudo apt-get install python3 python3-venv" in finished.stderr


def test_require_ensurepip_names_the_package_of_that_python(machine):
    add(machine, "python3.12", "[[ $2 == *print* ]] && echo python3.12-venv || exit 1")

    finished = call(machine, "require_ensurepip python3.12")

    assert finished.returncode == 1
    assert "type: sudo apt-get install python3.12-venv" in finished.stderr
