"""The words that tell the parts of a written recipe, in Polish and English."""

from __future__ import annotations

import re
from enum import Enum, auto

from foodsave.core.language.folding import fold


class Part(Enum):
    """What stands under a heading."""

    INGREDIENTS = auto()
    STEPS = auto()
    OTHER = auto()


_LISTS = (
    "skladniki", "potrzebne skladniki", "lista skladnikow", "produkty", "potrzebne produkty", "co potrzebujesz",
    "czego potrzebujesz", "bedziesz potrzebowac", "ingredients", "ingredient list", "you will need", "what you need",
    "what you'll need", "shopping list",
)  # fmt: skip
_METHODS = (
    "przygotowanie", "sposob przygotowania", "sposob wykonania", "sposob przyrzadzenia", "wykonanie", "przyrzadzanie",
    "przyrzadzenie", "instrukcja", "instrukcje", "instrukcja przygotowania", "kroki", "krok po kroku",
    "opis przygotowania", "etapy przygotowania", "jak zrobic", "jak przygotowac", "method", "directions", "direction",
    "instructions", "preparation", "steps", "step by step", "how to make it", "how to make", "procedure",
    "cooking instructions", "preparation method",
)  # fmt: skip
_OTHERS = (
    "uwagi", "uwaga", "wskazowki", "wskazowka", "porady", "rady", "notatki", "wartosci odzywcze", "wartosc odzywcza",
    "komentarze", "smacznego", "zobacz tez", "polecane", "podobne przepisy", "przechowywanie", "notes", "note", "tips",
    "tip", "nutrition", "nutrition facts", "nutritional information", "comments", "related recipes", "storage",
    "equipment", "leave a reply", "reviews",
)  # fmt: skip
_PARTS = (
    dict.fromkeys(_LISTS, Part.INGREDIENTS) | dict.fromkeys(_METHODS, Part.STEPS) | dict.fromkeys(_OTHERS, Part.OTHER)
)
# such as Składniki na ciasto, Ingredients for the sauce, Składniki (4 porcje)
_LONGER = re.compile(
    rf"({'|'.join(map(re.escape, (*_LISTS, *_METHODS)))})(?: (?:na|dla|do|for|of) .{{1,40}}| ?\(.{{1,40}}\))"
)

_FIELD_NAMES = {
    "title": "title, name, tytul, nazwa",
    "servings": "servings, serves, yield, yields, portions, people, porcje, liczba porcji, ilosc porcji, ile porcji",
    "prep_time": "prep time, prep_time, preptime, prep-time, preparation time, time.prep, czas przygotowania, "
    "przygotowanie",
    "cook_time": "cook time, cook_time, cooktime, cook-time, cooking time, time.cook, baking time, czas gotowania, "
    "czas pieczenia, gotowanie, pieczenie",
    "total_time": "time, total time, total_time, totaltime, total-time, duration, time required, czas, czas calkowity, "
    "laczny czas, czas wykonania",
    "tags": "tags, tag, tagi, keywords, category, categories, kategoria, kategorie",
    "tools": "tools, equipment, cookware, narzedzia, sprzet",
    "source": "source, source.url, url, zrodlo, link",
    "language": "language, lang, locale, jezyk",
}
FIELDS = {name: field for field, names in _FIELD_NAMES.items() for name in names.split(", ")}


def part_of(line: str) -> tuple[Part | None, str]:
    """Return the part that a line begins, and what stands on it after a colon; (None, "") when it begins none."""
    name, colon, rest = line.partition(":")
    key = fold(name).strip(" *_-.")
    if key in _PARTS:
        return _PARTS[key], rest.strip()
    if not rest.strip() and (match := _LONGER.fullmatch(key)):
        return _PARTS[match[1]], ""
    if colon and rest.strip():
        return None, ""
    return _PARTS.get(key), ""
