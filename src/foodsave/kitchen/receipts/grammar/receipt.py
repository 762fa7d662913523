"""Words with boxes in, a checked receipt out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foodsave.infra.ocr.layout import PageText
from foodsave.kitchen.receipts.arithmetic import Printed, Row, Verdict, check
from foodsave.kitchen.receipts.grammar.amounts import normalise
from foodsave.kitchen.receipts.grammar.columns import without_background
from foodsave.kitchen.receipts.grammar.dates import find_moment
from foodsave.kitchen.receipts.grammar.deposits import deposit_paid, settle_deposits
from foodsave.kitchen.receipts.grammar.documents import find_number
from foodsave.kitchen.receipts.grammar.english_items import read_english_items
from foodsave.kitchen.receipts.grammar.english_names import find_company, find_currency, is_english
from foodsave.kitchen.receipts.grammar.english_totals import choose_english_total, goods_total, read_english_sums
from foodsave.kitchen.receipts.grammar.item_lines import read_item
from foodsave.kitchen.receipts.grammar.items import Item, ItemSection, read_section
from foodsave.kitchen.receipts.grammar.kinds import LineKind, kind_of
from foodsave.kitchen.receipts.grammar.letters import settle_letters
from foodsave.kitchen.receipts.grammar.lines import Line, group_lines
from foodsave.kitchen.receipts.grammar.merchants import find_merchant
from foodsave.kitchen.receipts.grammar.separate import refuse_several
from foodsave.kitchen.receipts.grammar.totals import Sums, choose_total, read_sums
from foodsave.kitchen.receipts.reading import ReadLine, ReceiptReading

_STRONG_SUPPORT = 5.0


@dataclass(frozen=True, slots=True)
class _Account:
    """The numbers of a receipt, checked."""

    items: Sequence[Item]
    verdict: Verdict
    total: int | None
    support: float
    deposit: int
    payable: int | None


def parse_receipt(pages: Sequence[PageText]) -> ReceiptReading:
    """Read a receipt from its words.

    Raises:
        Invalid: `several_receipts` when the words clearly show two different receipts.
    """
    lines = group_lines(pages)
    refuse_several(lines)
    lines = without_background(lines)
    if is_english(lines):
        return _english(lines)
    merchant = find_merchant(lines)
    section = read_section(lines, _first_row(lines), merchant.profile)
    account = _account(section, read_sums(lines[section.end :]))
    date, time = find_moment(lines)
    verdict = account.verdict
    return ReceiptReading(
        store=merchant.store,
        chain=merchant.profile.name if merchant.profile else None,
        nip=merchant.nip,
        date=date,
        time=time,
        number=find_number(lines),
        total_minor=account.total,
        currency="PLN",
        deposit_minor=account.deposit or None,
        payable_minor=account.payable,
        lines=tuple(_read_line(i, item, verdict) for i, item in enumerate(account.items)),
        balanced=verdict.balanced,
        confidence=_confidence(account, date, merchant.store),
        repairs=verdict.repairs,
        warnings=verdict.warnings,
    )


def _english(lines: Sequence[Line]) -> ReceiptReading:
    items = read_english_items(lines)
    net = sum(item.total - item.discount for item in items)
    sums = read_english_sums(lines)
    total, support = choose_english_total(sums, net)
    verdict = check([_row(item) for item in items], Printed(goods_total(sums, total, net)))
    account = _Account(items, verdict, total, support, 0, None)
    currency = find_currency(lines)
    date, time = find_moment(lines, month_first=currency == "USD")
    company = find_company(lines)
    return ReceiptReading(
        store=company,
        chain=None,
        nip=None,
        date=date,
        time=time,
        number=find_number(lines),
        total_minor=total,
        currency=currency,
        deposit_minor=None,
        payable_minor=None,
        lines=tuple(_read_line(i, item, verdict) for i, item in enumerate(items)),
        balanced=verdict.balanced,
        confidence=_confidence(account, date, company),
        repairs=verdict.repairs,
        warnings=verdict.warnings,
    )


def _first_row(lines: Sequence[Line]) -> int:
    """The line after the heading that opens the items; headings repeated on further pages open nothing."""
    start = 0
    for number, line in enumerate(lines):
        text = normalise(line.text)
        kind = kind_of(text)
        if kind is LineKind.HEADING:
            start = number + 1
        elif kind in (LineKind.TAX_SALES, LineKind.TAX, LineKind.TOTAL) or (start and _is_bought(text)):
            break
    return start


def _is_bought(text: str) -> bool:
    row = read_item(text)
    return row is not None and None not in (row.qty, row.unit_price, row.total)


def _account(section: ItemSection, sums: Sums) -> _Account:
    deposit = deposit_paid(sum(item.total for item in section.deposits), sums.deposits)
    total, support = choose_total(sums, sum(item.total - item.discount for item in section.items), deposit)
    items, deposits = settle_deposits(section.items, section.deposits, total)
    letters = settle_letters(
        [item.letter for item in items],
        [item.mark for item in items],
        [item.total - item.discount for item in items],
        sums.sales if sum(sums.sales.values()) == total else {},
    )
    for item, letter in zip(items, letters, strict=True):
        item.letter = letter
    verdict = check([_row(item) for item in items], Printed(total, sums.sales))
    payable = next((amount for amount in sums.payable if amount != total), None)
    owed = payable - total if payable and total else None
    listed = sum(item.total for item in deposits)
    certain = sums.packaging and verdict.balanced and (payable in sums.payments or not (listed or sums.deposits))
    deposit = deposit_paid(listed, sums.deposits, owed, certain=certain)
    return _Account(items, verdict, total, support, deposit, payable)


def _row(item: Item) -> Row:
    cut = any(discount.cut for discount in item.discounts)
    return Row(item.qty, item.unit_price, item.total, item.discount, item.net, item.letter, cut, item.computed)


def _read_line(number: int, item: Item, verdict: Verdict) -> ReadLine:
    boxes = [line.box for line in item.lines if line.page == item.lines[0].page]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    row = verdict.rows[number]
    suspicious = number in verdict.suspicious
    seen = min(line.confidence for line in item.lines)
    certainty = 1.0 if verdict.balanced else 0.85 if row.qty and not suspicious else 0.7
    return ReadLine(
        name=item.name,
        qty=row.qty,
        unit_price_minor=row.unit_price,
        line_total_minor=row.total,
        vat=item.letter,
        discount_minor=row.discount,
        confidence=round(max(0.0, min(1.0, seen * certainty * (0.5 if suspicious else 1.0))), 3),
        page=item.lines[0].page,
        box=box,
        suspicious=suspicious,
    )


def _confidence(account: _Account, date: str | None, store: str | None) -> float:
    if account.total is None:
        return 0.2 if account.items else 0.05
    value = 0.5 + (0.35 if account.verdict.balanced else 0.0) + (0.1 if account.support > _STRONG_SUPPORT else 0.0)
    value -= 0.0 if date else 0.1
    value -= 0.0 if store else 0.05
    value -= 0.03 * len(account.verdict.repairs)
    return round(min(1.0, max(0.0, value + 0.05)), 3)
