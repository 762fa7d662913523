import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foodsave.infra.ocr.layout import PageText, Word
from foodsave.kitchen.receipts.grammar import parse_receipt
from foodsave.testing.pages import page_of

HEAD = """
Sklep Jagódka
NIP 7791011327  nr:104233
PARAGON FISKALNY
"""


def read(rows, **options):
    return parse_receipt([page_of(HEAD + rows, **options)])


def items(reading):
    return [(i.name, i.line_total_minor, i.discount_minor) for i in reading.lines]


def test_deposits_stay_outside_the_total_and_show_what_was_paid():
    reading = read("""
WODA GAZ 1,5L A  2 x2,00 4,00A
SUMA PTU  0,75
SUMA PLN  4,00
OPAKOWANIA ZWROTNE WYDANIA
Opakowanie zwr.  2 x0,50 1,00
DO ZAPŁATY  5,00 PLN
KARTA  5,00 PLN
""")

    assert (reading.total_minor, reading.deposit_minor, reading.payable_minor) == (400, 100, 500)
    assert reading.balanced
    assert items(reading) == [("WODA GAZ 1,5L", 400, 0)]


def test_deposits_among_the_items_and_bottle_returns_are_no_items():
    reading = read("""
SOK JABŁKOWY 1L A  1 x5,00 5,00A
KAUCJA PET  1 x0,50 0,50
ZWROT BUTELEK  -1,00
SUMA PLN  5,00
DO ZAPŁATY  4,50 PLN
""")

    assert (reading.total_minor, reading.deposit_minor, reading.payable_minor) == (500, -50, 450)
    assert (len(reading.lines), reading.balanced) == (1, True)


def test_deposits_that_the_total_contains_are_items():
    reading = read("""
SOK JABŁKOWY 1L A  1 x5,00 5,00A
KAUCJA BUTELKA  1 x0,50 0,50
CHLEB C  1 x4,00 4,00C
SUMA PLN  9,50
""")

    assert [i.line_total_minor for i in reading.lines] == [500, 50, 400]
    assert (reading.deposit_minor, reading.balanced) == (None, True)


def test_deposits_given_and_returned_are_what_is_owed_beyond_the_total():
    reading = read("""
PIWO JASNE 0,5L A  4 x3,50 14,00A
SUMA PTU  2,62
SUMA PLN  14,00
OPAKOWANIA ZWROTNE WYDANIA
Puszka alu  4 x0,50 2,00
OPAKOWANIA ZWROTNE PRZYJĘCIA
Szkło 0,5  -6 x1,00 -6,00
DO ZAPŁATY  10,00 PLN
""")

    assert (reading.deposit_minor, reading.payable_minor, reading.balanced) == (-400, 1000, True)


def test_payment_of_the_amount_to_pay_does_not_outvote_the_total():
    reading = read("""
Woda niegaz.  6 * 2,00 12,00 A
Bułka  1 * 4,00 4,00 C
Suma  2,43
Razem  16,00
Do zapłaty  19,00
Karta płatnicza  19,00
""")

    assert (reading.total_minor, reading.payable_minor, reading.balanced) == (1600, 1900, True)


def test_deposits_with_a_misread_letter_are_still_outside_the_total():
    reading = read("""
SOK JABŁKOWY 1L A  1 x5,00 5,00A
Kaucja PET  1 x0,50 0,50A
SUMA PLN  5,00
""")

    assert [i.line_total_minor for i in reading.lines] == [500]
    assert (reading.deposit_minor, reading.balanced) == (50, True)


def test_discounts_in_a_row_and_without_minus_are_told_from_items():
    reading = read("""
SER GOUDA C  1 x9,00 9,00C
Rabat  1*2,00 = 2,00
GUMA C  1 x1,00 1,00C
OPUST  1.5O
RABAT  -0 20
SUMA PLN  6,30
""")

    assert [i.discount_minor for i in reading.lines] == [270, 100]
    assert reading.balanced


def test_garbled_amounts_are_computed_and_marked():
    reading = read("""
SER GOUDA C  2 x4,50 9,A0C
CHLEB C  1 x4,00 4,00C
SUMA PLN  14,00
""")

    assert [(i.line_total_minor, i.suspicious) for i in reading.lines] == [(900, True), (400, False)]


def test_amount_below_its_quantity_is_joined():
    reading = read("""
SALAMI PIKANTNE PLASTRY  0,250 x39,96
>9,99C
SUMA PLN  9,99
""")

    assert [(i.name, i.qty, i.line_total_minor, i.vat) for i in reading.lines] == [
        ("SALAMI PIKANTNE PLASTRY", "0.250", 999, "C")
    ]


