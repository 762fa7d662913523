"""What a printed line is about, told by its leading words."""

from __future__ import annotations

import re
from enum import StrEnum

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


_STARTS: tuple[tuple[LineKind, tuple[str, ...]], ...] = (
    (LineKind.HEADING, ("PARAGONFISKALNY", "NIEFISKALNY", "EPARAGONNIEFISK", "DOKUMENTNIEFISKALNY", "NAZWAPTU")),
    (LineKind.DISCOUNT_NOTE, ("UWZGLOPUST", "UWZGLRABAT", "WTYMRABAT", "WTYMOPUST")),
    (
        LineKind.DISCOUNT_SUM,
        (
            "OPUSTYLACZNIE",
            "SUMAOPUST",
            "SUMARABAT",
            "UDZIELONO",
            "UWZGLEDNIONO",
            "RABATYLACZNIE",
            "RABATLACZNIE",
            "LACZNYRABAT",
            "LACZNARABAT",
            "LACZNIERABAT",
            "OSZCZEDZ",
            "ZAOSZCZEDZ",
            "OPUSTLACZNIE",
            "RAZEMRABAT",
            "RAZEMOPUST",
            "SUMAUPUST",
        ),
    ),
    (LineKind.TAX_SUM, ("SUMAPTU", "LACZNAKWOTAPTU", "PODATEKPTU", "RAZEMPTU", "SUMAPODAT")),
    (
        LineKind.TAX_SALES,
        (
            "SPRZEDAZOPOD",
            "SPRZEDOPOD",
            "SPRZEDAZZWOL",
            "SPRZEDZWOL",
            "SPOPA",
            "SPOPB",
            "SPOPC",
            "SPOPD",
            "SPZWE",
            "SPZWOL",
        ),
    ),
    (LineKind.TAX, ("KWOTAPTU", "KWOTAVAT")),
    (LineKind.SUBTOTAL, ("PODSUMA", "SUMACZESC", "SUMAPOSREDN")),
    (
        LineKind.DEPOSIT,
        (
            "OPAKOWANIAZWROT",
            "OPAKOWANIEZWR",
            "OPAKOWANIAZWR",
            "OPAKZWR",
            "KAUCJA",
            "ZWROTOPAK",
            "ZWROTBUT",
            "ZWROTKAUC",
            "BUTELKAZWR",
            "BUTZWR",
            "PUSZKAKAUC",
            "BUTELKAKAUC",
            "SUMAOPAKOW",
            "SUMAKAUC",
            "KAUCJE",
            "OPLATAKAUC",
        ),
    ),
    (LineKind.PAYABLE, ("DOZAPLATY", "KWOTADOZAPLATY", "RAZEMDOZAPLATY", "SUMADOZAPLATY", "NALEZNOSC", "ZAPLATA")),
    (LineKind.TOTAL, ("SUMAPLN", "RAZEMPLN", "SUMA", "RAZEM", "OGOLEM")),
    (LineKind.CHANGE, ("RESZTA", "WYDANO", "DOWYDANIA")),
    (
        LineKind.PAYMENT,
        (
            "GOTOWKA",
            "KARTA",
            "KARTY",
            "PLATNOSC",
            "INNAKARTA",
            "INNABON",
            "PRZELEW",
            "BLIK",
            "WPLACONO",
            "ZAPLACONO",
            "ROZLICZENIEPLAT",
            "BONTOWAR",
            "CZEK",
            "VISA",
            "MASTERCARD",
            "FORMAPLAT",
            "SPOSOBPLAT",
        ),
    ),
    (LineKind.CANCELLED, ("STORNO", "ANULOWAN", "ANULACJA", "#STORNO", "##STORNO")),
    (LineKind.DISCOUNT, ("OPUST", "RABAT", "OBNIZKA", "UPUST", "ZNIZKA", "LIDLPLUS", "TANIEJ", "PROMOCJA", "KUPON")),
    (LineKind.PAGE_FOOT, ("STRONA",)),
)
_SHORT_TAX = re.compile(r"^PTU ?[A-G]\b|^[A-G] ?\d{1,2}(?: \d\d)? ?%|^KWOTA [A-G]\b|^SP ?OP ?[A-G]|^PTU \d")
_PAGE_FOOT = re.compile(r"\bSTRONA ?\d+ ?Z ?\d+")
_COLUMN_TITLES = re.compile(r"^CENA W\b|^NAZWA\b.*\b(CENA|ILOSC|WARTOSC)")


def kind_of(text: str) -> LineKind:
    """Return the role of a normalised line by its first words, tolerant of misread letters."""
    words = fold(text)
    if _SHORT_TAX.match(words):
        return LineKind.TAX
    if _PAGE_FOOT.search(words):
        return LineKind.PAGE_FOOT
    if _COLUMN_TITLES.match(words):
        return LineKind.HEADING
    label = fold_word(text)
    for kind, starts in _STARTS:
        if any(starts_like(label, start) for start in starts):
            return kind
    return LineKind.OTHER
