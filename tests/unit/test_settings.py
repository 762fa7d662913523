"""Settings: what the environment may say, and how a mistake in it is told."""

import os
from pathlib import Path

import pytest

from foodsave.errors import Invalid
from foodsave.settings import load_settings

TOKEN = "a-token-of-twenty-chars"


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch):
    for name in list(os.environ):
        if name.startswith("FOODSAVE_") or name in {"LOG_LEVEL", "API_BASE_URL", "DATABASE_URL"}:
            monkeypatch.delenv(name)


def test_settings_bind_loopback_and_use_sqlite_by_default():
    settings = load_settings()

    assert (settings.server.host, settings.server.port) == ("127.0.0.1", 8011)
    assert settings.data_dir == Path.home() / ".local/share/foodsave"
    assert settings.database_address == f"sqlite:///{Path.home()}/.local/share/foodsave/foodsave.db"
    assert settings.public_url == "http://127.0.0.1:8011"
    assert settings.level == "INFO"


def test_settings_read_nested_sections_and_well_known_names(monkeypatch):
    monkeypatch.setenv("FOODSAVE_SERVER__PORT", "9000")
    monkeypatch.setenv("FOODSAVE_LIMITS__RUNNING", "7")
    monkeypatch.setenv("LOG_LEVEL", "warning")
    monkeypatch.setenv("API_BASE_URL", "https://food.example/")
    monkeypatch.setenv("DATABASE_URL", "postgresql://food:pass@db/food")

    settings = load_settings()

    assert (settings.server.port, settings.limits.running, settings.level) == (9000, 7, "WARNING")
    assert settings.public_url == "https://food.example"
    assert settings.database_address == "postgresql://food:pass@db/food"


def test_settings_let_overrides_win_over_one_name_of_a_section(monkeypatch):
    monkeypatch.setenv("FOODSAVE_SERVER__PORT", "9000")
    monkeypatch.setenv("FOODSAVE_SERVER__GRACEFUL_SHUTDOWN_S", "3")

    settings = load_settings(server={"port": 9001})

    assert (settings.server.port, settings.server.graceful_shutdown_s) == (9001, 3)


def test_settings_log_more_in_the_dev_profile(monkeypatch):
    monkeypatch.setenv("FOODSAVE_PROFILE", "dev")

    assert load_settings().level == "DEBUG"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "food.example", ""])
def test_settings_refuse_an_outside_bind_without_a_token(host):
    with pytest.raises(Invalid, match="FOODSAVE_AUTH__TOKEN") as refusal:
        load_settings(server={"host": host}).require_safe_bind()

    assert refusal.value.reason == "invalid_settings"


def test_settings_allow_an_outside_bind_with_a_token(monkeypatch):
    monkeypatch.setenv("FOODSAVE_SERVER__HOST", "0.0.0.0")
    monkeypatch.setenv("FOODSAVE_AUTH__TOKEN", TOKEN)

    settings = load_settings()
    settings.require_safe_bind()

    assert settings.server.host == "0.0.0.0"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.9.1"])
def test_settings_allow_any_loopback_bind_without_a_token(host):
    settings = load_settings(server={"host": host})
    settings.require_safe_bind()

    assert settings.server.host == host


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("FOODSAVE_SERVER__PORT", "many", "FOODSAVE_SERVER__PORT: Input should be a valid integer"),
        ("FOODSAVE_SERVER__PORT", "70000", "FOODSAVE_SERVER__PORT: Input should be less than or equal to 65535"),
        ("FOODSAVE_SERVER__PROT", "1", "FOODSAVE_SERVER__PROT: there is no such setting"),
        ("FOODSAVE_SERVR__PORT", "1", "did you mean FOODSAVE_SERVER__"),
        ("FOODSAVE_PROFILE", "party", "FOODSAVE_PROFILE: Input should be 'dev', 'staging' or 'prod'"),
        ("FOODSAVE_AUTH__TOKEN", "short", "FOODSAVE_AUTH: token needs at least 16"),
        ("LOG_LEVEL", "loud", "LOG_LEVEL: Input should be"),
        ("API_BASE_URL", "food.example", "API_BASE_URL 'food.example' is not an http"),
        ("DATABASE_URL", "mysql://host/food", "DATABASE_URL must start with"),
        ("FOODSAVE_SERVER", "{not json", "server"),
    ],
)
def test_settings_name_the_variable_that_is_wrong(monkeypatch, name, value, message):
    monkeypatch.setenv(name, value)

    with pytest.raises(Invalid) as refusal:
        load_settings()

    assert message in refusal.value.message


def test_settings_report_every_fault_and_never_a_secret(monkeypatch):
    monkeypatch.setenv("FOODSAVE_SERVER__PORT", "many")
    monkeypatch.setenv("FOODSAVE_AUTH__TOKEN", "hush hush hush hush hush")

    with pytest.raises(Invalid) as refusal:
        load_settings()

    assert len(refusal.value.message.splitlines()) == 2
    assert "hush" not in refusal.value.message


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("FOODSAVE_PROFIL", "FOODSAVE_PROFILE"),
        ("FOODSAVE_DATADIR", "FOODSAVE_DATA_DIR"),
        ("FOODSAVE_SERVER_PORT", "FOODSAVE_SERVER__PORT"),
        ("FOODSAVE_AUTH_TOKEN", "FOODSAVE_AUTH__TOKEN"),
        ("FOODSAVE_TOKEN", "FOODSAVE_AUTH__TOKEN"),
        ("FOODSAVE_PORT", "FOODSAVE_SERVER__PORT"),
        ("FOODSAVE_LOG_LEVEL", "LOG_LEVEL"),
        ("FOODSAVE_DATABASE_URL", "DATABASE_URL"),
    ],
)
def test_settings_tell_what_a_misspelt_name_was_meant_for(monkeypatch, name, meant):
    monkeypatch.setenv(name, "9000")

    with pytest.raises(Invalid) as refusal:
        load_settings()

    assert f"{name}: there is no such setting; did you mean {meant}?" in refusal.value.message.splitlines()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FOODSAVE_PORT", "tcp://10.0.0.1:8011"),
        ("FOODSAVE_PORT_8011_TCP", "tcp://10.0.0.1:8011"),
        ("FOODSAVE_PORT_8011_TCP_ADDR", "10.0.0.1"),
        ("FOODSAVE_PORT_8011_TCP_PORT", "8011"),
        ("FOODSAVE_PORT_8011_TCP_PROTO", "tcp"),
        ("FOODSAVE_SERVICE_HOST", "10.0.0.1"),
        ("FOODSAVE_SERVICE_PORT", "8011"),
        ("FOODSAVE_SERVICE_PORT_HTTP", "8011"),
        ("FOODSAVE_EVAL_DATA", "/data"),
    ],
)
def test_settings_ignore_what_an_orchestrator_or_another_program_sets(monkeypatch, name, value):
    monkeypatch.setenv(name, value)

    assert load_settings().server.port == 8011


def test_settings_show_themselves_masked_of_secrets(monkeypatch):
    monkeypatch.setenv("FOODSAVE_AUTH__TOKEN", TOKEN)
    monkeypatch.setenv("DATABASE_URL", "postgresql://food:pass@db:5432/food")

    shown = load_settings().masked()

    assert shown["database_url"] == "postgresql://food:***@db:5432/food"
    assert shown["auth"] == {"token": "**********"}
    assert TOKEN not in str(shown)
