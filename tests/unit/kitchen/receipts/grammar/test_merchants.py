import pytest

from foodsave.kitchen.receipts.chains import CHAINS
from foodsave.kitchen.receipts.grammar.lines import group_lines
from foodsave.kitchen.receipts.grammar.merchants import find_merchant, find_nips, nip_is_valid
from foodsave.testing.pages import page_of


def merchant(text):
    return find_merchant(group_lines([page_of(text)]))


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain.name)
def test_every_chain_is_found_by_its_numbers_and_its_words(chain):
    for nip in chain.nips:
        assert nip_is_valid(nip)
        assert merchant(f"SKLEP NR 7\nNIP {nip}").store == chain.name
    for word in chain.words:
        assert merchant(f"{word}\nul. Polna 5").store == chain.name


@pytest.mark.parametrize(
    ("text", "nip"),
    [
        ("NIP 779-10-11-327", "7791011327"),
        ("NIP: 779-101-13-27 nr:104233", "7791011327"),
        ("NlP 7811897358", "7811897358"),
        ("N1P PL 899 236 72 73", "8992367273"),
        ("NIP 77910I1327", "7791011327"),
        ("NIP 7791011328", "7791011327"),
        ("tel. 526-03-09-174", "5260309174"),
    ],
)
def test_find_nips_reads_printed_forms(text, nip):
    assert find_nips(group_lines([page_of(text)])) == [nip]


@pytest.mark.parametrize("text", ["NIP 1234567890", "KRS 0000123456", "nr 5260309174"])
def test_find_nips_needs_a_label_and_a_right_check_digit(text):
    assert find_nips(group_lines([page_of(text)])) == []


@pytest.mark.parametrize("digits", ["", "123", "12345678901", "abcdefghij"])
def test_nip_is_valid_rejects_what_is_no_number_of_ten_digits(digits):
    assert not nip_is_valid(digits)


@pytest.mark.parametrize(
    ("header", "store"),
    [
        ("JERONIMO MARTINS DYSTRYBÚCJA S.A.", "Biedronka"),
        ("BIEDR0NKA 2028", "Biedronka"),
        ("Stokrotkq Sp. z 0.0.", "Stokrotka"),
        ("F.H.U. ANNA\nSklep Żabka Z1452", "Żabka"),
        ("N30 Market Sp. z o.o.\nSupermarket EUROSPAR", "Eurospar"),
        ("Warzywniak Pod Lipą Spółka Z\nOgraniczoną Odpowiedzialnością\nul. Jasna 1", "Warzywniak Pod Lipą"),
        ("Jeronimo Martins Drogerie i Farmacja\nDrogeria Hebe", "Hebe"),
        ("Warzywniak Pod Lipą Sp. z o.o.\nul. Jasna 1", "Warzywniak Pod Lipą"),
        ("31-001 Kraków\nPiekarnia Rumiana\nNIP 1", "Piekarnia Rumiana"),
        ("12\n--", None),
    ],
)
def test_find_merchant_reads_the_name_people_use(header, store):
    assert merchant(header).store == store


def test_find_merchant_does_not_take_goods_for_the_shop():
    rows = "\n".join(f"TOWAR {n}  1 x1,00 1,00A" for n in range(14))

    assert merchant(f"Sklep Jagódka\nPARAGON FISKALNY\n{rows}\nPARÓWKI DINO  1 x1,00 1,00A").store == "Sklep Jagódka"


def test_find_merchant_skips_words_far_above_the_head():
    text = "Bornholm Oceano\n\n\n\n\n\nWarzywniak Pod Lipą\nul. Jasna 1\nNIP 1230233553"

    assert merchant(text).store == "Warzywniak Pod Lipą"
