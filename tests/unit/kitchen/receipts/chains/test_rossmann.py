from foodsave.kitchen.receipts.grammar import parse_receipt
from foodsave.testing.pages import page_of

PAPER = """
     Rossmann Supermarkety Drogeryjne
         NIP 7270019183  nr:55012
            PARAGON FISKALNY
MYDŁO OLIWKOWE 1\\AX   1 x7,99 7,99A
Uwzgl. opust: -4,50 st. c 12,49
SYROP MALINOWY 4\\BL   2 x15,99 31,98B
Rabat KLUB Rossmann  -4,50B
KREM DO RĄK LIPA\\AX   1 x24,99 24,99A
OPUST  -10,00A
SPRZEDAŻ OPODATKOWANA A  22,98
SPRZEDAŻ OPODATKOWANA B  27,48
PTU A 23%  4,30
SUMA PTU  6,34
!SUMA PLN  50,46
"""


def test_paper_ignores_discounts_that_only_inform():
    reading = parse_receipt([page_of(PAPER)])

    assert [(i.name, i.line_total_minor, i.discount_minor, i.vat) for i in reading.lines] == [
        ("MYDŁO OLIWKOWE 1", 799, 0, "A"),
        ("SYROP MALINOWY 4", 3198, 450, "B"),
        ("KREM DO RĄK LIPA", 2499, 1000, "A"),
    ]
    assert (reading.store, reading.balanced) == ("Rossmann", True)
