from foodsave.kitchen.receipts.grammar import parse_receipt
from foodsave.testing.pages import page_of

NEW = """
           SKLEP ŻABKA Z4411
        F.H.U. "JASNA" ANNA NOWAK
       NIP 1230233553  nr:684093
            PARAGON FISKALNY
PRECEL MAŚLANY 90g-C   1szt. x4,30 4,30C
LEMONIADA CYTR 0,5l-A  2szt. x5,50 11,00A
OPUST LEMONIADA CYTR 0,5l-A  -2,10A
OPUSTY ŁĄCZNIE  -2,10
SPRZEDAŻ OPODATKOWANA A  8,90
SPRZEDAŻ OPODATKOWANA C  4,30
PTU A 23%  1,66
SUMA PTU  1,86
!SUMA PLN  13,20
INNA Bon  10,00 PLN
INNA Karta kred.  3,20 PLN
00125 z4411-1 kasjer 666  2026-02-17 15:28
"""

OLD = """
             P.H.U. KOLOR
           Sklep Żabka Z1452
          NIP 583-140-41-51
2011-05-18  045332
           PARAGON FISKALNY
BATON ORZECH A  2 * 2,70 zł. 5,40 A
Sprzedaż opodatk. A  5,40
Kwota PTU A 23 %  1,01
!Suma PLN  5,40
GOTÓWKA  10,00
Reszta  4,60
12:19
"""


def test_new_till_reads_letters_after_a_dash_and_split_payments():
    reading = parse_receipt([page_of(NEW)])

    assert [(i.name, i.qty, i.line_total_minor, i.discount_minor) for i in reading.lines] == [
        ("PRECEL MAŚLANY 90g-C", "1", 430, 0),
        ("LEMONIADA CYTR 0,5l-A", "2", 1100, 210),
    ]
    assert (reading.store, reading.nip, reading.total_minor, reading.balanced) == ("Żabka", "1230233553", 1320, True)


def test_old_till_is_known_by_the_shop_word_under_the_firm():
    reading = parse_receipt([page_of(OLD)])

    assert [(i.name, i.qty, i.unit_price_minor, i.line_total_minor) for i in reading.lines] == [
        ("BATON ORZECH", "2", 270, 540)
    ]
    assert (reading.store, reading.number, reading.date, reading.time) == ("Żabka", "045332", "2011-05-18", "12:19")
    assert (reading.total_minor, reading.balanced) == (540, True)
