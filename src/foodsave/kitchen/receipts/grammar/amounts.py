"""Amounts as tills print them and as OCR returns them."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

MONEY = r"\d{1,5}[.,]\d{2}"
_REPAIRS = (
    (re.compile(r"[×✕✖хХ]"), "x"),
    (re.compile(r"[—–−‐]"), "-"),
    (re.compile(r"(?<=\d)[oO](?=[\d.,])|(?<=[.,])[oO](?=\d)|(?<=[.,]\d)[oO](?![A-Za-z])|\b[oO](?=[.,]\d)"), "0"),
    (re.compile(r"(?<=[\d.,])[lI|](?=[.,]?\d)"), "1"),
    (re.compile(r"(?<=\d)\s?([.,])\s(?=\d{2}(?!\d))"), r"\1"),
    (re.compile(r"(?<=\d)\s([.,])(?=\d{2}(?!\d))"), r"\1"),
)
_LAST_AMOUNT = re.compile(
    r"(?P<sign>-\s?)?(?<![\d.,])(?P<value>(?:\d{1,3}(?:[ ']\d{3})+|\d{1,6})[.,]\d{2})(?P<after>\D{0,8}\d?\D?)$"
)


def normalise(text: str) -> str:
    """Return `text` with crosses, minus signs and digits in numbers written one way."""
    for pattern, replacement in _REPAIRS:
        text = pattern.sub(replacement, text)
    return text


def minor(text: str) -> int:
    """Return the minor units of a printed amount such as `12,34` or `1 234.50`."""
    digits = re.sub(r"[^\d]", "", text)
    return int(digits)


def last_amount(text: str) -> int | None:
    """Return the amount that ends a normalised line (a letter or a currency may follow), with its sign."""
    match = _LAST_AMOUNT.search(text)
    if match is None:
        return None
    return -minor(match["value"]) if match["sign"] else minor(match["value"])


def product_minor(qty: str, unit_price_minor: int) -> int:
    """Return quantity x price, half up to the minor unit, as tills round."""
    return int((Decimal(qty) * unit_price_minor).quantize(Decimal(1), rounding=ROUND_HALF_UP))
