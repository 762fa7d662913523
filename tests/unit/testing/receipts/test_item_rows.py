from random import Random

import pytest

from foodsave.testing.receipts.goods import Good
from foodsave.testing.receipts.layouts.item_rows import ItemForm, glued, opust_with_value, print_items, spaced
from foodsave.testing.receipts.layouts.till import Till, qty_text
from foodsave.testing.receipts.purchase import BasketLine, PurchaseTerms, draw_purchase
from foodsave.testing.receipts.sheet import PrintedSheet

KEFIR = BasketLine(Good("Kefir", "C", 200, 300), "C", 2000, 349)
PEARS = BasketLine(Good("Gruszki", "C", 500, 900, weighed=True), "C", 430, 799)


def printed(*lines, form):
    drawn = draw_purchase(Random(1), PurchaseTerms(), items=1)
    purchase = type(drawn)(lines, drawn.at, 1, 1, 1, drawn.control_code, drawn.device, 0)
    till = Till(purchase, Random(1), PrintedSheet(36), "Sklep")
    print_items(till, form)
    return till, list(till.sheet.texts())


@pytest.mark.parametrize(
    ("line", "decimals", "text"), [(KEFIR, None, "2"), (KEFIR, 3, "2,000"), (PEARS, None, "0,43"), (PEARS, 3, "0,430")]
)
def test_qty_text_writes_pieces_bare_and_weights_short(line, decimals, text):
    assert qty_text(line, decimals=decimals) == text


def test_glued_and_spaced_differ_in_mark_and_letter():
    assert glued(KEFIR) == "2 x3,49 6,98C"
    assert spaced(PEARS) == "0,43 * 7,99 3,44 C"


def test_print_items_notes_what_the_row_says():
    till, rows = printed(KEFIR, form=ItemForm(name=lambda line: line.good.name.upper()))

    assert rows == ["KEFIR  2 x3,49 6,98C"]
    assert till.truth().items[0].label() == {
        "name": "KEFIR",
        "qty": "2",
        "unit_price": "3.49",
        "line_total": "6.98",
        "vat": "C",
        "discount": "0.00",
    }


def test_print_items_leaves_a_cancelled_line_out_of_the_truth():
    cancelled = BasketLine(KEFIR.good, "C", 2000, 349, cancelled=True)
    till, rows = printed(cancelled, PEARS, form=ItemForm(name=lambda line: line.good.name))

    assert rows[1] in ("##STORNO##", "ANULOWANO")
    assert rows[2] == "Kefir  -2 x3,49 -6,98C"
    assert [item.name for item in till.truth().items] == ["Gruszki"]
    assert till.truth().total_minor == PEARS.total_minor


def test_print_items_prints_a_discount_below_its_item():
    cheaper = BasketLine(KEFIR.good, "C", 2000, 349, discount_minor=98)
    form = ItemForm(name=lambda line: line.good.name, discount=opust_with_value)
    till, rows = printed(cheaper, PEARS, form=form)

    assert rows == ["Kefir  2 x3,49 6,98C", "OPUST Kefir  -0,98C", "6,00C", "Gruszki  0,43 x7,99 3,44C"]
    assert till.truth().items[0].discount_minor == 98


def test_print_items_prints_discounts_last_where_the_chain_does():
    cheaper = BasketLine(KEFIR.good, "C", 2000, 349, discount_minor=98)
    form = ItemForm(name=lambda line: line.good.name, discount=opust_with_value, discounts_last=True)
    _, rows = printed(cheaper, PEARS, form=form)

    assert rows[:3] == ["Kefir  2 x3,49 6,98C", "Gruszki  0,43 x7,99 3,44C", "OPUST Kefir  -0,98C"]
