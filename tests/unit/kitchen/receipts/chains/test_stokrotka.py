from foodsave.kitchen.receipts.grammar import parse_receipt
from foodsave.testing.pages import page_of

PAPER = """
          Stokrotka Sp. z o.o.
      20-209 Lublin, ul. Projektowa 1
       NIP 7121008323  nr:38896
            PARAGON FISKALNY
A CUKIERKI KAWOWE MIX
                 0,416 x26,90 11,19A
C JOGURT PITNY TRUSK  1 x3,39 3,39C
OPUST WL JOGURT 2,49  -0,90C
C RZEPA BIAŁA SZTUKA  2 x1,99 3,98C
OPUSTY ŁĄCZNIE  -0,90
SPRZEDAŻ OPODATKOWANA A  11,19
SPRZEDAŻ OPODATKOWANA C  6,47
PTU A 23%  2,09
SUMA PTU  2,40
!SUMA PLN  17,66
KARTA MAGNETYCZNA  17,66 PLN
0017064 #04 78760  2026-01-23 18:08
"""


def test_paper_strips_the_leading_letter_and_joins_the_quantity_below():
    reading = parse_receipt([page_of(PAPER)])

    assert [(i.name, i.qty, i.line_total_minor, i.discount_minor, i.vat) for i in reading.lines] == [
        ("CUKIERKI KAWOWE MIX", "0.416", 1119, 0, "A"),
        ("JOGURT PITNY TRUSK", "1", 339, 90, "C"),
        ("RZEPA BIAŁA SZTUKA", "2", 398, 0, "C"),
    ]
    assert (reading.store, reading.balanced, reading.date) == ("Stokrotka", True, "2026-01-23")
