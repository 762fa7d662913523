"""The wordings that tell what a message asks for, in both languages, with their weights."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import cache
from importlib.resources import files


@cache
def _patterns() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    source = files("foodsave.orchestration").joinpath("data", "cues.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    return tuple(
        (name, cue["weight"], re.compile(rf"(?<!\w)(?:{'|'.join(cue['any'])})(?!\w)"))
        for name, cues in table.items()
        for cue in cues
    )


def score_cues(folded: str) -> dict[str, int]:
    """Return the weight of what a folded text tells for each intent or topic; each cue counts once.

    Reads the table the first time: call it in a thread.
    """
    scores: dict[str, int] = defaultdict(int)
    for name, weight, pattern in _patterns():
        if pattern.search(folded):
            scores[name] += weight
    return dict(scores)
