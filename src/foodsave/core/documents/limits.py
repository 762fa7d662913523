"""How much of a file is read, whatever the file says about itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentLimits:
    """`pixels` of one picture, `pages` of one file, seconds for one page of a PDF.

    Pictures keep at least `useful_side` pixels on their shorter side when they are reduced; a PDF page is drawn
    `page_width` pixels wide.
    """

    pixels: int = 60_000_000
    pages: int = 20
    useful_side: int = 2000
    page_width: int = 1000
    render_timeout_s: float = 20.0
