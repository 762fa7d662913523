"""What a drawn receipt says, in the shape that receipts are labelled in."""

from __future__ import annotations

from dataclasses import dataclass


def money_text(minor: int, point: str = ".") -> str:
    """Write minor units with two decimals."""
    sign = "-" if minor < 0 else ""
    return f"{sign}{abs(minor) // 100}{point}{abs(minor) % 100:02d}"


@dataclass(frozen=True, slots=True)
class TruthItem:
    """One item as printed; `None` where the layout prints nothing. Amounts are minor units, `qty` has a dot."""

    name: str
    qty: str | None
    unit_price_minor: int | None
    line_total_minor: int
    vat: str | None
    discount_minor: int = 0

    def label(self) -> dict[str, str | None]:
        """Write the item as labels do: amounts are strings with a dot and two decimals."""
        return {
            "name": self.name,
            "qty": self.qty,
            "unit_price": None if self.unit_price_minor is None else money_text(self.unit_price_minor),
            "line_total": money_text(self.line_total_minor),
            "vat": self.vat,
            "discount": money_text(self.discount_minor),
        }


@dataclass(frozen=True, slots=True)
class ReceiptTruth:
    """The printed facts of a receipt: `total_minor` is without deposits, `payable_minor` with them."""

    store: str
    nip: str | None
    date: str
    time: str | None
    number: str | None
    total_minor: int
    currency: str | None
    deposit_minor: int | None
    payable_minor: int | None
    items: tuple[TruthItem, ...]

    def label(self) -> dict[str, object]:
        """Write the receipt as labels do, with the keys of `foodsave receipts read --json`."""
        return {
            "store": self.store,
            "nip": self.nip,
            "date": self.date,
            "time": self.time,
            "total": money_text(self.total_minor),
            "currency": self.currency,
            "deposit": None if self.deposit_minor is None else money_text(self.deposit_minor),
            "payable": None if self.payable_minor is None else money_text(self.payable_minor),
            "items": [item.label() for item in self.items],
        }
