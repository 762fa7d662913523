from foodsave.kitchen.receipts.grammar import parse_receipt
from foodsave.testing.pages import page_of

PAPER = """
       CARREFOUR Polska SP. Z O. O.
          NIP 937-00-08-168
                    nr wydr. 354272/0892
            PARAGON FISKALNY
C_SER CAMEMBERT 120  2*6,15= 12,30 C
A_PŁYN DO SZYB 500M  1szt*7,99= 7,99 A
C_MARCHEW LUZ  0,25*6,99= 1,75 C
OPUST C_SER CAMEMBERT 120  -3,10 C
Suma Opustów  -3,10
Sprzed. Opod. PTU A  7,99
Sprzed. Opod. PTU C  10,95
SUMA PTU  2,01
!SUMA PLN  18,94
Płatność  KARTA PŁATNI  18.94
2026-02-19  15:07
             NIEFISKALNY
Sprzedaż:  PLN 18,94
"""

APP = """
15:31
     Szczegóły paragonu  X
           Carrefour
       NIP 937-00-08-168
        04.12.2025 12:54
     E-PARAGON NIEFISKALNY
Serek śmietankowy z  2*4,50 = 9,00
czosnkiem i ziołami
150 g
Rabat  1*2,00 = 2,00
Ogórek szklarniowy  1*3,99 = 3,99
Sprzed. opod. PTU C  10,99 zł
Kwota C 5.00%  0,52 zł
Podatek PTU  0,52 zł
!Suma  10,99 zł
Karta Płatnicza  10,99 zł
"""


def test_paper_ties_discounts_at_the_end_by_name():
    reading = parse_receipt([page_of(PAPER)])

    assert [(i.name, i.qty, i.line_total_minor, i.discount_minor, i.vat) for i in reading.lines] == [
        ("C_SER CAMEMBERT 120", "2", 1230, 310, "C"),
        ("A_PŁYN DO SZYB 500M", "1", 799, 0, "A"),
        ("C_MARCHEW LUZ", "0.25", 175, 0, "C"),
    ]
    assert (reading.number, reading.total_minor, reading.balanced) == ("354272/0892", 1894, True)


def test_app_joins_wrapped_names_and_takes_unsigned_discounts():
    reading = parse_receipt([page_of(APP)])

    assert [(i.name, i.line_total_minor, i.discount_minor) for i in reading.lines] == [
        ("Serek śmietankowy z czosnkiem i ziołami 150 g", 900, 200),
        ("Ogórek szklarniowy", 399, 0),
    ]
    assert (reading.total_minor, reading.balanced, reading.date, reading.time) == (1099, True, "2025-12-04", "12:54")
