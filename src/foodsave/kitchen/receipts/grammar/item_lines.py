"""One printed row as name, quantity, unit price, amount and tax letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from foodsave.kit.money import multiply_minor
from foodsave.kitchen.receipts.grammar.amounts import MONEY, join_thousands, minor

_UNIT = r"(?:s[zg2]t|sz|[o0]pak|[o0]p|kg|dag|g|l|but|kpl|par|m|pcs|ea)\b\.?,?"
_LOOSE = r"\d{1,5}(?:[.,]\d{1,2})?"
_BLOCK = re.compile(
    rf"(?<![\d.,])(?P<qty>-?\s?\d{{1,4}}(?:[.,]\d{{1,4}})?)\s*(?P<unit>{_UNIT})?\s*[x*]\s*"
    rf"(?:PLN\s?|RM\s?|[$£€]\s?)?(?P<price>{MONEY}|{_LOOSE}(?![\d.,]))"
    rf"\s*(?:z[\wł]\b\.?|PLN\b)?(?:\s*/\s*(?:kg|szt|op|l)\b\.?)?\s*=?\s*",
    re.IGNORECASE,
)
_TOTAL = re.compile(rf"^(?P<total>-?\s?{MONEY})\s*(?:z[\wł]\b\.?|PLN\b)?(?P<rest>.{{0,6}})$", re.IGNORECASE)
_RAGGED_TOTAL = re.compile(r"^(?P<total>\d{1,5}(?:[.,]\d|\s\d\d)?|\d{3,6})\s*(?P<rest>\D{0,4})$")
_GARBLED_TOTAL = re.compile(r"^(?=\D*\d)[\dA-Z.,:;]{2,9}\s?\w?$", re.IGNORECASE)
_GARBLED_BLOCK = re.compile(
    rf"\s(?P<qty>\d{{1,4}}(?:[.,]\d{{1,4}})?)\s*(?:{_UNIT})?\s*[x*]\s*[\dA-Z.,:]{{2,7}}$", re.IGNORECASE
)
_PLAIN = re.compile(
    rf"^(?P<name>.*?)\s*(?<![\d.,])(?P<total>-?\s?{MONEY})\s*(?:z[\wł]\b\.?|PLN\b)?(?P<rest>[\s°'`.,:;_\"^|-]*[^\W_gklm]?\W*)$",
    re.IGNORECASE,
)
_CROSSLESS = re.compile(
    rf"^(?P<name>.*?)\s*(?<![\d.,])(?P<qty>\d{{1,3}}(?:[.,]\d{{3}})?)\s*(?:{_UNIT})?\s*\W?\s*(?P<price>{MONEY})"
    r"\s*(?:z[\wł]\b\.?|PLN\b)?\s*=?\s*$",
    re.IGNORECASE,
)
_QUANTITY_LOST = re.compile(rf"^(?P<name>.*?)\s*[x*]\s*(?P<price>{MONEY})\s*=?\s*$", re.IGNORECASE)
_PRICE_FIRST = re.compile(
    rf"^(?P<name>.*?)\s*(?<![\d.,])(?P<price>{MONEY})\s*[x*]\s*(?P<qty>\d{{1,3}}(?:[.,]\d{{1,3}})?)\s*(?:{_UNIT})?\s*=?\s*$",
    re.IGNORECASE,
)
_HOURS = re.compile(r"\b\d{1,2}[.:]\d\d(?:-| - )\d{1,2}[.:]\d\d\b")
_LONGEST_COUNT = 3
_LETTER_FOR_DIGIT = {"8": "B", "4": "A"}


@dataclass(frozen=True, slots=True)
class ItemText:
    """What one row says: `total` is None when only a quantity block is printed, `name` may be empty.

    `mark` is the character glued to the amount as it was read: a tax letter, or the digit that OCR made of it.
    """

    name: str
    qty: str | None
    unit_price: int | None
    total: int | None
    mark: str | None


def read_item(text: str) -> ItemText | None:
    """Return the item that a normalised line prints; None when it carries no amount."""
    if _HOURS.search(text):
        return None
    joined = join_thousands(text)
    if joined != text and _proves_itself(large := read_item(joined)):
        return large
    for block in _blocks(text):
        found = _with_block(text, block)
        if found is not None:
            return found
    match = _PLAIN.match(text)
    return _without_block(match) if match else None


def _proves_itself(row: ItemText | None) -> bool:
    """Whether quantity x price gives the amount: only that tells a thousand from a digit that stands before it."""
    if row is None or row.qty is None or row.unit_price is None or row.total is None:
        return False
    return row.total > 0 and multiply_minor(row.qty, row.unit_price) == row.total


def _blocks(text: str) -> Iterator[re.Match[str]]:
    """Quantity blocks from right to left, also where one reads into the next, as in `5szt X 1 x3,29`."""
    for start in range(len(text) - 1, -1, -1):
        block = _BLOCK.match(text, start) if text[start].isdigit() or text[start] == "-" else None
        before = text[max(0, start - 2) : start]
        if block is not None and not before[-1:].isdigit() and before not in ("-", " -"):
            yield block


def letter_of(mark: str | None) -> str | None:
    """Return the tax letter behind a glued character, None when it is none or could be several."""
    if not mark:
        return None
    letter = _LETTER_FOR_DIGIT.get(mark, mark).upper()
    return letter if letter in "ABCDEFG" else None


def _with_block(text: str, block: re.Match[str]) -> ItemText | None:
    start, rest = text[: block.start()], text[block.end() :]
    name, qty, price = start.strip(), _plain_qty(block["qty"]), minor(block["price"])
    if re.fullmatch(MONEY, block["qty"]) and block["price"].isdigit():
        qty, price = block["price"], minor(block["qty"])
    if not re.search(r"\d", rest):
        exact = re.fullmatch(MONEY, block["price"]) is not None
        return ItemText(name, qty, price, None, _mark(rest)) if exact else None
    match = _TOTAL.match(rest)
    if match is not None:
        total = _signed(match["total"])
        name, qty = _unglued(start, qty, price, total)
        right = abs(total) == abs(multiply_minor(qty, price))
        if right or (re.fullmatch(MONEY, block["price"]) and len(match["rest"].strip()) <= 2):
            return ItemText(name, qty, price, total, _mark(match["rest"]))
        return None
    match = _RAGGED_TOTAL.match(rest)
    product = multiply_minor(qty, price)
    if match is not None and product > 0:
        values = (minor(match["total"].replace(" ", ".")), int(re.sub(r"\D", "", match["total"])))
        if product in values:
            return ItemText(name, qty, price, product, _mark(match["rest"]))
    if re.fullmatch(MONEY, block["price"]) and _GARBLED_TOTAL.match(rest):
        name, qty = _unglued(start, qty, price, int(re.sub(r"\D", "", rest)))
        return ItemText(name, qty, price, None, None) if len(qty) <= _LONGEST_COUNT or "." in qty else None
    return None


def _without_block(match: re.Match[str]) -> ItemText:
    total, mark = _signed(match["total"]), _mark(match["rest"])
    for pattern in (_QUANTITY_LOST, _PRICE_FIRST, _CROSSLESS):
        found = pattern.match(match["name"]) if total > 0 else None
        if found is None:
            continue
        price = minor(found["price"])
        name, qty = _unglued(found["name"], _plain_qty(found.groupdict().get("qty") or "1"), price, total)
        if multiply_minor(qty, price) == total:
            return ItemText(name, qty, price, total, mark)
    garbled = _GARBLED_BLOCK.search(match["name"])
    if total > 0 and garbled is not None and re.search(r"\d$|\d\w$", match["name"]):
        return ItemText(match["name"][: garbled.start()].strip(), _plain_qty(garbled["qty"]), None, total, mark)
    rest, count, each = _swallowed_cross(match["name"].strip(), total)
    return ItemText(rest, count, each, total, mark)


def _swallowed_cross(name: str, total: int) -> tuple[str, str | None, int | None]:
    """Part `... 13.85` into 1 x 3.85 where the amount is 3.85: the cross was lost."""
    match = re.search(rf"(?<![\d.,])(?P<glued>{MONEY})$", name)
    if match is None or total <= 0:
        return name, None, None
    for cut in range(1, 4):
        qty, price = match["glued"][:cut], match["glued"][cut:]
        if qty.isdigit() and re.fullmatch(MONEY, price) and multiply_minor(qty, minor(price)) == total:
            return name[: match.start()].strip(), qty, minor(price)
    return name, None, None


def _unglued(name: str, qty: str, price: int, total: int) -> tuple[str, str]:
    """Give digits back to a name that ran into the quantity, where only that makes the product right."""
    if total > 0 and multiply_minor(qty, price) != total:
        for cut in range(1, len(qty.split(".", maxsplit=1)[0])):
            if multiply_minor(qty[cut:], price) == total:
                return f"{name}{qty[:cut]}".strip(), qty[cut:]
    return name.strip(), qty


def _plain_qty(text: str) -> str:
    return text.replace(",", ".").replace(" ", "")


def _mark(rest: str) -> str | None:
    letters = re.findall(r"[A-Za-z]", rest)
    if letters:
        return str(letters[-1])
    digits = re.findall(r"\d", rest)
    return str(digits[0]) if digits else None


def _signed(text: str) -> int:
    return -minor(text) if "-" in text else minor(text)
