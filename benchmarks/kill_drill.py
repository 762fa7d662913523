"""Uploads while the server and its reading child are killed again and again: nothing is lost, nothing happens twice.

`python benchmarks/kill_drill.py --uploads 200 --kills 20 [--database URL]`. The kills strike in turn the serving
process (its worker and its reading child have to die with it, and it is started again at once), the reading child while
it reads, and the worker alone. Every fifth file is a photo, so that the OCR engine is struck too. The client repeats an
upload that got no answer under its Idempotency-Key. At the end every acknowledged receipt must be readable once.
"""

from __future__ import annotations

import argparse
import http.client
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import create_engine, text

from drawn_uploads import Client, Upload, draw_uploads
from foodsave.infra.db.migrations import sync_url
from foodsave.testing.server import RunningServer, running_server

_PENDING = ("queued", "reading")
_TARGETS = ("server", "reader", "worker")
_PHOTO_EVERY = 5
_UNTIL_BUSY_S = 5
_NO_ANSWER = (OSError, http.client.HTTPException)


@dataclass
class Drill:
    """What happened so far. The keeper thread starts the server again whenever it is gone."""

    data_dir: Path
    database: str
    server: RunningServer | None = None
    killed: Counter[str] = field(default_factory=Counter)
    killed_reading: int = 0
    outlived: list[int] = field(default_factory=list)
    acknowledged: dict[str, Upload] = field(default_factory=dict)
    repeated: int = 0
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def progress(self) -> int:
        return len(self.acknowledged)


def keep_serving(drill: Drill) -> None:
    """Serve until the drill has ended; note what outlives a killed server."""
    environment = {"DATABASE_URL": drill.database}
    while not drill.ended.is_set():
        with ExitStack() as stack:
            drill.server = stack.enter_context(running_server(drill.data_dir, environment=environment))
            while not drill.ended.is_set() and drill.server.process.poll() is None:
                time.sleep(0.02)
            drill.server = None


def strike(drill: Drill, target: str, *, patient: bool = False) -> bool:
    """Kill the target, if it runs now; a patient strike finds the reading child only while it reads."""
    server = drill.server
    if server is None:
        return False
    if target == "server":
        family = server.family()
        server.process.kill()
        _, left = psutil.wait_procs(family, timeout=5)
        drill.outlived += [process.pid for process in left if is_alive(process)]
    else:
        victim = server.reader() if target == "reader" else worker_of(server)
        reading = target == "reader" and victim is not None and is_busy(victim)
        if victim is None or (patient and target == "reader" and not reading):
            return False
        with suppress(psutil.NoSuchProcess):
            victim.kill()
        drill.killed_reading += reading
    drill.killed[target] += 1
    return True


def worker_of(server: RunningServer) -> psutil.Process | None:
    """Return the worker, if it runs."""
    with suppress(psutil.NoSuchProcess):
        return next(iter(psutil.Process(server.process.pid).children()), None)
    return None


def is_busy(process: psutil.Process) -> bool:
    """Tell whether a process computes now."""
    with suppress(psutil.NoSuchProcess):
        before = process.cpu_times().user
        time.sleep(0.05)
        return bool(process.cpu_times().user - before >= 0.02)
    return False


def is_alive(process: psutil.Process) -> bool:
    """Tell whether a process runs; one that only waits for its parent's attention does not."""
    with suppress(psutil.NoSuchProcess):
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    return False


def kill_now_and_then(drill: Drill, *, kills: int, uploads: int, rng: random.Random) -> None:
    """Strike at random moments, spread over the uploads and the reading that follows them."""
    targets = [_TARGETS[number % len(_TARGETS)] for number in range(kills)]
    rng.shuffle(targets)
    for number, target in enumerate(targets):
        while drill.progress < uploads * number // kills and not drill.ended.is_set():
            time.sleep(0.01)
        time.sleep(rng.uniform(0, 0.6))
        patient_until = time.monotonic() + _UNTIL_BUSY_S
        while not drill.ended.is_set() and not strike(drill, target, patient=time.monotonic() < patient_until):
            time.sleep(0.02)


def upload_all(drill: Drill, uploads: Iterator[Upload], deadline: float) -> None:
    """Send every file until it is acknowledged."""
    for upload in uploads:
        while time.monotonic() < deadline:
            server = drill.server
            if server is not None:
                with suppress(*_NO_ANSWER):
                    drill.acknowledged[Client(server.url).upload(upload)["id"]] = upload
                    break
            drill.repeated += 1
            time.sleep(0.1)


