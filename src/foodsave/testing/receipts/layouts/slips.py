"""What else comes out of a till: card slips beside the receipt, coupons and rules below it."""

from __future__ import annotations

from random import Random

from foodsave.testing.receipts.layouts.till import Till, zl
from foodsave.testing.receipts.sheet import PrintedSheet, wrapped

_RULES = (
    "Kupon ważny do końca miesiąca w każdym naszym sklepie.",
    "Jeden kupon na jeden paragon, nie łączy się z innymi promocjami.",
    "Towar można zwrócić w ciągu 30 dni po okazaniu paragonu.",
    "Zaloguj się do aplikacji i odbierz nagrodę za zakupy.",
    "Weź udział w konkursie i opowiedz nam o swojej kuchni.",
    "Regulamin dostępny w punkcie obsługi klienta oraz na stronie sklepu.",
    "Dziękujemy za segregowanie odpadów.",
)


def print_coupons(till: Till, ratio: float) -> None:
    """Print rules and coupons below the receipt until it is `ratio` times as high as wide."""
    sheet = till.sheet
    sheet.rule()
    while _height(sheet) < ratio * sheet.columns:
        sheet.blank()
        for row in wrapped(till.rng.choice(_RULES), sheet.columns - 2):
            sheet.centre(row)


def _height(sheet: PrintedSheet) -> float:
    return sum(row.height * row.scale for page in sheet.pages for row in page) * sheet.leading


def print_card_slip(rng: Random, total_minor: int) -> PrintedSheet:
    """Set the slip of a card terminal, which is no receipt."""
    sheet = PrintedSheet(28)
    sheet.centre("eTerminal", bold=True)
    sheet.centre("POTWIERDZENIE DLA KLIENTA")
    sheet.left(f"TID: {rng.randint(10000000, 99999999)}")
    sheet.left(f"KARTA: **** **** {rng.randint(1000, 9999)}")
    sheet.pair("SPRZEDAŻ", f"PLN {zl(total_minor)}")
    sheet.left(f"KOD AUTORYZACJI: {rng.randint(100000, 999999)}")
    sheet.centre("NIEFISKALNY")
    return sheet