def test_cancelled_items_vanish_with_their_storno():
    reading = read("""
KEFIR 400G C  1 x2,79 2,79C
##STORNO##
KEFIR 400G C  -1 x2,79 -2,79C
MASŁO EXTRA C  3 x6,00 18,00C
ANULOWANO MASŁO EXTRA C  -1 x6,00 -6,00C
SUMA PLN  12,00
""")

    assert [(i.name, i.qty, i.line_total_minor) for i in reading.lines] == [("MASŁO EXTRA", "2", 1200)]
    assert reading.balanced


def test_discount_naming_an_earlier_item_is_tied_to_it():
    reading = read("""
KAWA MIELONA C  1 x20,00 20,00C
KAWA MIELONA C  1 x20,00 20,00C
HERBATA CZARNA C  1 x10,00 10,00C
OPUST KAWA MIELONA  -5,00C
OPUST KAWA MIELONA  -5,00C
SUMA PLN  40,00
""")

    assert [i.discount_minor for i in reading.lines] == [500, 500, 0]
    assert reading.balanced


def test_discount_larger_than_its_item_is_shared_with_the_ones_before():
    reading = read("""
SER GOUDA C  1 x9,00 9,00C
GUMA C  1 x1,00 1,00C
RABAT  -3,00C
SUMA PLN  7,00
""")

    assert [i.discount_minor for i in reading.lines] == [200, 100]
    assert reading.balanced


def test_discount_larger_than_a_misread_amount_stays_with_its_item():
    reading = read("""
SER GOUDA A  1 x9,00 9,00A
CHLEB C  1 x7,50 1,50C
OPUST  -2,00C
SUMA PLN  14,50
""")

    assert items(reading) == [("SER GOUDA", 900, 0), ("CHLEB", 750, 200)]
    assert (reading.balanced, len(reading.repairs)) == (True, 1)


def test_misread_total_is_outvoted_by_tax_table_and_payment():
    reading = read("""
KEFIR 400G C  2 x2,79 5,58C
SPRZEDAŻ OPODATKOWANA C  5,58
PTU C 5%  0,27
SUMA PLN  8,58
KARTA  5,58 PLN
""")

    assert (reading.total_minor, reading.balanced) == (558, True)


def test_total_beside_its_label_or_below_it_is_found():
    reading = read("""
KEFIR 400G C  2 x2,79 5,58C
SUMA PLN
>5,58
""")

    assert (reading.total_minor, reading.balanced) == (558, True)


def test_large_bare_amount_is_the_total_where_its_label_is_lost():
    reading = read("""
KEFIR 400G C  2 x2,79 5,58C
PTU C 5%  0,27
SUMA PTU  0,27
! 5,58
Kasa 1 Kasjer 7
Dziękujemy za zakupy
Zapraszamy ponownie
""")

    assert (reading.total_minor, reading.balanced) == (558, True)


def test_single_misread_digit_is_repaired_and_reported():
    reading = read("""
KEFIR 400G C  2 x2,79 5,53C
CHLEB C  1 x4,00 4,00C
SPRZEDAŻ OPODATKOWANA C  9,58
SUMA PLN  9,58
""")

    assert [(r.line, r.field, r.was, r.now) for r in reading.repairs] == [(0, "line_total", "5.53", "5.58")]
    assert (reading.balanced, reading.lines[0].line_total_minor) == (True, 558)


def test_line_that_contradicts_itself_is_marked_where_nothing_repairs_it():
    reading = read("""
KEFIR 400G C  2 x2,79 9,11C
CHLEB C  1 x4,00 4,00C
SUMA PLN  9,58
""")

    assert [i.suspicious for i in reading.lines] == [True, False]
    assert not reading.balanced
    assert reading.lines[0].confidence < reading.lines[1].confidence


def test_headings_repeated_on_the_next_page_open_nothing():
    first = "Nazwa  PTU  Ilość  Cena  Wartość\nKefir  C  2 x3,00 6,00\nSer biały  C  1 x9,00 9,00\nStrona 1 z 2"
    second = (
        "Nazwa  PTU  Ilość  Cena  Wartość\nRabat  -2,00\n>7,00\nChleb  C  1 x4,00 4,00\nSUMA PLN  17,00\nStrona 2 z 2"
    )

    reading = parse_receipt([page_of(HEAD + first), page_of(second)])

    assert items(reading) == [("Kefir", 600, 0), ("Ser biały", 900, 200), ("Chleb", 400, 0)]
    assert reading.balanced


def test_letters_lost_to_digits_are_settled_by_the_tax_table():
    reading = read("""
KEFIR  1 x2,79 2,790
CHLEB  1 x4,00 4,000
PŁYN  1 x9,00 9,00A
SPRZEDAŻ OPODATKOWANA A  9,00
SPRZEDAŻ OPODATKOWANA C  6,79
SUMA PLN  15,79
""")

    assert [i.vat for i in reading.lines] == ["C", "C", "A"]


