"""PDF files: pages, text layers, and files that cannot or must not be read."""

from pathlib import Path

import numpy as np
import pytest

from foodsave.core.documents import pdf
from foodsave.core.documents.document import open_document
from foodsave.core.documents.limits import DocumentLimits
from foodsave.core.documents.pdf import PdfFile
from foodsave.errors import DeadlineExceeded, FoodSaveError, TooLarge
from foodsave.testing.hostile import documents
from foodsave.testing.receipts import draw

LIMITS = DocumentLimits(page_width=600, render_timeout_s=1)


@pytest.fixture
def opened(tmp_path):
    files: list[PdfFile] = []

    def put(content: bytes, limits: DocumentLimits = LIMITS) -> PdfFile:
        path: Path = tmp_path / "document"
        path.write_bytes(content)
        file = open_document(path, limits)
        assert isinstance(file, PdfFile)
        files.append(file)
        return file

    yield put
    for file in files:
        file.close()


def page_of(width: float, height: float, content: bytes = b"", extra: bytes = b"") -> bytes:
    box = f"[0 0 {width} {height}]".encode()
    return documents.write_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox " + box + extra + b" /Contents 4 0 R >>",
            b"<< /Length " + str(len(content)).encode() + b" >>\nstream\n" + content + b"\nendstream",
        ]
    )


def test_page_is_drawn_as_wide_as_asked(opened):
    page = opened(page_of(300, 600, b"0 0 150 600 re f")).page(0)

    assert page.shape == (1200, 600, 3)
    assert (page[600, 100, 0], page[600, 500, 0]) == (0, 255)


def test_page_is_drawn_larger_when_more_detail_is_asked(opened):
    assert opened(page_of(300, 600)).page(0, detail=2).shape == (2400, 1200, 3)


def test_page_is_drawn_by_pdfium_where_poppler_is_missing(opened, monkeypatch):
    monkeypatch.setattr(pdf, "which", lambda _: None)

    page = opened(page_of(300, 600, b"0 0 150 600 re f")).page(0)

    assert page.shape == (1200, 600, 3)
    assert (page[600, 100, 0], page[600, 500, 0]) == (0, 255)


def test_page_is_turned_as_the_file_says(opened):
    assert opened(page_of(300, 600, extra=b" /Rotate 90")).page(0).shape == (300, 600, 3)


@pytest.mark.parametrize(("width", "height"), [(3, 14400), (14400, 14400), (14400, 3), (1, 1)])
def test_page_stays_small_when_its_box_is_absurd(opened, width, height):
    page = opened(page_of(width, height)).page(0)

    assert page.shape[0] * page.shape[1] <= 600 * 600 * 17
    assert max(page.shape[:2]) <= 600 * 16 + 1


def test_page_that_keeps_the_renderer_busy_is_given_up(opened):
    with pytest.raises(DeadlineExceeded) as caught:
        opened(documents.slow_pdf()).page(0)

    assert caught.value.reason == "timed_out"


def test_text_layer_has_the_words_where_they_are_drawn(opened):
    receipt = draw(4, "lidl", "paper")
    (printed,) = receipt.page_texts("words")

    (read,) = opened(receipt.pdf("exact")).text_layer()

    assert sorted(word.text for word in read.words) == sorted(word.text for word in printed.words)
    scale = np.array([read.width / printed.width, read.height / printed.height])
    places = {word.text: np.array(word.quad).mean(axis=0) for word in read.words}
    once = [word for word in printed.words if [w.text for w in printed.words].count(word.text) == 1]
    for word in once:
        assert np.allclose(places[word.text], np.array(word.quad).mean(axis=0) * scale, atol=0.03 * read.width)


def test_text_layer_is_none_when_pages_are_pictures(opened):
    assert opened(draw(4, "lidl", "paper").pdf()).text_layer() is None


def test_text_layer_is_ignored_on_a_page_that_is_turned(opened):
    assert opened(page_of(300, 600, b"BT (12,99) Tj ET", b" /Rotate 90")).text_layer() is None


def test_pages_are_counted_for_a_file_of_several(opened):
    file = opened(documents.pdf_of_pages(3))

    assert file.page_count == 3
    assert file.page(2).min() == 255


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (documents.pdf_of_pages(0), "no_pages"),
        (documents.truncated_pdf(), "damaged_file"),
        (documents.encrypted_pdf(), "encrypted_pdf"),
        (b"%PDF-1.7\nnothing more", "damaged_file"),
    ],
)
def test_bad_pdf_is_refused_with_its_reason(opened, content, reason):
    with pytest.raises(FoodSaveError) as caught:
        opened(content)

    assert caught.value.reason == reason


def test_pages_are_limited_with_their_number_in_the_message(opened):
    with pytest.raises(TooLarge, match="100 pages") as caught:
        opened(documents.pdf_of_pages(100))

    assert caught.value.reason == "too_many_pages"


def broken_page() -> bytes:
    """Count says one page, but there is none behind it."""
    return documents.write_pdf(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [7 0 R] /Count 1 >>", b"<< /Type /Page >>"]
    )


@pytest.mark.parametrize("poppler", [True, False])
def test_page_that_is_not_there_is_damage(opened, monkeypatch, poppler):
    if not poppler:
        monkeypatch.setattr(pdf, "which", lambda _: None)

    with pytest.raises(FoodSaveError) as caught:
        opened(broken_page()).page(0)

    assert caught.value.reason == "damaged_file"


def test_page_is_damage_when_poppler_cannot_read_what_pdfium_opened(opened, tmp_path):
    file = opened(page_of(300, 600))
    (tmp_path / "document").write_bytes(b"gone")

    with pytest.raises(FoodSaveError) as caught:
        file.page(0)

    assert caught.value.reason == "damaged_file"
