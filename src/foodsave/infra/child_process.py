"""The other end of `infra.child`: runs inside the killable process, one request after another.

Started as `python -m foodsave.infra.child_process module:function memory_bytes`.
"""

from __future__ import annotations

import ctypes
import errno
import gc
import json
import os
import queue
import re
import resource
import shutil
import signal
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable
from importlib import import_module
from typing import Any, BinaryIO

import psutil

from foodsave.errors import FoodSaveError, TooLarge, Unavailable

Entry = Callable[[dict[str, object]], dict[str, object]]

# glibc: one arena that keeps its pages while a call runs (mapping every tensor anew costs a third more CPU) and gives
# them back after it.
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8
_MAPPED_APART_BYTES = 32 * 1024 * 1024
_KEPT_FREE_BYTES = 512 * 1024 * 1024
_PLACES = 12
# Native libraries wrap std::bad_alloc in errors of their own.
_REFUSED_MEMORY = re.compile(r"bad[ _]alloc|insufficient memory|failed to allocate|cannot allocate", re.IGNORECASE)
_DISK_FAULTS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE}


def main(arguments: list[str]) -> None:
    """Serve requests until the parent goes away."""
    entry_name, memory_bytes = arguments
    requests, answers = _private_pipes()
    inbox: queue.Queue[dict[str, Any]] = queue.Queue()
    workdirs: list[str] = []
    threading.Thread(target=_listen, args=(requests, inbox, workdirs), daemon=True).start()
    _settle(int(memory_bytes), workdirs)
    module, _, function = entry_name.partition(":")
    entry: Entry = getattr(import_module(module), function)
    while True:
        request = inbox.get()
        answer = _answer(entry, request)
        workdirs.clear()
        body = json.dumps(answer).encode()
        answers.write(len(body).to_bytes(4, "big") + body)
        answers.flush()


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Move the pipes away from descriptors 0 and 1, where stray reads and prints would meet them."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return requests, answers


def _listen(requests: BinaryIO, inbox: queue.Queue[dict[str, Any]], workdirs: list[str]) -> None:
    """Pass requests on; when the pipe ends the parent is gone, and so is everything in this process group."""
    while True:
        head = requests.read(4)
        body = requests.read(int.from_bytes(head, "big")) if len(head) == 4 else b""
        if not body:
            _end(workdirs)
        request = json.loads(body)
        workdirs.append(request["workdir"])
        inbox.put(request)


def _end(workdirs: list[str]) -> None:
    """Leave nothing behind: neither files nor this process and what it started."""
    for workdir in list(workdirs):
        shutil.rmtree(workdir, ignore_errors=True)
    os.killpg(0, signal.SIGKILL)


def _settle(memory_bytes: int, workdirs: list[str]) -> None:
    # OpenMP reads these once, in this process and in the engines it starts.
    os.environ.update({"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1"})
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(1, signal.SIGTERM, 0, 0, 0)  # PR_SET_PDEATHSIG: also when the pipe is held open by another
        if hasattr(libc, "mallopt"):
            libc.mallopt(_M_ARENA_MAX, 1)
            libc.mallopt(_M_MMAP_THRESHOLD, _MAPPED_APART_BYTES)
            libc.mallopt(_M_TRIM_THRESHOLD, _KEPT_FREE_BYTES)
    signal.signal(signal.SIGTERM, lambda *_: _end(workdirs))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limit = memory_bytes if hard == resource.RLIM_INFINITY else min(memory_bytes, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


def _answer(entry: Entry, request: dict[str, Any]) -> dict[str, object]:
    tempfile.tempdir = request["workdir"]
    os.environ["TMPDIR"] = request["workdir"]
    _allow_cpu(int(request["cpu_s"]))
    before = _cpu_s()
    answer: dict[str, object]
    try:
        answer = {"result": _run(entry, request["payload"])}
    except FoodSaveError as error:
        answer = {"error": _described(error)}
    except MemoryError:
        answer = {"error": _described(_too_large())}
    _give_back()
    memory = psutil.Process().memory_info()
    use = {"rss_bytes": memory.rss, "peak_rss_bytes": _peak_rss_bytes(memory.rss), "cpu_s": _cpu_s() - before}
    return {**answer, "use": use}


def _run(entry: Entry, payload: dict[str, object]) -> dict[str, object]:
    """Call `entry`; a fault of the program becomes a stated one that names its place and none of its values."""
    try:
        return entry(payload)
    except (FoodSaveError, MemoryError):
        raise
    except Exception as error:
        if _REFUSED_MEMORY.search(str(error)):
            raise _too_large() from error
        if isinstance(error, OSError) and error.errno in _DISK_FAULTS:
            raise Unavailable(
                "a page could not be kept on the disk; make room on the server's disk", code="storage"
            ) from error
        raise FoodSaveError(
            "Reading failed through a fault of the program; the log of the server tells where.",
            details={"type": type(error).__name__, "trace": _places(error)},
        ) from error


def _places(error: BaseException) -> list[str]:
    """Return where `error` came from, innermost last; messages and values may be what a receipt says."""
    frames = traceback.extract_tb(error.__traceback__)[-_PLACES:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]


def _give_back() -> None:
    gc.collect()
    libc = ctypes.CDLL(None)
    if hasattr(libc, "malloc_trim"):
        libc.malloc_trim(0)


def _allow_cpu(seconds: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    wanted = int(used.ru_utime + used.ru_stime) + seconds + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def _cpu_s() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _peak_rss_bytes(now: int) -> int:
    # getrusage would hand on the parent's peak from before the exec.
    try:
        with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        return now


def _described(error: FoodSaveError) -> dict[str, object]:
    return {
        "kind": type(error).__name__,
        "code": error.reason,
        "message": error.message,
        "details": error.details,
    }


def _too_large() -> FoodSaveError:
    return TooLarge(
        "Reading this file needs more memory than the reader may take. Send a smaller picture or fewer pages.",
        code="out_of_memory",
    )


if __name__ == "__main__":
    main(sys.argv[1:])
