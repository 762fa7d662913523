"""Amounts as tills print them and as OCR returns them."""

from __future__ import annotations

import re

MONEY = r"\d{1,5}[.,]\d{2}"
_REPAIRS = (
    (re.compile(r"[×✕✖хХ]"), "x"),
    (re.compile(r"\s?~\s?"), " "),
    (re.compile(r"[—–−‐]"), "-"),
    (
        re.compile(r"(?<=\d)[oO](?=[\d.,])|(?<=[.,])[oO](?=\d)|(?<=\d[.,]\d)[oO](?![A-Za-z])|(?<![\w.])[oO](?=[.,]\d)"),
        "0",
    ),
    (re.compile(r"(?<=\d[.,])[lI|](?=\d)|(?<=[\d])[lI|](?=[.,]\d\d)|(?<=\d[.,]\d)[I|](?!\w)"), "1"),
    (re.compile(r"(?<!\w)[lI|](?=\s?(?:szt|op)?\.?\s?[xX*]\s?\d{1,4}[.,]\d)", re.IGNORECASE), "1"),
    (re.compile(r"(?<=\d)\s?([.,])\s?(?=\d{2}(?![\d-]))"), r"\1"),
    (re.compile(r"(?<=-\d)\s{1,2}(?=\d\d$)"), ","),
)
_AMOUNT = r"(?:\d{1,3}(?:[ '’]\d{3})+|\d{1,6})[.,]\d{2}"
_LAST_AMOUNT = re.compile(rf"(?P<sign>-\s?)?(?<![\d.,])(?P<value>{_AMOUNT})(?P<after>\D{{0,8}}\d?\D?)$")
_GAPPED = re.compile(r"(?<![\d.,%])(?P<whole>\d{1,3})\s{1,2}(?P<cents>\d\d)\s?[A-G]?$")
_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3})[ '’](?=\d{3}[.,]\d\d)")


def normalise(text: str) -> str:
    """Return `text` with crosses, minus signs and the digits of numbers written one way."""
    for pattern, replacement in (*_REPAIRS[:4], *_REPAIRS[3:]):
        text = pattern.sub(replacement, text)
    return text


def minor(text: str) -> int:
    """Return the minor units of a printed amount such as `12,34`, `33.9`, `2` or `1 234.50`."""
    plain = re.sub(r"[ '’]", "", text).replace(",", ".").lstrip("-")
    whole, _, cents = plain.rpartition(".") if "." in plain else (plain, "", "")
    return int(whole.replace(".", "") or 0) * 100 + int(cents.ljust(2, "0") or 0)


def join_thousands(text: str) -> str:
    """Return `text` with amounts such as `2 499,00` written in one piece."""
    return _THOUSANDS.sub(r"\1", text)


def last_amount(text: str) -> int | None:
    """Return the amount that ends a normalised line (a letter or a currency may follow), with its sign."""
    match = _LAST_AMOUNT.search(text)
    if match is None:
        return None
    return -minor(match["value"]) if match["sign"] else minor(match["value"])


def gapped_amount(text: str) -> int | None:
    """Return the amount that ends a line whose decimal mark was lost, as in `0  23`."""
    match = _GAPPED.search(text)
    return int(match["whole"]) * 100 + int(match["cents"]) if match else None


def all_amounts(text: str) -> list[int]:
    """Return every amount with two decimals in a normalised line, unsigned, percentages left out."""
    text = join_thousands(text)
    return [minor(found) for found in re.findall(rf"(?<![\d.,])({MONEY})(?!\s?%|\d)", text)]
