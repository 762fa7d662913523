import pytest

from foodsave.kitchen.receipts.grammar.deposits import deposit_below


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
