"""Recipes as people write them down: a title, ingredients under their heading, steps under theirs. Markdown or plain.

Headings are those of Markdown, or lines of their own that say Składniki, Przygotowanie, Ingredients, Method and so on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from foodsave.core.language.folding import fold
from foodsave.errors import TooLarge
from foodsave.kitchen.recipes.importing.collected import Collected, no_recipe
from foodsave.kitchen.recipes.importing.figures import minutes_of
from foodsave.kitchen.recipes.importing.front_matter import Facts, split_front_matter
from foodsave.kitchen.recipes.importing.headings import FIELDS, Part, part_of
from foodsave.kitchen.recipes.importing.markup import cleaned, without_bullet, without_markdown

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_BOLD = re.compile(r"(\*\*|__)(.+?)\1:?")
_UNDERLINE = re.compile(r"(=|-)\1{2,}")
_FACT = re.compile(r"\W{0,12}([^\W\d][^:*_]{0,40})[*_]{0,2}\s?:[*_]{0,2}\s{0,4}(\S.*)")
_SERVES = re.compile(r"(?:serves|porcje dla|dla|na)\s+\d.*", re.IGNORECASE)
_ITEM = re.compile(r"(?:[-–—•*+▢□☐◦]|\[[ xX]?\])\s+\S")
_ORDERED = re.compile(r"\d{1,3}[.)]\s+\S")
_COMMA = re.compile(r",(?!\d)|;")
_LONGEST_HEADING = 60
_LONGEST_LINE = 20_000
_LONGEST_SPAN = 30
_MOST_LINES = 20_000


@dataclass(slots=True)
class _Line:
    text: str
    level: int  # of a heading, 0 of any other line


@dataclass(slots=True)
class _Reader:
    recipe: Collected
    part: Part | None = None
    level: int = 0
    loose: list[str] = field(default_factory=list)

    def take(self, line: _Line) -> None:
        part, rest = (
            part_of(line.text) if line.level or len(line.text) <= _LONGEST_HEADING or ":" in line.text else (None, "")
        )
        if self.part is None and 0 < len(rest) <= _LONGEST_SPAN and minutes_of(rest) and not rest.isdigit():
            self._preamble(line.text)  # "Przygotowanie: 20 minut" tells a time
        elif part is not None and (line.level or self.part is not part):
            self.part, self.level = part, line.level
            if rest:
                self._keep(rest, inline=True)
        elif line.level:
            self._begin(line)
        else:
            self._keep(line.text, inline=False)

    def _begin(self, line: _Line) -> None:
        if not self.recipe.title and self.part is None:
            self.recipe.title = line.text
        elif line.level <= self.level:
            self.part = Part.OTHER
        # a heading below that of its part is a group of ingredients or steps

    def _keep(self, text: str, *, inline: bool) -> None:
        if self.part is Part.INGREDIENTS:
            self.recipe.ingredients += _COMMA.split(text) if inline else [text]
        elif self.part is Part.STEPS:
            self.recipe.steps.append(text)
        elif self.part is None:
            self._preamble(text)

    def _preamble(self, text: str) -> None:
        if (fact := _FACT.fullmatch(text)) and (name := FIELDS.get(fold(fact[1]).strip())):
            setattr(self.recipe, name, fact[2])
        elif _SERVES.fullmatch(text) and not _ITEM.match(text):
            self.recipe.servings = text
        elif not self.recipe.title:
            self.recipe.title = text
        else:
            self.loose.append(text)


def read_outline(text: str, *, title: str = "", filename: str | None = None) -> Collected:
    """Return the recipe of a text.

    Raises:
        Invalid: no list of ingredients can be made out (no_recipe).
        TooLarge: it has more lines than any recipe.
    """
    facts, body = split_front_matter(text)
    recipe = Collected(title=title)
    _take_facts(recipe, facts)
    reader = _Reader(recipe)
    for line in _lines(body):
        reader.take(line)
    if not recipe.ingredients:
        _take_lists(recipe, reader.loose)
    if not recipe.ingredients:
        raise no_recipe("the text")
    recipe.title = recipe.title or _stem(filename)
    return recipe


def _lines(body: str) -> list[_Line]:
    lines: list[_Line] = []
    written = body.splitlines()
    if len(written) > _MOST_LINES:
        raise TooLarge(f"a text of a recipe may have {_MOST_LINES} lines, not {len(written)}", code="too_many_lines")
    for raw in written:
        text = cleaned(raw[:_LONGEST_LINE])
        if _UNDERLINE.fullmatch(text):
            if lines and not lines[-1].level and len(lines[-1].text) <= _LONGEST_HEADING and "=" in text:
                lines[-1].level = 1
            continue
        heading, bold = _HEADING.fullmatch(text), _BOLD.fullmatch(text)
        if heading and heading[2]:
            lines.append(_Line(without_markdown(heading[2]), len(heading[1])))
        elif bold and len(text) <= _LONGEST_HEADING and part_of(without_markdown(bold[2]))[0] is not None:
            lines.append(_Line(without_markdown(bold[2]), 6))
        elif text and not text.startswith("```"):
            lines.append(_Line(without_markdown(text), 0))
    return lines


def _take_facts(recipe: Collected, facts: Facts) -> None:
    for key, values in facts.items():
        name = FIELDS.get(fold(key))
        if name in {"tags", "tools"}:
            setattr(recipe, name, [part for value in values for part in value.split(",")])
        elif name and values:
            setattr(recipe, name, values[0])


def _take_lists(recipe: Collected, loose: list[str]) -> None:
    """Take the first list for the ingredients and what follows for the steps, where no heading tells them apart."""
    start = next((n for n, line in enumerate(loose) if _ITEM.match(line)), len(loose))
    end = next((n for n in range(start, len(loose)) if not _ITEM.match(loose[n])), len(loose))
    rest = loose[end:]
    if end - start > 1 and rest:
        recipe.ingredients = loose[start:end]
        recipe.steps = [line for line in rest if _ORDERED.match(line)] or rest


def _stem(filename: str | None) -> str:
    return without_bullet(
        cleaned((filename or "").rsplit("/", 1)[-1].rpartition(".")[0].replace("_", " ").replace("-", " "))
    )
