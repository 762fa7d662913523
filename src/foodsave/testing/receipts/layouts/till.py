"""The till: one purchase being set in type, with the facts that were printed along the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Literal

from foodsave.testing.receipts.purchase import BasketLine, DrawnPurchase, PurchaseTerms
from foodsave.testing.receipts.sheet import PrintedSheet
from foodsave.testing.receipts.truth import ReceiptTruth, TruthItem, money_text

LayoutKind = Literal["paper", "app", "pdf"]


@dataclass
class Till:
    """What a layout works with. `number`, `time_printed`, `nip`, `currency` and `rounding_minor` say what it shows."""

    purchase: DrawnPurchase
    rng: Random
    sheet: PrintedSheet
    store: str
    nip: str | None = None
    number: str | None = None
    time_printed: bool = True
    currency: str | None = "PLN"
    deposit_printed: bool = True
    rounding_minor: int = 0

    def add(self, line: BasketLine, name: str, *, qty: str | None, price: bool = True, vat: bool = True) -> int:
        """Note an item that was printed and return its place."""
        self.sheet.item(
            TruthItem(
                name=name,
                qty=qty,
                unit_price_minor=line.unit_price_minor if price else None,
                line_total_minor=line.total_minor,
                vat=line.letter if vat else None,
            )
        )
        return len(self.sheet.items) - 1

    def truth(self) -> ReceiptTruth:
        """What the finished receipt says."""
        bought = self.purchase
        deposit = bought.deposit_minor if self.deposit_printed and bought.deposit_minor else None
        return ReceiptTruth(
            store=self.store,
            nip=self.nip,
            date=bought.at.date().isoformat(),
            time=bought.at.strftime("%H:%M") if self.time_printed else None,
            number=self.number,
            total_minor=bought.total_minor + self.rounding_minor,
            currency=self.currency,
            deposit_minor=deposit,
            payable_minor=None if deposit is None else bought.payable_minor,
            items=tuple(self.sheet.items),
        )


@dataclass(frozen=True, slots=True)
class ReceiptLayout:
    """One way in which a chain's receipts look, and what its purchases may contain."""

    print_receipt: Callable[[DrawnPurchase, Random], Till]
    kind: LayoutKind = "paper"
    terms: PurchaseTerms = field(default_factory=PurchaseTerms)


def zl(minor: int) -> str:
    """Write an amount as Polish tills do: `4,39`."""
    return money_text(minor, ",")


def qty_text(line: BasketLine, *, point: str = ",", decimals: int | None = None) -> str:
    """Write a quantity: whole pieces bare, weights without trailing zeros or with `decimals` digits."""
    whole, rest = divmod(line.qty_thousandths, 1000)
    if decimals:
        return f"{whole}{point}{rest:03d}"
    digits = f"{rest:03d}".rstrip("0")
    return f"{whole}{point}{digits}" if digits else str(whole)


def qty_label(line: BasketLine) -> str:
    """Write a quantity as labels do, with a dot."""
    return qty_text(line, point=".")
