import pytest

from foodsave.testing.receipts.truth import ReceiptTruth, TruthItem, money_text


@pytest.mark.parametrize(("minor", "text"), [(0, "0.00"), (5, "0.05"), (1234, "12.34"), (-280, "-2.80")])
def test_money_text_writes_two_decimals(minor, text):
    assert money_text(minor) == text


def test_money_text_takes_the_tills_decimal_sign():
    assert money_text(1999, ",") == "19,99"


def test_item_label_has_null_for_what_is_not_printed():
    label = TruthItem("Chleb", None, None, 459, None).label()

    assert label == {
        "name": "Chleb",
        "qty": None,
        "unit_price": None,
        "line_total": "4.59",
        "vat": None,
        "discount": "0.00",
    }


def test_receipt_label_has_the_keys_of_the_labels():
    item = TruthItem("Woda", "2", 199, 398, "A", 50)
    truth = ReceiptTruth("Dino", "6211766191", "2026-01-02", "10:00", "77", 348, "PLN", 100, 448, (item,))

    assert truth.label() == {
        "store": "Dino",
        "nip": "6211766191",
        "date": "2026-01-02",
        "time": "10:00",
        "total": "3.48",
        "currency": "PLN",
        "deposit": "1.00",
        "payable": "4.48",
        "items": [item.label()],
    }
