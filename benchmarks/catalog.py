"""Figures of the till-name matcher on labelled names: `python benchmarks/catalog.py --data DIR`.

The folder holds carrefour_pos.jsonl and receipt_line.jsonl (text, group, accept) and off_names_unlabelled.jsonl (text).
Without `--data` and FOODSAVE_EVAL_DATA every measure is skipped by name.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import psutil

from foodsave.kitchen.catalog.matcher import match_name

SETS = ("carrefour_pos", "receipt_line")
UNLABELLED = "off_names_unlabelled"
LEAST = {
    "carrefour_pos lenient": 0.92,
    "receipt_line lenient": 0.92,
    "names per second": 500,
}
MOST = {
    "carrefour_pos wrong": 0.06,
    "receipt_line wrong": 0.06,
    "start, CPU seconds": 1.0,
    "memory added, MB": 60,
}
MEASURES = (
    *(f"{name} {figure}" for name in SETS for figure in ("lenient", "strict", "unknown", "wrong")),
    f"{UNLABELLED} unknown",
    "names per second",
    "memory added, MB",
    "start, CPU seconds",
)


def read_names(folder: Path, name: str) -> list[dict[str, Any]]:
    """Return the rows of one set."""
    with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def score(rows: list[dict[str, Any]]) -> dict[str, float]:
    """Return the shares of lenient, strict, unknown and wrong answers."""
    answers = [match_name(row["text"]).group for row in rows]
    right = sum(answer in row["accept"] for row, answer in zip(rows, answers, strict=True))
    unknown = answers.count(None)
    return {
        "lenient": right / len(rows),
        "strict": sum(answer == row["group"] for row, answer in zip(rows, answers, strict=True)) / len(rows),
        "unknown": unknown / len(rows),
        "wrong": (len(rows) - right - unknown) / len(rows),
    }


def start_cpu_seconds() -> float:
    """Return the CPU time that a fresh process takes to name its first product; other load does not count."""
    before = os.times()
    code = "from foodsave.kitchen.catalog.matcher import match_name; match_name('MLEKO UHT')"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def figures(folder: Path) -> Iterator[tuple[str, float]]:
    """Yield every measure with its value."""
    before = psutil.Process().memory_info().rss
    for name in SETS:
        for figure, value in score(read_names(folder, name)).items():
            yield f"{name} {figure}", value
    names = [row["text"] for row in read_names(folder, UNLABELLED)]
    begun = time.perf_counter()
    unknown = sum(match_name(name).group is None for name in names)
    yield f"{UNLABELLED} unknown", unknown / len(names)
    yield "names per second", len(names) / (time.perf_counter() - begun)
    yield "memory added, MB", (psutil.Process().memory_info().rss - before) / 1e6
    yield "start, CPU seconds", start_cpu_seconds()


def verdict(measure: str, value: float) -> str:
    """Return the target beside the value and whether it is met."""
    if measure in LEAST:
        return f"at least {LEAST[measure]:g}  {'ok' if value >= LEAST[measure] else 'MISSED'}"
    if measure in MOST:
        return f"at most {MOST[measure]:g}  {'ok' if value <= MOST[measure] else 'MISSED'}"
    return ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; exit code 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("FOODSAVE_EVAL_DATA"))
    folder = parser.parse_args(arguments).data
    if folder is None or not (Path(folder) / f"{SETS[0]}.jsonl").exists():
        for measure in MEASURES:
            print(f"{measure:<34} skipped")
        return 0
    missed = False
    for measure, value in figures(Path(folder)):
        told = verdict(measure, value)
        missed = missed or told.endswith("MISSED")
        print(f"{measure:<34} {value:9.3f}  {told}")
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main())
