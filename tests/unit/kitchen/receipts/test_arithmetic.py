from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.kit.money import multiply_minor
from foodsave.kitchen.receipts.arithmetic import Printed, Row, check, row_holds

ROWS = (Row("2", 349, 698, letter="C"), Row("0.415", 999, 415, letter="C"), Row("1", 1299, 1299, 300, letter="A"))
PRINTED = Printed(2112, {"C": 1113, "A": 999})


@pytest.mark.parametrize(
    ("qty", "price", "product"), [("0.25", 699, 175), ("1.084", 799, 866), ("3", 689, 2067), ("0.5", 1, 1)]
)
def test_multiply_minor_rounds_half_up(qty, price, product):
    assert multiply_minor(qty, price) == product


def test_check_balances_what_agrees():
    verdict = check(ROWS, PRINTED)

    assert (verdict.balanced, verdict.repairs, verdict.suspicious) == (True, (), frozenset())


def test_check_repairs_the_only_digit_of_an_amount():
    verdict = check((replace(ROWS[0], total=598), *ROWS[1:]), PRINTED)

    assert [(r.line, r.field, r.was, r.now) for r in verdict.repairs] == [(0, "line_total", "5.98", "6.98")]
    assert (verdict.balanced, verdict.rows) == (True, ROWS)


def test_check_repairs_a_price_when_the_amount_is_proved_by_the_total():
    verdict = check((replace(ROWS[0], unit_price=343), *ROWS[1:]), PRINTED)

    assert [(r.field, r.was, r.now) for r in verdict.repairs] == [("unit_price", "3.43", "3.49")]


def test_check_repairs_a_discount_by_the_value_printed_below_it():
    rows = (*ROWS[:2], replace(ROWS[2], discount=800, net=999))

    verdict = check(rows, PRINTED)

    assert [(r.field, r.was, r.now) for r in verdict.repairs] == [("discount", "8.00", "3.00")]
    assert verdict.balanced


def test_check_repairs_two_rows_where_one_choice_fits():
    rows = (replace(ROWS[0], total=598), ROWS[1], replace(ROWS[2], total=1289))

    verdict = check(rows, PRINTED)

    assert (verdict.balanced, len(verdict.repairs)) == (True, 2)


@pytest.mark.parametrize("sales", [{}, {"C": 2112}])
def test_check_repairs_no_two_amounts_that_one_sum_would_have_to_prove(sales):
    rows = tuple(replace(row, letter="C") for row in ROWS)

    verdict = check((replace(rows[0], total=598), rows[1], replace(rows[2], total=1289)), Printed(2112, sales))

    assert (verdict.balanced, verdict.repairs, verdict.suspicious) == (False, (), frozenset({0, 2}))


def test_check_adds_the_lost_leading_digit_of_a_single_discount():
    rows = (*ROWS[:2], Row("1", 1299, 1299, 90, cut_discount=True))

    verdict = check(rows, Printed(698 + 415 + 1299 - 690))

    assert [(r.field, r.was, r.now) for r in verdict.repairs] == [("discount", "0.90", "6.90")]
    assert verdict.balanced


def test_check_leaves_two_lost_digits_alone():
    rows = (Row("1", 1299, 1299, 90, cut_discount=True), Row("1", 999, 999, 50, cut_discount=True))

    verdict = check(rows, Printed(1299 + 999 - 640))

    assert (verdict.balanced, verdict.repairs) == (False, ())


def test_check_repairs_nothing_in_rows_without_own_evidence():
    rows = (Row(None, None, 359), Row(None, None, 499))

    verdict = check(rows, Printed(1258))

    assert (verdict.balanced, verdict.repairs) == (False, ())


def test_check_points_at_the_row_when_no_digit_helps():
    verdict = check((replace(ROWS[0], total=111), *ROWS[1:]), PRINTED)

    assert (verdict.balanced, verdict.suspicious, verdict.repairs) == (False, frozenset({0}), ())


def test_check_rejects_a_repair_that_the_tax_table_contradicts():
    rows = (replace(ROWS[0], total=598), *ROWS[1:])

    verdict = check(rows, Printed(2112, {"C": 1013, "A": 1099}))

    assert (verdict.balanced, verdict.repairs) == (False, ())


def test_check_does_not_balance_errors_that_may_cancel_out():
    rows = (Row("1", 500, 600), Row("1", 500, 400), Row("1", 100, 100))

    verdict = check(rows, Printed(1100))

    assert (verdict.balanced, verdict.repairs, verdict.suspicious) == (False, (), frozenset({0, 1}))


def test_check_lets_scales_round_their_weight():
    verdict = check((Row("0.55", 1189, 655),), Printed(655))

    assert (verdict.balanced, verdict.repairs) == (True, ())


def test_check_without_total_is_never_balanced():
    assert not check(ROWS, Printed(None)).balanced
    assert not check((), Printed(100)).balanced


def test_check_marks_an_illegible_amount_while_unbalanced():
    verdict = check((Row("2", 349, 698, computed=True),), Printed(600))

    assert verdict.suspicious == frozenset({0})


def test_check_repairs_amounts_only_where_quantity_and_price_stay_ambiguous():
    rows = (Row("1", 200, 300), Row("0.5", 100, 60))

    verdict = check(rows, Printed(260))

    assert (verdict.balanced, [row.total for row in verdict.rows]) == (True, [200, 60])


def test_check_gives_up_on_many_broken_rows():
    rows = tuple(replace(ROWS[0], total=total) for total in (598, 998, 798, 618))

    assert check(rows, Printed(4 * 698)).repairs == ()


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9999)), min_size=1, max_size=12), st.data())
def test_check_never_balances_a_single_wrong_amount(goods, data):
    rows = [Row(str(qty), price, qty * price) for qty, price in goods]
    total = sum(row.total for row in rows)
    number = data.draw(st.integers(0, len(rows) - 1))
    wrong = data.draw(st.integers(1, 99999).filter(lambda value: value != rows[number].total))
    rows[number] = replace(rows[number], total=wrong)

    verdict = check(rows, Printed(total))

    assert not verdict.balanced or sum(row.total for row in verdict.rows) == total
    assert all(row_holds(row) for row in verdict.rows) or not verdict.balanced


@pytest.mark.parametrize(
    ("rows", "printed", "warnings"),
    [
        ([Row("2", 350, 700)], Printed(700), ()),
        ([Row("2", 350, 700)], Printed(None), ("no_total",)),
        ([Row("2", 350, 700)], Printed(990), ("total_differs",)),
        ([Row("2", 399, 700), Row("1", 250, 250)], Printed(950, {"A": 950}), ("lines_differ",)),
        (
            [Row("1", 700, 700, letter="A"), Row("1", 250, 250, letter="B")],
            Printed(950, {"A": 500, "B": 450}),
            ("tax_groups_differ",),
        ),
    ],
)
def test_check_names_every_contradiction(rows: list[Row], printed: Printed, warnings: tuple[str, ...]):
    assert check(rows, printed).warnings == warnings
