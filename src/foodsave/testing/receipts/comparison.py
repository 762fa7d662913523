"""Comparing what was read with what was printed, by the measures that receipts are judged by."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from foodsave.kitchen.receipts.reading import ReadLine, ReceiptReading
from foodsave.testing.receipts.truth import ReceiptTruth, TruthItem

NAME_SIMILARITY = 0.8


@dataclass(frozen=True, slots=True)
class ReadingCheck:
    """How a reading differs from the truth: `wrong` names the fields, the rest counts items."""

    wrong: tuple[str, ...]
    printed: int
    found: int
    right: int
    right_discounts: int
    printed_discounts: int

    @property
    def items_f1(self) -> float:
        """Share of items whose value is exact and whose name is similar, as F1."""
        return 2 * self.right / max(1, self.printed + self.found)

    @property
    def perfect(self) -> bool:
        """Whether every field, item and discount is right."""
        return not self.wrong and self.right == self.printed == self.found and self._discounts_right

    @property
    def _discounts_right(self) -> bool:
        return self.right_discounts == self.printed_discounts


def plain(text: str | None) -> str:
    """Reduce a text to small letters and digits without diacritics."""
    folded = unicodedata.normalize("NFKD", (text or "").lower().replace("ł", "l"))
    return "".join(letter for letter in folded if letter.isalnum())


def similar(found: str | None, printed: str | None) -> bool:
    """Whether two names agree by at least 0.8 of their letters."""
    return difflib.SequenceMatcher(None, plain(found), plain(printed)).ratio() >= NAME_SIMILARITY


def _same_store(found: str | None, truth: ReceiptTruth) -> bool:
    # A chain's name must be whole; the company of an English receipt may lack a few letters.
    a, b = plain(found), plain(truth.store)
    return bool(a) and (a in b or b in a or (truth.currency != "PLN" and similar(found, truth.store)))


def _wrong_fields(truth: ReceiptTruth, reading: ReceiptReading) -> tuple[str, ...]:
    pairs = {
        "date": (reading.date, truth.date),
        "time": (reading.time, truth.time),
        "total": (reading.total_minor, truth.total_minor),
        "nip": (reading.nip, truth.nip),
    }
    wrong = [name for name, (found, printed) in pairs.items() if printed is not None and found != printed]
    if not _same_store(reading.store, truth):
        wrong.append("store")
    if truth.deposit_minor is not None and reading.payable_minor != truth.payable_minor:
        wrong.append("payable")
    if truth.currency is not None and reading.currency not in (None, truth.currency):
        wrong.append("currency")
    return tuple(wrong)


def match_items(printed: Sequence[TruthItem], lines: Sequence[ReadLine]) -> list[tuple[TruthItem, ReadLine]]:
    """Pair every printed item with the first free line of the same value and a similar name."""
    free, pairs = list(lines), []
    for item in printed:
        for line in free:
            if line.line_total_minor == item.line_total_minor and similar(line.name, item.name):
                pairs.append((item, line))
                free.remove(line)
                break
    return pairs


def compare_reading(truth: ReceiptTruth, reading: ReceiptReading) -> ReadingCheck:
    """Compare a reading with the truth of its receipt."""
    pairs = match_items(truth.items, reading.lines)
    return ReadingCheck(
        wrong=_wrong_fields(truth, reading),
        printed=len(truth.items),
        found=len(reading.lines),
        right=len(pairs),
        right_discounts=sum(item.discount_minor == line.discount_minor for item, line in pairs if item.discount_minor),
        printed_discounts=sum(bool(item.discount_minor) for item in truth.items),
    )
