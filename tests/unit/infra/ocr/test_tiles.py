"""Tiles cover a page without holes, and what two tiles found is kept once."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from foodsave.infra.ocr.tiles import drop_repeats, plan_tiles


def box(x0: float, y0: float, x1: float, y1: float) -> list[list[float]]:
    return [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]


def boxes(*corners: tuple[float, float, float, float]) -> np.ndarray:
    return np.array([box(*corner) for corner in corners], dtype=np.float32)


def test_plan_tiles_takes_one_tile_when_the_page_is_short():
    (tile,) = plan_tiles(800, tile=800, overlap=96)

    assert (tile.top, tile.bottom) == (0, 800)
    assert tile.keep_from < 0
    assert tile.keep_to > 800


@given(height=st.integers(1, 20_000), tile=st.integers(200, 1200), overlap=st.integers(0, 150))
def test_plan_tiles_covers_every_row_of_any_page(height, tile, overlap):
    tiles = plan_tiles(height, tile=tile, overlap=overlap)

    assert tiles[0].top == 0
    assert tiles[-1].bottom == height
    assert all(0 < part.bottom - part.top <= tile for part in tiles)
    for upper, lower in pairwise(tiles):
        assert lower.top < upper.bottom or overlap == 0
        assert upper.keep_to == lower.keep_from
        assert lower.top <= upper.keep_to <= upper.bottom


def test_drop_repeats_keeps_the_larger_of_two_boxes_on_one_text():
    quads = boxes((0, 0, 100, 20), (2, 2, 60, 18), (0, 40, 100, 60))

    assert drop_repeats(quads).tolist() == quads[[0, 2]].tolist()


def test_drop_repeats_keeps_neighbours_that_touch():
    quads = boxes((0, 0, 100, 20), (0, 18, 100, 38))

    assert len(drop_repeats(quads)) == 2


def test_drop_repeats_returns_few_boxes_as_they_are():
    assert len(drop_repeats(boxes((0, 0, 5, 5)))) == 1
    assert len(drop_repeats(np.empty((0, 4, 2), dtype=np.float32))) == 0
