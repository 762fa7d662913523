"""The number under which the seller filed the receipt."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foodsave.kitchen.receipts.grammar.lines import Line

_PATTERNS = (
    re.compile(r"\bnr\s?wydr\.?\s?:?\s?(\d{3,9}(?:/\d{3,5})?)\b", re.IGNORECASE),
    re.compile(r"\bnr\s?:\s?(\d{3,9})\b", re.IGNORECASE),
    re.compile(r"^\W?\s?(W\d{5,8})\b|\s(W\d{6,8})$"),
    re.compile(r"(?:20\d\d-\d\d-\d\d|\d\d-\d\d-20\d\d)(?:\s\d\d:\d\d)?\s+(?:nr\s?)?(\d{4,8})$", re.IGNORECASE),
    re.compile(r"\b(?:paragon(?:u)?|zakup[oó]w|nr dok\w*|dokument nr)\s?(?:nr)?\s?:\s?([\w/\-]{3,20})", re.IGNORECASE),
    re.compile(r"\b(?:numer|nr)\s(?:transakcji|paragonu|wydruku)\s?:?\s?(\d{1,12})", re.IGNORECASE),
    re.compile(
        r"\b(?:tax invoice|invoice|inv|receipt|bill|trans|document|doc|slip|check|order)\s?(?:no|num|number|#)?\s?"
        r"[.:#]{1,2}\s?"
        r"(?=[\w/\-]*\d)([\w/\-]{3,24})",
        re.IGNORECASE,
    ),
)


def find_number(lines: Sequence[Line]) -> str | None:
    """Return the document number by the first of the known labels that is printed."""
    for pattern in _PATTERNS:
        for line in lines:
            match = pattern.search(line.text)
            if match:
                return next(group for group in match.groups() if group)
    return None
