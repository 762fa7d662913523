"""JSON lines to standard error and to rotating files, written by a thread so that no event loop waits for a disk."""

from __future__ import annotations

import logging
import queue
import re
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from logging.handlers import QueueHandler, QueueListener, RotatingFileHandler
from pathlib import Path

import structlog

EventDict = MutableMapping[str, object]
QUEUE_LENGTH = 10_000
MASK = "***"
_CHATTY = ("aiosqlite", "alembic.runtime.plugins", "asyncio", "httpcore", "httpx", "python_multipart", "PIL")
_SECRET_KEY = re.compile(r"token|secret|password|passwd|authorization|cookie|api_?key", re.IGNORECASE)
_SECRET_TEXT = re.compile(r"(?i)(bearer\s+|://[^/\s:@]*:)[^\s@\"']+")


class LineQueueHandler(QueueHandler):
    """Formats in the calling thread, where the request's context is, and hands the finished line on.

    A full queue drops the line and counts it in `dropped`: logging never stalls a request.
    """

    def __init__(self, lines: queue.Queue[logging.LogRecord]) -> None:
        super().__init__(lines)
        self.dropped = 0

    def enqueue(self, record: logging.LogRecord) -> None:
        """Put `record` on the queue, or drop it when the queue is full."""
        try:
            self.queue.put_nowait(record)
        except queue.Full:
            self.dropped += 1


@contextmanager
def logging_to(
    name: str, level: str, folder: Path | None = None, *, file_bytes: int = 10 * 1024 * 1024, files: int = 5
) -> Iterator[LineQueueHandler]:
    """Route structlog and stdlib logging as JSON lines to stderr and `folder/name.log` while the block runs.

    The file is rotated at `file_bytes`; `files` files are kept in all, the current one included.
    """
    lines: queue.Queue[logging.LogRecord] = queue.Queue(QUEUE_LENGTH)
    handler = LineQueueHandler(lines)
    handler.setFormatter(_line_formatter())
    sinks = _sinks(name, folder, file_bytes, files)
    listener = QueueListener(lines, *sinks)
    root = logging.getLogger()
    previous = root.handlers[:], root.level
    root.handlers[:] = [handler]
    root.setLevel(level)
    _quieten()
    structlog.configure(
        processors=[*_shared_processors(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    listener.start()
    try:
        yield handler
    finally:
        listener.stop()
        root.handlers[:] = previous[0]
        root.setLevel(previous[1])
        structlog.reset_defaults()
        for sink in sinks:
            sink.close()


def mask_secrets(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Replace values under telling keys, bearer tokens and passwords in addresses by stars."""
    for key, value in event.items():
        if _SECRET_KEY.search(key):
            event[key] = MASK
        elif isinstance(value, str) and ("://" in value or "bearer" in value.lower()):
            event[key] = _SECRET_TEXT.sub(rf"\1{MASK}", value)
    return event


def _shared_processors() -> list[structlog.typing.Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        mask_secrets,
    ]


def _line_formatter() -> structlog.stdlib.ProcessorFormatter:
    # ASCII only: control characters, line separators and terminal escapes in foreign text cannot forge a line.
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*_shared_processors()[:-1], structlog.stdlib.ExtraAdder({"request_id"}), mask_secrets],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=True, default=repr),
        ],
    )


def _sinks(name: str, folder: Path | None, file_bytes: int, files: int) -> list[logging.Handler]:
    sinks: list[logging.Handler] = [logging.StreamHandler(sys.stderr)]
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / f"{name}.log"
        sinks.append(
            RotatingFileHandler(path, maxBytes=file_bytes, backupCount=files - 1, encoding="utf-8", delay=True)
        )
    for sink in sinks:
        sink.setFormatter(logging.Formatter("%(message)s"))
    return sinks


def _quieten() -> None:
    for name in ("uvicorn", "uvicorn.error", "uvicorn.asgi"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    logging.getLogger("uvicorn.access").disabled = True
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
