"""The cascade on drawn receipts: which engine answers, what it reads, where lines stand on the picture."""

import io
from pathlib import Path

import imagehash
import numpy as np
import pytest
from PIL import Image

from foodsave.errors import FoodSaveError, Invalid, Unavailable
from foodsave.infra.ocr.engines import tesseract_installed
from foodsave.kitchen.receipts import cascade
from foodsave.kitchen.receipts.cascade import read_receipt
from foodsave.kitchen.receipts.outcome import RAW_OUTCOME, RawOutcome
from foodsave.testing.hostile import documents, pictures
from foodsave.testing.receipts import DrawnReceipt, compare_reading, draw

SHORT = {"chain": "biedronka", "layout": "paper", "items": 4}


@pytest.fixture
def read(tmp_path):
    def run(content: bytes, **payload: object) -> RawOutcome:
        path = tmp_path / "receipt"
        path.write_bytes(content)
        return RAW_OUTCOME.validate_python(read_receipt({"path": str(path), **payload}))

    return run


def short_receipt(*faults: str, seed: int = 3) -> DrawnReceipt:
    return draw(seed, SHORT["chain"], SHORT["layout"], faults, items=SHORT["items"])


def assert_right(receipt: DrawnReceipt, outcome: RawOutcome) -> None:
    check = compare_reading(receipt.truth, outcome.reading)
    assert check.perfect, check
    assert outcome.reading.balanced


def test_read_receipt_reads_a_photo_by_rapidocr(read):
    receipt = short_receipt()

    outcome = read(receipt.jpeg())

    assert outcome.engine == "rapidocr"
    assert_right(receipt, outcome)
    assert outcome.pages == ()


TURNED = ["rotate_90", "rotate_180", "rotate_270", "skew", "exif"]


@pytest.mark.parametrize("fault", TURNED)
def test_read_receipt_reads_a_turned_photo_and_places_lines_on_it_as_seen(read, tmp_path, fault):
    receipt = short_receipt(fault, "background")

    outcome = read(receipt.jpeg(), images_dir=str(tmp_path / "pages"))

    assert_right(receipt, outcome)
    with Image.open(outcome.pages[0].path) as picture:
        page = np.asarray(picture.convert("L"), dtype=float)
    height, width = page.shape
    boxes = [line.box for line in outcome.reading.lines]
    for x0, y0, x1, y1 in boxes:
        assert 0 <= x0 < x1 <= 1
        assert 0 <= y0 < y1 <= 1
        assert page[int(y0 * height) : int(y1 * height), int(x0 * width) : int(x1 * width)].std() > 20
    along = {"rotate_90": [x0 for x0, *_ in boxes], "rotate_270": [-x0 for x0, *_ in boxes]}
    downwards = [-box[1] if fault == "rotate_180" else box[1] for box in boxes]
    assert sorted(order := along.get(fault, downwards)) == order


def test_read_receipt_trusts_a_text_layer_that_balances(read):
    receipt = draw(5, "kaufland", "app")

    outcome = read(receipt.pdf("exact"))

    assert outcome.engine == "pdf-text"
    assert_right(receipt, outcome)


def test_read_receipt_reads_the_picture_when_the_text_layer_is_garbage(read):
    receipt = short_receipt()

    outcome = read(receipt.pdf("garbage"))

    assert outcome.engine == "rapidocr"
    assert_right(receipt, outcome)


def test_read_receipt_reads_the_pages_of_a_pdf_in_order(read):
    receipt = draw(8, "biedronka", "ereceipt", items=30)

    outcome = read(receipt.pdf())

    assert len(receipt.sheets) > 1
    assert_right(receipt, outcome)
    assert [line.page for line in outcome.reading.lines] == sorted(line.page for line in outcome.reading.lines)


def test_read_receipt_draws_a_large_page_larger_when_its_print_is_small(read):
    receipt = short_receipt()
    sheet = receipt.sheets[0]
    width = 2000
    slip = sheet.resize((round(width * 0.28), round(sheet.height * width * 0.28 / sheet.width)))
    page = Image.new("RGB", (width, round(width * 1.414)), "white")
    page.paste(slip, (1000, 1200))
    buffer = io.BytesIO()
    page.save(buffer, "PDF", resolution=240)

    assert_right(receipt, read(buffer.getvalue()))


