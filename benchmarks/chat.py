"""Questions in plain words over a seeded household: `python benchmarks/chat.py`.

Each answer is judged from its intent, its structured data and its text; every figure of the text must be in a cited
row. Prints the share that is right by kind and language, the figures without a row, and the time of an answer.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import sys
import tempfile
import time
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from foodsave.core.profiles.service import ensure_household
from foodsave.infra.db.database import Database
from foodsave.infra.db.migrations import migrate
from foodsave.infra.metrics import Metrics
from foodsave.kit.ids import new_id
from foodsave.kit.money import parse_minor
from foodsave.kit.quantity import Quantity
from foodsave.kitchen.catalog.food_matching import match_food
from foodsave.orchestration.dispatcher import Dispatcher
from foodsave.orchestration.messages import Answer, Failed, Turn, TurnDone
from foodsave.testing.stocked_home import StillClock, stock_home

DATA = Path(__file__).parent / "data"
LEAST_RIGHT, MOST_UNSUPPORTED = 0.95, 0
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Judged:
    """One question with what is wrong with its answer; `faults` empty is right."""

    row: dict[str, Any]
    answer: Answer
    faults: tuple[str, ...]
    unsupported: tuple[str, ...]
    seconds: float


def unsupported_figures(answer: Answer) -> tuple[str, ...]:
    """Return the figures of the text that no citation tells."""
    cited = {figure for one in answer.citations for told in (one.value, one.label) for figure in _FIGURE.findall(told)}
    return tuple(figure for figure in _FIGURE.findall(answer.text) if figure not in cited)


def faults_of(row: dict[str, Any], answer: Answer) -> tuple[str, ...]:
    """Return how an answer differs from what its question expects."""
    kind, expect = row["kind"], row["expect"]
    if answer.intent != kind or answer.data is None:
        return (f"intent {answer.intent}",)
    if answer.language != row["lang"]:
        return (f"language {answer.language}",)
    data = answer.data.model_dump(mode="json", by_alias=True)
    return tuple(_JUDGES[kind](expect, data, answer.text))


def _judge_stock(expect: dict[str, Any], data: dict[str, Any], text: str) -> list[str]:
    faults = []
    if "yes" in expect and data["yes"] != expect["yes"]:
        faults.append(f"yes is {data['yes']}")
    if "lots" in expect and sorted({lot["name"] for lot in data["lots"]}) != sorted(set(expect["lots"])):
        faults.append(f"lots {[lot['name'] for lot in data['lots']]}")
    if "amounts" in expect:
        told = sorted(_milli(f"{amount['amount']} {amount['unit']}") for amount in data["amounts"])
        if told != sorted(map(_milli, expect["amounts"])):
            faults.append(f"amounts {data['amounts']}")
    if "places" in expect and set(data["places"]) != set(expect["places"]):
        faults.append(f"places {data['places']}")
    faults += [f"text lacks {lot['name']}" for lot in data["lots"] if lot["name"] not in text]
    return faults


def _milli(told: str) -> tuple[str, int]:
    quantity = Quantity.parse(*told.split())
    return quantity.unit.dimension.name, quantity.milli


def _judge_price(expect: dict[str, Any], data: dict[str, Any], text: str) -> list[str]:
    faults = []
    if "yes" in expect and data["yes"] != expect["yes"]:
        faults.append(f"yes is {data['yes']}")
    if expect.get("unknown") and not data["unknown"]:
        faults.append("the price is told")
    told = "unit_price" if data["focus"] == "unit" else "price"
    prices = [one[told]["amount"] for one in data["purchases"] if one[told]]
    wanted = expect.get("prices", [])
    if wanted and prices[: len(wanted)] != wanted:
        faults.append(f"prices {prices}")
    faults += [f"text lacks {price}" for price in wanted[:1] if not _told(price, text)]
    stores = [one["store"] for one in data["purchases"]]
    if expect.get("stores") and stores[: len(expect["stores"])] != expect["stores"]:
        faults.append(f"stores {stores}")
    return faults


def _told(price: str, text: str) -> bool:
    return any(
        parse_minor(found.replace(",", ".")) == parse_minor(price) for found in re.findall(r"\d+[.,]\d\d\b", text)
    )


def _judge_expires(expect: dict[str, Any], data: dict[str, Any], text: str) -> list[str]:
    listed = {lot["name"] for lot in [*data["lots"], *data["earlier"]]}
    faults = [f"lacks {name}" for name in expect.get("lots", ()) if name not in listed or name not in text]
    return faults + [f"tells {name}" for name in expect.get("not", ()) if name in listed]


def _judge_cookable(expect: dict[str, Any], data: dict[str, Any], _: str) -> list[str]:
    told = data["filter"]
    wanted = {match_food(word).food_id or word for word in expect.get("with", ())}
    faults = []
    if wanted != set(told["with"]):
        faults.append(f"with {told['with']}, not {wanted}")
    if expect.get("max_minutes") != told["max_minutes"]:
        faults.append(f"minutes {told['max_minutes']}")
    if expect.get("missing") != told["missing"]:
        faults.append(f"missing {told['missing']}")
    for name, key in (("without", "without"), ("people", "people"), ("diets", "diets"), ("meal", "meal")):
        if name in expect and expect[name] != told[key]:
            faults.append(f"{name} {told[key]}")
    return faults


_JUDGES = {
    "have": _judge_stock,
    "how_much": _judge_stock,
    "where": _judge_stock,
    "price": _judge_price,
    "expires": _judge_expires,
    "cookable": _judge_cookable,
}


def read_questions(path: Path) -> list[dict[str, Any]]:
    """Return the questions of a file, one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


