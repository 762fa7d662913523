from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.errors import Invalid
from foodsave.kit.quantity import Quantity
from foodsave.kitchen.catalog.ingredient_amounts import (
    LARGEST_COUNT,
    inner_size,
    read_amount,
    size_of_one,
    without_thousands_commas,
)
from foodsave.kitchen.catalog.measures import Measure


def read(text, *, spaced=True):
    found = read_amount(text, spaced_thousands=spaced)
    return found.count, found.measure, found.before, found.after.strip()


@pytest.mark.parametrize(
    ("text", "count", "measure", "after"),
    [
        ("2 łyżki mąki", 2, Measure.TABLESPOON, "mąki"),
        ("ok. 2 duże łyżki mąki", 2, Measure.TABLESPOON, "mąki"),
        ("3 jajka", 3, Measure.PIECE, "jajka"),
        ("garść rodzynek", 1, Measure.HANDFUL, "rodzynek"),
        ("gałązki tymianku", None, Measure.SPRIG, "tymianku"),
        ("kilka plastrów szynki", None, Measure.SLICE, "szynki"),
        ("1 500 g mąki", 1500, Measure.GRAM, "mąki"),
        ("200g/7oz butter", 200, Measure.GRAM, "butter"),
        ("20 cl wody", 200, Measure.MILLILITRE, "wody"),
        ("1 szklanka i 2 łyżki mąki", Fraction(28, 25), Measure.GLASS, "mąki"),
        ("a pinch of salt", 1, Measure.PINCH, "salt"),
    ],
)
def test_read_amount_reads_what_comes_first(text, count, measure, after):
    assert read(text) == (count, measure, "", after)


@pytest.mark.parametrize(
    ("text", "count", "measure", "before"),
    [
        ("masło - 200 g", 200, Measure.GRAM, "masło"),
        ("jajka: 3", 3, Measure.PIECE, "jajka"),
        ("śmietana 18% 200 ml", 200, Measure.MILLILITRE, "śmietana 18%"),
        ("mąka typ 500 - 1 kg", 1, Measure.KILOGRAM, "mąka typ 500"),
        ("koperek – pęczek", 1, Measure.BUNCH, "koperek"),
    ],
)
def test_read_amount_reads_what_comes_last(text, count, measure, before):
    assert read(text)[:3] == (count, measure, before)


@pytest.mark.parametrize(
    "text", ["mleko 2%", "mąka typ 450", "jajka rozmiar 3", "3% octu", "1e9 g soli", "2 cm imbiru", "half and half"]
)
def test_read_amount_takes_other_numbers_for_no_amount(text):
    found = read_amount(text, spaced_thousands=True)

    assert (found.count, found.after) == (None, text)


@pytest.mark.parametrize("text", ["0 g soli", f"{LARGEST_COUNT + 1} g soli", "sól - 0 g"])
def test_read_amount_refuses_nothing_and_too_much(text):
    with pytest.raises(Invalid):
        read_amount(text, spaced_thousands=True)


@pytest.mark.parametrize(
    ("text", "count", "measure", "size"),
    [
        ("2 x 400 g tins of tomatoes", 2, Measure.CAN, "400 g"),
        ("1 400g can tomatoes", 1, Measure.CAN, "400 g"),
        ("4 150g chicken breasts", 4, Measure.PIECE, "150 g"),
        ("3 op. po 200 g twarogu", 3, Measure.PACK, "200 g"),
        ("2 500 g bags of flour", 2, Measure.PACK, "500 g"),
    ],
)
def test_read_amount_keeps_what_one_pack_holds(text, count, measure, size):
    found = read_amount(text, spaced_thousands=False)

    assert (found.count, found.measure, str(found.size)) == (count, measure, size)


@pytest.mark.parametrize(
    ("bracket", "size"),
    [
        ("400 g", "400 g"),
        ("ok. 1 kg", "1000 g"),
        ("po 150 g", "150 g"),
        ("200 g each", "200 g"),
        ("400g/14oz", "400 g"),
    ],
)
def test_inner_size_reads_a_bracket(bracket, size):
    assert str(inner_size(bracket)) == size


@pytest.mark.parametrize("bracket", ["", "posiekane", "3 szt", "rozmiar M", "400 g bez zalewy i soku", "0 g"])
def test_inner_size_is_none_for_other_remarks(bracket):
    assert inner_size(bracket) is None


def test_size_of_one_shares_what_several_pieces_weigh():
    breasts = read_amount("2 chicken breasts", spaced_thousands=False)

    assert size_of_one(breasts, ["about 300 g"]) == Quantity.parse("150", "g")
    assert size_of_one(breasts, ["300 g each"]) == Quantity.parse("300", "g")


def test_without_thousands_commas_leaves_decimals_alone():
    assert without_thousands_commas("1,500 g and 1,5 kg and 12,000 ml") == "1500 g and 1,5 kg and 12000 ml"


@given(st.text(max_size=80), st.booleans())
def test_read_amount_never_makes_text_up(text, spaced):
    try:
        found = read_amount(text, spaced_thousands=spaced)
    except Invalid:
        return
    assert found.after in text
    assert found.before in text
    assert found.count is None or found.count > 0
