"""The measuring set of the chat; the same figures with faults and times are printed by benchmarks/chat.py."""

import importlib.util
import sys
import tomllib
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).parents[3] / "benchmarks" / "chat.py"


@pytest.fixture(scope="module")
def measuring():
    spec = importlib.util.spec_from_file_location("chat_benchmark", BENCHMARK)
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


async def test_question_set_is_answered_right_with_every_figure_from_a_row(measuring, tmp_path):
    seed = tomllib.loads((measuring.DATA / "chat_household.toml").read_text(encoding="utf-8"))
    rows = measuring.read_questions(measuring.DATA / "chat_questions.jsonl")

    judged = await measuring.judge_all(tmp_path, rows, seed)

    wrong = {one.row["text"]: one.faults for one in judged if one.faults}
    assert [one.unsupported for one in judged if one.unsupported] == []
    assert len(wrong) <= (1 - measuring.LEAST_RIGHT) * len(judged), wrong
