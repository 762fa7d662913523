"""The command line as a process: what it prints, imports and ends with."""

import json
import os
import subprocess
import sys

import pytest


def run(*arguments, **environment):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FOODSAVE_")}
    command = [sys.executable, "-m", "foodsave", *arguments]
    return subprocess.run(command, env=kept | environment, capture_output=True, text=True, timeout=120, check=False)


def test_help_lists_every_noun_without_importing_any():
    code = (
        "import sys; from foodsave.cli import app\n"
        "try: app(['--help'])\n"
        "except SystemExit: print([m for m in ('fastapi', 'sqlalchemy', 'foodsave.cli.serve') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)

    assert result.stdout.endswith("[]\n")
    for noun in ("serve", "worker", "migrate", "config", "receipts", "catalog", "demo"):
        assert noun in result.stdout


def test_unknown_noun_ends_with_code_two_and_a_suggestion():
    result = run("serv")

    assert result.returncode == 2
    assert "serve" in result.stderr


def test_failure_names_what_was_asked_for_without_obeying_it(tmp_path):
    result = run("recipes", "show", "\u202e\x1b[2Jzupa", FOODSAVE_DATA_DIR=str(tmp_path))

    assert (result.returncode, result.stderr) == (
        1,
        "foodsave: there is no recipe \ufffd\ufffd[2Jzupa; the list of recipes tells their ids\n",
    )


def test_config_prints_the_settings_in_force_masked(tmp_path):
    token = "a-token-of-twenty-chars"
    result = run("config", FOODSAVE_DATA_DIR=str(tmp_path), FOODSAVE_AUTH__TOKEN=token)

    assert json.loads(result.stdout)["data_dir"] == str(tmp_path)
    assert token not in result.stdout


@pytest.mark.parametrize("noun", ["config", "serve", "migrate"])
def test_wrong_setting_ends_with_code_two_and_no_traceback(noun):
    result = run(noun, FOODSAVE_SERVER__PORT="many")

    assert result.returncode == 2
    assert result.stderr.startswith("foodsave: FOODSAVE_SERVER__PORT: ")
    assert "Traceback" not in result.stderr


def test_serve_refuses_an_outside_bind_without_a_token(tmp_path):
    result = run("serve", "--host", "0.0.0.0", FOODSAVE_DATA_DIR=str(tmp_path))

    assert result.returncode == 2
    assert "FOODSAVE_AUTH__TOKEN" in result.stderr


@pytest.mark.parametrize("noun", ["config", "migrate"])
def test_command_that_binds_nothing_needs_no_token_for_an_outside_bind(noun, tmp_path):
    result = run(noun, FOODSAVE_SERVER__HOST="0.0.0.0", FOODSAVE_DATA_DIR=str(tmp_path))

    assert result.returncode == 0


def test_serve_refuses_a_data_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").touch()

    result = run("serve", "--port", "0", FOODSAVE_DATA_DIR=str(tmp_path / "file/below"))

    assert result.returncode == 2
    assert result.stderr.startswith("foodsave: FOODSAVE_DATA_DIR: cannot write below")


def test_migrate_makes_the_database_and_may_be_repeated(tmp_path):
    results = [run("migrate", FOODSAVE_DATA_DIR=str(tmp_path)) for _ in range(2)]

    assert [result.returncode for result in results] == [0, 0]
    assert (tmp_path / "foodsave.db").stat().st_size > 0


def test_migrate_makes_a_data_folder_that_only_its_user_can_read(tmp_path):
    folder = tmp_path / "data"

    assert run("migrate", FOODSAVE_DATA_DIR=str(folder)).returncode == 0

    made = [folder, *folder.rglob("*")]
    assert [path.name for path in made if path.stat().st_mode & 0o077] == []


@pytest.mark.parametrize("url", ["postgresql://food:hush@127.0.0.1:1/food", "sqlite:////proc/none/food.db"])
def test_migrate_tells_an_unusable_database_in_one_line(url):
    result = run("migrate", DATABASE_URL=url)

    assert result.returncode == 1
    assert result.stderr.startswith("foodsave: the database cannot be used: ")
    assert "hush" not in result.stderr


def test_serve_that_cannot_open_its_database_ends_with_code_one(tmp_path):
    url = "postgresql://food:hush@127.0.0.1:1/food"
    result = run("serve", "--port", "0", FOODSAVE_DATA_DIR=str(tmp_path), DATABASE_URL=url)

    assert result.returncode == 1
    assert result.stderr.endswith("foodsave: the web process could not start; the log says why\n")
    assert "the database cannot be used" in result.stderr
    assert "hush" not in result.stderr


def test_catalog_barcode_tells_a_shops_code_and_refuses_what_no_product_has(tmp_path):
    hint = run("catalog", "barcode", "2900123004504", "--json", FOODSAVE_DATA_DIR=str(tmp_path))
    unknown = run("catalog", "barcode", "5900512320359", FOODSAVE_DATA_DIR=str(tmp_path))

    assert json.loads(hint.stdout)["weight"] == {"amount": "450", "unit": "g"}
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert "05900512320359" in unknown.stderr
