import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.errors import Invalid
from foodsave.kitchen.catalog.barcodes import check_digit, parse_barcode, weight_check_digit


@pytest.mark.parametrize(
    ("text", "gtin", "kind"),
    [
        ("5900512320359", "05900512320359", "ean13"),
        ("4006381333931", "04006381333931", "ean13"),
        (" 5900 512-320 359 ", "05900512320359", "ean13"),
        ("96385074", "00000096385074", "ean8"),
        ("036000291452", "00036000291452", "upc"),
        ("15900512320356", "15900512320356", "gtin14"),
        ("]E05900512320359", "05900512320359", "ean13"),
        ("(01)05900512320359", "05900512320359", "gtin14"),
        ("0105900512320359", "05900512320359", "gtin14"),
    ],
)
def test_parse_barcode_normalises_to_fourteen_digits(text, gtin, kind):
    barcode = parse_barcode(text)

    assert (barcode.gtin, barcode.kind, barcode.weight_g) == (gtin, kind, None)


@pytest.mark.parametrize("text", ["5900512320358", "96385075", "036000291453", "15900512320357"])
def test_parse_barcode_refuses_a_wrong_check_digit(text):
    with pytest.raises(Invalid, match="wrong check digit"):
        parse_barcode(text)


@pytest.mark.parametrize("text", ["", "123", "59005123203590000", "abc", "590051232035X", "٥٩٠٠٥١٢٣٢٠٣٥٩", "5" * 5000])
def test_parse_barcode_refuses_what_is_no_barcode(text):
    with pytest.raises(Invalid) as refusal:
        parse_barcode(text)

    assert refusal.value.reason == "invalid_barcode"
    assert len(refusal.value.message) < 200


def test_parse_barcode_refuses_zeros():
    with pytest.raises(Invalid, match="names nothing"):
        parse_barcode("0000000000000")


def test_parse_barcode_hints_at_the_weight_of_an_in_store_code():
    body = "2901234" + "00381"
    barcode = parse_barcode(body + check_digit(body))

    assert (barcode.kind, barcode.plu, barcode.weight_g) == ("in_store_weight", "01234", 381)


def test_parse_barcode_knows_the_digit_that_checks_the_weight():
    body = "270123" + weight_check_digit("01250") + "01250"
    barcode = parse_barcode(body + check_digit(body))

    assert (barcode.plu, barcode.weight_g) == ("0123", 1250)


@pytest.mark.parametrize("body", ["290123400000", "290123499999", "201234567890", "020000000001"])
def test_parse_barcode_gives_no_weight_that_a_shop_could_not_mean(body):
    barcode = parse_barcode(body + check_digit(body))

    assert (barcode.kind, barcode.weight_g) == ("in_store", None)


@pytest.mark.parametrize("body", ["2000001", "0123456"])
def test_parse_barcode_knows_short_in_store_codes(body):
    assert parse_barcode(body + check_digit(body)).kind == "in_store"


def test_weight_check_digit_is_that_of_the_standards_example():
    assert weight_check_digit("14685") == "6"


@given(st.from_regex(r"[13-9][0-9]{11}", fullmatch=True), st.integers(0, 12), st.integers(1, 9))
def test_parse_barcode_notices_every_single_wrong_digit(body, place, by):
    sound = body + check_digit(body)
    wrong = sound[:place] + str((int(sound[place]) + by) % 10) + sound[place + 1 :]

    assert parse_barcode(sound).gtin == f"0{sound}"
    with pytest.raises(Invalid):
        parse_barcode(wrong)


@given(st.text(max_size=30))
def test_parse_barcode_answers_any_text_with_a_barcode_or_a_stated_error(text):
    try:
        barcode = parse_barcode(text)
    except Invalid:
        return
    assert len(barcode.gtin) == 14
    assert check_digit(barcode.gtin[:-1]) == barcode.gtin[-1]
