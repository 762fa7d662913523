import json
import logging
import queue

import pytest
import structlog

from foodsave.infra.logging import LineQueueHandler, logging_to, mask_secrets


@pytest.fixture
def lines(tmp_path, capsys):
    """Returns what was logged, from the file, after the block has ended."""

    def read():
        assert capsys.readouterr().err == (tmp_path / "web.log").read_text()
        return [json.loads(line) for line in (tmp_path / "web.log").read_text().splitlines()]

    return read


def test_logging_to_writes_json_lines_to_stderr_and_file_alike(tmp_path, lines):
    with logging_to("web", "INFO", tmp_path), structlog.contextvars.bound_contextvars(request_id="r-1"):
        structlog.stdlib.get_logger("foodsave.a").info("started", port=8011, word="żółw")
        logging.getLogger("uvicorn.error").warning("over %s", "here")
        structlog.stdlib.get_logger("foodsave.a").debug("unheard")

    first, second = lines()
    assert first.items() >= {
        "event": "started", "port": 8011, "word": "żółw", "level": "info", "logger": "foodsave.a", "request_id": "r-1"
    }.items()  # fmt: skip
    assert second.items() >= {"event": "over here", "level": "warning", "request_id": "r-1"}.items()


def test_logging_to_keeps_foreign_text_on_its_own_line(tmp_path, lines):
    with logging_to("web", "INFO", tmp_path):
        structlog.stdlib.get_logger().info('x"}\n{"event": "forged"}\r\x1b[31m\u2028', value="\ud800\n")

    (line,) = lines()
    assert line["event"].startswith('x"}\n')
    assert (tmp_path / "web.log").read_bytes().isascii()


def test_logging_to_never_writes_tokens_or_passwords(tmp_path, lines):
    with logging_to("web", "INFO", tmp_path):
        log = structlog.stdlib.get_logger()
        log.info("a", token="hush", api_key="hush", Authorization="hush")
        log.info("Authorization: Bearer hush", url="postgresql://user:hush@db/food")
        logging.getLogger("driver").error("cannot reach redis://:hush@cache:6379")

    text = str(lines())
    assert "hush" not in text
    assert "postgresql://user:***@db/food" in text


def test_logging_to_writes_a_failure_with_its_traceback_and_no_locals(tmp_path, lines):
    with logging_to("web", "INFO", tmp_path):
        try:
            _ = [int(private) for private in ["hush" + "hush"] if not private.isdigit() and 1 // 0]
        except ZeroDivisionError as error:
            structlog.stdlib.get_logger().error("broke", exc_info=error)

    (line,) = lines()
    assert "ZeroDivisionError" in line["exception"]
    assert "hushhush" not in str(line)


def test_logging_to_rotates_and_keeps_so_many_files(tmp_path, capsys):
    with logging_to("web", "INFO", tmp_path, file_bytes=2000, files=3):
        for number in range(100):
            structlog.stdlib.get_logger().info("line", number=number)

    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["web.log", "web.log.1", "web.log.2"]
    assert all(path.stat().st_size <= 2000 for path in tmp_path.iterdir())
    assert '"number": 99' in (tmp_path / "web.log").read_text()


def test_logging_to_gives_back_what_was_configured_before(tmp_path, capsys):
    before = logging.getLogger().handlers[:]
    with logging_to("web", "INFO", tmp_path):
        assert logging.getLogger().handlers != before

    assert logging.getLogger().handlers == before


def test_line_queue_handler_drops_and_counts_when_the_queue_is_full():
    handler = LineQueueHandler(queue.Queue(1))
    for _ in range(3):
        handler.emit(logging.makeLogRecord({"msg": "x"}))

    assert handler.dropped == 2


def test_mask_secrets_leaves_ordinary_values_alone():
    event = {"event": "read", "path": "/health", "count": 3}

    assert mask_secrets(None, "info", dict(event)) == event
