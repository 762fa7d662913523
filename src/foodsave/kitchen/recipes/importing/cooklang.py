"""Cooklang: steps in which @ingredients{}, #tools{} and ~times{} are marked.

Source: the specification at cooklang.org.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from foodsave.core.language.folding import fold
from foodsave.kitchen.recipes.importing.collected import Collected
from foodsave.kitchen.recipes.importing.front_matter import Facts, split_front_matter
from foodsave.kitchen.recipes.importing.headings import FIELDS
from foodsave.kitchen.recipes.importing.markup import cleaned

_MARK = re.compile(
    r"([@#~])([&?+-]?)(?:([^\n@#~{}()]{0,100})\{([^{}\n]{0,100})\}|((?:[^\W_]|[_'/.-](?=\w)){1,60}))(?:\(([^()\n]{1,200})\))?"
)
_BLOCK_COMMENT = "[-"
_METADATA = re.compile(r">>\s{0,9}([^:\n]{1,60}):(.*)")
_SECTION = re.compile(r"=+\s{0,9}[^=\n]*=*\s*")


def is_cooklang(text: str) -> bool:
    """Tell whether a text marks ingredients as Cooklang does."""
    return any(match[1] == "@" and match[4] is not None for match in _MARK.finditer(text))


def read_cooklang(text: str, filename: str | None) -> Collected:
    """Return the recipe of a Cooklang text; its title is in the metadata, else the name of the file."""
    facts, body = split_front_matter(_without_comments(text))
    recipe = Collected(title=cleaned((filename or "").rsplit("/", 1)[-1].rpartition(".")[0].replace("_", " ")))
    kept: list[str] = []
    for line in body.splitlines():
        if match := _METADATA.fullmatch(line.strip()):
            facts.setdefault(match[1].strip().lower(), [match[2].strip()])
        else:
            kept.append(line)
    _take(recipe, facts)
    recipe.steps = [_step(recipe, paragraph) for paragraph in _paragraphs(kept)]
    return recipe


def _take(recipe: Collected, facts: Facts) -> None:
    for key, values in facts.items():
        name = FIELDS.get(fold(key))
        if name in {"tags", "tools"}:
            setattr(recipe, name, [part for value in values for part in value.split(",")])
        elif name and values and values[0]:
            setattr(recipe, name, values[0])


def _without_comments(text: str) -> str:
    parts = text.split(_BLOCK_COMMENT)
    kept = parts[0] + "".join(part.partition("-]")[2] for part in parts[1:])
    # a dash of two signs begins a comment, three are the fence of the front matter
    return "\n".join(re.split(r"(?<!-)--(?!-)", line, maxsplit=1)[0] for line in kept.splitlines())


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Yield the steps: lines up to an empty one, a section or a note."""
    step: list[str] = []
    for line in [*lines, ""]:
        text = line.strip()
        if text and not text.startswith(">") and not _SECTION.fullmatch(text):
            step.append(text)
        elif step:
            yield " ".join(step)
            step = []


def _step(recipe: Collected, paragraph: str) -> str:
    def shown(match: re.Match[str]) -> str:
        kind, sign, name, inside, word, note = match.groups()
        named = cleaned(name if inside is not None else word)
        if kind == "~":
            return " ".join(_amount(inside).split()) or named
        if kind == "#":
            recipe.tools.append(named)
        elif sign not in {"&", "-"} and named:  # told before, or not to be told
            recipe.ingredients.append(_ingredient(named, _amount(inside), note, optional=sign == "?"))
        return named.rsplit("/", 1)[-1]

    return _MARK.sub(shown, paragraph)


def _amount(inside: str | None) -> str:
    """Return "200 g" of {200%g}; a leading = or closing * only says that the amount does not grow with the servings."""
    number, _, unit = (inside or "").strip().lstrip("=").removesuffix("*").partition("%")
    return f"{number.strip()} {unit.strip()}".strip()


def _ingredient(name: str, amount: str, note: str | None, *, optional: bool) -> str:
    line = f"{amount} {name.rsplit('/', 1)[-1]}".strip()
    if note:
        line = f"{line}, {cleaned(note)}"
    return f"{line} (optional)" if optional else line
