"""What the long-running processes share: a data folder that can be written, and their log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from foodsave.errors import Invalid
from foodsave.settings import Settings


@contextmanager
def logged_process(name: str, settings: Settings) -> Iterator[None]:
    """Make the data folder, then log as `name` while the block runs.

    Raises:
        Invalid: the data folder cannot be written.
    """
    from foodsave.infra.logging import logging_to

    logs = settings.data_dir.expanduser() / "logs"
    try:
        logs.mkdir(parents=True, exist_ok=True, mode=0o700)
        (logs / f"{name}.log").touch(mode=0o600)
    except OSError as error:
        raise Invalid(
            f"FOODSAVE_DATA_DIR: cannot write below {settings.data_dir}: {error.strerror}", code="invalid_settings"
        ) from error
    with logging_to(name, settings.level, logs, file_bytes=settings.log.file_bytes, files=settings.log.files):
        yield
