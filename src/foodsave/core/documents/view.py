"""A working picture cut, turned and scaled out of a page, with the way back to the page."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Points = NDArray[np.float32]
Matrix = NDArray[np.floating]


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """`pixels`, and `matrix` (3 x 3, affine) that takes points of the page to points of the view."""

    pixels: Image
    matrix: Matrix

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])

    def to_page(self, points: Points) -> Points:
        """Return points (... x 2) of the view as points of the page."""
        return moved(points, np.linalg.inv(self.matrix))

    def upside_down(self) -> View:
        """Return the same view turned by 180 degrees."""
        half_turn = np.array([[-1.0, 0, self.width], [0, -1.0, self.height], [0, 0, 1]])
        return View(np.ascontiguousarray(self.pixels[::-1, ::-1]), half_turn @ self.matrix)


def moved(points: Points, matrix: Matrix) -> Points:
    """Apply an affine 3 x 3 matrix to points (... x 2)."""
    return np.asarray(points @ matrix[:2, :2].T + matrix[:2, 2], dtype=np.float32)


def cut_view(page: Image, region: tuple[int, int, int, int], *, scale: float, turns: int, skew: float) -> View:
    """Cut `region` (x0, y0, x1, y1) out of the page, scale it, turn it upright.

    `turns` counts quarter turns counter-clockwise; `skew` is the slope of the text that remains, in degrees clockwise.
    """
    x0, y0, x1, y1 = region
    part = page[y0:y1, x0:x1]
    size = (max(8, round((x1 - x0) * scale)), max(8, round((y1 - y0) * scale)))
    shrunk = cv2.resize(part, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    matrix = np.array([[size[0] / (x1 - x0), 0, 0], [0, size[1] / (y1 - y0), 0], [0, 0, 1.0]])
    matrix = matrix @ np.array([[1.0, 0, -x0], [0, 1.0, -y0], [0, 0, 1.0]])
    turned = np.ascontiguousarray(np.rot90(np.asarray(shrunk, dtype=np.uint8), turns))
    matrix = _quarter_turns(turns % 4, *size) @ matrix
    return View(turned, matrix) if abs(skew) < 1e-3 else _levelled(turned, matrix, skew)


def _quarter_turns(turns: int, width: int, height: int) -> Matrix:
    return np.array(
        {
            0: [[1.0, 0, 0], [0, 1, 0], [0, 0, 1]],
            1: [[0.0, 1, 0], [-1, 0, width], [0, 0, 1]],
            2: [[-1.0, 0, width], [0, -1, height], [0, 0, 1]],
            3: [[0.0, -1, height], [1, 0, 0], [0, 0, 1]],
        }[turns]
    )


def _levelled(picture: Image, matrix: Matrix, skew: float) -> View:
    height, width = picture.shape[:2]
    turn = np.eye(3)
    turn[:2] = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
    corners = moved(np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32), turn)
    low, high = corners.min(axis=0), corners.max(axis=0)
    turn = np.array([[1.0, 0, -low[0]], [0, 1.0, -low[1]], [0, 0, 1.0]]) @ turn
    size = (max(8, int(np.ceil(high[0] - low[0]))), max(8, int(np.ceil(high[1] - low[1]))))
    level = cv2.warpAffine(picture, turn[:2], size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return View(np.asarray(level, dtype=np.uint8), turn @ matrix)
