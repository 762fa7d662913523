"""The rows between the heading and the tax table: items, their discounts, deposits and cancellations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from foodsave.kitchen.receipts.chains.profile import ChainProfile
from foodsave.kitchen.receipts.grammar.amounts import last_amount, normalise, product_minor
from foodsave.kitchen.receipts.grammar.folding import fold
from foodsave.kitchen.receipts.grammar.item_lines import ItemText, read_item
from foodsave.kitchen.receipts.grammar.kinds import LineKind, kind_of
from foodsave.kitchen.receipts.grammar.lines import Line

_STOPS = {
    LineKind.TAX_SALES,
    LineKind.TAX,
    LineKind.TAX_SUM,
    LineKind.TOTAL,
    LineKind.PAYABLE,
    LineKind.PAYMENT,
    LineKind.SUBTOTAL,
    LineKind.DISCOUNT_SUM,
}
_SKIPPED = {LineKind.PAGE_FOOT, LineKind.HEADING, LineKind.DISCOUNT_NOTE, LineKind.DISCOUNT_SUM, LineKind.SUBTOTAL}
_DISCOUNT_WORDS = re.compile(r"^(?:OPUST|RABAT|OBNIZKA|UPUST|ZNIZKA|PROMOCJA|KUPON)\S*\s*")


@dataclass(slots=True)
class Item:
    """An item while the rows are being read; amounts are minor units."""

    name: str
    qty: str | None
    unit_price: int | None
    total: int
    letter: str | None
    lines: list[Line]
    computed: bool = False
    discount: int = 0
    net: int | None = None

    @property
    def adds_up(self) -> bool | None:
        """Whether quantity x price gives the amount; None when that is not printed."""
        if self.qty is None or self.unit_price is None:
            return None
        return product_minor(self.qty, self.unit_price) == self.total


@dataclass(slots=True)
class ItemSection:
    """All rows read so far."""

    items: list[Item] = field(default_factory=list)
    deposits: list[int] = field(default_factory=list)
    pending: list[Line] = field(default_factory=list)
    after_discount: bool = False
    end: int = 0


def read_section(lines: Sequence[Line], start: int, profile: ChainProfile | None) -> ItemSection:
    """Read rows from line `start` up to the tax table or the total."""
    section = ItemSection(end=len(lines))
    for number in range(start, len(lines)):
        line = lines[number]
        text = normalise(line.text)
        kind = kind_of(text)
        if kind in _STOPS and section.items:
            section.end = number
            break
        _take(section, line, text, kind, profile)
    return section


def _take(section: ItemSection, line: Line, text: str, kind: LineKind, profile: ChainProfile | None) -> None:
    if kind in _SKIPPED or kind in _STOPS:
        section.pending.clear()
        return
    row = read_item(text)
    if kind is LineKind.DEPOSIT and row is not None and row.letter is None and row.total is not None:
        section.deposits.append(row.total)
    elif kind is LineKind.CANCELLED or (row is not None and row.qty and row.total is not None and row.total < 0):
        _cancel(section, row)
    elif kind is LineKind.DISCOUNT or (row is not None and row.total is not None and row.total < 0):
        _discount(section, text)
    elif row is None:
        _name_only(section, line, text, profile)
    else:
        _item(section, line, row)


def _name_only(section: ItemSection, line: Line, text: str, profile: ChainProfile | None) -> None:
    if sum(char.isalpha() for char in text) < 3:
        return
    if profile is not None and profile.name_continues and section.items and not section.after_discount:
        item = section.items[-1]
        item.name = f"{item.name} {text}"
        item.lines.append(line)
        return
    section.pending = [line]


def _item(section: ItemSection, line: Line, row: ItemText) -> None:
    if not row.name and row.qty is None and row.total is not None and section.items:
        last = section.items[-1]
        if section.after_discount:
            last.net = row.total
            return
        if last.computed:
            last.total, last.computed = row.total, False
            last.letter = last.letter or row.letter
            last.lines.append(line)
            return
    name, used = row.name, [line]
    if not name and section.pending:
        name, used = normalise(section.pending[-1].text), [section.pending[-1], line]
    if not name and row.qty is None:
        return
    section.pending = []
    section.after_discount = False
    total, computed = row.total, False
    if total is None:
        if row.qty is None or row.unit_price is None:
            return
        total, computed = product_minor(row.qty, row.unit_price), True
    section.items.append(Item(name, row.qty, row.unit_price, total, row.letter, used, computed))


def _cancel(section: ItemSection, row: ItemText | None) -> None:
    """Take the cancelled item out again."""
    if row is None or row.total is None:
        return
    for item in reversed(section.items):
        if item.total == abs(row.total):
            section.items.remove(item)
            return


def _discount(section: ItemSection, text: str) -> None:
    amount = last_amount(text)
    if amount is None or not section.items:
        return
    section.pending = []
    section.after_discount = True
    target = _discounted(section.items, text)
    target.discount += abs(amount)


def _discounted(items: Sequence[Item], text: str) -> Item:
    """The item that a discount names, else the one it follows."""
    last = items[-1]
    words = _DISCOUNT_WORDS.sub("", fold(text))
    words = re.sub(r"\s\d+ \d\d ?[A-G0-9]?$", "", words)
    if sum(char.isalpha() for char in words) < 4:
        return last
    scores = [(fuzz.ratio(words, fold(item.name)), item) for item in items]
    best = max(score for score, _ in scores)
    if best < 85:
        return last
    named = [item for score, item in scores if score >= best - 1]
    if last in named:
        return last
    return next((item for item in named if not item.discount), named[0])
