import io
import struct

import pytest
from PIL import Image

from foodsave.testing import hostile


def test_huge_png_says_its_size_and_is_small():
    content = hostile.huge_png()

    assert struct.unpack(">II", content[16:24]) == (40_000, 40_000)
    assert len(content) <= 500_000


def test_huge_png_is_a_whole_picture_when_it_is_less_huge():
    image = Image.open(io.BytesIO(hostile.huge_png(side=250)))
    image.load()

    assert image.size == (250, 250)


def test_gif_bomb_unpacks_to_far_more_than_it_weighs():
    content = hostile.animated_gif_bomb()

    assert len(content) < 5_000_000
    assert 1000 * len(content) < 200 * 5_000 * 5_000


@pytest.mark.parametrize("side", [3, 90, 700, 3_100])
def test_gif_frames_are_whole_pictures(side):
    image = Image.open(io.BytesIO(hostile.animated_gif_bomb(side=side, frames=2)))
    image.seek(1)

    assert image.n_frames == 2
    assert image.convert("L").getextrema() == (255, 255)


@pytest.mark.parametrize("make", [hostile.truncated_jpeg, hostile.truncated_png])
def test_truncated_picture_opens_but_does_not_load(make):
    image = Image.open(io.BytesIO(make()))

    with pytest.raises(OSError, match="truncated"):
        image.load()


@pytest.mark.parametrize("make", [hostile.not_an_image, hostile.garbage_with_jpeg_head])
def test_what_is_no_picture_does_not_open(make):
    with pytest.raises(OSError):
        Image.open(io.BytesIO(make())).load()


def test_jpeg_with_gps_carries_a_place():
    exif = Image.open(io.BytesIO(hostile.jpeg_with_gps())).getexif()

    assert exif.get_ifd(0x8825)[1] == "N"
    assert exif[0x0110] == "Telefon 12"


@pytest.mark.parametrize("make", [hostile.photo_without_receipt, hostile.two_receipts_photo])
def test_photo_is_a_readable_jpeg(make):
    image = Image.open(io.BytesIO(make()))
    image.load()

    assert min(image.size) > 600
