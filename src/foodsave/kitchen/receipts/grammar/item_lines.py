"""One printed row as name, quantity, unit price, amount and tax letter."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foodsave.kitchen.receipts.grammar.amounts import MONEY, minor, product_minor

_QTY = r"\d{1,4}(?:[.,]\d{1,4})?"
_UNIT = r"(?:s[zg2]t|sz|op|opak|kg|g|l|but|kpl|par|m)\b\.?,?"
_BLOCK = (
    rf"(?P<qty>(?<![\d.,]){_QTY})\s*(?P<unit>{_UNIT})?\s*[x*%]\s*(?P<price>{MONEY})"
    rf"(?:\s*(?:z[łl]|PLN)\b\.?)?(?:\s*/\s*(?:kg|szt|op)\b\.?)?\s*=?"
)
_TAIL = rf"(?P<total>-?\s?{MONEY})\s*(?:z[łl]|PLN)?[\s°'`.,:;_\"^-]*(?P<letter>[A-Za-z0-9])?\W*$"
_FULL = re.compile(rf"^(?P<name>.*?)\s*{_BLOCK}\s*{_TAIL}", re.IGNORECASE)
_OPEN = re.compile(rf"^(?P<name>.*?)\s*{_BLOCK}\s*$", re.IGNORECASE)
_RAGGED = re.compile(rf"^(?P<name>.*?)\s*{_BLOCK}\s*(?P<total>\d{{2,6}})\s*(?P<letter>[A-G])?\W*$", re.IGNORECASE)
_PLAIN = re.compile(rf"^(?P<name>.*?)\s*(?<![\d.,]){_TAIL}", re.IGNORECASE)
_NO_CROSS = re.compile(
    rf"^(?P<name>.*?)\s*(?<![\d.,])(?P<qty>\d{{1,3}})\s*\W?\s*(?P<price>{MONEY})\s*=?\s+{_TAIL}", re.IGNORECASE
)
_LETTER_FOR_DIGIT = {"8": "B", "4": "A"}


@dataclass(frozen=True, slots=True)
class ItemText:
    """What one row says: `total` is None when only a quantity block is printed, `name` may be empty.

    `letter` is A-G, or None where none is legible.
    """

    name: str
    qty: str | None
    unit_price: int | None
    total: int | None
    letter: str | None


def read_item(text: str) -> ItemText | None:
    """Return the item that a normalised line prints; None when it carries no amount."""
    match = _FULL.match(text)
    if match:
        return _with_quantity(match)
    match = _OPEN.match(text)
    if match:
        return ItemText(match["name"].strip(), _plain_qty(match["qty"]), minor(match["price"]), None, None)
    match = _RAGGED.match(text)
    if match and int(match["total"]) == product_minor(_plain_qty(match["qty"]), minor(match["price"])):
        return _with_quantity(match)
    match = _PLAIN.match(text)
    return _plain(match, text) if match else None


def letter_of(raw: str | None) -> str | None:
    """Return the tax letter behind a glued character, None when it is none or could be several."""
    if not raw:
        return None
    raw = _LETTER_FOR_DIGIT.get(raw, raw).upper()
    return raw if raw in "ABCDEFG" else None


def _plain_qty(text: str) -> str:
    return text.replace(",", ".")


def _with_quantity(match: re.Match[str]) -> ItemText:
    qty, price, total = _plain_qty(match["qty"]), minor(match["price"]), _signed(match["total"])
    name = match["name"].strip()
    if total > 0 and product_minor(qty, price) != total:
        for cut in range(1, len(qty.split(".")[0])):
            if product_minor(qty[cut:], price) == total:
                name, qty = f"{name}{qty[:cut]}", qty[cut:]
                break
    return ItemText(name, qty, price, total, letter_of(match["letter"]))


def _plain(match: re.Match[str], text: str) -> ItemText:
    total, letter = _signed(match["total"]), letter_of(match["letter"])
    crossless = _NO_CROSS.match(text)
    if crossless and total > 0:
        qty, price = crossless["qty"], minor(crossless["price"])
        for cut in range(len(qty)):
            if product_minor(qty[cut:], price) == total:
                return ItemText(f"{crossless['name']}{qty[:cut]}".strip(), qty[cut:], price, total, letter)
    return ItemText(match["name"].strip(), None, None, total, letter)


def _signed(text: str) -> int:
    return -minor(text) if "-" in text else minor(text)
