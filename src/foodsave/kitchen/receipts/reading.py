"""What reading a receipt yields, before anyone has reviewed it. Pure data, no I/O."""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One bought item as printed.

    Amounts are minor units. `line_total_minor` is the printed value before discounts; `discount_minor` (>= 0) sums
    the discount lines tied to the item. `qty` is the printed quantity with a decimal dot. `box` is x0, y0, x1, y1 as
    fractions (0..1) of page number `page` (from 0). `vat` is the printed tax letter.
    """

    name: str
    qty: str | None
    unit_price_minor: int | None
    line_total_minor: int
    vat: str | None
    discount_minor: int
    confidence: float
    page: int
    box: Box
    suspicious: bool = False


@dataclass(frozen=True, slots=True)
class Repair:
    """One digit that arithmetic corrected: `field` of line `line` (None: of the receipt) went from `was` to `now`."""

    line: int | None
    field: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class ReceiptReading:
    """A receipt as its printed text says. `None` means: not printed or not legible.

    `date` is ISO, `time` HH:MM, `total_minor` the fiscal total without deposits, `payable_minor` what was paid when
    it is printed apart. `balanced`: the lines less discounts equal the total.
    `warnings` name other contradictions, as `arithmetic.Verdict` does.
    """

    store: str | None
    chain: str | None
    nip: str | None
    date: str | None
    time: str | None
    number: str | None
    total_minor: int | None
    currency: str | None
    deposit_minor: int | None
    payable_minor: int | None
    lines: tuple[ReadLine, ...]
    balanced: bool
    confidence: float
    repairs: tuple[Repair, ...] = ()
    warnings: tuple[str, ...] = ()
