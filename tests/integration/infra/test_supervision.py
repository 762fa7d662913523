import asyncio
import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from foodsave.errors import Unavailable
from foodsave.infra.supervision import ChildProcess

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
)
PARENT = """
import os, subprocess, sys, time
code = "import sys, time; from foodsave.infra.supervision import die_with_parent; die_with_parent(int(sys.argv[1]));"
child = subprocess.Popen([sys.executable, "-c", code + "print('armed', flush=True); time.sleep(60)", str(os.getpid())],
                         stdout=subprocess.PIPE)
child.stdout.readline()
print(child.pid, flush=True)
time.sleep(60)
"""


async def until(condition, seconds=10):
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - a process is no asyncio event
            await asyncio.sleep(0.02)


async def test_child_process_is_started_again_after_a_kill():
    restarts = []
    child = ChildProcess(SLEEP, first_pause_s=0.05, on_restart=lambda: restarts.append(1))
    running = asyncio.create_task(child.keep_running())
    await until(lambda: child.pid)
    first = child.pid

    os.kill(first, signal.SIGKILL)
    await until(lambda: child.pid not in {None, first})
    await child.stop()
    await running

    assert restarts == [1]
    assert not psutil.pid_exists(first)


async def test_child_process_waits_longer_before_each_restart_of_a_failing_child():
    started = []
    child = ChildProcess(
        [sys.executable, "-c", ""], first_pause_s=0.1, on_restart=lambda: started.append(time.monotonic())
    )
    running = asyncio.create_task(child.keep_running())
    await until(lambda: len(started) >= 3)
    await child.stop()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

    assert started[2] - started[1] > started[1] - started[0]


async def test_child_process_passes_the_end_on_and_does_not_restart():
    child = ChildProcess(SLEEP)
    running = asyncio.create_task(child.keep_running())
    await until(lambda: child.pid)
    pid = child.pid

    await child.stop()
    await asyncio.wait_for(running, 5)

    assert child.pid is None
    assert not psutil.pid_exists(pid)


async def test_child_process_kills_a_child_that_does_not_listen():
    child = ChildProcess([sys.executable, "-c", STUBBORN])
    running = asyncio.create_task(child.keep_running())
    await until(lambda: child.pid)
    await asyncio.sleep(0.5)

    await child.stop(grace_s=0.2)
    await asyncio.wait_for(running, 5)

    assert child.pid is None


async def test_child_process_ping_fails_between_an_end_and_the_restart():
    child = ChildProcess([sys.executable, "-c", ""], first_pause_s=30)
    await child.ping()
    running = asyncio.create_task(child.keep_running())
    await until(lambda: child.ended)

    with pytest.raises(Unavailable, match="started again"):
        await child.ping()

    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_child_process_stops_quietly_before_it_started():
    await ChildProcess(SLEEP).stop()


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux's")
def test_die_with_parent_ends_the_child_of_a_killed_process():
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE) as parent:
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()

        gone, _ = psutil.wait_procs([child], timeout=5)

    assert gone


def test_die_with_parent_ends_a_child_whose_parent_is_gone_already():
    code = "from foodsave.infra.supervision import die_with_parent; die_with_parent(0)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -signal.SIGKILL
