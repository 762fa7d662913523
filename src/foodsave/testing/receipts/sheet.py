"""A receipt set in type: rows of text at columns, before any picture exists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from foodsave.testing.receipts.truth import TruthItem

Align = Literal["left", "centre", "right"]
Colour = tuple[int, int, int]
BLACK: Colour = (28, 28, 32)


@dataclass(frozen=True, slots=True)
class PrintedSpan:
    """Text that ends, starts or is centred at column `at`."""

    text: str
    at: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row. `scale` multiplies height and width of its letters; an `art` row holds bars or a line, no text."""

    spans: tuple[PrintedSpan, ...] = ()
    scale: float = 1.0
    bold: bool = False
    colour: Colour | None = None
    height: float = 1.0
    art: Literal["", "bars", "line", "logo"] = ""


@dataclass
class PrintedSheet:
    """A receipt being set: `columns` of the till, its rows by page, and the items as they were printed."""

    columns: int
    face: Literal["mono", "sans"] = "mono"
    ink: Colour = BLACK
    paper: Colour = (252, 252, 250)
    leading: float = 2.15
    pages: list[list[PrintedRow]] = field(default_factory=lambda: [[]])
    items: list[TruthItem] = field(default_factory=list)

    def row(
        self,
        *spans: PrintedSpan,
        scale: float = 1.0,
        bold: bool = False,
        colour: Colour | None = None,
        height: float = 1.0,
    ) -> None:
        """Add a row of spans."""
        self.pages[-1].append(PrintedRow(spans, scale, bold, colour, height))

    def left(self, text: str, *, at: float = 0, bold: bool = False, scale: float = 1.0) -> None:
        """Add a row of text at the left edge."""
        self.row(PrintedSpan(text, at), bold=bold, scale=scale)

    def right(self, text: str, *, bold: bool = False, colour: Colour | None = None) -> None:
        """Add a row of text at the right edge."""
        self.row(PrintedSpan(text, self.columns, "right"), bold=bold, colour=colour)

    def centre(self, text: str, *, bold: bool = False, scale: float = 1.0) -> None:
        """Add a centred row, wrapped between words when it is too wide."""
        for part in wrapped(text, max(1, int(self.columns / scale))):
            self.row(PrintedSpan(part, self.columns / 2, "centre"), bold=bold, scale=scale)

    def pair(
        self,
        left: str,
        right: str,
        *,
        at: float = 0,
        bold: bool = False,
        scale: float = 1.0,
        colour: Colour | None = None,
    ) -> None:
        """Add a row with text at both edges; when it does not fit, the right part takes the next row."""
        first, last = PrintedSpan(left, at), PrintedSpan(right, self.columns, "right")
        fits = at + (len(left) + len(right)) * scale + 1 <= self.columns or self.face == "sans"
        rows = [(first, last)] if fits else [(first,), (last,)]
        for spans in rows:
            self.row(*spans, bold=bold, scale=scale, colour=colour)

    def rule(self, mark: str = "-") -> None:
        """Add a row of dashes or dots over the whole width."""
        self.left(mark * self.columns)

    def blank(self, rows: int = 1, *, height: float = 1.0) -> None:
        """Add empty rows."""
        for _ in range(rows):
            self.row(height=height)

    def art(self, kind: Literal["bars", "line", "logo"], *, height: float = 3.0) -> None:
        """Add a bar code, a thin line or a logo without letters."""
        self.pages[-1].append(PrintedRow(art=kind, height=height))

    def page_break(self) -> None:
        """Go on on a new page."""
        self.pages.append([])

    def item(self, item: TruthItem) -> None:
        """Note what an item says, in the order of printing."""
        self.items.append(item)

    def discount(self, index: int, minor: int) -> None:
        """Add a printed discount to item `index`."""
        known = self.items[index]
        self.items[index] = replace(known, discount_minor=known.discount_minor + minor)

    def texts(self) -> Iterable[str]:
        """Yield the rows as lines of text."""
        for page in self.pages:
            for row in page:
                yield "  ".join(span.text for span in row.spans)


def wrapped(text: str, width: int) -> list[str]:
    """Break a text between words into rows of at most `width` letters."""
    rows = [""]
    for word in text.split():
        joined = f"{rows[-1]} {word}".strip()
        if len(joined) > width and rows[-1]:
            rows.append(word)
        else:
            rows[-1] = joined
    return rows
