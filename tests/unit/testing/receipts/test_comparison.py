from dataclasses import replace

import pytest

from foodsave.kitchen.receipts.reading import ReadLine, ReceiptReading
from foodsave.testing.receipts import compare_reading, draw
from foodsave.testing.receipts.comparison import plain, similar


@pytest.fixture
def truth():
    return draw(41, "stokrotka", "paper", items=8).truth


def reading_of(truth):
    lines = tuple(
        ReadLine(i.name, i.qty, i.unit_price_minor, i.line_total_minor, i.vat, i.discount_minor, 0.9, 0, (0, 0, 1, 1))
        for i in truth.items
    )
    return ReceiptReading(
        store=truth.store,
        chain="stokrotka",
        nip=truth.nip,
        date=truth.date,
        time=truth.time,
        number=truth.number,
        total_minor=truth.total_minor,
        currency=truth.currency,
        deposit_minor=truth.deposit_minor,
        payable_minor=truth.payable_minor,
        lines=lines,
        balanced=True,
        confidence=0.9,
    )


def test_compare_reading_is_perfect_for_the_truth_itself(truth):
    check = compare_reading(truth, reading_of(truth))

    assert check.perfect
    assert check.items_f1 == 1.0


@pytest.mark.parametrize(
    ("field", "value", "wrong"),
    [
        ("date", "2001-01-01", "date"),
        ("time", None, "time"),
        ("total_minor", 1, "total"),
        ("nip", None, "nip"),
        ("store", "Inny", "store"),
        ("currency", "EUR", "currency"),
    ],
)
def test_compare_reading_names_the_wrong_field(truth, field, value, wrong):
    check = compare_reading(truth, replace(reading_of(truth), **{field: value}))

    assert check.wrong == (wrong,)
    assert not check.perfect


def test_compare_reading_counts_a_lost_line(truth):
    reading = reading_of(truth)
    check = compare_reading(truth, replace(reading, lines=reading.lines[1:]))

    assert (check.right, check.found, check.printed) == (7, 7, 8)
    assert check.items_f1 == pytest.approx(14 / 15)


def test_compare_reading_counts_a_wrong_discount():
    truth = next(t for t in (draw(s, "stokrotka", "paper").truth for s in range(20)) if t.items[0].discount_minor)
    reading = reading_of(truth)
    first = replace(reading.lines[0], discount_minor=0)
    check = compare_reading(truth, replace(reading, lines=(first, *reading.lines[1:])))

    assert check.right_discounts == check.printed_discounts - 1
    assert not check.perfect


def test_compare_reading_misses_the_amount_to_pay():
    receipts = (draw(seed, "stokrotka", "paper", items=40).truth for seed in range(60))
    truth = next(t for t in receipts if t.deposit_minor)

    assert compare_reading(truth, replace(reading_of(truth), payable_minor=None)).wrong == ("payable",)


def test_compare_reading_forgives_letters_in_the_company_of_an_english_receipt():
    truth = replace(draw(42, "english", "invoice", items=2).truth, store="GREEN VALLEY SDN BHD")

    assert compare_reading(truth, replace(reading_of(truth), store="GREEN VALEY SDN BHD")).wrong == ()
    assert compare_reading(truth, replace(reading_of(truth), store="THANK YOU")).wrong == ("store",)


def test_similar_forgives_case_diacritics_and_a_few_letters():
    assert similar("MASLO EKSTRA 82", "Masło ekstra 82%")
    assert not similar("Kefir", "Masło ekstra")


def test_plain_keeps_letters_and_digits():
    assert plain("Żółć 0,5l!") == "zołc05l".replace("ł", "l")
    assert plain(None) == ""
