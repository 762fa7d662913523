"""The overview: direction, skew, size and place of print from its boxes alone."""

import numpy as np
import pytest

from foodsave.core.documents.overview import look_over, shrink, start_towards

PAGE = np.zeros((1000, 800, 3), dtype=np.uint8)


def turned_box(x: float, y: float, length: float, depth: float, degrees: float) -> np.ndarray:
    angle = np.radians(degrees)
    along = np.array([np.cos(angle), np.sin(angle)]) * length
    down = np.array([-np.sin(angle), np.cos(angle)]) * depth
    start = np.array([x, y])
    return np.array([start, start + along, start + along + down, start + down], dtype=np.float32)


def as_detected(box: np.ndarray) -> np.ndarray:
    """Order corners as the detector does: by place on the page, not by the direction of the text."""
    by_x = box[np.argsort(box[:, 0], kind="stable")]
    left, right = by_x[:2][np.argsort(by_x[:2][:, 1])], by_x[2:][np.argsort(by_x[2:][:, 1])]
    return np.array([left[0], right[0], right[1], left[1]], dtype=np.float32)


def rows(degrees: float, count: int = 12) -> np.ndarray:
    return np.array([as_detected(turned_box(300, 200 + 40 * row, 200, 22, degrees)) for row in range(count)])


@pytest.mark.parametrize("degrees", [0, 3, -8, 20, -20])
def test_look_over_finds_the_skew_of_lines_that_read_across(degrees):
    overview = look_over(rows(degrees))

    assert not overview.sideways
    assert overview.skew == pytest.approx(degrees, abs=0.5)
    assert overview.line_height == pytest.approx(22, abs=1)


@pytest.mark.parametrize("degrees", [90, 82, 98])
def test_look_over_sees_lines_that_run_down_the_page(degrees):
    overview = look_over(rows(degrees))

    assert overview.sideways
    assert overview.skew == pytest.approx(degrees - 90, abs=0.5)
    assert overview.line_height == pytest.approx(22, abs=1)


def test_look_over_follows_the_many_when_a_few_lines_stand_across():
    overview = look_over(np.concatenate([rows(0, 12), rows(90, 3)]))

    assert not overview.sideways
    assert overview.skew == pytest.approx(0, abs=0.5)


def test_look_over_takes_the_whole_page_when_it_has_no_text():
    overview = look_over(np.empty((0, 4, 2), dtype=np.float32))

    assert overview.region(PAGE) == (0, 0, 800, 1000)
    assert overview.line_height == 0


def test_look_over_copes_with_square_boxes_alone():
    overview = look_over(np.array([turned_box(10, 10, 20, 20, 0)]))

    assert overview.line_height == 20


def test_region_has_a_margin_and_stays_on_the_page():
    x0, y0, x1, y1 = look_over(rows(0)).region(PAGE)

    assert (x0, x1) == (267, 533)
    assert 160 <= y0 < 200
    assert 662 < y1 <= 1000


def test_enlarged_scales_boxes_and_height_together():
    overview = look_over(rows(0)).enlarged(2)

    assert overview.line_height == pytest.approx(44, abs=1)
    assert overview.boxes.min() == pytest.approx(400)


def test_shrink_reduces_the_shorter_side_and_tells_the_scale():
    small, scale = shrink(PAGE, 400)

    assert small.shape == (500, 400, 3)
    assert scale == pytest.approx(0.5)


def test_shrink_leaves_a_small_page_as_it_is():
    assert shrink(PAGE, 2000) == (PAGE, 1.0)


@pytest.mark.parametrize("degrees", [60, 82, 90, 98, 120])
def test_start_towards_finds_the_first_corner_of_text_that_runs_down(degrees):
    box = turned_box(300, 200, 200, 22, degrees)

    started = start_towards(np.array([as_detected(box)]), (0.0, 1.0))

    assert np.allclose(started[0], box, atol=0.01)


def test_start_towards_turns_a_box_around_for_text_that_runs_up():
    box = turned_box(300, 200, 200, 22, 90)

    started = start_towards(np.array([as_detected(box)]), (0.0, -1.0))

    assert np.allclose(started[0], np.roll(box, 2, axis=0), atol=0.01)
