"""What must hold between the numbers of a receipt, and the one digit that makes it hold."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from foodsave.kit.money import format_minor, multiply_minor
from foodsave.kitchen.receipts.reading import Repair

_MAX_DOUBTED_ROWS = 3
_MAX_COMBINATIONS = 4000
_MAX_SUBSET = 10
_WEIGHING_SLACK = 1


@dataclass(frozen=True, slots=True)
class Row:
    """The numbers of one item, minor units.

    `net` is the value printed below a discounted item; `cut_discount` that a discount's leading digits were illegible;
    `computed` that the amount itself was, so that it is quantity x price and proves nothing.
    """

    qty: str | None
    unit_price: int | None
    total: int
    discount: int = 0
    net: int | None = None
    letter: str | None = None
    cut_discount: bool = False
    computed: bool = False

    @property
    def payable(self) -> int:
        """The amount less its discounts."""
        return self.total - self.discount


@dataclass(frozen=True, slots=True)
class Printed:
    """The sums printed below the items: the total, and the sales of every tax letter where the table was legible."""

    total: int | None
    sales: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The rows after repair, and what speaks for and against them.

    `balanced`: the rows less their discounts give the total, and no two doubted rows could cancel each other out.
    `suspicious` are the numbers of the rows in doubt. `warnings` name what else contradicts: `no_total`,
    `total_differs`, `lines_differ` (a row against itself), `tax_groups_differ` (the sales of a tax letter).
    """

    rows: tuple[Row, ...]
    balanced: bool
    suspicious: frozenset[int]
    repairs: tuple[Repair, ...]
    warnings: tuple[str, ...] = ()


def row_holds(row: Row, *, slack: int = 0) -> bool:
    """Tell whether a row agrees with itself, as far as it is printed.

    `slack`: minor units by which a weighed line may differ, because scales print a rounded weight.
    """
    if row.qty is not None and row.unit_price is not None:
        off = abs(multiply_minor(row.qty, row.unit_price) - row.total)
        if off > (slack if "." in row.qty else 0):
            return False
    return row.net is None or row.net == row.payable


def check(rows: Sequence[Row], printed: Printed) -> Verdict:
    """Check a receipt and repair single digits where exactly one correction satisfies every equation."""
    rows = tuple(rows)
    slack = _WEIGHING_SLACK if _sums_hold(rows, printed) else 0
    doubted = [number for number, row in enumerate(rows) if not row_holds(row, slack=slack)]
    cut = [number for number, row in enumerate(rows) if row.cut_discount]
    repaired: tuple[Row, ...] | None = None
    cancelling_out = _errors_may_cancel_out(rows, doubted)
    if printed.total is not None and rows and not cancelling_out:
        if cut and not _sums_hold(rows, printed):
            repaired = _with_lost_digits(rows, cut, printed)
        elif doubted and len(doubted) <= _MAX_DOUBTED_ROWS:
            repaired = _with_corrections(rows, doubted, printed)
    after = repaired or rows
    balanced = _sums_hold(after, printed) and not cancelling_out
    suspicious = frozenset(
        number for number, row in enumerate(after) if not row_holds(row) or (row.computed and not balanced)
    )
    contradictions = {
        "no_total": printed.total is None,
        "total_differs": printed.total is not None and not _sums_hold(after, printed),
        "lines_differ": any(not row_holds(row, slack=slack) for row in after),
        "tax_groups_differ": not _letters_hold(after, printed),
    }
    warnings = tuple(name for name, true in contradictions.items() if true)
    return Verdict(after, balanced, suspicious, tuple(_differences(rows, after)), warnings)


def _errors_may_cancel_out(rows: Sequence[Row], doubted: Sequence[int]) -> bool:
    """Whether several amounts could be wrong together without the total showing it."""
    offs = [
        multiply_minor(row.qty, row.unit_price) - row.total
        for number in doubted[:_MAX_SUBSET]
        if (row := rows[number]).qty is not None and row.unit_price is not None
    ]
    return any(sum(some) == 0 for size in range(2, len(offs) + 1) for some in itertools.combinations(offs, size))


def _sums_hold(rows: Sequence[Row], printed: Printed) -> bool:
    return bool(rows) and printed.total is not None and sum(row.payable for row in rows) == printed.total


def _letters_known(rows: Sequence[Row], printed: Printed) -> bool:
    """Whether the sales of every letter are printed and every row has its letter."""
    complete = bool(printed.sales) and sum(printed.sales.values()) == printed.total
    return complete and all(row.letter is not None for row in rows)


def _sums_decide(rows: Sequence[Row], tried: Sequence[Row], printed: Printed) -> bool:
    """Whether each corrected amount has a printed sum to itself: one sum proves one amount, not two."""
    moved = [old.letter for old, new in zip(rows, tried, strict=True) if old.payable != new.payable]
    return len(moved) < 2 or (_letters_known(rows, printed) and len(set(moved)) == len(moved))


