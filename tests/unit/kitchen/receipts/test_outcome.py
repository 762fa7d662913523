"""What a child that opens strangers' files may answer."""

from pathlib import Path

import pytest
from structlog.testing import capture_logs

from foodsave.errors import FoodSaveError
from foodsave.kitchen.receipts.outcome import RAW_OUTCOME, PageImage, RawOutcome, outcome_of
from foodsave.kitchen.receipts.reading import ReceiptReading

FOLDER = Path("/data/tmp/pages-1")
READING = ReceiptReading(
    store="Biedronka", chain="biedronka", nip=None, date=None, time=None, number=None, total_minor=None, currency=None,
    deposit_minor=None, payable_minor=None, lines=(), balanced=False, confidence=0.5,
)  # fmt: skip


def answered(page: Path) -> dict[str, object]:
    outcome = RawOutcome(READING, "rapidocr", None, (PageImage(page, 100, 200),))
    answer: dict[str, object] = RAW_OUTCOME.dump_python(outcome, mode="json")
    return answer


def test_outcome_of_an_honest_child_is_taken():
    outcome = outcome_of(answered(FOLDER / "page-1.jpg"), FOLDER)

    assert outcome.reading == READING
    assert [page.path for page in outcome.pages] == [FOLDER / "page-1.jpg"]


@pytest.mark.parametrize(
    "page",
    [Path("/etc/passwd"), FOLDER / "../../foodsave.db", FOLDER / "deeper/page-1.jpg", Path("page-1.jpg"), FOLDER],
)
def test_outcome_of_a_child_that_names_another_file_is_refused(page):
    with capture_logs() as logs, pytest.raises(FoodSaveError) as caught:
        outcome_of(answered(page), FOLDER)

    assert (caught.value.reason, caught.value.retryable) == ("internal", False)
    assert [entry["event"] for entry in logs] == ["reading_unusable"]


def test_outcome_of_a_child_that_was_given_no_folder_has_no_pictures():
    with pytest.raises(FoodSaveError):
        outcome_of(answered(FOLDER / "page-1.jpg"), None)


def test_outcome_that_is_none_is_refused_and_its_text_is_not_logged():
    answer = answered(FOLDER / "page-1.jpg")
    answer["reading"] |= {"confidence": "MLEKO UHT 3,49"}

    with capture_logs() as logs, pytest.raises(FoodSaveError) as caught:
        outcome_of(answer, FOLDER)

    assert logs[0]["faults"] == ["reading.confidence: float_parsing"]
    assert caught.value.__suppress_context__
    assert "MLEKO" not in f"{logs}{caught.value.message}"
