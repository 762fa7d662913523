"""English receipts: items as name, quantity, price and amount over one or two rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foodsave.kit.money import multiply_minor
from foodsave.kitchen.receipts.grammar.amounts import minor, normalise
from foodsave.kitchen.receipts.grammar.english_totals import amounts_in, is_sum_line, without_currency
from foodsave.kitchen.receipts.grammar.folding import fold
from foodsave.kitchen.receipts.grammar.items import Item
from foodsave.kitchen.receipts.grammar.lines import Line

_COLUMNS = re.compile(r"\b(?:QTY|QNTY|OTY|DESCRIPTION|ITEMS?|U ?PRICE|PRICE|AMOUNT|AMT|TOTAL)\b")
_HEADER = re.compile(
    r"\b(?:GST|TEL|FAX|DATE|TIME|CASHIER|INVOICE|INV|BILL|TABLE|JALAN|JLN|TERMINAL|TRANS|CO REG|REG NO|PAX|SERVER|ORDER"
    r"|MEMBER|CUSTOMER|HOURS|CENTER|USER)\b"
)
_DATE = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-](?:\d\d){1,2}\b")
_TAX_CODE = re.compile(r"\s*(?:\b(?:SR|ZR|ZRL|TX|EA|S|Z|T|A|B)\b\.?\s*)+$", re.IGNORECASE)
_QUANTITY = re.compile(r"(?<![\d.,])(?P<qty>\d{1,3}(?:\.\d{1,3})?)\s*[xX*@]?\s*$")
_LEADING_QUANTITY = re.compile(r"^(?P<qty>\d{1,2})\s*[xX]?\s+(?=[A-Za-z])")
_WEIGHED = re.compile(
    r"(?<![\d.,])(?P<qty>\d{1,3}(?:\.\d{1,3})?)\s*(?:kg|g|lb|l|pcs|ea)?\s*[xX*@]\s*"
    r"(?P<price>\d{1,4}\.\d{2})\s*(?:/\s?\w{1,3}\b)?\s*(?=-?\d)",
    re.IGNORECASE,
)
_AT_PRICE = re.compile(r"@\s?(?:RM\s?)?\d+[.,]\d{2}")
_DISCOUNT = re.compile(r"\bDISC\w*|\bLESS\b|\bREBATE\b|\bVOUCHER\b|\bPROMO\w*|\bCOUPON\b")


def read_english_items(lines: Sequence[Line]) -> list[Item]:
    """Return the items between the column titles (or the header) and the first sum.

    Rows without a name take it from the row above, or where none stands there from the row below.
    """
    end = next((n for n, line in enumerate(lines) if is_sum_line(line.text) and amounts_in(line.text)), len(lines))
    items: list[Item] = []
    pending: Line | None = None
    for line in lines[_first_row(lines[:end]) : end]:
        text = without_currency(normalise(line.text))
        amounts = amounts_in(text)
        if not amounts:
            pending = _named(items, line)
        elif items and (_DISCOUNT.search(fold(text)) or amounts[-1] < 0):
            _discount(items, abs(amounts[-1]))
        elif (item := _item(line, text, amounts, pending)) is not None:
            items.append(item)
            pending = None
    return [item for item in items if item.name]


def _named(items: Sequence[Item], line: Line) -> Line | None:
    """Give a name-only row to the nameless item above it, else keep it for the row below."""
    words = fold(line.text)
    if sum(char.isalpha() for char in words) < 3 or _HEADER.search(words):
        return None
    if items and not items[-1].name:
        items[-1].name = line.text.strip(" *.,")
        items[-1].lines.append(line)
        return None
    return line


def _first_row(lines: Sequence[Line]) -> int:
    titles = [n for n, line in enumerate(lines) if len(_COLUMNS.findall(fold(line.text))) >= 2]
    titles = [n for n in titles if not amounts_in(lines[n].text)]
    if titles:
        return titles[0] + 1
    header = [n for n, line in enumerate(lines[:25]) if _heads(line.text)]
    return header[-1] + 1 if header else 0


def _heads(text: str) -> bool:
    """Whether a line belongs to the header: `Member price -0.75` does not."""
    dated = _DATE.search(text) or re.search(r"\bTIME\b", fold(text))
    return bool(dated or (_HEADER.search(fold(text)) and not amounts_in(text)))


def _discount(items: Sequence[Item], amount: int) -> None:
    if items:
        items[-1].discount += min(amount, items[-1].total - items[-1].discount)


def _item(line: Line, text: str, amounts: Sequence[int], pending: Line | None) -> Item | None:
    total = amounts[-1]
    if total <= 0:
        return None
    qty, price, words = _weighed(text, total) or _quantity(_words(text), amounts, total)
    name = re.sub(r"\b\d{8,14}\b|\s[xX*@]\s*$|^\d{1,2}\s?[xX]\s", "", words).strip(" *@.,:$-")
    lines = [line]
    if sum(char.isalpha() for char in name) < 3:
        lines = [line] if pending is None else [pending, line]
        name = "" if pending is None else pending.text.strip(" *.,")
    return Item(name, qty, price, total, None, None, lines)


def _words(text: str) -> str:
    """What stands before the first amount."""
    words = re.split(r"(?<![\d.])\d{1,5}[.,]\d{2}(?!\d)", _TAX_CODE.sub("", _AT_PRICE.sub("", text)))[0]
    return re.sub(r"\bRM\s*$", "", words).strip()


def _weighed(text: str, total: int) -> tuple[str | None, int | None, str] | None:
    """A quantity at its price per piece or weight, as in `0.82 kg @ 0.90/kg 0.74`, and the words before it."""
    match = _WEIGHED.search(text)
    if match is None or multiply_minor(match["qty"], minor(match["price"])) != total:
        return None
    return match["qty"], minor(match["price"]), text[: match.start()]


def _quantity(words: str, amounts: Sequence[int], total: int) -> tuple[str | None, int | None, str]:
    """The quantity and unit price whose product is the amount, and the words without them."""
    for pattern in (_QUANTITY, _LEADING_QUANTITY):
        match = pattern.search(words)
        if match is None:
            continue
        for price in amounts[:-1] or [total]:
            if multiply_minor(match["qty"], price) == total:
                return match["qty"], price, (words[: match.start()] + words[match.end() :]).strip()
    if len(amounts) > 1 and amounts[0] == total:
        return "1", amounts[0], words
    return None, None, words