def _letters_hold(rows: Sequence[Row], printed: Printed) -> bool:
    """Whether the rows give the sales of every letter; true where the table or the letters are not complete."""
    if not _letters_known(rows, printed):
        return True
    sums: dict[str, int] = dict.fromkeys(printed.sales, 0)
    for row in rows:
        sums[row.letter or ""] = sums.get(row.letter or "", 0) + row.payable
    return sums == dict(printed.sales)


def _with_corrections(rows: tuple[Row, ...], doubted: Sequence[int], printed: Printed) -> tuple[Row, ...] | None:
    """The rows with one digit changed in each doubted row, where a single choice satisfies everything."""
    choices = [list(_corrections(rows[number])) for number in doubted]
    if any(not options for options in choices):
        return _with_amounts_kept(rows, doubted, printed)
    combinations = 1
    for options in choices:
        combinations *= len(options)
    if combinations > _MAX_COMBINATIONS:
        return None
    fitting = []
    for combination in itertools.product(*choices):
        tried = list(rows)
        for number, row in zip(doubted, combination, strict=True):
            tried[number] = row
        if _sums_hold(tried, printed) and _letters_hold(tried, printed):
            fitting.append(tuple(tried))
    one_choice = len({tuple(row.payable for row in tried) for tried in fitting}) == 1
    if not one_choice or not _sums_decide(rows, fitting[0], printed):
        return _with_amounts_kept(rows, doubted, printed)
    return tuple(_agreed(row, [tried[number] for tried in fitting]) for number, row in enumerate(rows))


def _agreed(row: Row, readings: Sequence[Row]) -> Row:
    """The one reading; where several differ in quantity or price only, these stay as printed."""
    if all(reading == readings[0] for reading in readings):
        return readings[0]
    amounts = {(reading.total, reading.discount) for reading in readings}
    return replace(row, total=readings[0].total, discount=readings[0].discount) if len(amounts) == 1 else row


def _with_amounts_kept(rows: tuple[Row, ...], doubted: Sequence[int], printed: Printed) -> tuple[Row, ...] | None:
    """Where the amounts are right as read: each row whose quantity or price has a single one-digit correction."""
    if not (_sums_hold(rows, printed) and _letters_hold(rows, printed)):
        return None
    tried = list(rows)
    for number in doubted:
        options = [row for row in _corrections(rows[number]) if row.payable == rows[number].payable]
        if len(options) == 1:
            tried[number] = options[0]
    return tuple(tried)


def _corrections(row: Row) -> Iterator[Row]:
    """Every reading of the row that differs in one digit and agrees with itself."""
    for total in _one_digit_off(row.total):
        yield from _if_holds(replace(row, total=total))
    if row.unit_price is not None:
        for price in _one_digit_off(row.unit_price):
            yield from _if_holds(replace(row, unit_price=price))
    if row.qty is not None:
        for qty in _one_digit_off_text(row.qty):
            yield from _if_holds(replace(row, qty=qty))
    if row.discount:
        for discount in _one_digit_off(row.discount):
            yield from _if_holds(replace(row, discount=discount))
    if row.net is not None:
        for net in _one_digit_off(row.net):
            yield from _if_holds(replace(row, net=net))


def _if_holds(row: Row) -> Iterator[Row]:
    if row.total > 0 and row.payable >= 0 and row_holds(row):
        yield row


def _one_digit_off(minor: int) -> Iterator[int]:
    digits = f"{minor:03d}"
    for text in _one_digit_off_text(digits):
        if text[0] != "0" or len(text) == 3:
            yield int(text)


def _one_digit_off_text(text: str) -> Iterator[str]:
    for place, old in enumerate(text):
        if old.isdigit():
            for new in "0123456789":
                if new != old:
                    yield text[:place] + new + text[place + 1 :]


def _with_lost_digits(rows: tuple[Row, ...], cut: Sequence[int], printed: Printed) -> tuple[Row, ...] | None:
    """The rows with the illegible leading digit of one discount, when the total leaves only that."""
    missing = sum(row.payable for row in rows) - (printed.total or 0)
    if len(cut) != 1 or missing not in range(100, 1000, 100):
        return None
    number = cut[0]
    row = replace(rows[number], discount=rows[number].discount + missing, cut_discount=False)
    tried = (*rows[:number], row, *rows[number + 1 :])
    others = all(row_holds(other) for other in tried)
    return tried if row.payable >= 0 and others and _letters_hold(tried, printed) else None


def _differences(before: Sequence[Row], after: Sequence[Row]) -> Iterator[Repair]:
    for number, (old, new) in enumerate(zip(before, after, strict=True)):
        if old.qty != new.qty:
            yield Repair(number, "qty", old.qty or "", new.qty or "")
        for name, was, now in (
            ("unit_price", old.unit_price, new.unit_price),
            ("line_total", old.total, new.total),
            ("discount", old.discount, new.discount),
        ):
            if was != now:
                yield Repair(number, name, format_minor(was or 0), format_minor(now or 0))
