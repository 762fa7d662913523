"""The only reader of the environment: one validated `Settings`, built once at start."""

from __future__ import annotations

import difflib
import os
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from foodsave.errors import Invalid
from foodsave.kit.addresses import is_loopback, mask_password

PREFIX = "FOODSAVE_"
MEBIBYTE = 1024 * 1024
Profile = Literal["dev", "staging", "prod"]
LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
Port = Annotated[int, Field(ge=0, le=65535)]


class Section(BaseModel):
    """A group of settings; a name that does not exist in it is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ServerSettings(Section):
    host: str = "127.0.0.1"
    port: Port = 8011
    graceful_shutdown_s: int = Field(10, ge=1, le=300)


class AuthSettings(Section):
    token: SecretStr | None = None

    @model_validator(mode="after")
    def _require_strength(self) -> Self:
        token = self.token.get_secret_value() if self.token else None
        if token is not None and (len(token) < 16 or not token.isascii() or not token.isprintable() or " " in token):
            raise ValueError("token needs at least 16 printable ASCII characters without spaces")
        return self


class LimitSettings(Section):
    upload_bytes: int = Field(25 * MEBIBYTE, ge=1024, le=1024 * MEBIBYTE)
    body_bytes: int = Field(MEBIBYTE, ge=1024, le=64 * MEBIBYTE)
    body_idle_s: float = Field(30, gt=0, le=600)
    running: int = Field(64, ge=1, le=10_000)
    queued: int = Field(256, ge=0, le=100_000)
    queue_age_s: float = Field(10, gt=0, le=300)
    aside: int = Field(100, ge=0, le=10_000)


class DatabaseSettings(Section):
    pool_size: int = Field(20, ge=1, le=500)
    max_overflow: int = Field(10, ge=0, le=500)


class ReaderSettings(Section):
    """Limits of the child process that reads one receipt."""

    cpu_s: int = Field(60, ge=1, le=3600)
    wall_s: int = Field(120, ge=1, le=7200)
    memory_mb: int = Field(2048, ge=256, le=65_536)
    megapixels: int = Field(60, ge=1, le=1000)
    pages: int = Field(20, ge=1, le=500)


class WorkerSettings(Section):
    metrics_port: Port = 8012


class LogSettings(Section):
    file_bytes: int = Field(10 * MEBIBYTE, ge=64 * 1024, le=1024 * MEBIBYTE)
    files: int = Field(5, ge=1, le=100)


def _default_data_dir() -> Path:
    return Path.home() / ".local" / "share" / "foodsave"


class Settings(BaseSettings):
    """Everything an operator can turn. See docs/configuration.md."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", env_ignore_empty=True, populate_by_name=True, frozen=True
    )

    profile: Profile = "prod"
    data_dir: Path = Field(default_factory=_default_data_dir)
    log_level: LogLevel | None = Field(None, validation_alias=AliasChoices("LOG_LEVEL"))
    api_base_url: str | None = Field(None, validation_alias=AliasChoices("API_BASE_URL"))
    database_url: SecretStr | None = Field(None, validation_alias=AliasChoices("DATABASE_URL"))
    server: ServerSettings = ServerSettings()
    auth: AuthSettings = AuthSettings()
    limits: LimitSettings = LimitSettings()
    database: DatabaseSettings = DatabaseSettings()
    reader: ReaderSettings = ReaderSettings()
    worker: WorkerSettings = WorkerSettings()
    log: LogSettings = LogSettings()

    @model_validator(mode="before")
    @classmethod
    def _upper_log_level(cls, values: dict[str, object]) -> dict[str, object]:
        for name in ("LOG_LEVEL", "log_level"):
            level = values.get(name)
            if isinstance(level, str):
                values = {**values, name: level.strip().upper()}
        return values

    @model_validator(mode="after")
    def _check_addresses(self) -> Self:
        if self.api_base_url is not None:
            _require_http_url(self.api_base_url)
        if self.database_url is not None:
            _require_database(self.database_url.get_secret_value())
        return self

    def require_safe_bind(self) -> None:
        """Check who could reach the server; only what binds an address needs to.

        Raises:
            Invalid: the address is reachable from outside and there is no token.
        """
        if self.auth.token is None and not is_loopback(self.server.host):
            raise Invalid(
                f"FOODSAVE_SERVER__HOST {self.server.host!r} is reachable from outside this machine: set "
                "FOODSAVE_AUTH__TOKEN (at least 16 characters) or bind a loopback address such as 127.0.0.1",
                code="invalid_settings",
            )

    @property
    def level(self) -> LogLevel:
        """The log level: as set, else DEBUG in dev and INFO elsewhere."""
        return self.log_level or ("DEBUG" if self.profile == "dev" else "INFO")

    @property
    def database_address(self) -> str:
        """The database to use: DATABASE_URL, else a SQLite file in the data folder."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data_dir.expanduser().absolute() / 'foodsave.db'}"

    @property
    def public_url(self) -> str:
        """The address under which people reach the API."""
        host = f"[{self.server.host}]" if ":" in self.server.host else self.server.host
        return (self.api_base_url or f"http://{host}:{self.server.port}").rstrip("/")

    def masked(self) -> dict[str, object]:
        """Return every setting as plain values, secrets as stars, passwords in addresses as stars."""
        shown: dict[str, object] = self.model_dump(mode="json")
        shown["log_level"] = self.level
        shown["database_url"] = mask_password(self.database_address)
        shown["api_base_url"] = mask_password(self.public_url)
        return shown


def load_settings(**overrides: object) -> Settings:
    """Read the environment into `Settings`; `overrides` win over it.

    Raises:
        Invalid: with one line per fault, naming the variable to correct.
    """
    faults = _unknown_names()
    try:
        settings = Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        faults += [_fault(list(item["loc"]), str(item["msg"])) for item in error.errors(include_input=False)]
    except SettingsError as error:
        faults.append(str(error))
    if faults:
        raise Invalid("\n".join(faults), code="invalid_settings")
    return settings


def _unknown_names() -> list[str]:
    known = _known_names()
    sections = [name.split("__")[0] for name in known if "__" in name]
    faults = []
    for name in sorted(os.environ):
        rest = name.removeprefix(PREFIX).upper()
        section, separator, _ = rest.partition("__")
        if not name.startswith(PREFIX) or known.get(rest) == name.upper():
            continue
        if not separator:
            meant = _meant(rest, os.environ[name], known)
            faults += [f"{name}: there is no such setting; did you mean {meant}?"] if meant else []
        elif section not in sections:
            near = difflib.get_close_matches(section, sections, n=1)
            hint = f"; did you mean {PREFIX}{near[0]}__...?" if near else ""
            faults.append(f"{name}: there is no section {section.lower()!r}{hint}")
    return faults


def _known_names() -> dict[str, str]:
    """Return each setting's name without the prefix, in capitals, with the variable that sets it."""
    known = {}
    for field_name, field in Settings.model_fields.items():
        name = field_name.upper()
        known[name] = name if field.validation_alias else f"{PREFIX}{name}"
        if isinstance(field.annotation, type) and issubclass(field.annotation, Section):
            known |= {
                f"{name}__{key.upper()}": f"{PREFIX}{name}__{key.upper()}" for key in field.annotation.model_fields
            }
    return known


