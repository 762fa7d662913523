import pytest

from foodsave.kitchen.receipts.grammar.documents import find_number
from foodsave.kitchen.receipts.grammar.lines import group_lines
from foodsave.testing.pages import page_of


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("NIP 7811897358  nr:658248\n00213 nr:265501 2025-12-01", "658248"),
        ("nr wydr. 354272/0892", "354272/0892"),
        ("W123456\nPARAGON FISKALNY", "W123456"),
        ("2017-09-26  470063", "470063"),
        ("Podsumowanie zakupów: 55646", "55646"),
        ("Numer transakcji 8168", "8168"),
        ("Tax Invoice : BAT02201803120255", "BAT02201803120255"),
        ("INV No.: 1044120 Cashier: Ann", "1044120"),
        ("BDO 000013917", None),
    ],
)
def test_find_number_reads_the_known_labels(text, number):
    assert find_number(group_lines([page_of(text)])) == number
