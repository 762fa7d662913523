"""Strips: the text of a quad comes out upright, whatever its direction and size."""

import numpy as np

from foodsave.infra.ocr.crops import cut_strip


def marked(width: int = 120, height: int = 60) -> np.ndarray:
    """White, with a red left end and a blue right end in the rows 20..40."""
    image = np.full((height, width, 3), 255, dtype=np.uint8)
    image[20:40, 10:20] = (255, 0, 0)
    image[20:40, 100:110] = (0, 0, 255)
    return image


def quad(x0: float, y0: float, x1: float, y1: float) -> np.ndarray:
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], dtype=np.float32)


def ends(strip: np.ndarray) -> tuple[str, str]:
    middle = strip[strip.shape[0] // 2]
    names = {0: "red", 2: "blue"}
    return tuple(names[int(np.argmax(middle[column]))] for column in (3, -4))


def test_cut_strip_scales_the_text_to_the_height_asked_for():
    strip = cut_strip(marked(), quad(10, 20, 110, 40), 48, longest=1600)

    assert strip.shape == (48, 240, 3)
    assert ends(strip) == ("red", "blue")


def test_cut_strip_turns_text_that_stands_upside_down():
    upside_down = np.roll(quad(10, 20, 110, 40), 2, axis=0)

    assert ends(cut_strip(marked(), upside_down, 48, longest=1600)) == ("blue", "red")


def test_cut_strip_turns_text_that_runs_downwards():
    page = np.ascontiguousarray(np.rot90(marked(), -1))
    downwards = np.roll(quad(20, 10, 40, 110), -1, axis=0)

    strip = cut_strip(page, downwards, 48, longest=1600)

    assert strip.shape == (48, 240, 3)
    assert set(ends(strip)) == {"red", "blue"}


def test_cut_strip_is_squeezed_when_the_text_is_too_long():
    assert cut_strip(marked(), quad(0, 20, 120, 22), 48, longest=1000).shape == (48, 1000, 3)


def test_cut_strip_averages_when_the_text_is_much_larger_than_the_strip():
    page = np.zeros((400, 800, 3), dtype=np.uint8)
    page[:, ::2] = 255

    strip = cut_strip(page, quad(0, 0, 799, 399), 48, longest=1600)

    assert 100 < strip.mean() < 155
    assert strip.std() < 40


def test_cut_strip_gives_a_strip_when_the_quad_lies_outside_the_picture():
    assert cut_strip(marked(), quad(200, 200, 300, 220), 48, longest=1600).shape[0] == 48
