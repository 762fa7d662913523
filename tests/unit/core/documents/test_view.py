"""Views: pixels are turned and scaled as asked, and every point finds its way back to the page."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foodsave.core.documents.view import cut_view, moved


def page_with_mark(x: int, y: int, size: tuple[int, int] = (300, 200)) -> np.ndarray:
    page = np.full((size[1], size[0], 3), 255, dtype=np.uint8)
    page[y - 3 : y + 4, x - 3 : x + 4] = 0
    return page


def mark_in(pixels: np.ndarray) -> np.ndarray:
    rows, columns = np.nonzero(pixels[:, :, 0] < 128)
    return np.array([columns.mean() + 0.5, rows.mean() + 0.5], dtype=np.float32)


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
@pytest.mark.parametrize("skew", [0.0, 12.0, -20.0])
@pytest.mark.parametrize("scale", [0.5, 1.0, 1.7])
def test_cut_view_takes_points_there_and_back_when_turned(turns, skew, scale):
    page = page_with_mark(90, 60)

    view = cut_view(page, (20, 10, 280, 190), scale=scale, turns=turns, skew=skew)
    mark = mark_in(view.pixels)

    assert np.allclose(view.to_page(mark), (90.5, 60.5), atol=2.0)
    assert np.allclose(moved(np.array([90.5, 60.5], dtype=np.float32), view.matrix), mark, atol=2.0)


def test_cut_view_swaps_the_sides_when_turned_by_a_quarter():
    view = cut_view(page_with_mark(50, 50), (0, 0, 300, 200), scale=1.0, turns=1, skew=0.0)

    assert (view.width, view.height) == (200, 300)


def test_cut_view_levels_text_that_falls_to_the_right():
    page = np.full((200, 300, 3), 255, dtype=np.uint8)
    for x in range(40, 260):
        y = 60 + round((x - 40) * np.tan(np.radians(10)))
        page[y - 2 : y + 3, x] = 0

    view = cut_view(page, (0, 0, 300, 200), scale=1.0, turns=0, skew=10.0)
    rows = np.nonzero((view.pixels[:, :, 0] < 128).any(axis=1))[0]

    assert rows.max() - rows.min() < 10


def test_upside_down_turns_pixels_and_points_alike():
    view = cut_view(page_with_mark(90, 60), (0, 0, 300, 200), scale=1.0, turns=0, skew=0.0).upside_down()

    assert np.allclose(view.to_page(mark_in(view.pixels)), (90.5, 60.5), atol=1.0)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 3), st.floats(-45, 45), st.floats(0.2, 2.0), st.floats(0, 300), st.floats(0, 200))
def test_view_matrix_inverts_for_any_turn_and_scale(turns, skew, scale, x, y):
    view = cut_view(page_with_mark(50, 50), (10, 10, 290, 190), scale=scale, turns=turns, skew=skew)
    point = np.array([x, y], dtype=np.float32)

    assert np.allclose(view.to_page(moved(point, view.matrix)), point, atol=0.1)
