"""PP-OCRv6 on drawn print: boxes, letters, tiles."""

import sys

import numpy as np
import pytest
from PIL import Image, ImageDraw

from foodsave.errors import Unavailable
from foodsave.infra.ocr.engines import rapidocr_models
from foodsave.infra.ocr.rapid import RapidOcr
from foodsave.testing.receipts.fonts import load_font

LINES = ["PARAGON FISKALNY", "CHLEB ŻYTNI 500G", "1 x4,99 4,99C", "SUMA PLN 12,34"]


@pytest.fixture(scope="module")
def engine() -> RapidOcr:
    return RapidOcr()


def printed(lines: list[str], step: int = 60, width: int = 640) -> np.ndarray:
    picture = Image.new("RGB", (width, step * (len(lines) + 1)), "white")
    pen = ImageDraw.Draw(picture)
    for row, line in enumerate(lines):
        pen.text((40, 30 + step * row), line, font=load_font("mono", 28), fill="black")
    return np.asarray(picture)


def read(engine: RapidOcr, image: np.ndarray) -> list[str]:
    quads = engine.find_boxes(image)
    texts = engine.read_boxes(image, quads)
    rows: dict[int, list[tuple[float, str]]] = {}
    for quad, (text, _) in zip(quads, texts, strict=True):
        rows.setdefault(round(float(quad[:, 1].mean()) / 60), []).append((float(quad[0, 0]), text))
    return [" ".join(text for _, text in sorted(row)) for _, row in sorted(rows.items())]


def test_rapidocr_reads_polish_letters_and_amounts(engine):
    assert [line.replace(" ", "") for line in read(engine, printed(LINES))] == [line.replace(" ", "") for line in LINES]


def test_rapidocr_finds_every_line_once_on_a_page_of_several_tiles(engine):
    lines = [f"POZYCJA NUMER {number:02d}" for number in range(40)]

    assert [line.replace(" ", "") for line in read(engine, printed(lines))] == [line.replace(" ", "") for line in lines]


def test_rapidocr_finds_nothing_on_an_empty_page(engine):
    assert engine.find_boxes(np.full((300, 200, 3), 255, dtype=np.uint8)).shape == (0, 4, 2)


def test_rapidocr_reads_nothing_from_an_empty_strip(engine):
    text, confidence = engine.read_strips([np.full((48, 100, 3), 255, dtype=np.uint8)])[0]

    assert text.strip() == ""
    assert 0.0 <= confidence <= 1.0


@pytest.mark.parametrize("missing", ["rapidocr", "onnxruntime"])
def test_rapidocr_is_stated_as_absent_when_a_package_is_missing(monkeypatch, missing):
    monkeypatch.setitem(sys.modules, missing, None)

    assert rapidocr_models() is None
    with pytest.raises(Unavailable):
        RapidOcr()
