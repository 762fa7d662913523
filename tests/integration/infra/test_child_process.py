"""The inside of the killable child, called in this process: how an answer is made and what it carries."""

import errno
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


def test_answer_states_a_fault_of_the_program_by_its_place_and_no_value(request_in):
    def fail(payload: dict[str, object]) -> dict[str, object]:
        raise ValueError(f"cannot read {payload['line']}")

    error = child_process._answer(fail, request_in(line="MLEKO UHT"))["error"]

    assert (error["kind"], error["code"], error["details"]["type"]) == ("FoodSaveError", "internal", "ValueError")
    assert error["details"]["trace"][-1].endswith(" fail")
    assert "MLEKO" not in str(error)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (RuntimeError("std::bad_alloc"), "out_of_memory"),
        (ValueError("OpenCV: Insufficient memory"), "out_of_memory"),
        (OSError(errno.ENOSPC, "No space left on device"), "storage"),
        (OSError(errno.ENOENT, "No such file"), "internal"),
    ],
)
def test_answer_tells_a_short_machine_from_a_fault_of_the_program(request_in, fault, code):
    def fail(_: dict[str, object]) -> dict[str, object]:
        raise fault

    assert child_process._answer(fail, request_in())["error"]["code"] == code
