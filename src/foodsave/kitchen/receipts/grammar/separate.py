"""Two receipts in one picture: told only by evidence that one receipt cannot give."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foodsave.errors import Invalid
from foodsave.kitchen.receipts.grammar.amounts import minor, normalise
from foodsave.kitchen.receipts.grammar.folding import fold
from foodsave.kitchen.receipts.grammar.lines import Line
from foodsave.kitchen.receipts.grammar.merchants import find_nips

_HEADING = re.compile(r"\bPARAGON ?FISKALNY\b")
_TOTAL = re.compile(r"\bSUMA ?:? ?PLN\D{0,6}(\d{1,5}[.,]\d{2})", re.IGNORECASE)
_NUMBER = re.compile(r"\bnr\s?:\s?(\d{4,9})\b|\bnr\s?wydr\.?\s?(\d{4,9})", re.IGNORECASE)
_TAX_SUM = re.compile(r"\bSUMA ?PTU\D{0,6}(\d{1,5}[.,]\d{2})", re.IGNORECASE)


def refuse_several(lines: Sequence[Line]) -> None:
    """Refuse a picture with two fiscal receipts.

    Raises:
        Invalid: `several_receipts`; a card slip, a coupon or a total printed twice is no second receipt.
    """
    headings = sum(len(_HEADING.findall(fold(line.text))) for line in lines)
    texts = [normalise(line.text) for line in lines]
    totals = {minor(found) for text in texts for found in _TOTAL.findall(text)}
    taxes = {minor(found) for text in texts for found in _TAX_SUM.findall(text)}
    sellers = find_nips([line for line in lines if "NABYW" not in fold(line.text)])
    numbers = {first or second for text in texts for first, second in _NUMBER.findall(text)}
    twice = headings > 1 and (len(totals) > 1 or len(sellers) > 1)
    mixed = len(totals) > 1 and (len(sellers) > 1 or (len(taxes) > 1 and len(numbers) > 1))
    if twice or mixed:
        raise Invalid(
            "the picture shows more than one receipt; photograph each receipt alone",
            code="several_receipts",
        )
