import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.errors import FoodSaveError, Invalid
from foodsave.kitchen.recipes.importing.encodings import decoded
from foodsave.kitchen.recipes.importing.reading import read_recipes

POLISH = "Zażółć gęślą jaźń: śledź, żółw, ćma, źrebię"


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1250", "iso-8859-2"])
def test_polish_letters_are_read_without_being_told_their_encoding(charset):
    assert decoded(POLISH.encode(charset)) == POLISH


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_mark_of_the_byte_order_is_believed(mark):
    name = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"

    assert decoded(mark + POLISH.encode(name)) == POLISH


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (POLISH.encode("iso-8859-2"), "text/html; charset=ISO-8859-2"),
        (POLISH.encode("cp1250"), "text/html; charset=iso-8859-2"),
        (POLISH.encode(), "text/html; charset=iso-8859-1"),
        (POLISH.encode("cp1250"), "text/html; charset=utf-8"),
        (POLISH.encode("cp1250"), "text/html; charset=hex"),
        (POLISH.encode("cp1250"), "text/html; charset=idna"),
        (POLISH.encode("cp1250"), 'text/html; charset="'),
    ],
)
def test_charset_that_is_told_is_believed_as_long_as_it_can_be(content, media_type):
    assert decoded(content, media_type) == POLISH


def test_western_letters_are_not_read_as_polish():
    assert decoded("crème brûlée à la façon".encode("cp1252")) == "crème brûlée à la façon"


@pytest.mark.parametrize(
    "content", [b"a\0b", b"\xff\xfe\x00\xd8a", b"\xff\xd8\xff\xe0", b"%PDF-1.7", b"SQLite format 3\0"]
)
def test_file_that_is_no_text_is_refused(content):
    with pytest.raises(Invalid) as refusal:
        read_recipes(content)

    assert refusal.value.reason == "not_text"


@pytest.mark.parametrize("content", [b"", b"  \n ", b"\xef\xbb\xbf"])
def test_empty_file_is_refused(content):
    with pytest.raises(Invalid) as refusal:
        read_recipes(content)

    assert refusal.value.reason == "empty_file"


@given(st.binary(max_size=500), st.sampled_from([None, "text/html", "text/plain; charset=utf-16", "x; charset=\x00"]))
def test_any_bytes_give_recipes_or_a_stated_error(content, media_type):
    try:
        drafts = read_recipes(content, media_type=media_type)
    except FoodSaveError as error:
        assert error.message  # noqa: PT017 - either outcome is right
    else:
        assert drafts
