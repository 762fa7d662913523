from foodsave.kitchen.receipts.grammar import parse_receipt
from foodsave.testing.pages import page_of

PAPER = """
         BIEDRONKA "CODZIENNIE NISKIE CENY"
            31-001 Kraków ul. Polna 5
          NIP 779-10-11-327  nr:104233
               PARAGON FISKALNY
TwarógPółtł250g   C  2 x4,29 8,58C
OPUST  -1,50C
>7,08
BananyLuz   C  0,845 x5,99 5,06C
PastaZłotyUśmiechMiętowa
A  1 x9,99 9,99A
SPRZEDAŻ OPODATKOWANA A  9,99
PTU A 23%  1,87
SPRZEDAŻ OPODATKOWANA C  12,14
PTU C 5%  0,58
SUMA PTU  2,45
!SUMA PLN  22,13
ROZLICZENIE PŁATNOŚCI
KARTA  22,13 PLN
00812 #004 81  2025-03-04 18:22
"""

E_RECEIPT = """
               Biedronka
     Jeronimo Martins Polska S. A.
          NIP 779-10-11-327
12.11.2025 08:41
             NIEFISKALNY
Nazwa  PTU  Ilość  Cena  Wartość
KefirNatur400g  C  1.000 x  2,79  2,79
Rabat  -0,93
>1,86
Cukinia Zielona Długa  C  0.415 x  9,99  4,15
Luz
2231/4/512/12.11.2025  Strona 1 z 2
WodaGaz 1,5l  A  6.000 x  1,89  11,34
Rabat  -3,78
>7,56
Sprzedaż opodatkowana A  7,56
PTU A 23%  1,41
Sprzedaż opodatkowana C  6,01
PTU C 5%  0,29
Suma PTU  1,70
!Suma PLN  13,57
Karta płatnicza  13,57
2231/4/512/12.11.2025  Strona 2 z 2
"""

PAPER_2018 = """
      JERONIMO MARTINS POLSKA S.A.
          NIP 779-10-11-327
2018-04-07  004411
          PARAGON FISKALNY
Ser Gouda 300g A  2,000 x 7,49  14,98
rabat  -2,00
Pomidor luz A  0,350 x 6,00  2,10
SPRZED. OPODATK. A  15,08
PTU A 5%  0,72
SUMA PTU  0,72
!SUMA PLN  15,08
"""


def test_paper_ties_discount_skips_net_value_and_joins_the_wrapped_name():
    reading = parse_receipt([page_of(PAPER)])

    assert [(i.name, i.qty, i.line_total_minor, i.discount_minor, i.vat) for i in reading.lines] == [
        ("TwarógPółtł250g", "2", 858, 150, "C"),
        ("BananyLuz", "0.845", 506, 0, "C"),
        ("PastaZłotyUśmiechMiętowa", "1", 999, 0, "A"),
    ]
    assert (reading.store, reading.nip, reading.total_minor, reading.balanced) == (
        "Biedronka",
        "7791011327",
        2213,
        True,
    )
    assert (reading.date, reading.time, reading.number) == ("2025-03-04", "18:22", "104233")


def test_ereceipt_reads_dots_in_quantities_wrapped_names_and_a_page_break():
    reading = parse_receipt([page_of(E_RECEIPT, unit="words")])

    assert [(i.name, i.qty, i.unit_price_minor, i.discount_minor) for i in reading.lines] == [
        ("KefirNatur400g", "1.000", 279, 93),
        ("Cukinia Zielona Długa Luz", "0.415", 999, 0),
        ("WodaGaz 1,5l", "6.000", 189, 378),
    ]
    assert [i.vat for i in reading.lines] == ["C", "C", "A"]
    assert (reading.date, reading.time, reading.balanced) == ("2025-11-12", "08:41", True)


def test_paper_of_2018_reads_three_decimals_and_small_rabat():
    reading = parse_receipt([page_of(PAPER_2018)])

    assert [(i.qty, i.line_total_minor, i.discount_minor) for i in reading.lines] == [
        ("2.000", 1498, 200),
        ("0.350", 210, 0),
    ]
    assert (reading.chain, reading.total_minor, reading.balanced) == ("Biedronka", 1508, True)
