import pytest

from foodsave.kitchen.receipts.grammar.deposits import deposit_below, deposit_paid


@pytest.mark.parametrize(
    ("amounts", "owed", "deposit"),
    [
        ([], None, 0),
        ([50], None, 50),
        ([50, 50], None, 100),
        ([50, 50], 50, 50),
        ([50, 100, 150], None, 150),
        ([150, 50, 100], None, 150),
        ([50, 100, 150], 300, 300),
        ([100], -100, -100),
        ([100, -50], 50, 50),
    ],
)
def test_deposit_below_counts_lines_or_their_sum_as_the_amount_owed_tells(amounts, owed, deposit):
    assert deposit_below(amounts, owed) == deposit


@pytest.mark.parametrize(
    ("listed", "below", "owed", "deposit"),
    [
        (0, [], None, 0),
        (100, [50], None, 150),
        (100, [100], None, 100),
        (600, [600], 600, 600),
        (600, [600], 1200, 1200),
        (0, [200], -200, -200),
        (100, [], 700, 100),
    ],
)
def test_deposit_paid_counts_what_is_listed_and_summed_up_once(listed, below, owed, deposit):
    assert deposit_paid(listed, below, owed) == deposit


def test_deposit_paid_is_what_is_owed_where_that_is_certain():
    assert deposit_paid(100, [50], -250, certain=True) == -250
