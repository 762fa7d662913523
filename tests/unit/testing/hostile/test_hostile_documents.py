import pypdfium2
import pytest

from foodsave.testing.hostile import HOSTILE_FILES, encrypted_pdf, pdf_of_pages, slow_pdf, truncated_pdf


def test_pdf_of_pages_has_as_many_pages():
    assert len(pypdfium2.PdfDocument(pdf_of_pages(100))) == 100


def test_pdf_of_no_pages_is_refused():
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(pdf_of_pages(0))


def test_encrypted_pdf_opens_only_with_its_password():
    with pytest.raises(pypdfium2.PdfiumError, match="password"):
        pypdfium2.PdfDocument(encrypted_pdf("klucz"))

    assert len(pypdfium2.PdfDocument(encrypted_pdf("klucz"), password="klucz")) == 1


def test_slow_pdf_is_a_small_document_of_one_page():
    content = slow_pdf()

    assert len(content) < 10_000
    assert len(pypdfium2.PdfDocument(content)) == 1


def test_slow_pdf_of_few_levels_is_painted():
    page = pypdfium2.PdfDocument(slow_pdf(levels=2, fan_out=2))[0]

    assert page.render(scale=0.2).to_pil().convert("L").getextrema() != (255, 255)


def test_truncated_pdf_is_damaged():
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(truncated_pdf())


@pytest.mark.parametrize("name", sorted(set(HOSTILE_FILES) - {"huge.png", "bomb.gif"}))
def test_hostile_file_is_the_same_on_every_run(name):
    assert HOSTILE_FILES[name]() == HOSTILE_FILES[name]()
