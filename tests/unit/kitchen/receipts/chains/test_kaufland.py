from foodsave.kitchen.receipts.grammar import parse_receipt
from foodsave.testing.pages import page_of

PAPER = """
     Kaufland Polska Markety Sp. z o.o. Sp.j.
        NIP 8992367273  nr:171089
             PARAGON FISKALNY
MineralnaNGaz1,5L  H 6SZT x1,99 11,94A
SerekHomoWan140g   F 1szt. x2,35 2,35C
Ziemniaki luz  F  1,204kg x3,49 4,20C
SPRZEDAŻ OPODATKOWANA A  11,94
SPRZEDAŻ OPODATKOWANA C  6,55
PTU A 23%  2,23
PTU C 5%  0,31
SUMA PTU  2,54
!SUMA PLN  18,49
KARTA  18,49 PLN
00063 #005 0601  2023-10-06 19:08
"""

APP = """
              Kaufland
        Podsumowanie zakupów
         Kaufland Poznań
                       Cena w PLN
Sumak mielony 40g  7,49
Karta podarunkowa  50,00
Bułka grahamka 80g  0,69
Bułka grahamka 80g  0,69
!Suma  58,87
Podatek  Brutto  Netto  Podatek
A 23 %  50,00  40,65  9,35
C 5 %  8,87  8,45  0,42
Data: 19.09.2025  Czas: 16:34
Podsumowanie zakupów: 55646
"""


def test_paper_reads_pieces_and_markers():
    reading = parse_receipt([page_of(PAPER)])

    assert [(i.name, i.qty, i.line_total_minor, i.vat) for i in reading.lines] == [
        ("MineralnaNGaz1,5L", "6", 1194, "A"),
        ("SerekHomoWan140g", "1", 235, "C"),
        ("Ziemniaki luz", "1.204", 420, "C"),
    ]
    assert (reading.store, reading.balanced, reading.time) == ("Kaufland", True, "19:08")


def test_app_reads_names_and_final_prices_only():
    reading = parse_receipt([page_of(APP)])

    assert [(i.name, i.qty, i.line_total_minor) for i in reading.lines] == [
        ("Sumak mielony 40g", None, 749),
        ("Karta podarunkowa", None, 5000),
        ("Bułka grahamka 80g", None, 69),
        ("Bułka grahamka 80g", None, 69),
    ]
    assert (reading.total_minor, reading.balanced, reading.number) == (5887, True, "55646")