def _meant(rest: str, value: str, known: dict[str, str]) -> str | None:
    """Return the variable that a name without a section was meant for; others may be of other programs."""
    # Orchestrators inject FOODSAVE_PORT=tcp://... and FOODSAVE_SERVICE_HOST on their own.
    if "SERVICE" in rest.split("_") or ("://" in value and not rest.endswith("URL")):
        return None
    plain = {name.replace("_", ""): variable for name, variable in known.items()}
    plain |= {
        name.split("__")[1].replace("_", ""): variable for name, variable in known.items() if "__" in name
    } | plain
    near = difflib.get_close_matches(rest.replace("_", ""), plain, n=1, cutoff=0.85)
    return plain[near[0]] if near else None


def _fault(location: list[int | str], message: str) -> str:
    text = message.removeprefix("Value error, ").replace("Extra inputs are not permitted", "there is no such setting")
    if not location:
        return text
    first = str(location[0])
    if first in {"LOG_LEVEL", "API_BASE_URL", "DATABASE_URL"}:
        return f"{first}: {text}"
    return f"{PREFIX}{'__'.join(str(part) for part in location).upper()}: {text}"


def _require_http_url(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"API_BASE_URL {mask_password(url)!r} is not an http:// or https:// address")


def _require_database(url: str) -> None:
    if urlsplit(url).scheme.split("+")[0] not in {"sqlite", "postgresql", "postgres"}:
        raise ValueError("DATABASE_URL must start with sqlite:// or postgresql://")
