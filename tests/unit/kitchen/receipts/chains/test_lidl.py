from foodsave.kitchen.receipts.grammar import parse_receipt
from foodsave.testing.pages import page_of

PAPER = """
          Lidl sp. z o.o. sp. k.
     30-100 Kraków, ul. Długa 7
        NIP 7811897358  nr:771204
             PARAGON FISKALNY
Sok pomarańcz. 1l   F  2 x5,49 10,98C
Gąbki kuchenne 5szt  X  1 x3,29 3,29A
OPUST Gąbki kuchenne  -1,00A
>2,29
Gruszki luz   F  0,612 x7,99 4,89C
Podsuma:  18,16
SPRZEDAŻ OPODATKOWANA A  2,29
SPRZEDAŻ OPODATKOWANA C  15,87
PTU A 23%  0,43
PTU C 5%  0,76
SUMA PTU  1,19
!SUMA PLN  18,16
KARTA Karta płatnicza  18,16 PLN
00213 #81 81  nr:265501  2025-12-01 19:49
"""

OLD = """
             Lidl Polska
       NIP 781-18-97-358
2019-02-11  553201
          PARAGON FISKALNY
MASŁO EXTRA 200G  2 * 5,99 11,98 C
RABAT  -2,00
CHLEB ŻYTNI  1 * 3,19 3,19 C
SPRZEDAŻ OPODATK. C  13,17
PTU C 5,00%  0,63
!SUMA PLN  13,17
GOTÓWKA  20,00
RESZTA  6,83
"""

APP = """
        Lidl sp. z o. o. sp. k.
2025-10-14
Makaron penne 5…  2 * 3.49 6.98 C
Lidl Plus kupon  -1,00
Rabat grupowy  -0,98
Banany luz  0,381kg x 33.9 12.92 C
Ser żółty  1 * 5.7 5.7 C
Taniej za 4  -0,70
PTU C  22,92
Kwota C 5,00%  1,09
Suma  1,09
!Razem  22,92
84 2009  nr:66332  17:59
!Razem  22,92
Płatność  Karta płatnicza 23,42
"""


def test_paper_drops_the_marker_column_and_the_value_after_a_discount():
    reading = parse_receipt([page_of(PAPER)])

    assert [(i.name, i.qty, i.line_total_minor, i.discount_minor, i.vat) for i in reading.lines] == [
        ("Sok pomarańcz. 1l", "2", 1098, 0, "C"),
        ("Gąbki kuchenne 5szt", "1", 329, 100, "A"),
        ("Gruszki luz", "0.612", 489, 0, "C"),
    ]
    assert (reading.store, reading.number, reading.total_minor, reading.balanced) == ("Lidl", "771204", 1816, True)


def test_old_paper_reads_stars_and_change():
    reading = parse_receipt([page_of(OLD)])

    assert [(i.name, i.qty, i.unit_price_minor, i.discount_minor) for i in reading.lines] == [
        ("MASŁO EXTRA 200G", "2", 599, 200),
        ("CHLEB ŻYTNI", "1", 319, 0),
    ]
    assert (reading.number, reading.total_minor, reading.balanced) == ("553201", 1317, True)


def test_app_takes_razem_for_the_total_and_several_discounts_per_item():
    reading = parse_receipt([page_of(APP)])

    assert [(i.qty, i.unit_price_minor, i.line_total_minor, i.discount_minor) for i in reading.lines] == [
        ("2", 349, 698, 198),
        ("0.381", 3390, 1292, 0),
        ("1", 570, 570, 70),
    ]
    assert (reading.total_minor, reading.balanced, reading.date, reading.time) == (2292, True, "2025-10-14", "17:59")
