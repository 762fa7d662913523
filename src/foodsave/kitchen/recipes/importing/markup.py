"""Text out of foreign markup: what a page shows, line by line, without anything that a browser would obey."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Any

from foodsave.errors import Invalid, TooLarge
from foodsave.kitchen.recipes.importing.limits import LONGEST_VALUE

_TAG = re.compile(r"<[A-Za-z/!?]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]{2,31});")
_BULLET = re.compile(r"^(?:[-–—•*·▢□☐◦‣▪●○✓✔+]\s+|[•▢□☐◦‣▪●○✓✔]|\[[ xX]?\]\s+)+")
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "object", "select", "button", "head"})
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "br", "dd", "details", "div", "dl", "dt", "fieldset"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main"),
        *("nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "th", "tr", "ul"),
    )
)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_EMPHASIS = re.compile(r"(\*\*|__|\*|`)(?=\S)([^*_`]+)(?<=\S)\1")


def parse_page(page: str) -> Any:  # noqa: ANN401 - lxml carries no types
    """Return the tree of an HTML page or fragment.

    Raises:
        Invalid: there is nothing in it.
    """
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise Invalid("the page is empty; save it again and send the whole file", code="no_recipe") from error


def text_lines(value: str) -> list[str]:
    """Return the lines of a text that may hold tags and entities, cleaned and without empty ones.

    Raises:
        TooLarge: it is longer than any part of a recipe.
    """
    if len(value) > LONGEST_VALUE:
        raise TooLarge(f"a part of the recipe is longer than {LONGEST_VALUE} characters", code="too_long")
    for _ in range(2):  # what was escaped twice is read twice
        if _TAG.search(value):
            value = "\n".join(element_lines(parse_page(f"<body>{value}</body>"), marked=False))
        elif _ENTITY.search(value):
            value = html.unescape(value)
    return [line for line in map(cleaned, value.splitlines()) if line]


def one_line(value: str) -> str:
    """Return a text that may hold tags and entities as one cleaned line."""
    return " ".join(text_lines(value))


def element_lines(root: Any, *, marked: bool) -> list[str]:  # noqa: ANN401 - lxml carries no types
    """Return what an element shows: a line for each block; when `marked`, headings begin with # and items with -."""
    lines: list[str] = [""]
    pending: list[tuple[Any, bool]] = [(root, True)]
    while pending:
        element, entering = pending.pop()
        if isinstance(element, str):
            lines[-1] += element
            continue
        name = element.tag if isinstance(element.tag, str) else ""
        if name in _BLOCKS:
            lines.append(_mark(name) if entering and marked else "")
        if not entering or name in _UNSEEN or not name:
            continue
        pending.append((element, False))
        for child in reversed(element):
            pending += [(child.tail or "", True), (child, True)]
        pending.append((element.text or "", True))
    return _joined([cleaned(line) for line in lines])


def cleaned(text: str) -> str:
    """Return one line of plain text: composed letters, single blanks, nothing that has no shape."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(char if char.isprintable() else " " if char.isspace() else "" for char in composed)
    return " ".join(kept.split())


def without_bullet(line: str) -> str:
    """Return a line without the dash, dot or box that begins an item of a list."""
    return _BULLET.sub("", line).strip()


def without_markdown(text: str) -> str:
    """Return a text without the signs of emphasis, code and links of Markdown."""
    return _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", text)).strip()


def _mark(name: str) -> str:
    if name in {"h1", "h2", "h3", "h4", "h5", "h6"}:
        return "#" * int(name[1]) + " "
    return "- " if name == "li" else ""


def _joined(lines: list[str]) -> list[str]:
    """Put the mark of a heading or item before the text that a block inside it began on its own line."""
    joined: list[str] = []
    for line in lines:
        if joined and line and (joined[-1] == "-" or (joined[-1] and not joined[-1].strip("#"))):
            joined[-1] = f"{joined[-1]} {line.lstrip('-# ')}" if line.strip("-# ") else joined[-1]
        elif line:
            joined.append(line)
    return [line for line in joined if line.strip("-# ")]
