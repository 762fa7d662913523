from foodsave.kitchen.receipts.grammar import parse_receipt
from foodsave.testing.pages import page_of

ORLEN = """
         ORLEN S.A. Stacja nr 812
          NIP 774-00-01-454
            PARAGON FISKALNY
HOT DOG KLASYCZNY (B) K:5768 1 SZT*15.99   15.99B
OBNIŻKA  -11.39B
EFECTA 95 (A)  26.46*5.67   150.03A
SPRZEDAŻ OPODATKOWANA A  150.03
SPRZEDAŻ OPODATKOWANA B  4.60
SUMA PTU  28.39
!SUMA PLN  154.63
"""

ARTICLES = """
            Action Poland Sp. z o.o.
              NIP 527-27-48-999
              PARAGON FISKALNY
2534695 bateria alkaliczna aa 12szt  1*7.95   7.95A
2538622 teczka z gumką  3*3.85   11.55A
SPRZEDAŻ OPODATKOWANA A  19.50
SUMA PTU  3.65
!SUMA PLN  19.50
"""

PEPCO = """
            PEPCO Poland Sp. z o.o.
              PARAGON FISKALNY
SKARPETY DAMSKIE 3P  2 * 10,00 20,00 A
SPRZEDAŻ OPODATKOWANA A  20,00
PTU A 23%  3,74
!SUMA PLN  20,00
"""

PHARMACY = """
            APTEKA POD LIPĄ
           PARAGON FISKALNY
TABLETKI NA GARDŁO MIĘTOWE 24
                  1 op * 14,50 = 14,50 B
Bez recepty
MAŚĆ OCHRONNA 845991B  0.584*35.69   20.84B
SPRZEDAŻ OPODATKOWANA B  35,34
PTU B 8%  2,62
!SUMA PLN  35,34
"""


def test_fuel_station_reads_pieces_litres_and_reductions():
    reading = parse_receipt([page_of(ORLEN)])

    assert [(i.qty, i.line_total_minor, i.discount_minor, i.vat) for i in reading.lines] == [
        ("1", 1599, 1139, "B"),
        ("26.46", 15003, 0, "A"),
    ]
    assert (reading.store, reading.balanced) == ("Orlen", True)


def test_article_numbers_before_the_name_are_kept():
    reading = parse_receipt([page_of(ARTICLES)])

    assert [(i.name, i.qty) for i in reading.lines] == [
        ("2534695 bateria alkaliczna aa 12szt", "1"),
        ("2538622 teczka z gumką", "3"),
    ]
    assert (reading.store, reading.balanced) == ("Action", True)


def test_shop_without_particulars_is_named_by_its_brand():
    reading = parse_receipt([page_of(PEPCO)])

    assert (reading.store, reading.chain, reading.total_minor, reading.balanced) == ("Pepco", None, 2000, True)


def test_pharmacy_notes_are_no_items():
    reading = parse_receipt([page_of(PHARMACY)])

    assert [(i.name, i.qty, i.line_total_minor) for i in reading.lines] == [
        ("TABLETKI NA GARDŁO MIĘTOWE 24", "1", 1450),
        ("MAŚĆ OCHRONNA 845991B", "0.584", 2084),
    ]
    assert (reading.store, reading.balanced) == ("APTEKA POD LIPĄ", True)
