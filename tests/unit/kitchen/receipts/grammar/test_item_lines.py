import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.kitchen.receipts.grammar.amounts import normalise
from foodsave.kitchen.receipts.grammar.item_lines import ItemText, letter_of, read_item


@pytest.mark.parametrize(
    ("row", "item"),
    [
        ("KEFIR 400G C  1 x2,79 2,79C", ItemText("KEFIR 400G C", "1", 279, 279, "C")),
        ("BANAN LUZ  0,845 ×5,99  5,06C", ItemText("BANAN LUZ", "0.845", 599, 506, "C")),
        ("Cola6x0,33L H 1SZT x14,94 14,94A", ItemText("Cola6x0,33L H", "1", 1494, 1494, "A")),
        ("BATON A 1 * 2,70 zł. 2,70 A", ItemText("BATON A", "1", 270, 270, "A")),
        ("C_MARCHEW 0,25*6,99= 1,75 C", ItemText("C_MARCHEW", "0.25", 699, 175, "C")),
        ("CEBULA 0,25*6,99= 1,75  5 C", ItemText("CEBULA", "0.25", 699, 175, "C")),
        ("HOT DOG (B) K:5768 1 SZT*15.99   15.99B", ItemText("HOT DOG (B) K:5768", "1", 1599, 1599, "B")),
        ("Bułka  4 * 0.35 1.4 C", ItemText("Bułka", "4", 35, 140, "C")),
        ("Banany 0,381kg x 33.9 12.92 C", ItemText("Banany", "0.381", 3390, 1292, "C")),
        ("GUMA 1 x0,65065A", ItemText("GUMA", "1", 65, 65, "A")),
        ("TORBA 1 x0.650.65A", ItemText("TORBA", "1", 65, 65, "A")),
        ("MLEKO 3,2% 1351 x4,39 4,39C", ItemText("MLEKO 3,2% 135", "1", 439, 439, "C")),
        ("teczka 13.85  3.85A", ItemText("teczka", "1", 385, 385, "A")),
        ("DUDA FILET 1 5,49 5,49C", ItemText("DUDA FILET", "1", 549, 549, "C")),
        ("SOK x6,48 6,48A", ItemText("SOK", "1", 648, 648, "A")),
        ("EVIAN 53.50*2 107.00", ItemText("EVIAN", "2", 5350, 10700, None)),
        ("GĄBKI 5szt X 1 x3,29 3,29A", ItemText("GĄBKI 5szt X", "1", 329, 329, "A")),
        ("TWARÓG 5 x2,69 13,A5C", ItemText("TWARÓG", "5", 269, None, None)),
        ("TWARÓG 30 C 2061x2.992,.99C", ItemText("TWARÓG 30 C 206", "1", 299, None, None)),
        ("TWARÓG 5 x2,6g 13,45C", ItemText("TWARÓG", "5", None, 1345, "C")),
        ("PŁYN 2 x11,89 23 78A", ItemText("PŁYN", "2", 1189, 2378, "A")),
        ("0,416 x26,90", ItemText("", "0.416", 2690, None, None)),
        ("Torba foliowa 0,79", ItemText("Torba foliowa", None, None, 79, None)),
        ("KEFIR -1 x2,79 -2,79C", ItemText("KEFIR", "-1", 279, -279, "C")),
        ("PRALKA A 1*1 299,00= 1 299,00 A", ItemText("PRALKA A", "1", 129900, 129900, "A")),
        ("LODÓWKA 2 x1 249,50 2 499,00A", ItemText("LODÓWKA", "2", 124950, 249900, "A")),
        ("PIEROGI C 1 11,29 zk. 11,29 C", ItemText("PIEROGI C", "1", 1129, 1129, "C")),
        ("CHLEB 1 x5,49 5,490", ItemText("CHLEB", "1", 549, 549, "0")),
    ],
)
def test_read_item_reads_a_row(row, item):
    assert read_item(normalise(row)) == item


@pytest.mark.parametrize(
    "row", ["ORANŻADA 1,25L", "Piwo pszeniczne 0,5l", "czynne 7.00-21.00", "NIP 779-10-11-327", "2025-03-04 18:22", ""]
)
def test_read_item_finds_no_amount_in_sizes_hours_and_numbers(row):
    assert read_item(normalise(row)) is None


def test_read_item_keeps_the_size_before_a_discount_out_of_the_quantity():
    assert read_item("OPUST RYŻ 4X10 -0,50C") == ItemText("OPUST RYŻ 4X10", None, None, -50, "C")


@pytest.mark.parametrize(
    ("mark", "letter"), [("C", "C"), ("8", "B"), ("4", "A"), ("0", None), ("c", "C"), (None, None)]
)
def test_letter_of_reads_what_ocr_made_of_a_letter(mark, letter):
    assert letter_of(mark) == letter


@given(st.text(alphabet="0123456789,.xX* ABCkgszt-=", max_size=40))
def test_read_item_takes_any_row(row):
    read_item(normalise(row))


@given(st.integers(1, 99), st.integers(1, 99999), st.sampled_from("ABCD"))
def test_read_item_round_trips_a_printed_row(qty, price, letter):
    total = qty * price
    row = f"NAZWA TOWARU {qty} x{price // 100},{price % 100:02d} {total // 100},{total % 100:02d}{letter}"

    assert read_item(normalise(row)) == ItemText("NAZWA TOWARU", str(qty), price, total, letter)
