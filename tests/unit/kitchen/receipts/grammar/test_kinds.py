import pytest

from foodsave.kitchen.receipts.grammar.kinds import LineKind, kind_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("PARAGON FISKALNY", LineKind.HEADING),
        ("E-PARAGON NIEFISKLANY", LineKind.HEADING),
        ("Nazwa PTU llość Cena Wartość", LineKind.HEADING),
        ("3218/15/8168 Strona 1 z 2", LineKind.PAGE_FOOT),
        ("OPUST WL -2,80C", LineKind.DISCOUNT),
        ("OBNIŽKA -8.39B", LineKind.DISCOUNT),
        ("Lidl Plus kupon -1,50", LineKind.DISCOUNT),
        ("Uuzgl. opust: -7.60 st. c 14,76", LineKind.DISCOUNT_NOTE),
        ("OPUSTY ŁACZNIE -10,65", LineKind.DISCOUNT_SUM),
        ("Udzielono łącznie rabatów: 2,57", LineKind.DISCOUNT_SUM),
        ("##STORNO##", LineKind.CANCELLED),
        ("ANULOWANO KEFIR", LineKind.CANCELLED),
        ("Opakowanie zwr. 1 x0,50 0,50", LineKind.DEPOSIT),
        ("Podsuma: 141,26", LineKind.SUBTOTAL),
        ("SPRZEDAZ OPODATKONANA C 34,34", LineKind.TAX_SALES),
        ("SP.0P.A: 11.69 PTU 23% 2.19", LineKind.TAX_SALES),
        ("Herbarium SPRZEDAŻ OPODATKOWANA A 56,57", LineKind.TAX_SALES),
        ("PTU C 05,00 % 2,49", LineKind.TAX),
        ("A 23 % 7,99 6,50 1,49", LineKind.TAX),
        ("Kwota A 23,00% 6,06", LineKind.TAX),
        ("SUMA PTU 4,02", LineKind.TAX_SUM),
        ("SUMA PLN 63,05", LineKind.TOTAL),
        ("Ogółem 12,00", LineKind.TOTAL),
        ("Suma none 61,50", LineKind.TOTAL),
        ("DO ZAPŁATY 221,91 PLN", LineKind.PAYABLE),
        ("GOTÓWKA 103,01 PLN", LineKind.PAYMENT),
        ("INNA Karta kred. 30,40 PLN", LineKind.PAYMENT),
        ("RESZTA 1,42", LineKind.CHANGE),
    ],
)
def test_kind_of_knows_the_lines_of_a_fiscal_receipt(text, kind):
    assert kind_of(text) is kind


@pytest.mark.parametrize(
    "name",
    ["Rabarbar świeży kg", "KARMA D/PSA 415G", "Czekolada gorzka", "Guma do żucia 2,99", "Rama 5,99", "Sumak 3,59"],
)
def test_kind_of_leaves_goods_alone_that_begin_like_a_keyword(name):
    assert kind_of(name) is LineKind.OTHER
