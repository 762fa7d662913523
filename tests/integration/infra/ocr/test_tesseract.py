"""Tesseract as the reader of last resort: what it reads, and how its absence is stated."""

import numpy as np
import pytesseract
import pytest

from foodsave.errors import DeadlineExceeded, Unavailable
from foodsave.infra.ocr.engines import list_engines, tesseract_installed
from foodsave.infra.ocr.tesseract import Tesseract, even_out
from foodsave.testing.receipts import draw

needs_tesseract = pytest.mark.skipif(not tesseract_installed(), reason="Tesseract is not installed")


@pytest.fixture
def page() -> np.ndarray:
    return np.asarray(draw(4, "kaufland", "app").sheets[0].convert("RGB"))


@needs_tesseract
@pytest.mark.parametrize("segmentation", [4, 6])
def test_tesseract_reads_words_with_places(page, segmentation):
    text = Tesseract().read(page, segmentation=segmentation)

    assert (text.width, text.height) == (page.shape[1], page.shape[0])
    assert "Suma" in {word.text for word in text.words}
    assert all(0 <= word.confidence <= 1 for word in text.words)
    assert all(0 <= x <= text.width and 0 <= y <= text.height for word in text.words for x, y in word.quad)


@needs_tesseract
def test_tesseract_uses_the_languages_that_are_there():
    assert set(Tesseract().languages.split("+")) <= {"pol", "eng"}


@needs_tesseract
def test_tesseract_gives_up_when_its_time_is_over(page):
    with pytest.raises(DeadlineExceeded) as caught:
        Tesseract(timeout_s=0.01).read(page, segmentation=6)

    assert caught.value.reason == "timed_out"


def test_tesseract_is_stated_as_absent_when_the_program_is_missing(page, monkeypatch):
    monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", "no-such-program")

    with pytest.raises(Unavailable) as caught:
        Tesseract().read(page, segmentation=6)

    assert caught.value.reason == "no_engine"


def test_list_engines_tells_what_would_bring_tesseract_when_it_is_missing(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    assert not tesseract_installed()
    (state,) = [engine for engine in list_engines() if engine.name == "tesseract"]
    assert not state.available
    assert "tesseract-ocr" in state.remedy


def test_list_engines_names_every_reader_best_first():
    assert [engine.name for engine in list_engines()] == ["pdf-text", "rapidocr", "tesseract", "poppler"]
    assert all(engine.available != bool(engine.remedy) for engine in list_engines())


def test_even_out_removes_a_shadow_and_keeps_the_print():
    page = np.full((200, 200, 3), 240, dtype=np.uint8)
    page[:, 100:] = 120
    page[90:110, 20:24] = 20
    page[90:110, 160:164] = 10

    grey = even_out(page)

    assert abs(int(np.median(grey[:60, :80])) - int(np.median(grey[:60, 120:]))) < 10
    assert grey[100, 22] < 100
    assert grey[100, 162] < 100


def test_even_out_turns_light_print_on_dark_ground():
    page = np.full((200, 200, 3), 10, dtype=np.uint8)
    page[90:110, 20:24] = 250

    assert even_out(page)[100, 22] < 100 < even_out(page)[20, 100]