async def judge_all(data_dir: Path, rows: list[dict[str, Any]], seed: dict[str, Any]) -> list[Judged]:
    """Seed the household and ask every question."""
    today: date = seed["household"]["today"]
    address = f"sqlite:///{data_dir / 'chat.db'}"
    await asyncio.to_thread(migrate, address)
    database, clock = Database(address), StillClock(today)
    try:
        household = await ensure_household(database, clock)
        await stock_home(database, household.id, clock, seed["lot"], today)
        dispatcher = Dispatcher(database, clock, Metrics())
        judged = []
        for row in rows:
            begun = time.perf_counter()
            answer = await _ask(dispatcher, household, row["text"])
            seconds = time.perf_counter() - begun
            judged.append(Judged(row, answer, faults_of(row, answer), unsupported_figures(answer), seconds))
        return judged
    finally:
        await database.aclose()


async def _ask(dispatcher: Dispatcher, household: Any, text: str) -> Answer:  # noqa: ANN401 - a Household
    async for event in dispatcher.stream(Turn(text, new_id(), new_id()), household):
        if isinstance(event, Failed):
            raise event.problem
        if isinstance(event, TurnDone):
            return event.answer
    raise RuntimeError("no answer")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=Path, default=DATA / "chat_questions.jsonl")
    parser.add_argument("--household", type=Path, default=DATA / "chat_household.toml")
    parser.add_argument("--faults", action="store_true", help="print what is wrong")
    given = parser.parse_args()
    seed = tomllib.loads(given.household.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        judged = asyncio.run(judge_all(Path(folder), read_questions(given.questions), seed))
    shares: dict[str, list[bool]] = defaultdict(list)
    for one in judged:
        for name in ("all", one.row["lang"], f"{one.row['lang']} {one.row['kind']}"):
            shares[name].append(not one.faults)
        if given.faults and (one.faults or one.unsupported):
            print(f"{one.row['text']!r}: {'; '.join(one.faults)} {one.unsupported or ''}\n    {one.answer.text}")
    for name in sorted(shares):
        print(f"{name:16} {sum(shares[name]) / len(shares[name]):6.3f} of {len(shares[name])}")
    unsupported = sum(len(one.unsupported) for one in judged)
    times = sorted(one.seconds for one in judged)
    right = sum(shares["all"]) / len(shares["all"])
    print(f"figures without a row {unsupported} (at most {MOST_UNSUPPORTED})")
    print(f"seconds of an answer: median {times[len(times) // 2]:.3f}, p95 {times[int(0.95 * len(times))]:.3f}")
    sys.exit(0 if right >= LEAST_RIGHT and unsupported <= MOST_UNSUPPORTED else 1)


if __name__ == "__main__":
    main()