def wait_until_read(drill: Drill, killer: threading.Thread, deadline: float) -> None:
    """Wait until the kills are over and no receipt waits for its reading."""
    while time.monotonic() < deadline:
        states = states_of(drill.database)
        if not killer.is_alive() and not any(states[state] for state in _PENDING):
            return
        time.sleep(0.3)


def rows(database: str, query: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query on the drill's database."""
    engine = create_engine(sync_url(database))
    try:
        with engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(query))]
    finally:
        engine.dispose()


def states_of(database: str) -> Counter[str]:
    """Count the receipts in each state."""
    return Counter(dict(rows(database, "SELECT status, count(*) FROM receipts GROUP BY status")))


def faults_of(drill: Drill) -> list[str]:
    """Return what went wrong: lost, doubled, unread or half read receipts, and processes that stayed."""
    known = dict(rows(drill.database, "SELECT id, status FROM receipts"))
    lines = dict(rows(drill.database, "SELECT receipt_id, count(*) FROM receipt_lines GROUP BY receipt_id"))
    jobs = rows(drill.database, "SELECT reference, state, count(*) FROM jobs GROUP BY reference, state")
    doubled = "SELECT count(*) FROM receipts GROUP BY blob HAVING count(*) > 1"
    faults = [f"acknowledged and lost: {receipt}" for receipt in drill.acknowledged if receipt not in known]
    faults += [f"not acknowledged, yet there: {receipt}" for receipt in known if receipt not in drill.acknowledged]
    faults += [f"{state}: {receipt}" for receipt, state in known.items() if state != "needs_review"]
    faults += [f"the same file twice: {count}" for (count,) in rows(drill.database, doubled)]
    for receipt, upload in drill.acknowledged.items():
        if lines.get(receipt, 0) != upload.items:
            faults.append(f"{lines.get(receipt, 0)} lines of {upload.items}: {receipt}")
    faults += [
        f"{count} jobs {state}: {receipt}" for receipt, state, count in jobs if (state, count) != ("succeeded", 1)
    ]
    faults += [f"outlived its server: process {pid}" for pid in drill.outlived]
    left = [path.name for path in (drill.data_dir / "tmp").glob("*")]
    return faults + [f"left behind: tmp/{name}" for name in left]


@contextmanager
def thread(*args: Any, **options: Any) -> Iterator[threading.Thread]:  # noqa: ANN401 - as Thread takes them
    running = threading.Thread(*args, **options)
    running.start()
    try:
        yield running
    finally:
        running.join()


def run(
    data_dir: Path, database: str, *, uploads: int, kills: int, seed: int, limit_s: float
) -> tuple[Drill, list[str], float]:
    """Run one drill and return what happened, what went wrong and the seconds it took."""
    started_at, drill = time.monotonic(), Drill(data_dir, database)
    deadline = started_at + limit_s
    plan = {"kills": kills, "uploads": uploads, "rng": random.Random(seed)}
    with thread(target=keep_serving, args=(drill,)):
        try:
            with thread(target=kill_now_and_then, args=(drill,), kwargs=plan, daemon=True) as killer:
                upload_all(drill, draw_uploads(uploads, seed=seed, photo_every=_PHOTO_EVERY), deadline)
                wait_until_read(drill, killer, deadline)
                drill.ended.set()
        finally:
            drill.ended.set()
    return drill, faults_of(drill), time.monotonic() - started_at


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--uploads", type=int, default=200)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=1800, metavar="SECONDS")
    parser.add_argument("--database", help="an empty database; a SQLite file of its own without")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = given.database or f"sqlite:///{folder}/foodsave.db"
        drill, faults, seconds = run(
            Path(folder), database, uploads=given.uploads, kills=given.kills, seed=given.seed, limit_s=given.limit
        )
        unfinished = sum(1 for _ in Path(folder).glob("blobs/incoming/*"))
        states = states_of(drill.database)
    print(f"uploads acknowledged   {len(drill.acknowledged)} of {given.uploads}")
    print(f"uploads repeated       {drill.repeated}")
    print(f"killed                 {', '.join(f'{target} {drill.killed[target]}' for target in _TARGETS)}")
    print(f"readers killed reading {drill.killed_reading}")
    print(f"receipts               {', '.join(f'{state} {count}' for state, count in sorted(states.items()))}")
    print(f"uploads cut off        {unfinished} (at most one a kill; swept when an hour old)")
    print(f"seconds                {seconds:.0f}")
    faults += [f"{unfinished} files in incoming/"] if unfinished > drill.killed["server"] else []
    print(f"faults                 {len(faults)}")
    for fault in faults[:20]:
        print(f"  {fault}")
    enough = len(drill.acknowledged) == given.uploads and sum(drill.killed.values()) == given.kills
    sys.exit(0 if enough and not faults else 1)


if __name__ == "__main__":
    main()
