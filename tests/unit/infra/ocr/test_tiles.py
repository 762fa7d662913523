"""Tiles cover a page without holes, and what two tiles found is kept once."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from foodsave.infra.ocr.tiles import join_tiles, plan_tiles


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


def test_join_tiles_keeps_the_longer_of_two_boxes_on_one_print():
    upper, lower = boxes((0, 0, 100, 20), (0, 40, 60, 60)), boxes((2, 2, 60, 18), (0, 41, 100, 59))

    assert join_tiles([upper, lower]).tolist() == [upper[0].tolist(), lower[1].tolist()]


def test_join_tiles_keeps_neighbouring_lines_that_touch():
    assert len(join_tiles([boxes((0, 0, 100, 20)), boxes((0, 18, 100, 38))])) == 2


def test_join_tiles_keeps_words_side_by_side_on_one_line():
    assert len(join_tiles([boxes((0, 0, 100, 20)), boxes((90, 0, 200, 20))])) == 2


def test_join_tiles_keeps_close_lines_of_a_page_that_is_askew():
    line = np.array([[0, 0], [400, 40], [398, 60], [-2, 20]], dtype=np.float32)
    below = line + np.array([0, 22], dtype=np.float32)

    assert len(join_tiles([line[None], below[None]])) == 2


def test_join_tiles_gives_no_boxes_when_no_tile_has_any():
    assert join_tiles([]).shape == (0, 4, 2)
