"""Kinds of file are told by content alone."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.core.documents.kinds import DocumentKind, recognise_kind
from foodsave.errors import UnsupportedMedia

HEADS = [
    (b"\xff\xd8\xff\xe0\x00\x10JFIF", DocumentKind.JPEG),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", DocumentKind.PNG),
    (b"RIFF\x24\x00\x00\x00WEBPVP8 ", DocumentKind.WEBP),
    (b"II*\x00\x08\x00\x00\x00", DocumentKind.TIFF),
    (b"MM\x00*\x00\x00\x00\x08", DocumentKind.TIFF),
    (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", DocumentKind.HEIC),
    (b"%PDF-1.7\n", DocumentKind.PDF),
    (b"X-Mail: yes\r\n\r\n%PDF-1.4", DocumentKind.PDF),
]


@pytest.mark.parametrize(("head", "kind"), HEADS)
def test_recognise_kind_tells_what_the_bytes_are(head, kind):
    assert recognise_kind(head) is kind


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (b"GIF89a\x01\x00\x01\x00", "image/gif"),
        (b"BM\x9a\x00\x00\x00\x00\x00", "image/"),
        (b"", "an empty file"),
        (b"milk 2.99\nbread 4.99\n", "a file of"),
        (b"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00", "a file of"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "a file of"),
    ],
)
def test_recognise_kind_refuses_what_no_reader_takes(head, said):
    with pytest.raises(UnsupportedMedia) as caught:
        recognise_kind(head)

    assert caught.value.reason == "unsupported_type"
    assert said in caught.value.message


@given(st.binary(max_size=200))
def test_recognise_kind_names_or_refuses_any_bytes(head):
    with suppress(UnsupportedMedia):
        assert recognise_kind(head) in DocumentKind
