"""Pictures that are damaged, far too large, or show something else than one receipt."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
from PIL import Image

from foodsave.testing.receipts import draw
from foodsave.testing.receipts.faults.paper import Pixels
from foodsave.testing.receipts.faults.scene import draw_table, lay_paper, print_foreign_text

_GPS_TAG = 0x8825


def garbage_with_jpeg_head() -> bytes:
    """Noise behind the first bytes of a JPEG."""
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + np.random.default_rng(1).bytes(4000)


def truncated_jpeg() -> bytes:
    """The first third of a receipt's JPEG."""
    whole = draw(12, "lidl", "paper", items=6).jpeg()
    return whole[: len(whole) // 3]


def truncated_png() -> bytes:
    """The first third of a receipt's PNG."""
    whole = draw(12, "lidl", "app", items=6).png()
    return whole[: len(whole) // 3]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def huge_png(side: int = 40_000) -> bytes:
    """A valid black and white PNG of `side` x `side` pixels that is only a few hundred kilobytes small."""
    packer = zlib.compressobj(9)
    row = bytes(1 + (side + 7) // 8)
    block, blocks = row * 100, side // 100
    data = b"".join(packer.compress(block) for _ in range(blocks))
    data += packer.compress(row * (side - 100 * blocks)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _zero_pixels_lzw(pixels: int) -> bytes:
    # LZW of a single colour: each code stands for a run one pixel longer, until the table is full and is cleared.
    bits, width_used = 0, 0

    def put(code: int, width: int) -> None:
        nonlocal bits, width_used
        bits |= code << width_used
        width_used += width

    while pixels > 0:
        put(4, 3)
        put(0, 3)
        pixels -= 1
        code, width, run = 6, 3, 2
        while pixels > 0 and code < 4096:
            put(code, width)
            pixels -= run
            run += 1
            if code == (1 << width) - 1 and width < 12:
                width += 1
            code += 1
    put(5, width)
    return bits.to_bytes((width_used + 7) // 8, "little")


def animated_gif_bomb(side: int = 5_000, frames: int = 200) -> bytes:
    """A GIF of a few megabytes whose frames unpack to `frames` x `side` x `side` pixels."""
    packed = _zero_pixels_lzw(side * side)
    blocks = b"".join(bytes([len(packed[i : i + 255])]) + packed[i : i + 255] for i in range(0, len(packed), 255))
    delay = b"\x21\xf9\x04\x00\x0a\x00\x00\x00"
    frame = delay + b"\x2c" + struct.pack("<HHHHB", 0, 0, side, side, 0) + b"\x02" + blocks + b"\x00"
    head = b"GIF89a" + struct.pack("<HHBBB", side, side, 0x80, 0, 0) + b"\xff\xff\xff\x00\x00\x00"
    loop = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"
    return head + loop + frame * frames + b"\x3b"


def jpeg_with_gps() -> bytes:
    """A readable receipt whose EXIF says where and with what it was photographed."""
    image = draw(13, "stokrotka", "paper", items=4).image
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Kamera", "Telefon 12"
    exif.get_ifd(_GPS_TAG).update({1: "N", 2: (52.0, 13.0, 47.0), 3: "E", 4: (21.0, 0.0, 42.0)})
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88, exif=exif)
    return out.getvalue()


def _jpeg(pixels: Pixels) -> bytes:
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", quality=85)
    return out.getvalue()


def photo_without_receipt() -> bytes:
    """A photo of a table with a map and a plate, and no receipt."""
    rng = np.random.default_rng(3)
    table = print_foreign_text(draw_table(900, 1200, rng), rng)
    yy, xx = np.mgrid[0:1200, 0:900]
    far = np.hypot(xx - 420, yy - 640)
    plate = (235 - 25 * np.cos(far / 14)).clip(0, 255)[:, :, None]
    return _jpeg(np.where(far[:, :, None] < 280, plate, table).astype(np.uint8))


def two_receipts_photo() -> bytes:
    """Two whole receipts of different shops side by side on a table."""
    rng = np.random.default_rng(4)
    papers = [np.asarray(draw(seed, chain, "paper", items=5).image) for seed, chain in ((14, "lidl"), (15, "dino"))]
    width = sum(paper.shape[1] for paper in papers) + 160
    table = draw_table(width, max(paper.shape[0] for paper in papers) + 120, rng)
    left = 50.0
    for paper in papers:
        height, wide = paper.shape[:2]
        flat = np.array([[0, 8], [wide, 0], [wide, height], [0, height + 8]], np.float64)
        corners = flat + np.array([left, 50])
        table = lay_paper(table, np.asarray(paper, np.uint8), corners)
        left += wide + 60
    return _jpeg(table)
