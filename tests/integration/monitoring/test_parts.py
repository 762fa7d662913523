"""Parts that may be missing: what is said of each."""

import sys

import pytest
from filelock import FileLock

from foodsave.errors import Unavailable
from foodsave.monitoring.parts import disk_ping, ping_dictionary, ping_engines, worker_ping


async def test_engines_that_are_missing_are_named_with_their_packages(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "onnxruntime", None)

    with pytest.raises(Unavailable) as caught:
        await ping_engines()

    for package in ("pip install rapidocr onnxruntime", "apt-get install tesseract-ocr", "poppler-utils"):
        assert package in caught.value.message


async def test_engines_answer_where_all_are_installed(tmp_path, monkeypatch):
    for program in ("tesseract", "pdftoppm"):
        (tmp_path / program).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    await ping_engines()


async def test_dictionary_that_is_missing_is_said_to_be(monkeypatch):
    monkeypatch.setitem(sys.modules, "morfeusz2", None)

    with pytest.raises(Unavailable, match="morfeusz2"):
        await ping_dictionary()


async def test_disk_answers_while_it_can_be_written_and_leaves_nothing(tmp_path):
    await disk_ping(tmp_path, least_free_bytes=1)()

    assert list(tmp_path.iterdir()) == []


async def test_disk_that_cannot_be_written_or_is_nearly_full_is_said_to_be(tmp_path):
    with pytest.raises(Unavailable, match="cannot be written"):
        await disk_ping(tmp_path / "missing")()
    with pytest.raises(Unavailable, match="MB are free"):
        await disk_ping(tmp_path, least_free_bytes=2**62)()


async def test_worker_is_seen_by_the_lock_that_it_holds(tmp_path):
    ping, lock = worker_ping(tmp_path / "worker.lock"), FileLock(tmp_path / "worker.lock")
    with pytest.raises(Unavailable, match="foodsave worker"):
        await ping()

    with lock:
        await ping()

    with pytest.raises(Unavailable):
        await ping()
