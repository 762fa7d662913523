import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foodsave.errors import NotFound
from foodsave.testing.receipts import CHAINS, FAULTS, LAYOUTS, draw, draw_series
from foodsave.testing.receipts.truth import money_text

KINDS = [(chain, layout) for chain in CHAINS for layout in LAYOUTS[chain]]
SEEDS = st.integers(min_value=0, max_value=10**6)


@pytest.mark.parametrize(("chain", "layout"), KINDS)
def test_draw_sets_every_chain_and_layout(chain, layout):
    receipt = draw(3, chain, layout, items=5)
    text = receipt.text()
    total = receipt.truth.total_minor

    assert money_text(total, ",") in text or money_text(total) in text
    assert len(receipt.truth.items) == 5 or "STORNO" in text or "ANULOWANO" in text
    assert min(receipt.image.size) > 200
    assert receipt.image.convert("L").getextrema()[0] < 120


@settings(max_examples=300)
@given(seed=SEEDS, kind=st.sampled_from(KINDS))
def test_truth_balances_for_any_seed(seed, kind):
    truth = draw(seed, *kind).truth

    rounded = truth.total_minor - sum(item.line_total_minor - item.discount_minor for item in truth.items)
    assert abs(rounded) <= (2 if truth.currency == "MYR" else 0)
    assert (truth.payable_minor is None) == (truth.deposit_minor is None)
    if truth.deposit_minor is not None:
        assert truth.total_minor + truth.deposit_minor == truth.payable_minor


@settings(max_examples=200)
@given(seed=SEEDS, kind=st.sampled_from(KINDS))
def test_quantity_times_price_is_the_line(seed, kind):
    for item in draw(seed, *kind).truth.items:
        if item.qty is not None and item.unit_price_minor is not None:
            whole, _, rest = item.qty.partition(".")
            thousandths = int(whole) * 1000 + int(rest.ljust(3, "0"))
            assert (thousandths * item.unit_price_minor + 500) // 1000 == item.line_total_minor


@settings(max_examples=100)
@given(seed=SEEDS, kind=st.sampled_from([kind for kind in KINDS if kind[0] != "english"]))
def test_date_and_items_are_printed_as_the_truth_says(seed, kind):
    receipt = draw(seed, *kind)
    text = receipt.text()
    year, month, day = receipt.truth.date.split("-")

    assert re.search(rf"{year}-{month}-{day}|{day}[.-]{month}[.-]{year}", text)
    assert receipt.truth.time is None or receipt.truth.time in text
    for item in receipt.truth.items:
        assert money_text(item.line_total_minor, ",") in text or f"{item.line_total_minor / 100:g}" in text.replace(
            ",", "."
        )


def test_draw_gives_the_same_receipt_for_the_same_seed():
    first, second = (draw(21, "lidl", "paper", ("skew", "background", "noise", "crumple"), items=4) for _ in range(2))

    assert first.truth == second.truth
    assert first.jpeg() == second.jpeg()


def test_draw_gives_another_receipt_for_another_seed():
    assert draw(1, "lidl", "paper").truth != draw(2, "lidl", "paper").truth


def test_draw_chooses_chain_and_layout_by_seed_when_they_are_open():
    chosen = {(draw(seed).chain, draw(seed).layout) for seed in range(40)}

    assert len(chosen) > 10
    assert draw(8).truth == draw(8).truth


def test_faults_leave_the_truth_alone():
    assert draw(4, "dino", "paper", ("skew", "shadow")).truth == draw(4, "dino", "paper").truth


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault != "long"])
def test_fault_changes_the_picture(fault):
    plain, faulty = draw(5, "stokrotka", "paper", items=4), draw(5, "stokrotka", "paper", (fault,), items=4)

    assert plain.image.size != faulty.image.size or plain.image.tobytes() != faulty.image.tobytes()
    assert faulty.truth == plain.truth


def test_long_receipt_is_at_least_six_times_as_high_as_wide():
    width, height = draw(6, "zabka", "paper", ("long",)).image.size

    assert 5.5 <= height / width <= 11


def test_faults_combine_in_one_picture():
    faults = [fault for fault in FAULTS if fault not in ("long", "twelve_megapixels")]
    image = draw(7, "lidl", "paper", faults, items=3).image

    assert min(image.size) > 100


def test_page_texts_see_every_name():
    receipt = draw(9, "biedronka", "paper")
    words = " ".join(word.text for page in receipt.page_texts() for word in page.words)

    assert all(item.name in words for item in receipt.truth.items)


def test_ereceipt_may_break_over_pages():
    pages = {len(draw(seed, "biedronka", "ereceipt", items=24).sheets) for seed in range(3)}

    assert 2 in pages


@pytest.mark.parametrize(
    ("chain", "layout", "faults"), [("tesco", None, ()), ("lidl", "stone", ()), ("lidl", "paper", ("burnt",))]
)
def test_draw_names_what_exists_for_an_unknown_wish(chain, layout, faults):
    with pytest.raises(NotFound, match="there are: "):
        draw(1, chain, layout, faults)


def test_draw_series_goes_through_every_layout():
    series = list(draw_series(1, len(KINDS)))

    assert {(receipt.chain, receipt.layout) for receipt in series} == set(KINDS)
    assert {fault for receipt in series for fault in receipt.faults} >= {
        "fade",
        "skew",
        "crumple",
        "shadow",
        "background",
    }


def test_deposit_stands_outside_the_total():
    receipts = (draw(seed, "stokrotka", "paper", items=40) for seed in range(60))
    receipt = next(r for r in receipts if (r.truth.deposit_minor or 0) > 0)

    assert f"DO ZAPŁATY  {money_text(receipt.truth.payable_minor, ',')} PLN" in receipt.text()
    assert "OPAKOWANIA ZWROTNE WYDANIA" in receipt.text()


def test_returned_bottles_lower_the_amount_to_pay():
    receipts = (draw(seed, "stokrotka", "paper", items=2) for seed in range(300))
    receipt = next(r for r in receipts if (r.truth.deposit_minor or 0) < 0)

    assert receipt.truth.payable_minor < receipt.truth.total_minor
    assert "OPAKOWANIA ZWROTNE PRZYJĘCIA" in receipt.text()


def test_paper_may_go_on_below_the_receipt():
    texts = [draw(seed, "dino", "paper", items=2).text() for seed in range(40)]

    assert any("KUPON RABATOWY" in text for text in texts)
    assert any("Kod autoryzacji" in text for text in texts)
    assert any("NIP nabywcy" in text for text in texts)


def test_old_tills_print_their_own_rates():
    text = draw(3, "stokrotka", "old").text()

    assert "Kwota PTU D 5%" in text
    assert "PTU C" not in text


def test_full_picture_has_twelve_megapixels():
    width, height = draw(10, "dino", "paper", ("twelve_megapixels",), items=2).image.size

    assert width * height == pytest.approx(12e6, rel=0.01)
