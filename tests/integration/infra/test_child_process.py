"""The inside of the killable child, called in this process: how an answer is made and what it carries."""

import os
import tempfile

import pytest

from foodsave.errors import Invalid
from foodsave.infra import child_process

PLENTY = 10_000_000


@pytest.fixture
def request_in(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("TMPDIR", os.fspath(tmp_path))

    def request(**payload: object) -> dict[str, object]:
        return {"workdir": str(tmp_path), "cpu_s": PLENTY, "payload": payload}

    return request


def test_answer_carries_the_result_and_what_it_cost(request_in):
    answer = child_process._answer(lambda payload: {"twice": payload["number"] * 2}, request_in(number=21))

    assert answer["result"] == {"twice": 42}
    assert answer["use"]["cpu_s"] >= 0
    assert 0 < answer["use"]["rss_bytes"] <= answer["use"]["peak_rss_bytes"]


def test_answer_gives_the_entry_a_folder_of_its_own(request_in, tmp_path):
    answer = child_process._answer(lambda _: {"folder": tempfile.gettempdir()}, request_in())

    assert answer["result"] == {"folder": str(tmp_path)}


def test_answer_describes_a_stated_failure(request_in):
    def refuse(_: dict[str, object]) -> dict[str, object]:
        raise Invalid("no pages here", code="no_pages", details={"pages": 0})

    assert child_process._answer(refuse, request_in())["error"] == {
        "kind": "Invalid",
        "code": "no_pages",
        "message": "no pages here",
        "details": {"pages": 0},
    }


def test_answer_states_that_memory_was_refused(request_in):
    def swell(_: dict[str, object]) -> dict[str, object]:
        raise MemoryError

    assert child_process._answer(swell, request_in())["error"]["code"] == "out_of_memory"


def test_answer_lets_a_fault_of_the_program_end_the_child(request_in):
    def fail(_: dict[str, object]) -> dict[str, object]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        child_process._answer(fail, request_in())
