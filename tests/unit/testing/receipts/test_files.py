import io

import pillow_heif
import pypdfium2
import pytest
from PIL import Image, ImageOps

from foodsave.testing.receipts import draw


@pytest.fixture(scope="module")
def receipt():
    return draw(31, "dino", "paper", items=4)


@pytest.mark.parametrize(
    ("method", "kind"), [("jpeg", "JPEG"), ("png", "PNG"), ("webp", "WEBP"), ("tiff", "TIFF"), ("heic", "HEIF")]
)
def test_picture_is_encoded_in_its_format(receipt, method, kind):
    pillow_heif.register_heif_opener()
    image = Image.open(io.BytesIO(getattr(receipt, method)()))

    assert image.format == kind
    assert image.size == receipt.image.size


def test_exif_fault_is_undone_by_its_own_tag():
    plain, turned = draw(32, "dino", "paper", items=4), draw(32, "dino", "paper", ("exif",), items=4)
    image = Image.open(io.BytesIO(turned.png()))

    assert image.getexif()[0x0112] == turned.orientation
    assert ImageOps.exif_transpose(image).tobytes() == plain.image.tobytes()


def test_exif_fault_knows_every_turn():
    assert {draw(seed, "dino", "paper", ("exif",)).orientation for seed in range(30)} == {3, 6, 8}


def layer(pdf):
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_bounded() for page in document]


def test_picture_pdf_has_a_page_for_each_printed_page():
    receipt = draw(33, "biedronka", "ereceipt", items=30)

    assert layer(receipt.pdf()) == [""] * len(receipt.sheets)
    assert len(receipt.sheets) == 2


def test_exact_text_layer_says_what_is_printed():
    receipt = draw(34, "kaufland", "app", items=5)
    (text,) = layer(receipt.pdf("exact"))

    assert "Podsumowanie zakupów" in text
    assert all(item.name in text for item in receipt.truth.items)


def test_garbage_text_layer_hides_nonsense_under_the_picture(receipt):
    (text,) = layer(receipt.pdf("garbage"))

    assert len(text) > 200
    assert "PARAGON" not in text
    assert not any(item.name in text for item in receipt.truth.items)


def test_faulty_receipt_makes_a_pdf_of_its_photo():
    faulty = draw(35, "lidl", "paper", ("skew",), items=3)
    page = pypdfium2.PdfDocument(faulty.pdf())[0]

    assert page.get_width() / page.get_height() == pytest.approx(faulty.image.width / faulty.image.height, rel=0.01)
