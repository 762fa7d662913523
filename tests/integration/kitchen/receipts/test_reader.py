"""The reader from its caller's side: one child for many files, stated failures, nothing left behind."""

import asyncio
from pathlib import Path

import pytest

from foodsave.errors import DeadlineExceeded, FoodSaveError
from foodsave.kitchen.receipts.reader import ReceiptReader
from foodsave.testing.hostile import documents, pictures, streams
from foodsave.testing.receipts import compare_reading, draw


@pytest.fixture
async def reader(tmp_path):
    (tmp_path / "temp").mkdir()
    reader = ReceiptReader(temp_dir=tmp_path / "temp", wall_s=60)
    yield reader
    await reader.aclose()


def stored(folder: Path, content: bytes) -> Path:
    path = folder / "file"
    path.write_bytes(content)
    return path


async def reason_of(reader: ReceiptReader, path: Path) -> str:
    with pytest.raises(FoodSaveError) as caught:
        await reader.read(path)
    assert caught.value.message.strip()
    return caught.value.reason


async def test_reader_tells_what_it_read_and_what_it_cost(reader, tmp_path):
    receipt = draw(3, "biedronka", "paper", items=4)

    outcome = await reader.read(stored(tmp_path, receipt.jpeg()), images_dir=tmp_path / "pages")

    assert compare_reading(receipt.truth, outcome.reading).perfect
    assert outcome.engine == "rapidocr"
    assert outcome.seconds > 0
    assert outcome.cpu_s > 0
    assert len(outcome.phash) == 16
    assert [page.path.exists() for page in outcome.pages] == [True]
    assert 0 < outcome.rss_bytes == reader.rss_bytes <= outcome.peak_rss_bytes
    assert list((tmp_path / "temp").iterdir()) == []


async def test_reader_refuses_bad_files_with_reasons_and_goes_on(reader, tmp_path):
    bad = {
        "unsupported_type": [streams.not_an_image(), pictures.animated_gif_bomb(side=500, frames=20), b""],
        "damaged_file": [pictures.truncated_jpeg(), documents.truncated_pdf(), pictures.garbage_with_jpeg_head()],
        "encrypted_pdf": [documents.encrypted_pdf()],
        "no_pages": [documents.pdf_of_pages(0)],
        "too_many_pages": [documents.pdf_of_pages(100)],
        "too_many_pixels": [pictures.huge_png()],
    }
    for reason, files in bad.items():
        for content in files:
            assert await reason_of(reader, stored(tmp_path, content)) == reason

    receipt = draw(3, "biedronka", "paper", items=2)
    outcome = await reader.read(stored(tmp_path, receipt.png()))
    assert compare_reading(receipt.truth, outcome.reading).perfect
    assert reader.restarts == 0
    assert list((tmp_path / "temp").iterdir()) == []


async def test_reader_gives_up_on_a_file_that_keeps_it_busy(tmp_path):
    (tmp_path / "temp").mkdir()
    reader = ReceiptReader(temp_dir=tmp_path / "temp", wall_s=4)
    try:
        call = asyncio.ensure_future(reader.read(stored(tmp_path, documents.slow_pdf())))
        beats = 0
        while not call.done():
            beats += 1
            await asyncio.sleep(0.05)

        assert isinstance(call.exception(), DeadlineExceeded)
        assert beats > 40
        assert list((tmp_path / "temp").iterdir()) == []
    finally:
        await reader.aclose()


async def test_reader_stays_within_its_memory_on_a_file_that_swells(tmp_path):
    reader = ReceiptReader(memory_mb=600, wall_s=60)
    try:
        assert await reason_of(reader, stored(tmp_path, documents.slow_pdf())) in {"out_of_memory", "timed_out"}
    finally:
        await reader.aclose()
