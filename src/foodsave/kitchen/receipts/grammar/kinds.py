"""What a printed line is about, told by its leading words."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from foodsave.kitchen.receipts.grammar.folding import fold, fold_word, starts_like


class LineKind(StrEnum):
    """The role of a line in the order that the fiscal regulation prescribes."""

    HEADING = "heading"
    PAGE_FOOT = "page_foot"
    DISCOUNT = "discount"
    DISCOUNT_NOTE = "discount_note"
    DISCOUNT_SUM = "discount_sum"
    CANCELLED = "cancelled"
    DEPOSIT = "deposit"
    SUBTOTAL = "subtotal"
    TAX_SALES = "tax_sales"
    TAX = "tax"
    TAX_SUM = "tax_sum"
    TOTAL = "total"
    PAYABLE = "payable"
    PAYMENT = "payment"
    CHANGE = "change"
    OTHER = "other"


# In the order of the tests: the more particular first.
_STARTS: tuple[tuple[LineKind, str], ...] = (
    (LineKind.HEADING, "PARAGONFISKALNY NIEFISKALNY EPARAGONNIEFISK DOKUMENTNIEFISKALNY EPARAGON"),
    (LineKind.DISCOUNT_NOTE, "UWZGLOPUST UWZGLRABAT WTYMRABAT WTYMOPUST CENAPRZEDRABATEM NAJNIZSZACENA"),
    (LineKind.DISCOUNT_SUM, "OPUSTYLACZNIE SUMAOPUST SUMARABAT UDZIELONOLACZ UDZIELONORABAT UWZGLEDNIONOOPUST"),
    (LineKind.DISCOUNT_SUM, "RABATYLACZNIE RABATLACZNIE LACZNYRABAT LACZNARABAT LACZNIERABAT OPUSTLACZNIE SUMAUPUST"),
    (LineKind.DISCOUNT_SUM, "RAZEMRABAT RAZEMOPUST OSZCZEDZASZ ZAOSZCZEDZ OSZCZEDNOSC TWOJEOSZCZED"),
    (LineKind.TAX_SUM, "SUMAPTU LACZNAKWOTAPTU PODATEKPTU RAZEMPTU SUMAPODATKU KWOTAPTURAZEM"),
    (LineKind.TAX_SALES, "SPRZEDAZOPOD SPRZEDOPOD SPRZEDAZZWOL SPRZEDZWOL SPRZZWOL SPRZOPOD"),
    (LineKind.TAX, "KWOTAPTU KWOTAVAT PODATEKVAT"),
    (LineKind.SUBTOTAL, "PODSUMA SUMACZESC SUMAPOSREDN"),
    (
        LineKind.DEPOSIT,
        "OPAKOWANIAZWROT OPAKOWANIEZWR OPAKOWANIAZWR OPAKZWR KAUCJA KAUCJE ZWROTOPAK ZWROTBUT ZWROTKAUC",
    ),
    (
        LineKind.DEPOSIT,
        "BUTELKAZWR BUTZWR PUSZKAKAUC BUTELKAKAUC SUMAOPAKOW SUMAKAUC OPLATAKAUC OPAKKAUC OPAKOWANIEKAUC",
    ),
    (LineKind.PAYABLE, "DOZAPLATY KWOTADOZAPLATY RAZEMDOZAPLATY SUMADOZAPLATY NALEZNOSC"),
    (LineKind.CHANGE, "RESZTA WYDANARESZTA DOWYDANIA"),
    (LineKind.CANCELLED, "STORNO ANULOWAN ANULACJA ANULUJ"),
    (LineKind.DISCOUNT, "OPUST RABAT OBNIZKA UPUST ZNIZKA LIDLPLUS TANIEJ PROMOCJA KUPON"),
)
_KEYWORDS = tuple((kind, word) for kind, words in _STARTS for word in words.split())
_TOTAL_LABELS = {"SUMA", "SUMAPLN", "RAZEM", "RAZEMPLN", "OGOLEM", "SUMAZL", "SUMAOGOLEM", "RAZEMZL", "SUNA", "SUHA"}
_TOTAL_START = re.compile(r"^(?:SUMA|RAZEM|OG[O0]LEM) (?:PLN |ZL )?(?:[A-Z]{0,4} )?\d+ \d\d(?: PLN| ZL)?$")
_PAYMENT_LABELS = [
    "GOTOWKA",
    "KARTA",
    "KARTAPLATNICZA",
    "KARTYPLATNICZE",
    "KARTAMAGNETYCZNA",
    "KARTAPLAT",
    "KARTYPLAT",
    "PLATNOSC",
    "PLATNOSCKARTA",
    "PRZELEW",
    "BLIK",
    "WPLACONO",
    "WPLACONORAZEM",
    "ZAPLACONO",
    "BONTOWAROWY",
    "VOUCHER",
    "VISA",
    "MASTERCARD",
    "CZEK",
    "KREDYT",
    "MOBILNA",
    "PLATNOSCKARTAPLATNICZA",
    "KARTAKARTAPLATNICZA",
    "KARTAKARTYPLATNICZE",
    "GOTOWKAPLATNOSC",
]
_PAYMENT = re.compile(
    r"^(?:INNA |PLAT\S* (?:KARTA|GOTOWKA|BLIK)|ROZLICZENIE|KARTA KART|KARTA PLAT|FORMA PLAT|SPOSOB PLAT)"
)
_TAX_TABLE = re.compile(
    r"^PTU ?[A-G]\b|^[A-G] ?\d{1,2}(?: \d\d)? ?%|^KWOTA [A-G]\b|^PTU \d|^(?:STAWKA|PODATEK|PTU) \S*"
    r"(?: BRUTTO| NETTO)|^VAT [A-G]\b|^PODATE\w* BRUTTO"
)
_SALES = re.compile(r"^SP\w{0,6} ?[O0]P\w{0,8} ?(?:PTU ?)?[A-G]\b|^SP\w{0,6} ?ZW\w{0,8} ?[A-G]?\b")
_SALES_ANYWHERE = re.compile(r"\bSPR\w{4,6} OPOD\w* [A-G]\b")
_SUMS_ANYWHERE = re.compile(r"\bSUMA PTU\b|\bSUMA PLN\b")
_PAGE_FOOT = re.compile(r"\bSTRONA ?\d+ ?[Z/] ?\d+")
_COLUMN_TITLES = re.compile(r"^CENA W\b|^NAZWA\b.*\b(?:CENA|IL?OSC|WARTOSC)")
_CANCELLED = re.compile(r"\b(?:STORNO|ANULOWAN\w*)\b|^#+ ?[S5]TORN")


@lru_cache(maxsize=1024)
def kind_of(text: str) -> LineKind:
    """Return the role of a normalised line by its first words, tolerant of misread letters."""
    words, label = fold(text), fold_word(text)
    first = fold_word(words.split(" ")[0])
    if _SALES.match(words) or _SALES_ANYWHERE.search(words):
        return LineKind.TAX_SALES
    if _SUMS_ANYWHERE.search(words):
        return LineKind.TAX_SUM if "PTU" in words else LineKind.TOTAL
    if _TAX_TABLE.match(words):
        return LineKind.TAX
    if _PAGE_FOOT.search(words):
        return LineKind.PAGE_FOOT
    if _COLUMN_TITLES.match(words):
        return LineKind.HEADING
    if _CANCELLED.search(words):
        return LineKind.CANCELLED
    bare = fold_word(re.split(r"\d", text)[0])
    if bare in _TOTAL_LABELS or any(
        len(word) > 5 and starts_like(bare, word) and len(bare) < 10 for word in _TOTAL_LABELS
    ):
        return LineKind.TOTAL
    for kind, word in _KEYWORDS:
        if starts_like(label, word) or (len(word) == len(first) and starts_like(first, word)):
            return kind
    if _TOTAL_START.match(words):
        return LineKind.TOTAL
    if _PAYMENT.match(words) or bare.removesuffix("PLN") in _PAYMENT_LABELS:
        return LineKind.PAYMENT
    return LineKind.OTHER
