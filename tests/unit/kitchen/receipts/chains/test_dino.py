from foodsave.kitchen.receipts.grammar import parse_receipt
from foodsave.testing.pages import page_of

GLUED = """
          Dino Polska S.A.
   NIP 6211766191  nr:199189
        PARAGON FISKALNY
REKLAMÓWKA 35L A  1 x0,650,65A
KARMA D/KOTA 400 B  2 x2,49 4,98B
GRUSZKA KG C  1,430 x9,99 14,29C
SPRZEDAŻ OPODATKOWANA A  0,65
SPRZEDAŻ OPODATKOWANA B  4,98
SPRZEDAŻ OPODATKOWANA C  14,29
PTU A 23%  0,12
SUMA PTU  1,17
!SUMA PLN  19,92
INNA Karta Pł.  19,92 PLN
"""

DOTS = """
          Dino Polska S.A.
         NIP 6211766191
W123456
        PARAGON FISKALNY
ŁOPATKA B/K KG C  2.21*6.99   15.45C
ŚMIETANA 18% C  3*2.19   6.57C
SP.OP.C: 22.02 PTU 5%  1.05
Suma PTU: 1.05
!Suma: PLN  22.02
Karta: 22.02
2024-03-06 11:51
"""


def test_glued_till_parts_price_and_amount_that_ran_together():
    reading = parse_receipt([page_of(GLUED)])

    assert [(i.name, i.qty, i.line_total_minor, i.vat) for i in reading.lines] == [
        ("REKLAMÓWKA 35L", "1", 65, "A"),
        ("KARMA D/KOTA 400", "2", 498, "B"),
        ("GRUSZKA KG", "1.430", 1429, "C"),
    ]
    assert (reading.store, reading.balanced) == ("Dino", True)


def test_dotted_till_reads_the_tax_table_in_one_line_per_letter():
    reading = parse_receipt([page_of(DOTS)])

    assert [(i.name, i.qty, i.line_total_minor) for i in reading.lines] == [
        ("ŁOPATKA B/K KG", "2.21", 1545),
        ("ŚMIETANA 18%", "3", 657),
    ]
    assert (reading.number, reading.total_minor, reading.balanced) == ("W123456", 2202, True)
