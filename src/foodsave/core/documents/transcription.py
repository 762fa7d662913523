"""Reading a page of any direction: overview, upright view, boxes, strips from the full picture, direction check.

Boxes are looked for in a copy scaled to a fixed print height, strips are cut from the page itself: a detector needs
few pixels, a recogniser many, and neither needs the background.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foodsave.core.documents.overview import Overview, look_over, shrink, start_towards
from foodsave.core.documents.paper import words_on_paper
from foodsave.core.documents.view import Image, Points, View, cut_view
from foodsave.infra.ocr.layout import PageText, Quad, Word
from foodsave.infra.ocr.rapid import RapidOcr, Recognised

Box = tuple[float, float, float, float]

_OVERVIEW_SIDE = 480
_SMALLEST_SEEN = 18.0
_LARGEST_OVERVIEW = 1200
_SKEW_TO_LEVEL = 0.5
_SAMPLE = 10
_TELLING_RATIO = 5.0
_SURE = 0.85
_LEAST_SCORE = 0.5
_WIDEST = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Transcript:
    """What stands on a page of `width` x `height`: `text` in pixels of the upright `view`, which knows the way back."""

    text: PageText
    view: View
    width: int
    height: int

    def box_on_page(self, box: Box) -> Box:
        """Return a box given in fractions of the view as fractions of the page."""
        x0, y0, x1, y1 = box
        corners = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], dtype=np.float32)
        corners = self.view.to_page(corners * np.array([self.text.width, self.text.height], dtype=np.float32))
        size = np.array([self.width, self.height], dtype=np.float32)
        low, high = (np.clip(edge / size, 0.0, 1.0) for edge in (corners.min(axis=0), corners.max(axis=0)))
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def survey(page: Image, engine: RapidOcr) -> Overview:
    """Look the page over, closer when its print turns out to be small."""
    small, scale = shrink(page, _OVERVIEW_SIDE)
    overview = look_over(engine.find_boxes(small) / np.float32(scale))
    seen = overview.line_height * scale
    if scale < 1.0 and seen < _SMALLEST_SEEN:
        closer = _OVERVIEW_SIDE * 26.0 / max(seen, 10.0)
        small, scale = shrink(page, int(min(closer, _LARGEST_OVERVIEW)))
        overview = look_over(engine.find_boxes(small) / np.float32(scale))
    return overview


def transcribe(page: Image, engine: RapidOcr, overview: Overview, *, print_height: float = 30.0) -> Transcript:
    """Read one page whatever its direction; boxes are looked for where print is `print_height` pixels high."""
    turns = _sideways_turns(page, overview, engine) if overview.sideways else 0
    view = _upright_view(page, overview, turns, print_height)
    boxes = engine.find_boxes(view.pixels)
    texts, flipped = _read_either_way_up(page, view, boxes, engine)
    if flipped:
        boxes = np.roll(np.array([view.width, view.height], dtype=np.float32) - boxes, 2, axis=1)
        view = view.upside_down()
    return Transcript(_page_text(view, boxes, texts), view, page.shape[1], page.shape[0])


def _upright_view(page: Image, overview: Overview, turns: int, print_height: float) -> View:
    region = overview.region(page)
    span = (region[2] - region[0], region[3] - region[1])
    width = span[1] if turns % 2 else span[0]
    wanted = print_height / overview.line_height if overview.line_height else 1.0
    scale = min(wanted, 1.5, max(_WIDEST / width, 0.1))
    skew = overview.skew if abs(overview.skew) > _SKEW_TO_LEVEL else 0.0
    return cut_view(page, region, scale=scale, turns=turns, skew=skew)


def _sideways_turns(page: Image, overview: Overview, engine: RapidOcr) -> int:
    """Return 1 when the text reads downwards (the page must turn counter-clockwise), 3 when upwards."""
    boxes = start_towards(overview.boxes, (0.0, 1.0))
    boxes = boxes[_telling(boxes)]
    downwards, upwards = engine.read_boxes(page, boxes), engine.read_boxes(page, np.roll(boxes, 2, axis=1))
    return 1 if _merit(downwards) >= _merit(upwards) else 3


def _read_either_way_up(page: Image, view: View, boxes: Points, engine: RapidOcr) -> tuple[list[Recognised], bool]:
    on_page = view.to_page(boxes)
    sample = _telling(boxes)
    upright = engine.read_boxes(page, on_page[sample])
    flipped = False
    if len(sample) and _merit(upright) < _SURE:
        flipped = _merit(engine.read_boxes(page, np.roll(on_page[sample], 2, axis=1))) > _merit(upright)
    if flipped:
        return engine.read_boxes(page, np.roll(on_page, 2, axis=1)), True
    rest = [index for index in range(len(boxes)) if index not in set(sample)]
    texts = dict(zip(sample, upright, strict=True)) | dict(
        zip(rest, engine.read_boxes(page, on_page[rest]), strict=True)
    )
    return [texts[index] for index in range(len(boxes))], False


def _telling(boxes: Points) -> list[int]:
    """Choose boxes of middling length: long enough to tell which way they read, short enough to be cheap."""
    length = np.hypot(*(boxes[:, 1] - boxes[:, 0]).T)
    depth = np.hypot(*(boxes[:, 3] - boxes[:, 0]).T)
    unfitness = np.abs(np.log(np.maximum(length, 1) / np.maximum(depth, 1) / _TELLING_RATIO))
    return [int(index) for index in np.argsort(unfitness, kind="stable")[:_SAMPLE]]


def _merit(texts: list[Recognised]) -> float:
    return float(np.mean([score if text.strip() else 0.0 for text, score in texts])) if texts else 0.0


def _page_text(view: View, boxes: Points, texts: list[Recognised]) -> PageText:
    words = [
        Word(text.strip(), _quad(box), score)
        for box, (text, score) in zip(boxes, texts, strict=True)
        if text.strip() and score >= _LEAST_SCORE
    ]
    return PageText(view.width, view.height, words_on_paper(view.pixels, words))


def _quad(box: Points) -> Quad:
    one, two, three, four = ((float(x), float(y)) for x, y in box)
    return one, two, three, four
