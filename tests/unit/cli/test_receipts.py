from pathlib import Path

import pytest

from foodsave.cli.receipts import _outcome
from foodsave.errors import FoodSaveError, Invalid, Unavailable
from foodsave.testing.reader import ScriptedReader, read_line, reading_of

READING = reading_of([read_line("CHLEB", 549)])
CRASHED = Unavailable("stopped", code="reader_crashed")


async def test_outcome_asks_once_more_when_the_reader_crashed():
    reader = ScriptedReader([CRASHED, READING])

    outcome = await _outcome(reader, Path("a.jpg"))

    assert outcome.reading == READING


@pytest.mark.parametrize(("error", "calls"), [(CRASHED, 2), (Invalid("blank", code="no_receipt"), 1)])
async def test_outcome_is_the_failure_when_asking_again_does_not_help(error: FoodSaveError, calls: int):
    reader = ScriptedReader([error])

    assert await _outcome(reader, Path("a.jpg")) is error
    assert len(reader.read_files) == calls
