"""The press: turns a set sheet into pictures and into the words that perfect character recognition would see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Literal

from PIL import Image, ImageChops, ImageDraw

from foodsave.infra.ocr.layout import PageText, Word
from foodsave.testing.receipts.fonts import load_font
from foodsave.testing.receipts.sheet import Colour, PrintedRow, PrintedSheet, PrintedSpan

WordUnit = Literal["words", "runs", "rows"]
# Font size in column widths: thermal letters are narrow and high, so they are drawn larger and squeezed.
LETTER_HEIGHT = {"mono": 1.95, "sans": 1.6}


@dataclass(frozen=True, slots=True)
class PressSettings:
    """`cell` is the width of a column in pixels, `margin` the white at the edges in columns."""

    cell: int = 15
    margin: float = 1.6


@dataclass(frozen=True, slots=True)
class SetSpan:
    """A span with its place on the page in pixels; `edges` holds the x of every letter's left edge and the end."""

    text: str
    row: int
    edges: tuple[float, ...]
    top: float
    bottom: float
    scale: float
    bold: bool
    colour: Colour


def _letter_edges(sheet: PrintedSheet, span: PrintedSpan, row: PrintedRow, cell: int) -> list[float]:
    if sheet.face == "mono":
        widths = [i * cell * row.scale for i in range(len(span.text) + 1)]
    else:
        font = load_font("sans", round(cell * LETTER_HEIGHT["sans"] * row.scale), bold=row.bold)
        widths = [font.getlength(span.text[:i]) for i in range(len(span.text) + 1)]
    start = span.at * cell
    shift = {"left": 0.0, "centre": widths[-1] / 2, "right": widths[-1]}[span.align]
    return [start - shift + width for width in widths]


def place_spans(sheet: PrintedSheet, page: int, settings: PressSettings) -> tuple[list[SetSpan], int, int]:
    """Lay out one page: its spans, its width and its height in pixels."""
    cell, placed = settings.cell, []
    margin = settings.margin * cell
    y = margin + cell
    for index, row in enumerate(sheet.pages[page]):
        height = cell * sheet.leading * row.height * row.scale
        for span in row.spans:
            edges = tuple(margin + x for x in _letter_edges(sheet, span, row, cell))
            colour = row.colour or sheet.ink
            placed.append(SetSpan(span.text, index, edges, y, y + height, row.scale, row.bold, colour))
        y += height
    return placed, round(sheet.columns * cell + 2 * margin), round(y + margin + cell)


def _ink_span(mask: Image.Image, span: SetSpan, face: str, cell: int) -> None:
    font = load_font(face, round(cell * LETTER_HEIGHT[face] * span.scale), bold=span.bold)
    natural = max(1, round(font.getlength(span.text)))
    height = max(1, round(span.bottom - span.top))
    strip = Image.new("L", (natural, height), 0)
    ImageDraw.Draw(strip).text((0, height / 2), span.text, fill=255, font=font, anchor="lm")
    width = max(1, round(span.edges[-1] - span.edges[0]))
    if width != natural:
        strip = strip.resize((width, height), Image.Resampling.BILINEAR)
    place = (round(span.edges[0]), round(span.top))
    box = (*place, place[0] + width, place[1] + height)
    mask.paste(ImageChops.lighter(mask.crop(box), strip), place)


def _draw_art(image: Image.Image, sheet: PrintedSheet, row: PrintedRow, y: float, settings: PressSettings) -> None:
    pen, cell = ImageDraw.Draw(image), settings.cell
    left, right = settings.margin * cell, image.width - settings.margin * cell
    height = cell * sheet.leading * row.height
    if row.art == "line":
        pen.line((left, y + height / 2, right, y + height / 2), fill=sheet.ink, width=max(1, cell // 8))
    elif row.art == "logo":
        middle = image.width / 2
        pen.ellipse((middle - height, y, middle + height, y + height * 0.9), outline=sheet.ink, width=cell // 3)
    elif row.art == "bars":
        bars, x = Random(len(sheet.items)), left + 3 * cell
        while x < right - 3 * cell:
            wide = bars.randint(1, 4) * max(1, cell // 7)
            pen.rectangle((x, y + 4, x + wide, y + height - 4), fill=sheet.ink)
            x += wide + bars.randint(1, 4) * max(1, cell // 7)


def print_page(sheet: PrintedSheet, page: int, settings: PressSettings) -> Image.Image:
    """Print one page as an RGB picture."""
    spans, width, height = place_spans(sheet, page, settings)
    image = Image.new("RGB", (width, height), sheet.paper)
    masks: dict[Colour, Image.Image] = {}
    for span in spans:
        if span.text.strip():
            mask = masks.setdefault(span.colour, Image.new("L", image.size, 0))
            _ink_span(mask, span, sheet.face, settings.cell)
    for colour, mask in masks.items():
        image.paste(Image.new("RGB", image.size, colour), mask=mask)
    y = settings.margin * settings.cell + settings.cell
    for row in sheet.pages[page]:
        if row.art:
            _draw_art(image, sheet, row, y, settings)
        y += settings.cell * sheet.leading * row.height * row.scale
    return image


def _pieces(text: str, unit: WordUnit) -> Iterator[tuple[int, int]]:
    # Words end at every blank, runs only where two blanks stand together.
    gap = 1 if unit == "words" else 2
    start, blanks = None, 0
    for index, letter in enumerate(text):
        if letter != " ":
            if start is not None and blanks >= gap:
                yield start, index - blanks
                start = index
            start, blanks = (index if start is None else start), 0
        else:
            blanks += 1
    if start is not None:
        yield start, len(text) - blanks


def _word(spans: list[SetSpan], first: int, last: int) -> Word:
    left, right = spans[0].edges[first], spans[-1].edges[last]
    pad = (spans[0].bottom - spans[0].top) * 0.14
    top, bottom = spans[0].top + pad, spans[0].bottom - pad
    if len(spans) == 1:
        text = spans[0].text[first:last]
    else:
        text = " ".join([spans[0].text[first:], *[s.text for s in spans[1:-1]], spans[-1].text[:last]])
    return Word(text, ((left, top), (right, top), (right, bottom), (left, bottom)), 0.99)


def page_words(sheet: PrintedSheet, page: int, settings: PressSettings, unit: WordUnit) -> PageText:
    """The words of one page with exact corners: as single words, runs between wide gaps, or whole rows."""
    spans, width, height = place_spans(sheet, page, settings)
    words: list[Word] = []
    rows: dict[int, list[SetSpan]] = {}
    for span in spans:
        if span.text.strip():
            rows.setdefault(span.row, []).append(span)
    for row in rows.values():
        if unit == "rows":
            words.append(_word(row, 0, len(row[-1].text)))
            continue
        for span in row:
            words.extend(_word([span], first, last) for first, last in _pieces(span.text, unit))
    return PageText(width, height, tuple(words))
