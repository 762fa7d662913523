"""Who sold it: the tax number with its check digit, the chain, or the name that heads the receipt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from foodsave.kitchen.receipts.chains import BRANDS, CHAINS
from foodsave.kitchen.receipts.chains.profile import ChainProfile
from foodsave.kitchen.receipts.grammar.amounts import last_amount
from foodsave.kitchen.receipts.grammar.folding import fold, fold_word
from foodsave.kitchen.receipts.grammar.lines import Line

_NIP_WEIGHTS = (6, 5, 7, 2, 3, 4, 5, 6, 7)
_NIP_LABEL = re.compile(r"N[I1Ll|]P\W{0,4}(?:PL\W?)?(?P<number>[\dOoIlBSZ][\dOoIlBSZ \-.]{8,14})")
_NIP_SHAPE = re.compile(r"(?<!\d)(?:\d{3}-\d{3}-\d\d-\d\d|\d{3}-\d\d-\d\d-\d{3})(?!\d)")
_DIGIT_FOR_LETTER = str.maketrans("OoIlBSZ", "0011852")
_LEGAL_FORM = re.compile(r"\s+(?:sp\.?\s?[z2]\.?\s?[o0]|s\.\s?a\.?|sp\.\s?[kj]|sp[oó][lł]ka\b)", re.IGNORECASE)
_HEADER_LINES = 14
_HEAD_FOOT = re.compile(r"\bN[I1L]P\b|\bPARAGON\b|\bNIEFISKALNY\b")
_WIDE_GAP = 4.0


@dataclass(frozen=True, slots=True)
class Merchant:
    """The seller: `store` is what people call it, `profile` the chain when known."""

    store: str | None
    nip: str | None
    profile: ChainProfile | None


def nip_is_valid(digits: str) -> bool:
    """Tell whether ten digits carry a right check digit (weights 6 5 7 2 3 4 5 6 7, modulo 11)."""
    if len(digits) != 10 or not digits.isdigit():
        return False
    return sum(w * int(d) for w, d in zip(_NIP_WEIGHTS, digits, strict=False)) % 11 == int(digits[9])


def find_nips(lines: Sequence[Line]) -> list[str]:
    """Return the sellers' tax numbers in reading order, without repeats."""
    found: list[str] = []
    for line in lines:
        for match in (*_NIP_LABEL.finditer(line.text), *_NIP_SHAPE.finditer(line.text)):
            raw = match.groupdict().get("number") or match[0]
            digits = _known(re.sub(r"\D", "", raw.translate(_DIGIT_FOR_LETTER))[:10])
            if nip_is_valid(digits) and digits not in found:
                found.append(digits)
    return found


def _known(digits: str) -> str:
    """The number of a known chain where the printed one fails its check by a single misread digit."""
    if nip_is_valid(digits):
        return digits
    near = [nip for chain in CHAINS for nip in chain.nips if Levenshtein.distance(nip, digits, score_cutoff=1) <= 1]
    return near[0] if len(near) == 1 else digits


def find_merchant(lines: Sequence[Line]) -> Merchant:
    """Tell the seller by tax number, then by a chain's name anywhere in the header, then by the first printed name."""
    nips = find_nips(lines)
    nip = nips[0] if nips else None
    for chain in CHAINS:
        if any(number in chain.nips for number in nips):
            return Merchant(chain.name, next(n for n in nips if n in chain.nips), chain)
    header = [line.text for line in lines[:_HEADER_LINES]]
    apart = [line.text for line in lines[_HEADER_LINES:] if last_amount(line.text) is None]
    for chain in CHAINS:
        if _names(chain.words, header):
            return Merchant(chain.name, nip, chain)
    for name, words in BRANDS:
        if _names(words, header):
            return Merchant(name, nip, None)
    for chain in CHAINS:
        if _names(chain.words, apart):
            return Merchant(chain.name, nip, chain)
    return Merchant(_printed_name([line.text for line in _head(lines)]), nip, None)


def _head(lines: Sequence[Line]) -> Sequence[Line]:
    """The rows above the tax number or the heading, without what lies a wide gap above them."""
    foot = next((n for n, line in enumerate(lines[:_HEADER_LINES]) if _HEAD_FOOT.search(fold(line.text))), None)
    if foot is None:
        return lines[:_HEADER_LINES]
    top = foot
    while top > 0 and lines[top].y - lines[top - 1].y < _WIDE_GAP * lines[foot].height:
        top -= 1
    return lines[top : foot + 1]


def _names(words: Sequence[str], texts: Sequence[str]) -> bool:
    return any(_contains(fold(text), word) for text in texts for word in words)


def _contains(folded: str, word: str) -> bool:
    if re.search(rf"\b{re.escape(word)}\b", folded):
        return True
    if len(word) < 6:
        return False
    if len(word) >= 8 and word.replace(" ", "") in fold_word(folded):
        return True
    width = word.count(" ") + 1
    parts = folded.split()
    return any(fuzz.ratio(" ".join(parts[i : i + width]), word) >= 86 for i in range(len(parts)))


def _printed_name(header: Sequence[str]) -> str | None:
    for text in header:
        words = fold(text)
        if sum(char.isalpha() for char in words) < 3 or re.match(r"(NIP|UL|AL|TEL|WWW|PARAGON|\d\d \d{3})\b", words):
            continue
        name = _LEGAL_FORM.split(text)[0]
        return name.strip(" .,;:-*\"'") or None
    return None
