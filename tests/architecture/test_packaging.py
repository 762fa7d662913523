"""What is shipped: declared, locked, licensed, and complete."""

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# Loaded by name, never by an import statement of ours, and why.
LOADED_BY_NAME = {
    "aiosqlite": "SQLAlchemy's driver for sqlite addresses",
    "psycopg": "SQLAlchemy's driver for postgresql addresses",
    "httptools": "uvicorn's HTTP parser",
    "uvloop": "uvicorn's event loop",
    "tzdata": "zoneinfo's data where the system has none",
    "python-multipart": "starlette's parser of uploads",
}
IMPORT_NAMES = {
    "opencv-python-headless": "cv2",
    "pillow": "PIL",
    "pillow-heif": "pillow_heif",
    "prometheus-client": "prometheus_client",
    "pydantic-settings": "pydantic_settings",
    "sse-starlette": "sse_starlette",
    "uuid-utils": "uuid_utils",
}
PERMISSIVE = re.compile(
    r"\b(MIT|BSD|Apache|ISC|MPL|Mozilla Public|LGPL|Lesser General Public|PSF|Python Software Foundation|HPND"
    r"|Unlicense|Zlib|CC0|W3C)\b",
    re.IGNORECASE,
)
COPYLEFT = re.compile(
    r"(?<!L)GPL|(?<!Lesser )General Public License|SSPL|BUSL|Commons Clause|Non-?Commercial", re.IGNORECASE
)
# Packages whose metadata say nothing usable, with what their licence file says.
READ_BY_HAND = {"morfeusz2": "BSD-2-Clause, as the licence page of its authors says"}


def locked_names(text):
    return {canonicalize_name(match) for match in re.findall(r"^([A-Za-z0-9_.-]+)==", text, re.MULTILINE)}


def imported_packages(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module.split(".")[0]


def licence_of(name):
    details = metadata.metadata(name)
    classifiers = [c for c in details.get_all("Classifier", []) if c.startswith("License ::")]
    return " ".join([details.get("License-Expression") or "", (details.get("License") or "")[:200], *classifiers])


@pytest.fixture(scope="module")
def project(root):
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def locks(root):
    return {name: (root / name).read_text("utf-8") for name in ("requirements.lock", "requirements-test.lock")}


@pytest.fixture(scope="module")
def declared(project):
    return {canonicalize_name(Requirement(text).name): Requirement(text) for text in project["project"]["dependencies"]}


def test_lock_pins_every_declared_dependency_within_its_bounds(declared, locks):
    pins = re.findall(r"^([A-Za-z0-9_.-]+)==(\S+)", locks["requirements.lock"], re.MULTILINE)

    assert set(declared) <= {canonicalize_name(name) for name, _ in pins}
    assert [
        pin for pin in pins if (need := declared.get(canonicalize_name(pin[0]))) and pin[1] not in need.specifier
    ] == []


def test_lock_of_the_tests_repeats_every_pin_of_the_product(locks):
    pins = {name: set(re.findall(r"^\S+==.*$", text, re.MULTILINE)) for name, text in locks.items()}

    assert pins["requirements.lock"] - pins["requirements-test.lock"] == set()


def test_lock_carries_hashes_for_each_package_and_no_address(root):
    for path in root.glob("requirements*.lock"):
        text = path.read_text("utf-8")
        blocks = re.split(r"^(?=[A-Za-z])", text, flags=re.MULTILINE)[1:]

        assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
        assert re.search(r"://|^-|file:", text, re.MULTILINE) is None


def test_runtime_dependency_is_bounded_above_unless_it_is_data(declared):
    open_ended = [name for name, need in declared.items() if "<" not in str(need.specifier)]

    assert open_ended == ["tzdata"]


def test_declared_dependency_is_imported_by_the_product(declared, product):
    imported = {name for source in product for name in imported_packages(source.tree)}
    unused = [
        name
        for name in declared
        if name not in LOADED_BY_NAME and IMPORT_NAMES.get(name, name.replace("-", "_")) not in imported
    ]

    assert unused == []


def test_imported_package_is_declared_by_the_project(declared, product):
    offered = {IMPORT_NAMES.get(name, name.replace("-", "_")) for name in declared}
    imported = {
        name: source.name for source in product for name in imported_packages(source.tree) if name != "foodsave"
    }

    assert {k: v for k, v in imported.items() if k not in offered and k not in sys.stdlib_module_names} == {}


def test_locked_runtime_package_has_a_licence_that_we_may_ship(locks):
    refused = {}
    for name in locked_names(locks["requirements.lock"]):
        try:
            licence = READ_BY_HAND.get(name) or licence_of(name)
        except metadata.PackageNotFoundError:
            continue  # locked for another platform
        if not PERMISSIVE.search(licence) or COPYLEFT.search(licence):
            refused[name] = licence

    assert refused == {}


def test_wheel_carries_migrations_licence_and_command(root, tmp_path):
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path],
        cwd=root, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        (entry_points,) = (archive.read(name).decode() for name in names if name.endswith("entry_points.txt"))

    revisions = {path.name for path in (root / "alembic" / "versions").glob("*.py")}
    assert {"foodsave/alembic/env.py", "foodsave/errors.py"} <= names
    assert {f"foodsave/alembic/versions/{name}" for name in revisions} <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert "foodsave = foodsave.__main__:main" in entry_points
