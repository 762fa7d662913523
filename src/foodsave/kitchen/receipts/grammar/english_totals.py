"""English receipts: the amount paid for the goods, by labels, by cash less change, and by the tax summary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from foodsave.kitchen.receipts.grammar.folding import fold
from foodsave.kitchen.receipts.grammar.lines import Line

_AMOUNT = re.compile(
    r"(?P<sign>-\s?)?(?<![\d.])(?P<value>\d{1,3}(?:,\d{3})+\.\d{2}|\d{1,6}[.,]\d{2})(?P<sign_after>-)?(?!\d|\s?%)"
)
_CURRENCY = re.compile(r"(?:\bRM|S?\$|[£€])\s?(?=-?\s?\d)")
_END = re.compile(r"[-\d.,]+\s*(?:RM|MYR|EUR|GBP|USD|SGD)?\s*$")
_SUMMARY = re.compile(r"\b(?:GST|TAX|SST|VAT) ?(?:SUMMARY|ANALYSIS|RATE|DETAIL)|\bSUMMARY\b.*\bAMOUNT\b")
_NOT_TOTAL = re.compile(
    r"\bQTY\b|QUANT|\bITEMS? ?(?:COUNT|QTY)|^ITEMS?\b(?!.*TOTAL)|\bSAVING|\bDISC|\bBEFORE\b|SUPPLIES|INCLUDES? \d"
    r"|\bPOINTS?\b|\bTOTAL ITEMS?\b|\bTOTAL (?:GST|TAX|SST|VAT)\b(?!.*INCL)|\bGST (?:PAYABLE|AMT|AMOUNT)|^GST\b|^TAX\b"
    r"|\bTOTAL SV\b|\bNO OF\b"
)
_LABELS: tuple[tuple[float, re.Pattern[str]], ...] = (
    (5.5, re.compile(r"ROUNDED|\bAFTER\b.*(?:ROUND|ADJ)|TOTAL ROUND|ROUND\w* TOTAL|ROUND\w* AMT")),
    (
        5.0,
        re.compile(
            r"(?:GRAND|NETT?|FINAL|BILL) ?TOTA|NETT? (?:AMT|AMOUNT|PAY)|TOTAL (?:AMOUNT |AMT )?(?:PAYABLE|DUE|TO PAY)"
        ),
    ),
    (5.0, re.compile(r"(?:AMOUNT|BALANCE|AMT|TOTAL) ?(?:DUE|PAYABLE)|\bDUE$|^DUE\b")),
    (4.0, re.compile(r"TOTAL (?:SA[LI]\w{1,2}|AMOUNT|AMT|INC|WITH|GROSS|PRICE|BILL|RM|MYR)")),
    (4.0, re.compile(r"TOTAL.*INC|(?:TAKE ?OUT|EAT ?IN) TOTAL|^TOTAL\b|\bTOTAL$")),
    (2.0, re.compile(r"\bTOTAL\b")),
)
_WITHOUT_TAX = re.compile(r"\bT[O0]TAL\b.*\bEXC|^QTY\b")
_SUBTOTAL = re.compile(r"\bSUB ?T[O0]TAL\b")
_ROUNDING = re.compile(r"R[O0]U?N\w{0,3}D?ING|\bROUND\b|\bRND\b")
_CHANGE = re.compile(r"\bCHANGE\b|\bBAKI\b")
_CASH = re.compile(r"\bAMT PAID\b|\bCASH\b|\bTENDER\w*|\bTUNAI\b|\bAMOUNT PAID\b")
_CARD = re.compile(r"\b(?:VISA|MASTER\w*|CREDIT|DEBIT|CARD|EDC|AMEX|PAID|PAY|MYDEBIT)\b")
_TAX = re.compile(r"^(?:ADD )?(?:GST|SST|VAT|SERVICE|SVC|TAX)\b")


_MOST_ROUNDED = 5  # minor units; the smallest coin is ten at most


@dataclass(slots=True)
class EnglishSums:
    """Sums of an English receipt, minor units; `claims` pairs an amount with the trust in its label."""

    claims: list[tuple[int, float]] = field(default_factory=list)
    subtotals: list[int] = field(default_factory=list)
    roundings: list[int] = field(default_factory=list)
    taxes: list[int] = field(default_factory=list)
    summary: int = 0
    cash: list[int] = field(default_factory=list)
    cards: list[int] = field(default_factory=list)
    change: list[int] = field(default_factory=list)


def without_currency(text: str) -> str:
    """Return an English line without the currency before its amounts, so that `-£0.75` keeps its sign."""
    return _CURRENCY.sub("", re.sub(r"(?<=RM)\s?[Il](?=\d)", "1", text))


def amounts_in(text: str) -> list[int]:
    """Return the signed amounts with two decimals of an English line, minor units."""
    text = without_currency(text)
    text = re.sub(r"(?<=\d)\s?\.\s?(?=\d{2}\b)", ".", text)
    found = []
    for match in _AMOUNT.finditer(text):
        value = int(re.sub(r"\D", "", match["value"]))
        found.append(-value if match["sign"] or match["sign_after"] else value)
    return found


def sum_words(text: str) -> str:
    """Return the folded words of a line, with a misread `total` put right."""
    words = fold(text).split()
    return " ".join("TOTAL" if len(w) == 5 and Levenshtein.distance(w, "TOTAL") == 1 else w for w in words)


def is_sum_line(text: str) -> bool:
    """Tell whether a line of an English receipt is a sum, tax or payment rather than an item."""
    words = sum_words(_END.sub("", text))
    patterns = (_SUBTOTAL, _WITHOUT_TAX, _ROUNDING, _CHANGE, _CASH, _TAX, _SUMMARY, *(p for _, p in _LABELS[:5]))
    return any(pattern.search(words) for pattern in patterns)


def read_english_sums(lines: Sequence[Line]) -> EnglishSums:
    """Read every labelled sum; a label without an amount takes the amount on the next line."""
    sums = EnglishSums()
    in_summary = False
    waiting = ""
    for line in lines:
        words = sum_words(_END.sub("", line.text))
        amounts = amounts_in(line.text)
        if _SUMMARY.search(words):
            in_summary, waiting = True, ""
        elif in_summary and len(amounts) >= 2:
            if "TOTAL" not in words:
                sums.summary += amounts[-1] + amounts[-2]
        elif not amounts:
            waiting = words if _is_label(words) else ""
        else:
            label = words if _is_label(words) or not waiting else f"{waiting} {words}".strip()
            lost = not label and bool(sums.subtotals) and not sums.claims and abs(amounts[-1]) <= _MOST_ROUNDED
            _take(sums, "ROUNDING" if lost else _label_text(label), amounts[-1])
            waiting = ""
    return sums


def _is_label(words: str) -> bool:
    return any(
        p.search(words) for p in (_SUBTOTAL, _WITHOUT_TAX, _ROUNDING, _CHANGE, _CASH, _CARD, *(p for _, p in _LABELS))
    )


def _label_text(words: str) -> str:
    return re.sub(r"\b(?:RM|MYR|USD|GBP|\d+)\b", " ", words).strip()


def _take(sums: EnglishSums, words: str, amount: int) -> None:
    if _ROUNDING.search(words) and not re.search(r"T[O0]TA|ROUNDED|AFTER", words):
        sums.roundings.append(amount)
    elif _SUBTOTAL.search(words) or _WITHOUT_TAX.search(words):
        sums.subtotals.append(amount)
    elif _CHANGE.search(words):
        sums.change.append(abs(amount))
    elif _CASH.search(words):
        sums.cash.append(amount)
    elif _TAX.search(words) and not re.search(r"T[O0]TAL", words):
        sums.taxes.append(amount)
    elif not _NOT_TOTAL.search(words):
        weight = next((weight for weight, pattern in _LABELS if pattern.search(words)), 0.0)
        if weight:
            sums.claims.append((amount, weight))
        elif _CARD.search(words):
            sums.cards.append(amount)


def goods_total(sums: EnglishSums, total: int | None, items_net: int) -> int | None:
    """Return what the items must come to: the total before rounding, and before tax where prices exclude it."""
    if total is None:
        return None
    rounding = sum(r for r in sums.roundings[:1] if abs(r) <= _MOST_ROUNDED)
    paid = {cash - change for cash in sums.cash for change in sums.change}
    unrounded = {total - rounding} | ({total} if total + rounding in paid else set())
    before_tax = {amount - tax for amount in unrounded for tax in (0, sum(sums.taxes))}
    printed = [amount for amount in sums.subtotals if amount in before_tax]
    if printed:
        return items_net if items_net in printed else printed[0]
    return items_net if items_net in unrounded else total


def choose_english_total(sums: EnglishSums, items_net: int) -> tuple[int | None, float]:
    """Return the printed total that labels, payments and the tax summary support most, and that support."""
    support: dict[int, dict[str, float]] = {}
    for amount, weight, source in _evidence(sums, items_net):
        if amount > 0:
            sources = support.setdefault(amount, {})
            sources[source] = max(sources.get(source, 0.0), weight)
    printed = {amount for amount, _ in sums.claims} | {*sums.subtotals, *sums.cards, *sums.cash}
    trust = {
        amount: sum(sources.values()) for amount, sources in support.items() if amount in printed or not sums.claims
    }
    if not trust:
        return None, 0.0
    best = max(trust, key=lambda amount: trust[amount])
    return best, trust[best]


def _evidence(sums: EnglishSums, items_net: int) -> Iterator[tuple[int, float, str]]:
    """What speaks for an amount: it, a weight, and the source (each counts once for an amount)."""
    rounding = sum(r for r in sums.roundings[:1] if abs(r) <= _MOST_ROUNDED)
    for amount, weight in sums.claims:
        rounded = any(0 < abs(amount - other) <= _MOST_ROUNDED and lower < weight for other, lower in sums.claims)
        if rounded and sums.roundings:
            yield amount, 4.0, "rounded"
        yield amount, weight, "label" if weight > 2 else "weak label"
        for change in sums.roundings if weight < 5.5 else ():
            if change:
                yield amount + change, 2.0, "rounded"
    for amount in sums.subtotals:
        yield amount, 1.5, "subtotal"
        for tax in {0, sum(sums.taxes)}:
            yield amount + tax + rounding, 2.0 if rounding else 1.0, "subtotal with tax"
    for cash in sums.cash:
        yield cash, 1.0, "cash"
        for change in sums.change:
            yield cash - change, 4.0, "cash less change"
    for amount in sums.cards:
        yield amount, 2.5, "card"
    yield sums.summary, 1.5, "summary"
    yield items_net + rounding, 2.0 if rounding else 1.5, "items"
