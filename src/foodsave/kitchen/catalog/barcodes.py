"""Barcodes of goods, checked and told apart: GTINs of makers and the codes that a shop prints itself.

Sources: GS1 General Specifications, sections 1.4 (prefixes), 2.1 (restricted circulation), 4.2 and 7.9 (check digits);
the price/weight check digit of section 7.9.4. GS1 leaves the inner layout of prefixes 20-29 to each country: Polish
scales print prefix 2x, a four- or five-digit article (PLU) and five digits of grams, mostly under 27, 28 and 29.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from foodsave.errors import Invalid

Kind = Literal["ean13", "ean8", "upc", "gtin14", "in_store_weight", "in_store"]

_SEPARATORS = re.compile(r"[\s\-–.]+")
_SYMBOLOGY = re.compile(r"^\][A-Za-z]\d")  # AIM identifier that scanners may put first
_ELEMENT_STRING = re.compile(r"^(?:\(01\)|01(?=\d{14}$))(\d{14})$", re.ASCII)
_DIGITS = re.compile(r"\d+", re.ASCII)
_LENGTHS: dict[int, Kind] = {8: "ean8", 12: "upc", 13: "ean13", 14: "gtin14"}
_IN_STORE_WEIGHT = ("23", "24", "25", "26", "27", "28", "29")
_TWO_MINUS = (0, 2, 4, 6, 8, 9, 1, 3, 5, 7)  # twice the digit, less its tens
_FIVE_PLUS = (0, 5, 1, 6, 2, 7, 3, 8, 4, 9)  # five times the digit, with its tens added
_FIVE_MINUS = (0, 5, 9, 4, 8, 3, 7, 2, 6, 1)
_WEIGHTINGS = (_FIVE_PLUS, _TWO_MINUS, _FIVE_MINUS, _FIVE_PLUS, _TWO_MINUS)
_LARGEST_WEIGHT_G = 30_000  # what a shop's scale can carry
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Barcode:
    """A checked barcode: `gtin` has 14 digits. `plu` and `weight_g` are what an in-store code seems to hold.

    A shop lays out its own codes as it likes, so the weight is a hint to be confirmed, never a fact.
    """

    gtin: str
    kind: Kind
    plu: str | None = None
    weight_g: int | None = None


def parse_barcode(text: str) -> Barcode:
    """Return the barcode that was typed or scanned; blanks and hyphens are borne.

    Raises:
        Invalid: it is not 8, 12, 13 or 14 digits, or its check digit is wrong.
    """
    digits = _digits(text)
    kind = _LENGTHS.get(len(digits))
    if kind is None:
        raise Invalid(
            f"a barcode has 8, 12, 13 or 14 digits; this one has {len(digits)}: type every digit under the bars",
            code="invalid_barcode",
        )
    if check_digit(digits[:-1]) != digits[-1]:
        raise Invalid(
            f"the barcode {digits} has a wrong check digit ({digits[-1]}); look at its digits again",
            code="invalid_barcode",
        )
    gtin = digits.zfill(14)
    if not gtin.strip("0"):
        raise Invalid("a barcode of zeros names nothing; type the digits under the bars", code="invalid_barcode")
    if _is_in_store(digits, kind):
        return _in_store(gtin, digits, kind)
    return Barcode(gtin, kind)


def check_digit(digits: str) -> str:
    """Return the GS1 check digit of the digits before it: weights 3 and 1 from the right, complement to tens."""
    total = sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(reversed(digits)))
    return str(-total % 10)


def _digits(text: str) -> str:
    if len(text) > _LONGEST:
        raise Invalid(f"a barcode has at most 14 digits; this text has {len(text)} characters", code="invalid_barcode")
    plain = _SEPARATORS.sub("", _SYMBOLOGY.sub("", text.strip()))
    if element := _ELEMENT_STRING.match(plain):
        return element[1]
    if not _DIGITS.fullmatch(plain):
        raise Invalid(f"{text.strip()!r} is not a barcode; it has digits only", code="invalid_barcode")
    return plain


def _is_in_store(digits: str, kind: Kind) -> bool:
    if kind == "ean13":
        return digits.startswith(("02", "04", "2"))
    return (kind == "ean8" and digits.startswith(("0", "2"))) or (kind == "upc" and digits.startswith(("2", "4")))


def _in_store(gtin: str, digits: str, kind: Kind) -> Barcode:
    """Read prefix, article and grams: with a digit between them that checks the grams, or with none."""
    if kind != "ean13" or not digits.startswith(_IN_STORE_WEIGHT):
        return Barcode(gtin, "in_store")
    weight_g = int(digits[7:12])
    if not 0 < weight_g <= _LARGEST_WEIGHT_G:
        return Barcode(gtin, "in_store")
    is_checked = digits[6] == weight_check_digit(digits[7:12])
    return Barcode(gtin, "in_store_weight", plu=digits[2:6] if is_checked else digits[2:7], weight_g=weight_g)


def weight_check_digit(digits: str) -> str:
    """Return the digit that checks five digits of weight or price (GS1 General Specifications, section 7.9.4)."""
    total = sum(table[int(digit)] for table, digit in zip(_WEIGHTINGS, digits, strict=True))
    return str(_FIVE_MINUS.index(-total % 10))
