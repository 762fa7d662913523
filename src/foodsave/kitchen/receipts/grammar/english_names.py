"""English receipts: which language, which company, which currency."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence

from foodsave.kitchen.receipts.grammar.folding import fold
from foodsave.kitchen.receipts.grammar.lines import Line

_POLISH = re.compile(
    r"\b(?:PARAGON|FISKALN\w*|NIEFISK\w*|PTU|SUMA|SPRZED\w*|GOTOWKA|RESZTA|RAZEM|PLN|ZL|NIP|KASJER|KASA|OPUST\w*|RABAT\w*"
    r"|OPODATK\w*|PLATNOSC\w*|ZAKUP\w*|SKLEP|KARTA|SZT)\b"
)
_ENGLISH = re.compile(
    r"\b(?:TOTAL|SUBTOTAL|CASH|CHANGE|GST|SST|TAX|INVOICE|RECEIPT|QTY|SDN|BHD|CASHIER|THANK|PRICE|AMOUNT|ROUNDING|DATE"
    r"|DESCRIPTION|TEL|VAT|BALANCE|TENDERED|VISA|CARD|CREDIT|STORE|ITEMS?)\b"
)
_LEGAL = re.compile(
    r"\bS[DO0]N\b\.? ?B[HNM]?[DO0]\b|\bSDN\b|\bBHD\b|\b[S5] ?/ ?B\b|\bPTE\b|\bLTD\b|\bLIMITED\b|\bPLC\b|\bLLC\b|\bINC\b"
    r"|\bCORP\b|\bENTERPRISE\b|\bTRADING\b|\bBERHAD\b"
)
_TRADE = re.compile(
    r"\b(?:RESTAURANTS?|RESTORAN|CAFE|KOPITIAM|BAKERY|CONFECTIONERY|STORES?|BOOKSTORES?|MART|MARKET|SUPERMARKET|HYPERMARKET"
    r"|MINIMARKET|HARDWARE|PHARMACY|FARMASI|CLINIC|STATIONERY|CENTRE|CENTER|MARKETING|INDUSTRIES|STATION|PERNIAGAAN|KEDAI"
    r"|SHOP|GROCER|HOUSE|BISTRO|HOTEL|MACHINERY|ELECTRICAL|BOOK\w*|\w*PETROL|TRADER\w*|HOLDINGS?|SERVICES?)\b"
)
_NO_NAME = re.compile(
    r"^(?:SIMPLIFIED |DUPLICATE |OFFICIAL )?(?:TAX ?INVO?\w*|RECEIPT|INVOICE|CASH (?:SALES?|BILL|RECEIPT)|BILL|ORDER)\b"
    r"|\bGST\b|^TEL\b|^FAX\b|^(?:CO|COMPANY)? ?REG|\bDATE\b|^TABLE\b|^\d[\d /:-]*$|^WELCOME|^NO \d|^LOT\b|\bJALAN\b"
    r"|\bJLN\b|^HTTP|^WWW|^EMAIL|^THANK|^LICENSEE|^CUSTOMER|\b\d{5}\b"
)
_REGISTRATION = re.compile(
    r"\s*[(\[]?\s*(?:CO\.?\s?(?:REG)?\.?\s?(?:NO)?\.?\s?:?\s*)?[(\[]?\d{4,7}\s?[-–]?\s?[A-Z0-9]{1,2}\s?[)\]].*$",
    re.IGNORECASE,
)
_HEADER_LINES = 12


def is_english(lines: Sequence[Line]) -> bool:
    """Tell whether a receipt speaks English rather than Polish (which it does when neither is clear)."""
    words = [fold(line.text) for line in lines]
    polish = sum(len(set(_POLISH.findall(text))) for text in words)
    english = sum(len(set(_ENGLISH.findall(text))) for text in words)
    return english > max(1.5 * polish, 2)


def find_company(lines: Sequence[Line]) -> str | None:
    """Return the company that heads an English receipt: the line with a legal form, a trade, else the first name."""
    header = [line for line in lines[:_HEADER_LINES] if sum(char.isalpha() for char in line.text) >= 3]
    for number, line in enumerate(header):
        words = fold(line.text.replace("/", " / "))
        if _LEGAL.search(line.text.upper()) or _LEGAL.search(words):
            return _joined(header, number)
    named = [line for line in header if not _NO_NAME.search(fold(line.text))]
    usual = statistics.median(line.height for line in lines) if lines else 1.0
    clear = [line for line in named if line.confidence >= 0.8 and line.height < 3.2 * usual] or named
    for line in clear[:5]:
        if _TRADE.search(fold(line.text)):
            return _tidy(line.text)
    return _tidy(clear[0].text) if clear else None


def find_currency(lines: Sequence[Line]) -> str | None:
    """Return the ISO code of the currency that an English receipt prints or implies by its country's forms."""
    text = " ".join(line.text.upper() for line in lines)
    if re.search(r"\bRM\s?\d|\bRM\b|\bMYR\b|\(RM\)|\bSDN\b|\bMALAYSIA\b|\bSELANGOR\b|\bKUALA LUMPUR\b|\bJOHOR\b", text):
        return "MYR"
    for code, pattern in (
        ("GBP", r"£|\bGBP\b"),
        ("EUR", r"€|\bEUR\b"),
        ("SGD", r"\bSGD\b|S\$"),
        ("USD", r"\$\s?\d|\bUSD\b"),
        ("PLN", r"\bPLN\b"),
    ):
        if re.search(pattern, text):
            return code
    return None


def _joined(header: Sequence[Line], number: int) -> str:
    """A name over two rows: the legal form alone belongs to the row above, a lone SDN to the row below."""
    text = header[number].text
    bare = _LEGAL.sub("", fold(_REGISTRATION.sub("", text))).strip()
    if len(bare) < 4 and number > 0 and not _NO_NAME.search(fold(header[number - 1].text)):
        return _tidy(f"{header[number - 1].text} {text}")
    if re.search(r"\bS[DO0]N\.?$", text.upper()) and number + 1 < len(header):
        return _tidy(f"{text} {header[number + 1].text}")
    return _tidy(text)


def _tidy(text: str) -> str:
    text = _REGISTRATION.sub("", text)
    return text.strip(" .,;:-*\"'(")
