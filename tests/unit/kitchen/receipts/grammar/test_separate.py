import pytest

from foodsave.errors import Invalid
from foodsave.kitchen.receipts.grammar import parse_receipt
from foodsave.testing.pages import page_of

ONE = """
Sklep Jagódka
NIP 7791011327  nr:104233
PARAGON FISKALNY
KEFIR 400G  1 x2,79 2,79C
SPRZEDAŻ OPODATKOWANA C  2,79
SUMA PTU  0,13
SUMA PLN  2,79
"""
OTHER = """
Piekarnia Rumiana
NIP 7811897358  nr:558120
PARAGON FISKALNY
CHLEB  1 x5,49 5,49C
SPRZEDAŻ OPODATKOWANA C  5,49
SUMA PTU  0,26
SUMA PLN  5,49
"""
SLIP = """
NIEFISKALNY
Sprzedaż:  PLN 2,79
KARTA  ************3481
NIP NABYWCY 5260309174
SUMA PLN  2,79
"""


def beside(left, right):
    rows = zip(left.strip().splitlines(), right.strip().splitlines(), strict=True)
    return "\n".join(f"{' '.join(a.split()):<45}{' ' * 12}{' '.join(b.split())}" for a, b in rows)


@pytest.mark.parametrize("text", [ONE + OTHER, beside(ONE, OTHER), ONE + OTHER.replace("7811897358", "7791011327")])
def test_two_receipts_are_refused(text):
    with pytest.raises(Invalid) as refusal:
        parse_receipt([page_of(text)])

    assert refusal.value.reason == "several_receipts"


@pytest.mark.parametrize("text", [ONE, ONE + SLIP, ONE + ONE, ONE + "SUMA PLN  2,74"])
def test_one_receipt_with_slips_and_repeats_is_read(text):
    assert parse_receipt([page_of(text)]).total_minor == 279
