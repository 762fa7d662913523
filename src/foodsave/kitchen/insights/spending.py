"""What was spent, told from confirmed receipts. Pure.

A receipt's total is what its goods cost after discounts; deposits are paid on top and told apart. Lines are told by
what they are; what they leave of the total is `unassigned`, so that the parts always sum to the receipts' totals. Where
no total is legible the sum of the lines stands for it, and the receipt is flagged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from foodsave.kit.text import fold
from foodsave.kitchen.catalog.groups import category_of
from foodsave.kitchen.insights.figures import CITED
from foodsave.kitchen.insights.period import Period

SpendingBy = Literal["month", "store", "category", "product"]
UNASSIGNED = "unassigned"
UNKNOWN_STORE = "unknown"


@dataclass(frozen=True, slots=True)
class ReceiptFact:
    """A confirmed receipt, on the day of the purchase or, where that is not legible, of its confirmation."""

    id: str
    on: date
    chain: str | None
    store: str | None
    currency: str
    total_minor: int | None
    deposit_minor: int


@dataclass(frozen=True, slots=True)
class LineFact:
    """A line of a receipt: what it is, and what it cost less its discount. `key` is its folded name."""

    receipt_id: str
    product_id: str | None
    name: str
    key: str
    group_id: str | None
    net_minor: int


@dataclass(frozen=True, slots=True)
class SpentFigure:
    """Minor units by currency, with how many receipts and lines they are of and the first of these receipts."""

    money: Mapping[str, int]
    receipts: int
    lines: int
    receipt_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpendingEntry:
    """What was spent in a month (2026-03), at a store, on a category or a product; `unassigned` is what no legible line
    accounts for. `name` is that of a store or product."""

    key: str
    name: str | None
    spent: SpentFigure


@dataclass(frozen=True, slots=True)
class Spending:
    """What was spent in a period; `entries` sum to `total`. `deposits` come on top of it. `no_total` is the part of
    `total` that is of receipts without a legible total: the sum of their lines."""

    period: Period
    by: SpendingBy
    total: SpentFigure
    unassigned: SpentFigure
    deposits: SpentFigure
    no_total: SpentFigure
    entries: tuple[SpendingEntry, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    key: str
    name: str | None
    receipt: ReceiptFact
    minor: int
    lines: int


@dataclass(slots=True)
class _Sum:
    name: str | None = None
    money: dict[str, int] = field(default_factory=dict)
    lines: int = 0
    receipts: dict[str, None] = field(default_factory=dict)

    def add(self, receipt: ReceiptFact, minor: int, lines: int) -> None:
        self.money[receipt.currency] = self.money.get(receipt.currency, 0) + minor
        self.lines += lines
        self.receipts[receipt.id] = None

    def figure(self) -> SpentFigure:
        money = dict(sorted(self.money.items()))
        return SpentFigure(money, len(self.receipts), self.lines, tuple(self.receipts)[:CITED])


def spending_of(receipts: Sequence[ReceiptFact], lines: Iterable[LineFact], period: Period, by: SpendingBy) -> Spending:
    """Return what was spent; `lines` may be of other receipts too, these are passed over."""
    of_receipt: dict[str, list[LineFact]] = {receipt.id: [] for receipt in receipts}
    for line in lines:
        if line.receipt_id in of_receipt:
            of_receipt[line.receipt_id].append(line)
    total, unassigned, deposits, no_total = _Sum(), _Sum(), _Sum(), _Sum()
    parts: dict[str, _Sum] = {}
    for receipt in receipts:
        known = of_receipt[receipt.id]
        listed = sum(line.net_minor for line in known)
        spent = listed if receipt.total_minor is None else receipt.total_minor
        total.add(receipt, spent, len(known))
        if spent != listed:
            unassigned.add(receipt, spent - listed, 0)
        if receipt.deposit_minor:
            deposits.add(receipt, receipt.deposit_minor, 0)
        if receipt.total_minor is None:
            no_total.add(receipt, spent, len(known))
        for part in _parts(receipt, known, spent, by):
            entry = parts.setdefault(part.key, _Sum(part.name))
            entry.add(part.receipt, part.minor, part.lines)
    entries = [SpendingEntry(key, entry.name, entry.figure()) for key, entry in parts.items()]
    entries.sort(key=(lambda entry: entry.key) if by == "month" else _most_first)
    return Spending(
        period,
        by,
        total=total.figure(),
        unassigned=unassigned.figure(),
        deposits=deposits.figure(),
        no_total=no_total.figure(),
        entries=tuple(entries),
    )


def _parts(receipt: ReceiptFact, lines: Sequence[LineFact], spent: int, by: SpendingBy) -> Iterator[_Part]:
    if by == "month":
        yield _Part(f"{receipt.on:%Y-%m}", None, receipt, spent, len(lines))
    elif by == "store":
        name = receipt.chain or receipt.store
        yield _Part(fold(name) if name else UNKNOWN_STORE, name, receipt, spent, len(lines))
    else:
        tell = _category if by == "category" else _product
        for line in lines:
            key, name = tell(line)
            yield _Part(key, name, receipt, line.net_minor, 1)
        rest = spent - sum(line.net_minor for line in lines)
        if rest:
            yield _Part(UNASSIGNED, None, receipt, rest, 0)


def _category(line: LineFact) -> tuple[str, None]:
    return category_of(line.group_id).id, None


def _product(line: LineFact) -> tuple[str, str]:
    return line.product_id or f"name:{line.key}", line.name


def _most_first(entry: SpendingEntry) -> tuple[bool, int, str, str]:
    # Several currencies are added only to order the list: nothing is told in their sum.
    return entry.key == UNASSIGNED, -sum(entry.spent.money.values()), entry.name or "", entry.key
