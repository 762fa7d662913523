"""Words with boxes in, a checked receipt out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foodsave.infra.ocr.layout import PageText
from foodsave.kitchen.receipts.grammar.amounts import normalise
from foodsave.kitchen.receipts.grammar.dates import find_moment
from foodsave.kitchen.receipts.grammar.items import Item, read_section
from foodsave.kitchen.receipts.grammar.kinds import LineKind, kind_of
from foodsave.kitchen.receipts.grammar.lines import Line, group_lines
from foodsave.kitchen.receipts.grammar.merchants import find_merchant
from foodsave.kitchen.receipts.grammar.totals import choose_total, read_sums
from foodsave.kitchen.receipts.reading import ReadLine, ReceiptReading

_NUMBER = re.compile(r"\bnr\s?(?:wydr\.?)?\s?[:.]?\s?(\d{3,9}(?:/\d{3,5})?)\b", re.IGNORECASE)


def parse_receipt(pages: Sequence[PageText]) -> ReceiptReading:
    """Read a receipt from its words.

    Raises:
        Invalid: `several_receipts` when the words clearly show two different receipts.
    """
    lines = group_lines(pages)
    merchant = find_merchant(lines)
    date, time = find_moment(lines)
    section = read_section(lines, _first_row(lines), merchant.profile)
    sums = read_sums(lines[section.end :])
    net = sum(item.total - item.discount for item in section.items)
    total, support = choose_total(sums, net)
    balanced = total is not None and bool(section.items) and net == total
    deposit = sum(section.deposits) + sum(sums.deposits)
    return ReceiptReading(
        store=merchant.store,
        chain=merchant.profile.name if merchant.profile else None,
        nip=merchant.nip,
        date=date,
        time=time,
        number=_number(lines),
        total_minor=total,
        currency="PLN",
        deposit_minor=deposit or None,
        payable_minor=sums.payable[-1] if sums.payable and sums.payable[-1] != total else None,
        lines=tuple(_read_line(item) for item in section.items),
        balanced=balanced,
        confidence=0.9 if balanced else 0.5,
    )


def _first_row(lines: Sequence[Line]) -> int:
    """The line after the heading that opens the items."""
    start = 0
    for number, line in enumerate(lines):
        kind = kind_of(normalise(line.text))
        if kind is LineKind.HEADING:
            start = number + 1
        elif kind in (LineKind.TAX_SALES, LineKind.TAX, LineKind.TOTAL):
            break
    return start


def _number(lines: Sequence[Line]) -> str | None:
    for line in lines:
        match = _NUMBER.search(line.text)
        if match:
            return match[1]
    return None


def _read_line(item: Item) -> ReadLine:
    boxes = [line.box for line in item.lines]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    return ReadLine(
        name=item.name,
        qty=item.qty,
        unit_price_minor=item.unit_price,
        line_total_minor=item.total,
        vat=item.letter,
        discount_minor=item.discount,
        confidence=min(line.confidence for line in item.lines),
        page=item.lines[0].page,
        box=box,
    )