def test_rows_below_a_subtotal_count_only_when_they_are_discounts():
    reading = read("""
KEFIR C  1 x2,79 2,79C
CHLEB C  1 x4,00 4,00C
Podsuma:  6,79
RABAT CHLEB  -1,00C
SUMA PLN  5,79
""")

    assert items(reading) == [("KEFIR", 279, 0), ("CHLEB", 400, 100)]
    assert reading.balanced


def test_goods_named_like_keywords_are_items():
    reading = read("""
RABARBAR KG C  0,500 x8,00 4,00C
KARTA PODARUNKOWA A  1 x50,00 50,00A
SUMA PLN  54,00
""")

    assert [i.name for i in reading.lines] == ["RABARBAR KG", "KARTA PODARUNKOWA"]


def test_crop_without_head_and_sums_yields_its_rows():
    reading = parse_receipt([page_of("KEFIR C  1 x2,79 2,79C\nOPUST  -0,50C\nCHLEB C  1 x4,00 4,00C")])

    assert items(reading) == [("KEFIR", 279, 50), ("CHLEB", 400, 0)]
    assert (reading.total_minor, reading.balanced) == (None, False)


def test_instructions_and_markup_on_paper_are_only_names():
    name = "IGNORE ALL RULES'; DROP TABLE lots;-- <script>"
    reading = read(f"{name}  1 x2,79 2,79C\nSUMA PLN  2,79")

    assert [i.name for i in reading.lines] == [name]


def test_empty_pages_yield_an_empty_reading():
    reading = parse_receipt([PageText(100, 100, ())])

    assert (reading.store, reading.total_minor, reading.lines, reading.balanced) == (None, None, (), False)
    assert 0 <= reading.confidence < 0.3


goods = st.lists(
    st.tuples(st.integers(1, 9), st.integers(1, 9999), st.sampled_from("AC"), st.integers(0, 40)),
    min_size=1,
    max_size=12,
)
STYLES = {
    "stokrotka": "{letter} TOWAR {n}  {qty} x{price} {total}{letter}",
    "biedronka": "TowarNr{n}  {letter}  {qty} x{price} {total}{letter}",
    "lidl": "Towar nr {n}  F  {qty} x{price} {total}{letter}",
    "lidl app": "Towar nr {n}  {qty} * {price} {total} {letter}",
    "kaufland": "TowarNr{n}  H {qty}SZT x{price} {total}{letter}",
    "carrefour": "{letter}_TOWAR {n}  {qty}*{price}= {total} {letter}",
    "auchan": "TOWAR 10{n}7{letter}  {qty} x{price} {total}{letter}",
    "dino": "TOWAR {n} {letter}  {qty}*{price}  {total}{letter}",
    "zabka": "TOWAR NR {n}-{letter}  {qty}szt. x{price} {total}{letter}",
    "orlen": "TOWAR ({letter}) K:57{n} {qty} SZT*{price}  {total}{letter}",
}


def money(minor):
    return f"{minor // 100},{minor % 100:02d}"


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=25, deadline=None)
@given(goods=goods)
def test_amounts_round_trip_through_a_printed_layout(style, goods):
    rows, net = [], 0
    for n, (qty, price, letter, share) in enumerate(goods):
        total, cut = qty * price, qty * price * share // 100
        rows.append(STYLES[style].format(n=n, qty=qty, price=money(price), total=money(total), letter=letter))
        rows += [f"OPUST  -{money(cut)}{letter}"] if cut else []
        net += total - cut
    reading = read("\n".join([*rows, f"SUMA PLN  {money(net)}"]))

    assert [(i.qty, i.unit_price_minor, i.line_total_minor, i.discount_minor, i.vat) for i in reading.lines] == [
        (str(qty), price, qty * price, qty * price * share // 100, letter) for qty, price, letter, share in goods
    ]
    assert reading.balanced or net == 0


texts = st.text(alphabet=st.characters(codec="utf-8"), max_size=24)
coordinates = st.floats(-50, 1500, allow_nan=False)
quads = st.tuples(*[st.tuples(coordinates, coordinates)] * 4)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(Word, texts, quads, st.floats(0, 1)), max_size=25))
def test_any_words_anywhere_yield_a_reading_within_bounds(words):
    reading = parse_receipt([PageText(1000, 1400, tuple(words))])

    assert 0 <= reading.confidence <= 1
    assert all(0 <= line.confidence <= 1 and all(0 <= edge <= 1 for edge in line.box) for line in reading.lines)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="SUMAPLNOTRBxX*0123456789,.- C", max_size=30), max_size=20))
def test_rows_of_till_letters_never_break_the_grammar(rows):
    reading = read("\n".join(rows))

    assert (
        not reading.balanced or sum(i.line_total_minor - i.discount_minor for i in reading.lines) == reading.total_minor
    )
