"""The rows between the heading and the tax table: items, their discounts, deposits and cancellations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from foodsave.kit.money import multiply_minor
from foodsave.kitchen.receipts.chains.profile import ChainProfile
from foodsave.kitchen.receipts.grammar.amounts import gapped_amount, last_amount, normalise
from foodsave.kitchen.receipts.grammar.discounts import Discount, tie_discounts
from foodsave.kitchen.receipts.grammar.folding import fold
from foodsave.kitchen.receipts.grammar.item_lines import ItemText, letter_of, read_item
from foodsave.kitchen.receipts.grammar.kinds import LineKind, kind_of
from foodsave.kitchen.receipts.grammar.letters import part_letter
from foodsave.kitchen.receipts.grammar.lines import Line

_STOPS = {
    LineKind.TAX_SALES,
    LineKind.TAX,
    LineKind.TAX_SUM,
    LineKind.TOTAL,
    LineKind.PAYABLE,
    LineKind.PAYMENT,
}
_SKIPPED = {LineKind.PAGE_FOOT, LineKind.HEADING, LineKind.DISCOUNT_NOTE, LineKind.DISCOUNT_SUM, LineKind.CHANGE}
_WITHIN_ITEMS = {LineKind.DISCOUNT, LineKind.DEPOSIT, LineKind.CANCELLED, LineKind.DISCOUNT_NOTE}
_RETURNED = re.compile(r"\bKAUC|\bZWR(?:OT|\b)|\bOPAKOW")
_SHORTEST_NAME = 4
_SAME_NAME = 70
_NEXT_ITEM = re.compile(r"^[A-G][_ ][A-Z]{2}")
_LOST_WHOLE = re.compile(r"(?:^|[^\d.,])[.,]\d\d\s?[A-G]?$")


@dataclass(slots=True)
class Item:
    """An item while the rows are being read; amounts are minor units.

    `net` is the value that a chain prints below a discounted item, `computed` marks an amount that was not legible.
    """

    name: str
    qty: str | None
    unit_price: int | None
    total: int
    letter: str | None
    mark: str | None
    lines: list[Line]
    computed: bool = False
    discount: int = 0
    net: int | None = None
    discounts: list[Discount] = field(default_factory=list)


@dataclass(slots=True)
class ItemSection:
    """All rows read so far; `end` is the number of the first line behind them."""

    profile: ChainProfile | None
    items: list[Item] = field(default_factory=list)
    discounts: list[Discount] = field(default_factory=list)
    deposits: list[Item] = field(default_factory=list)
    pending: list[Line] = field(default_factory=list)
    cancelling: bool = False
    after_discount: bool = False
    end: int = 0


def read_section(lines: Sequence[Line], start: int, profile: ChainProfile | None) -> ItemSection:
    """Read the rows from line `start` up to the tax table or the total."""
    section = ItemSection(profile, end=len(lines))
    items_over = False
    for number in range(start, len(lines)):
        text = normalise(lines[number].text)
        row = read_item(text)
        kind = _role(text, row)
        if kind in _STOPS and section.items:
            section.end = number
            break
        items_over = items_over or (kind is LineKind.SUBTOTAL and bool(section.items))
        if not items_over or kind is LineKind.DISCOUNT:
            _take(section, lines[number], text, row, kind)
    _flush(section)
    listed_last = profile is not None and profile.discounts_last
    tie_discounts(section.items, section.discounts, listed_last=listed_last)
    return section


def _role(text: str, row: ItemText | None) -> LineKind:
    kind = kind_of(text)
    if row is None or row.total is None or row.total < 0 or not row.name:
        return kind
    lettered = letter_of(row.mark) is not None and "%" not in text
    if row.unit_price is not None and (lettered or kind not in _WITHIN_ITEMS):
        return LineKind.OTHER if kind is not LineKind.CANCELLED else kind
    if lettered and kind in (LineKind.PAYMENT, LineKind.PAYABLE, LineKind.CHANGE):
        return LineKind.OTHER
    return kind


def _take(section: ItemSection, line: Line, text: str, row: ItemText | None, kind: LineKind) -> None:
    if kind in _SKIPPED or kind in _STOPS or kind is LineKind.SUBTOTAL:
        _flush(section)
        return
    negative = row is not None and row.total is not None and row.total < 0
    kind = LineKind.DEPOSIT if negative and _RETURNED.search(fold(text)) else kind
    if kind is LineKind.DEPOSIT and (row is None or letter_of(row.mark) is None):
        _flush(section)
        if row is not None and row.total is not None:
            section.deposits.append(Item(row.name, row.qty, row.unit_price, row.total, None, None, [line]))
    elif kind is LineKind.CANCELLED or section.cancelling:
        _cancel(section, row, kind)
    elif kind is LineKind.DISCOUNT or (negative and row is not None and row.qty is None):
        _discount(section, text)
    elif negative:
        _cancel(section, row, kind)
    elif row is None:
        if sum(char.isalnum() for char in text) >= 3 and any(char.isalpha() for char in text):
            section.pending.append(line)
    else:
        _item(section, line, row)


def _flush(section: ItemSection) -> None:
    """Settle rows that carried a name only: further rows of the item above where the chain wraps names so."""
    wraps = section.profile is not None and section.profile.name_continues
    if wraps and section.items and not section.after_discount:
        for line in section.pending[:4]:
            if _NEXT_ITEM.match(line.text):
                break
            section.items[-1].name += f" {normalise(line.text)}"
            section.items[-1].lines.append(line)
    section.pending = []


def _item(section: ItemSection, line: Line, row: ItemText) -> None:
    name, letter = part_letter(row.name, row.mark, section.profile)
    name, lines = name.strip(" *|;:"), [line]
    if not any(char.isalnum() for char in name):
        if row.qty is None and not section.pending:
            _bare_amount(section, line, row)
            return
        if section.pending:
            lines = [section.pending.pop(), line]
            name, above = part_letter(normalise(lines[0].text), row.mark, section.profile)
            letter = letter or above
    elif row.qty is None and sum(char.isalpha() for char in name) < 2:
        return
    _flush(section)
    total, computed = row.total, row.total is None
    if total is None and row.qty is not None and row.unit_price is not None:
        total = multiply_minor(row.qty, row.unit_price)
    if not total:
        return
    section.after_discount = False
    section.items.append(Item(name, row.qty, row.unit_price, total, letter, row.mark, lines, computed))


def _bare_amount(section: ItemSection, line: Line, row: ItemText) -> None:
    """An amount alone: the value after a discount, or the one that did not fit beside its quantity."""
    if not section.items or row.total is None:
        return
    last = section.items[-1]
    if section.after_discount:
        last.net = row.total
    elif last.computed:
        last.total, last.computed, last.mark = row.total, False, row.mark
        last.letter = last.letter or letter_of(row.mark)
        last.lines.append(line)


def _cancel(section: ItemSection, row: ItemText | None, kind: LineKind) -> None:
    """Take a cancelled item, or the cancelled part of its quantity, out again."""
    section.cancelling = row is None and kind is LineKind.CANCELLED
    if row is None or row.total is None:
        return
    _flush(section)
    amount = abs(row.total)
    same = [item for item in reversed(section.items) if item.total == amount and _same_name(item.name, row.name)]
    if same:
        section.items.remove(same[0])
        return
    part = [i for i in reversed(section.items) if i.unit_price == row.unit_price and i.total > amount and i.qty]
    if part and row.qty is not None and row.unit_price:
        item = part[0]
        left = round(float(item.qty or "0") - abs(float(row.qty)), 3)
        item.qty, item.total = f"{left:g}", item.total - amount


def _same_name(name: str, cancelled: str) -> bool:
    words = fold(re.sub(r"(?i)\W*(?:storno|anulowan\w*)\W*", "", cancelled))
    return len(words) < _SHORTEST_NAME or fuzz.partial_ratio(words, fold(name)) >= _SAME_NAME


def _discount(section: ItemSection, text: str) -> None:
    amount = last_amount(text)
    cut = amount is None and _LOST_WHOLE.search(text) is not None
    if cut:
        amount = int(re.sub(r"\D", "", text[-4:]) or 0)
    amount = gapped_amount(text) if amount is None else amount
    if amount is None:
        return
    if not section.after_discount:
        _flush(section)
    section.pending = []
    section.after_discount = True
    section.discounts.append(Discount(text, abs(amount), len(section.items) - 1, cut))
