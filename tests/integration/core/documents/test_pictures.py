"""Pictures of every kind and state come out as people see them, or are refused with a reason."""

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from foodsave.core.documents.document import open_document
from foodsave.core.documents.limits import DocumentLimits
from foodsave.core.documents.page_images import save_page_image
from foodsave.errors import FoodSaveError, Invalid, NotFound, TooLarge, UnsupportedMedia
from foodsave.testing.hostile import pictures

LIMITS = DocumentLimits(pixels=1_000_000, pages=3, useful_side=400)


@pytest.fixture
def store(tmp_path):
    def put(content: bytes) -> Path:
        path = tmp_path / "document"
        path.write_bytes(content)
        return path

    return put


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def halves(mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> Image.Image:
    """Black on the left, white on the right."""
    picture = Image.new("L", size, 255)
    picture.paste(0, (0, 0, size[0] // 2, size[1]))
    return picture.convert(mode)


def sides(page: np.ndarray) -> tuple[int, int]:
    """The grey level of the middle of the left and of the right half, to the nearest 0 or 255."""
    row = page[page.shape[0] // 2, :, 0]
    return tuple(255 if row[column] > 127 else 0 for column in (page.shape[1] // 4, 3 * page.shape[1] // 4))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_page_is_decoded_for_every_kind_and_mode(store, kind, mode):
    document = open_document(store(encoded(halves(mode), kind)), LIMITS)

    assert document.page_count == 1
    assert document.page(0).shape == (40, 60, 3)
    assert sides(document.page(0)) == (0, 255)


def test_page_is_decoded_when_the_picture_is_heic(store):
    buffer = io.BytesIO()
    pillow_heif.from_pillow(halves(size=(128, 96))).save(buffer)

    assert sides(open_document(store(buffer.getvalue()), LIMITS).page(0)) == (0, 255)


@pytest.mark.parametrize(
    ("picture", "kind"),
    [
        (halves("CMYK"), "JPEG"),
        (halves("P"), "PNG"),
        (halves("1"), "PNG"),
        (halves("LA"), "PNG"),
        (halves("I;16").point(lambda value: value * 257), "PNG"),
        (halves("F"), "TIFF"),
    ],
)
def test_page_is_eight_bit_colour_when_the_file_is_not(store, picture, kind):
    page = open_document(store(encoded(picture, kind)), LIMITS).page(0)

    assert page.dtype == np.uint8
    assert sides(page) == (0, 255)


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_page_is_white_where_the_picture_is_transparent(store, mode):
    picture = Image.new(mode, (60, 40), 0)
    picture.paste(Image.new(mode, (30, 40), (0, 0, 0, 255) if mode == "RGBA" else (0, 255)), (0, 0))

    assert sides(open_document(store(encoded(picture, "PNG")), LIMITS).page(0)) == (0, 255)


@pytest.mark.parametrize(("orientation", "shape"), [(1, (40, 60)), (3, (40, 60)), (6, (60, 40)), (8, (60, 40))])
def test_page_is_turned_as_the_camera_says(store, orientation, shape):
    exif = Image.Exif()
    exif[274] = orientation

    page = open_document(store(encoded(halves(), "JPEG", exif=exif)), LIMITS).page(0)

    assert page.shape[:2] == shape
    assert (page[2, 2, 0] > 127) == (orientation in {3, 8} and page[2, 2, 0] > 127)


def test_page_of_a_tiff_is_chosen_by_its_number(store):
    first, second = Image.new("RGB", (30, 20), "black"), Image.new("RGB", (50, 20), "white")
    document = open_document(store(encoded(first, "TIFF", save_all=True, append_images=[second])), LIMITS)

    assert document.page_count == 2
    assert document.page(1).shape == (20, 50, 3)
    assert document.page(1).min() == 255


def test_page_count_is_limited_for_a_tiff(store):
    page = Image.new("L", (8, 8))

    with pytest.raises(TooLarge) as caught:
        open_document(store(encoded(page, "TIFF", save_all=True, append_images=[page] * 3)), LIMITS)

    assert caught.value.reason == "too_many_pages"


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_moving_picture_is_refused_with_its_reason(store, kind):
    frames = [halves(), Image.new("RGB", (60, 40), "red")]

    with pytest.raises(UnsupportedMedia) as caught:
        open_document(store(encoded(frames[0], kind, save_all=True, append_images=frames[1:])), LIMITS)

    assert caught.value.reason == "animated"


def test_pixels_are_counted_before_anything_is_decoded(store):
    with pytest.raises(TooLarge) as caught:
        open_document(store(pictures.huge_png()), DocumentLimits()).page(0)

    assert caught.value.reason == "too_many_pixels"


def test_large_photo_is_decoded_at_a_fraction_of_its_size(store):
    photo = encoded(halves("L", (2000, 1600)), "JPEG")

    page = open_document(store(photo), LIMITS).page(0)

    assert page.shape == (400, 500, 3)
    assert sides(page) == (0, 255)


def test_large_photo_keeps_more_detail_when_asked(store):
    photo = encoded(halves("L", (2000, 1600)), "JPEG")

    assert open_document(store(photo), LIMITS).page(0, detail=2).shape == (800, 1000, 3)


def test_long_picture_keeps_its_width(store):
    picture = encoded(Image.new("L", (300, 3000), 255), "PNG")

    assert open_document(store(picture), LIMITS).page(0).shape == (3000, 300, 3)


def huge_header_jpeg() -> bytes:
    content = bytearray(encoded(halves("L"), "JPEG"))
    start = content.index(b"\xff\xc0")
    content[start + 5 : start + 9] = struct.pack(">HH", 65000, 65000)
    return bytes(content)


def broken_png() -> bytes:
    chunk = b"IHDR" + struct.pack(">IIBBBBB", 10, 10, 99, 9, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (pictures.truncated_jpeg(), "damaged_file"),
        (pictures.truncated_png(), "damaged_file"),
        (pictures.garbage_with_jpeg_head(), "damaged_file"),
        (broken_png(), "damaged_file"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 nonsense", "damaged_file"),
        (b"II*\x00" + bytes(40), "damaged_file"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(64), "damaged_file"),
        (huge_header_jpeg(), "too_many_pixels"),
        (b"GIF89a" + bytes(20), "unsupported_type"),
        (b"", "unsupported_type"),
    ],
)
def test_bad_picture_is_refused_with_its_reason(store, content, reason):
    with pytest.raises(FoodSaveError) as caught:
        open_document(store(content), LIMITS).page(0)

    assert caught.value.reason == reason
    assert caught.value.message.endswith(".")


def test_file_that_does_not_exist_is_not_found(tmp_path):
    with pytest.raises(NotFound):
        open_document(tmp_path / "nothing", LIMITS)


def test_open_document_reports_damage_as_invalid(store):
    with pytest.raises(Invalid):
        open_document(store(pictures.truncated_jpeg()), LIMITS).page(0)


def test_save_page_image_writes_no_metadata(store, tmp_path):
    page = open_document(store(pictures.jpeg_with_gps()), DocumentLimits()).page(0)

    size = save_page_image(page, tmp_path / "page.jpg")

    with Image.open(tmp_path / "page.jpg") as picture:
        assert picture.size == size == page.shape[1::-1]
        assert not picture.getexif()
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_save_page_image_reduces_a_wide_page(tmp_path):
    assert save_page_image(np.zeros((1000, 2800, 3), dtype=np.uint8), tmp_path / "page.jpg") == (1400, 500)
