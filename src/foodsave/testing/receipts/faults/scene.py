"""The place where a receipt was photographed: turned, tilted, on a table with other print, over a second slip."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from foodsave.testing.receipts.faults.paper import Pixels

_FOREIGN_WORDS = (
    "ATLAS", "Nordkap", "Sardegna", "Kreta", "GAZETA", "Wtorek", "Krzyzowka", "Oceano", "SUDETY", "Bornholm",
    "rozklad jazdy", "Peron", "Route", "MENU", "Herbarium", "Tatry",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ScenePlan:
    """Which parts of a scene are wanted; `slip` is the picture of a second slip below the receipt."""

    skew: bool = False
    perspective: bool = False
    background: bool = False
    slip: Pixels | None = None

    @property
    def empty(self) -> bool:
        """Whether the receipt fills the picture by itself."""
        return not (self.skew or self.perspective or self.background) and self.slip is None


def draw_table(width: int, height: int, rng: np.random.Generator) -> Pixels:
    """Draw a table top with a soft gradient and grain."""
    colour = rng.uniform(70, 150) + rng.uniform(-22, 22, 3)
    fall = np.linspace(rng.uniform(0.8, 1.0), rng.uniform(0.8, 1.15), height)[:, None, None]
    grain = cv2.GaussianBlur(rng.standard_normal((height, width), np.float32) * 44, (0, 0), 3, sigmaY=0.8)
    shade = (colour[None, None, :] * fall).astype(np.float32)
    return np.asarray(np.clip(shade + grain[:, :, None], 0, 255), np.uint8)


def print_foreign_text(table: Pixels, rng: np.random.Generator) -> Pixels:
    """Cover the table with a map or newspaper: lines and words that have nothing to do with the receipt."""
    height, width = table.shape[:2]
    covered = np.ascontiguousarray(table)
    for _ in range(14):
        ends = [(int(rng.integers(0, width)), int(rng.integers(0, height))) for _ in range(2)]
        shade = int(rng.integers(30, 200))
        cv2.line(covered, ends[0], ends[1], (shade, shade, shade // 2), int(rng.integers(1, 4)))
    for _ in range(max(24, height // 25)):
        word = _FOREIGN_WORDS[int(rng.integers(0, len(_FOREIGN_WORDS)))]
        place = (int(rng.integers(-20, width)), int(rng.integers(10, height)))
        shade = int(rng.integers(150, 245))
        cv2.putText(covered, word, place, cv2.FONT_HERSHEY_SIMPLEX, float(rng.uniform(0.5, 1.1)), (shade,) * 3, 1)
    return covered


def lay_paper(canvas: Pixels, paper: Pixels, corners: np.ndarray) -> Pixels:
    """Lay a sheet of paper with its corners (clockwise from the top left) on a canvas, with the shadow it throws."""
    height, width = paper.shape[:2]
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(flat, corners.astype(np.float32))
    size = (canvas.shape[1], canvas.shape[0])
    laid = cv2.warpPerspective(paper, matrix, size, flags=cv2.INTER_CUBIC)
    cover = cv2.warpPerspective(np.full((height, width), 255, np.uint8), matrix, size)
    depth = cv2.GaussianBlur(np.roll(cover, (6, 6), (0, 1)), (0, 0), 7).astype(np.float32)[:, :, None] / 255
    alpha = cover.astype(np.float32)[:, :, None] / 255
    below = canvas.astype(np.float32) * (1 - 0.4 * depth)
    return (below * (1 - alpha) + laid.astype(np.float32) * alpha).astype(np.uint8)


def _corners(width: int, height: int, plan: ScenePlan, rng: np.random.Generator) -> np.ndarray:
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64) - (width / 2, height / 2)
    if plan.perspective:
        corners += rng.uniform(-0.05, 0.05, (4, 2)) * width
        corners[:2, 0] *= rng.uniform(0.82, 0.95)
    if plan.skew:
        angle = np.deg2rad(rng.uniform(2, 20) * rng.choice((-1, 1)))
        turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
        corners = corners @ turn
    return corners


def photograph(paper: Pixels, plan: ScenePlan, rng: np.random.Generator) -> Pixels:
    """Lay the receipt on a table as planned and take its picture."""
    if plan.empty:
        return paper
    corners = _corners(paper.shape[1], paper.shape[0], plan, rng)
    border = (0.2 if plan.background else 0.09) * paper.shape[1]
    low = corners.min(axis=0) - border
    corners = corners - low
    width, height = (int(side) for side in np.ceil(corners.max(axis=0) + border))
    if plan.slip is not None:
        width += int(paper.shape[1] * 0.35)
    table = draw_table(width, height, rng)
    if plan.background:
        table = print_foreign_text(table, rng)
    if plan.slip is not None:
        table = lay_paper(table, plan.slip, _slip_corners(plan.slip, width, height, rng))
    return lay_paper(table, paper, corners)


def _slip_corners(slip: Pixels, width: int, height: int, rng: np.random.Generator) -> np.ndarray:
    # The second slip peeks out behind the right edge of the receipt.
    high, wide = slip.shape[:2]
    left = width - wide * rng.uniform(0.75, 0.95)
    top = rng.uniform(0.05, max(0.06, 1 - high / max(1, height) - 0.05)) * height
    tilt = rng.uniform(-0.04, 0.04) * high
    return np.array(
        [[left + tilt, top], [left + wide + tilt, top], [left + wide - tilt, top + high], [left - tilt, top + high]]
    )
