"""The killable child: what it answers, what ends it, and that nothing of it stays."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from structlog.testing import capture_logs

from foodsave.errors import DeadlineExceeded, FoodSaveError, Invalid, TooLarge, Unavailable
from foodsave.infra.child import ChildLimits, ReaderChild

ENTRY = """
import os, subprocess, sys, tempfile, time
from foodsave.errors import Invalid

def serve(payload):
    kind = payload["do"]
    if kind == "print":
        print("stray"); os.write(1, b"stray"); sys.stdout.flush()
    elif kind == "refuse":
        raise Invalid("no pages here", code="no_pages", details={"pages": 0})
    elif kind == "sleep":
        subprocess.Popen(["sleep", "60"])
        tempfile.NamedTemporaryFile(delete=False).write(b"left behind")
        open(payload["note"], "w").write("started") if "note" in payload else None
        time.sleep(60)
    elif kind == "environment":
        return dict(os.environ)
    elif kind == "fail":
        return {"part": 1 // payload["by"]}
    elif kind == "exit":
        os._exit(3)
    elif kind == "abort":
        os.abort()
    elif kind == "swell":
        bytearray(4_000_000_000)
    elif kind == "spin":
        while True:
            pass
    elif kind == "temp":
        tempfile.NamedTemporaryFile(delete=False).write(b"x")
        return {"folder": tempfile.gettempdir()}
    return {"echo": payload.get("text"), "pid": os.getpid(), "stdin": sys.stdin.read() if kind == "stdin" else ""}
"""


@pytest.fixture
def entry(tmp_path, monkeypatch):
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "entry_under_test.py").write_text(ENTRY)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path / "code"), *sys.path]))
    return "entry_under_test:serve"


@pytest.fixture
async def child(entry, tmp_path):
    (tmp_path / "temp").mkdir()
    child = ReaderChild(entry, limits=ChildLimits(memory_bytes=1_000_000_000, cpu_s=1), temp_dir=tmp_path / "temp")
    yield child
    await child.aclose()


def left_over(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "temp").iterdir())


async def gone(pids: list[int]) -> bool:
    for _ in range(50):
        alive = [pid for pid in pids if psutil.pid_exists(pid) and psutil.Process(pid).status() != "zombie"]
        if not alive:
            return True
        await asyncio.sleep(0.05)
    return False


async def family(child: ReaderChild) -> list[int]:
    """Wait until the child has a child of its own, and return both."""
    while True:
        if child.pid is not None:
            offspring = psutil.Process(child.pid).children()
            if offspring:
                return [child.pid, *(process.pid for process in offspring)]
        await asyncio.sleep(0.02)


async def test_child_answers_calls_from_one_process(child):
    first = await child.call({"do": "echo", "text": "żółw"}, timeout_s=20)
    second = await child.call({"do": "echo"}, timeout_s=20)

    assert first["echo"] == "żółw"
    assert first["pid"] == second["pid"] == child.pid
    assert child.restarts == 0
    assert child.rss_bytes > 1_000_000
    assert child.last_use.peak_rss_bytes >= child.rss_bytes


async def test_child_answers_in_order_when_called_at_once(child):
    calls = [child.call({"do": "echo", "text": str(number)}, timeout_s=20) for number in range(5)]

    assert [answer["echo"] for answer in await asyncio.gather(*calls)] == ["0", "1", "2", "3", "4"]


async def test_child_keeps_its_protocol_when_a_library_prints(child):
    await child.call({"do": "print", "text": "a"}, timeout_s=20)

    assert (await child.call({"do": "echo", "text": "b"}, timeout_s=20))["echo"] == "b"


async def test_child_has_no_standard_input_of_its_parent(child):
    assert (await child.call({"do": "stdin"}, timeout_s=20))["stdin"] == ""


async def test_child_hands_on_a_stated_failure_with_its_details(child):
    with pytest.raises(Invalid) as caught:
        await child.call({"do": "refuse"}, timeout_s=20)

    assert (caught.value.reason, caught.value.message) == ("no_pages", "no pages here")
    assert caught.value.details == {"pages": 0}
    assert child.restarts == 0


async def test_child_knows_no_secret_of_its_parent(child, monkeypatch):
    monkeypatch.setenv("FOODSAVE_AUTH__TOKEN", "a-token-of-twenty-chars")
    monkeypatch.setenv("DATABASE_URL", "postgresql://food:pass@db/food")

    environment = await child.call({"do": "environment"}, timeout_s=20)

    assert "PATH" in environment
    assert not any("token" in value or "pass@" in value for value in environment.values())


async def test_child_says_so_when_it_has_no_folder_to_work_in(entry, tmp_path):
    child = ReaderChild(entry, temp_dir=tmp_path / "missing")

    with pytest.raises(Unavailable) as caught:
        await child.call({"do": "echo"}, timeout_s=20)

    assert caught.value.reason == "storage"


async def test_child_says_so_when_it_cannot_be_started(child, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/missing/python")

    with pytest.raises(Unavailable) as caught:
        await child.call({"do": "echo"}, timeout_s=20)

    assert caught.value.reason == "storage"


async def test_child_logs_where_a_fault_of_its_program_is_and_lives_on(child):
    with capture_logs() as logs, pytest.raises(FoodSaveError) as caught:
        await child.call({"do": "fail", "by": 0}, timeout_s=20)

    assert (caught.value.reason, caught.value.retryable) == ("internal", False)
    assert [(entry["event"], entry["type"]) for entry in logs] == [("child_fault", "ZeroDivisionError")]
    assert logs[0]["trace"][-1].endswith(" serve")
    assert child.restarts == 0


async def test_child_is_ended_with_its_offspring_when_time_runs_out(child, tmp_path):
    call = asyncio.ensure_future(child.call({"do": "sleep"}, timeout_s=3))
    pids = await family(child)

    with pytest.raises(DeadlineExceeded) as caught:
        await call

    assert caught.value.reason == "timed_out"
    assert await gone(pids)
    assert left_over(tmp_path) == []
    assert (await child.call({"do": "echo", "text": "again"}, timeout_s=20))["echo"] == "again"
    assert child.restarts == 1


async def test_child_is_ended_with_its_offspring_when_the_caller_gives_up(child, tmp_path):
    call = asyncio.ensure_future(child.call({"do": "sleep"}, timeout_s=30))
    pids = await family(child)
    call.cancel()

    with pytest.raises(asyncio.CancelledError):
        await call

    assert await gone(pids)
    assert left_over(tmp_path) == []


async def test_child_is_replaced_when_it_crashed(child, tmp_path):
    with pytest.raises(Unavailable) as caught:
        await child.call({"do": "exit"}, timeout_s=20)

    assert caught.value.reason == "reader_crashed"
    assert caught.value.details == {"exit": 3}
    assert left_over(tmp_path) == []
    assert (await child.call({"do": "echo", "text": "again"}, timeout_s=20))["echo"] == "again"


async def test_child_is_replaced_when_somebody_killed_it_between_calls(child):
    await child.call({"do": "echo"}, timeout_s=20)
    os.kill(child.pid, signal.SIGKILL)
    for _ in range(100):
        if child.pid is None:
            break
        await asyncio.sleep(0.02)

    assert (await child.call({"do": "echo", "text": "again"}, timeout_s=20))["echo"] == "again"


@pytest.mark.parametrize("how", ["swell", "abort"])
async def test_child_reports_memory_that_it_was_refused(child, how):
    with pytest.raises(TooLarge) as caught:
        await child.call({"do": how}, timeout_s=20)

    assert caught.value.reason == "out_of_memory"


async def test_child_is_ended_when_it_computes_too_long(child):
    started = time.monotonic()

    with pytest.raises(DeadlineExceeded) as caught:
        await child.call({"do": "spin"}, timeout_s=60)

    assert caught.value.reason == "timed_out"
    assert time.monotonic() - started < 30


async def test_child_leaves_no_temporary_file_after_an_answer(child, tmp_path):
    answer = await child.call({"do": "temp"}, timeout_s=20)

    assert Path(answer["folder"]).parent == tmp_path / "temp"
    assert left_over(tmp_path) == []


async def test_child_leaves_the_event_loop_free_while_it_works(child):
    await child.call({"do": "echo"}, timeout_s=20)
    ticks = 0
    call = asyncio.ensure_future(child.call({"do": "sleep"}, timeout_s=0.6))
    while not call.done():
        ticks += 1
        await asyncio.sleep(0.01)

    assert isinstance(call.exception(), DeadlineExceeded)
    assert ticks > 20


PARENT = """
import asyncio, sys
from pathlib import Path
from foodsave.infra.child import ReaderChild
child = ReaderChild("entry_under_test:serve", temp_dir=Path(sys.argv[1]))
asyncio.run(child.call({"do": "sleep", "note": sys.argv[2]}, timeout_s=60))
"""


def test_child_ends_with_all_it_started_when_its_parent_is_killed(entry, tmp_path):
    (tmp_path / "temp").mkdir()
    note = tmp_path / "note"
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(tmp_path / "temp"), str(note)])
    deadline = time.monotonic() + 30
    while not note.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    pids = [process.pid for process in psutil.Process(parent.pid).children(recursive=True)]
    parent.kill()
    parent.wait()

    assert len(pids) == 2
    assert asyncio.run(gone(pids))
    assert left_over(tmp_path) == []
