import pytest

from foodsave.kitchen.receipts.chains import kaufland, lidl
from foodsave.kitchen.receipts.grammar.letters import part_letter, settle_letters, sums_by_letter


@pytest.mark.parametrize(
    ("name", "mark", "parted"),
    [
        ("A CUKIERKI", "A", ("CUKIERKI", "A")),
        ("A-FOLIA UNI", "0", ("FOLIA UNI", "A")),
        ("KEFIR 400G C", None, ("KEFIR 400G", "C")),
        ("WITAMINA C", "B", ("WITAMINA C", "B")),
        ("HOT DOG (B) K:5768", "8", ("HOT DOG K:5768", "B")),
        ("MYDŁO\\AX", "A", ("MYDŁO", "A")),
        ("SEZAMKI KLASYC-A", None, ("SEZAMKI KLASYC-A", "A")),
        ("CEBULA 740697C", "0", ("CEBULA 740697C", "C")),
        ("C_POR SZTUKA", None, ("C_POR SZTUKA", "C")),
        ("C", "0", ("", "C")),
        ("CHLEB", "0", ("CHLEB", None)),
    ],
)
def test_part_letter_tells_letters_from_names(name, mark, parted):
    assert part_letter(name, mark, None) == parted


def test_part_letter_drops_the_marker_column_of_a_chain():
    assert part_letter("Gruszki luz F", "C", lidl.PROFILE) == ("Gruszki luz", "C")
    assert part_letter("Polędwica XF", "C", lidl.PROFILE) == ("Polędwica", "C")
    assert part_letter("CocaCola H", "A", kaufland.PROFILE) == ("CocaCola", "A")


def test_settle_letters_fills_the_one_choice_that_gives_the_sales():
    settled = settle_letters(["A", None, None], [None, "0", "0"], [100, 200, 300], {"A": 100, "C": 500, "D": 0})

    assert settled == ["A", "C", "C"]


@pytest.mark.parametrize("sales", [{}, {"A": 100, "B": 250, "C": 250}, {"A": 350, "C": 250}])
def test_settle_letters_leaves_open_what_the_sales_do_not_tell(sales):
    assert settle_letters(["A", None, None], [None, "0", "0"], [100, 200, 300], sales) == ["A", None, None]


def test_settle_letters_invents_none_where_none_is_printed():
    assert settle_letters([None, None], [None, None], [100, 200], {"C": 300}) == [None, None]


def test_sums_by_letter_leaves_zero_sums_out():
    assert sums_by_letter(["A", "B", "A"], [5, 0, 7]) == {"A": 12}
