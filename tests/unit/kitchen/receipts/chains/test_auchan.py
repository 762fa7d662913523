from foodsave.kitchen.receipts.grammar import parse_receipt
from foodsave.testing.pages import page_of

APP = """
          AUCHAN POLSKA SP. Z O.O.
            NIP: 526-03-09-174
               NIEFISKALNY
2025-03-08
ReWtymOplRec47001   1 x0,75 0,75A
HERBATA CZ 388083A   1 x17,56 17,56A
MIÓD LIPOW 721505C   2 x13,98 27,96C
Rabat HERBATA CZ 388083A  -2,57A
SPRZEDAŻ OPODATK. A  15,74
PTU A 23,00 %  2,94
SPRZEDAŻ OPODATK. C  27,96
PTU C 05,00 %  1,33
SUMA PTU  4,27
!SUMA PLN  43,70
#713 00000713  16:17
Karty płat.  43,70 PLN
Udzielono łącznie rabatów:  2,57
"""

PAPER = """
              AUCHAN
        NIP: 526-03-09-174
          PARAGON FISKALNY
RYŻ BIAŁY 112233C  1 * 6,48 6,48 C
SER WIEJSK 112062C  0,162 * 24,90 4,03 C
SPRZEDAŻ OPODATK. C  10,51
PTU C 05,00 %  0,50
SUMA PTU  0,50
!SUMA PLN  10,51
"""


def test_app_ties_rabat_lines_at_the_end_to_the_item_they_name():
    reading = parse_receipt([page_of(APP)])

    assert [(i.name, i.line_total_minor, i.discount_minor, i.vat) for i in reading.lines] == [
        ("ReWtymOplRec47001", 75, 0, "A"),
        ("HERBATA CZ 388083A", 1756, 257, "A"),
        ("MIÓD LIPOW 721505C", 2796, 0, "C"),
    ]
    assert (reading.store, reading.time, reading.balanced) == ("Auchan", "16:17", True)


def test_paper_reads_stars_and_keeps_the_article_number_in_the_name():
    reading = parse_receipt([page_of(PAPER)])

    assert [(i.name, i.qty, i.line_total_minor) for i in reading.lines] == [
        ("RYŻ BIAŁY 112233C", "1", 648),
        ("SER WIEJSK 112062C", "0.162", 403),
    ]
    assert reading.balanced