@pytest.mark.skipif(not tesseract_installed(), reason="Tesseract is not installed")
def test_read_receipt_reads_by_tesseract_where_it_is_alone(read):
    receipt = draw(5, "kaufland", "app")

    outcome = read(receipt.png(), engines=["tesseract"])

    assert outcome.engine == "tesseract"
    assert outcome.reading.total_minor == receipt.truth.total_minor


def test_read_receipt_says_so_when_no_engine_is_left(read):
    with pytest.raises(Unavailable) as caught:
        read(short_receipt().jpeg(), engines=["pdf-text"])

    assert caught.value.reason == "no_engine"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (pictures.photo_without_receipt, "no_receipt"),
        (pictures.two_receipts_photo, "several_receipts"),
        (lambda: documents.pdf_of_pages(1), "no_receipt"),
    ],
)
def test_read_receipt_refuses_what_is_not_one_receipt(read, content, reason):
    with pytest.raises(Invalid) as caught:
        read(content())

    assert caught.value.reason == reason


def test_read_receipt_writes_an_image_of_every_page(read, tmp_path):
    receipt = draw(8, "biedronka", "ereceipt", items=30)

    outcome = read(receipt.pdf(), images_dir=str(tmp_path / "pages"))

    assert [page.path.name for page in outcome.pages] == [f"page-{n + 1}.jpg" for n in range(len(receipt.sheets))]
    for page in outcome.pages:
        with Image.open(page.path) as picture:
            assert picture.size == (page.width, page.height)


def distance(one: str | None, other: str | None) -> int:
    return imagehash.hex_to_hash(one) - imagehash.hex_to_hash(other)


def test_read_receipt_gives_pictures_of_one_print_like_hashes(read):
    receipt, turned, other = short_receipt(), short_receipt("rotate_180"), short_receipt(seed=21)
    phash = read(receipt.png()).phash

    assert distance(phash, read(turned.jpeg(quality=60)).phash) <= 8
    assert distance(phash, read(other.jpeg()).phash) > 8


def without_date(receipt: DrawnReceipt) -> bytes:
    """The picture with white paper where the date was printed."""
    picture = receipt.image.convert("RGB")
    dated = [word for word in receipt.page_texts()[0].words if receipt.truth.date in word.text]
    for word in dated:
        (left, top), *_, (right, bottom) = (word.quad[corner] for corner in (0, 2))
        picture.paste("white", (int(left), int(top) - 4, int(right) + 4, int(bottom) + 4))
    assert dated
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=90)
    return written.getvalue()


def test_read_receipt_looks_again_more_closely_when_the_date_is_missing(read, monkeypatch):
    receipt = short_receipt()
    looks: list[float] = []
    transcribe = cascade.transcribe

    def watched(*arguments: object, print_height: float) -> object:
        looks.append(print_height)
        return transcribe(*arguments, print_height=print_height)

    monkeypatch.setattr(cascade, "transcribe", watched)

    outcome = read(without_date(receipt))

    assert compare_reading(receipt.truth, outcome.reading).wrong == ("date", "time")
    assert outcome.reading.balanced
    assert len(looks) == 2
    assert looks[0] < looks[1]


def test_read_receipt_looks_once_when_nothing_is_missing(read, monkeypatch):
    looks: list[object] = []
    transcribe = cascade.transcribe
    monkeypatch.setattr(cascade, "transcribe", lambda *given, **named: looks.append(0) or transcribe(*given, **named))

    assert_right(short_receipt(), read(short_receipt().jpeg()))
    assert len(looks) == 1


def test_read_receipt_reads_one_receipt_after_a_failure(read):
    with pytest.raises(FoodSaveError):
        read(b"nothing")
    receipt = short_receipt()

    assert_right(receipt, read(receipt.webp()))


def test_read_receipt_keeps_within_the_limits_it_is_given(read):
    limits = {"pixels": 1000, "pages": 1, "useful_side": 100, "page_width": 100, "render_timeout_s": 1}

    with pytest.raises(FoodSaveError) as caught:
        read(short_receipt().png(), limits=limits)

    assert caught.value.reason == "too_many_pixels"


def test_read_receipt_names_the_file_that_is_missing():
    with pytest.raises(FoodSaveError) as caught:
        read_receipt({"path": str(Path("/nowhere/receipt.jpg"))})

    assert caught.value.reason == "not_found"
