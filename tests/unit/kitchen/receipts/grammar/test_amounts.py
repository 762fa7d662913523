import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.kitchen.receipts.grammar.amounts import (
    all_amounts,
    gapped_amount,
    join_thousands,
    last_amount,
    minor,
    normalise,
)


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("1 ×4,39  4,39C", "1 x4,39  4,39C"),
        ("SUMA 4O,5O", "SUMA 40,50"),
        ("RABAT —1,20", "RABAT -1,20"),
        ("x12, 99 12 ,99A", "x12,99 12,99A"),
        ("C l x2,26 2,26C", "C 1 x2,26 2,26C"),
        ("1I,50", "11,50"),
        ("ul. Polna 5, 31-001", "ul. Polna 5, 31-001"),
        ("Woda gazowana 1,5l X", "Woda gazowana 1,5l X"),
        ("Lidl Plus -0 13", "Lidl Plus -0,13"),
    ],
)
def test_normalise_writes_numbers_one_way(printed, plain):
    assert normalise(printed) == plain


@pytest.mark.parametrize(
    ("text", "amount"), [("12,34", 1234), ("33.9", 3390), ("2", 200), ("1 234,50", 123450), ("0,05", 5), ("-7,00", 700)]
)
def test_minor_reads_printed_amounts(text, amount):
    assert minor(text) == amount


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("1 x2 499,00 2 499,00A", "1 x2499,00 2499,00A"),
        ("1 x 500,00 500,00", "1 x 500,00 500,00"),
        ("12 345.00", "12345.00"),
    ],
)
def test_join_thousands_joins_only_the_whole_part(text, joined):
    assert join_thousands(text) == joined


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("SUMA PLN 63,05", 6305),
        ("OPUST PROMO 2,99 -2,80C", -280),
        ("OPUST -10.998", -1099),
        ("KARTA 1 063,05 PLN", 106305),
        ("Suma 15,00 zł", 1500),
        ("nr 123456", None),
        ("CHLEB 5,290", 529),
    ],
)
def test_last_amount_reads_the_end_of_a_line(text, amount):
    assert last_amount(text) == amount


def test_gapped_amount_reads_a_lost_decimal_mark():
    assert gapped_amount("Lidl Plus voucher 0 23") == 23
    assert gapped_amount("Warszawa 12") is None


def test_all_amounts_leaves_rates_and_weights_out():
    assert all_amounts("A 23,00 % 7,99 6,50 1,49") == [799, 650, 149]
    assert all_amounts("0,815 x 6,99 5,70") == [699, 570]


@given(st.integers(0, 999_99))
def test_amounts_survive_printing(amount):
    printed = f"{amount // 100},{amount % 100:02d}"

    assert minor(printed) == amount
    assert last_amount(f"SUMA PLN {printed}") == amount
    assert last_amount(f"OPUST -{printed}C") == -amount


@given(st.text(max_size=60))
def test_normalise_and_last_amount_take_any_text(text):
    last_amount(normalise(text))
