"""Kinds of dishes that people ask for by name, and the recipes that are of a kind by their titles. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from foodsave.core.language.folding import fold
from foodsave.kitchen.recipes.recipe import Recipe

# A kind, how it is asked for, and how titles tell it when that is otherwise.
_KINDS: tuple[tuple[str, str, str | None], ...] = (
    ("crepes", r"nalesni\w+|crepes?", None),
    ("pancakes", r"pancakes?", r"pancakes?|crepes?|nalesni\w+"),
    ("fritters", r"plack(?:i|ow|ami|ach)|placusz\w+|racuch\w*|fritters?", None),
    ("pierogi", r"pierog\w*|pierozk\w*", None),
    ("dumplings", r"klusk\w+|kopytk\w*|pyz(?:y|ami)?|knedl\w+|dumplings?", r"kluski|kopytka|pyzy|knedle|leniwe"),
    ("cutlets", r"kotle(?:t|ci)\w*|schabow\w+|cutlets?", r"kotlety?|cutlets?"),
    ("meatballs", r"pulpe(?:t|ci)\w*|klopsi?\w*|meatballs?", None),
    ("omelette", r"omle(?:t|ci)\w*|omelettes?|omelets?", r"omlet|omelette"),
    ("scrambled_eggs", r"jajecznic\w+|scrambled eggs?", None),
    ("stew", r"gulasz\w*|goulash|leczo|potrawk\w+|stews?", r"gulasz\w*|goulash|leczo|potrawka|stew|fricassee"),
    ("curry", r"curry|curries", None),
    ("chili", r"chill?i con carne", None),
    ("lasagne", r"lasagn\w+|lazani\w+", None),
    ("risotto", r"r[iy]z?s?ott\w+|kaszott\w+", r"risotto|kaszotto"),
    ("burgers", r"(?:ham)?burger\w*", None),
    ("bakes", r"zapiekank\w+|casseroles?|(?:pasta|potato) bakes?", r"zapiekanka|bake"),
    ("sandwiches", r"kanap(?:k|ecz)\w+|tost\w*|grzank\w*|sandwich\w*|toast\w*", r"kanapki|grzanki|toasts?|sandwiches"),
    ("porridge", r"owsian\w+|jaglank\w+|porridge|oatmeal", r"owsianka|jaglanka|porridge|oats"),
    ("slaw", r"surow(?:k|ecz)\w+|(?:cole)?slaw", None),
    ("cabbage_rolls", r"golab(?:k|ecz)\w+|cabbage rolls?", None),
    ("bigos", r"bigos\w*", None),
    ("borscht", r"barszcz\w*|borscht|beetroot soup", None),
    ("zurek", r"zur(?:ek|ku|kiem)|sour rye soup", None),
    ("broth", r"rosol\w*|broth", None),
    ("krupnik", r"krupnik\w*", None),
    ("cabbage_soup", r"kapusnia[kc]\w*", None),
    ("pea_soup", r"grochow[kc]\w*|pea soup", None),
    ("waffles", r"gof(?:r\w+|er)|waffles?", None),
    ("muffins", r"muffin\w*|babecz\w+", None),
    ("apple_cake", r"szarlot[kc]\w+|jablecznik\w*|apple (?:pie|cake|crumble)", None),
    ("cheesecake", r"sernik\w*|cheesecakes?", None),
    ("hummus", r"hummus\w*", None),
    ("shakshuka", r"sz?aks?z?uk\w+|shakshuka", None),
    ("quiche", r"tart[ayęe]|quiche", r"tarta|quiche"),
    ("stroganoff", r"strogon\w+", None),
    ("fries", r"fryt(?:k|ecz)\w+|fries|chips", None),
    ("pizza", r"pizz\w+", None),
    ("sushi", r"sushi", None),
    ("burritos", r"burrito\w*|taco\w*|kebab\w*", None),
)  # fmt: skip
_AS_FOOD = r"(?<!\bz )(?<!\bze )(?<!with )(?<!from )(?<!using )(?<!\bdo )(?<!up )(?<!bez )(?<!without )"


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (kind, re.compile(rf"{_AS_FOOD}(?<!\w)(?:{asked})(?!\w)"), re.compile(rf"(?<!\w)(?:{titled or asked})(?!\w)"))
        for kind, asked, titled in _KINDS
    )


def find_kind(folded: str) -> tuple[str, tuple[int, int]] | None:
    """Return the kind of dish that a folded text asks for, and where; what it is made with ("z pierogami") is none."""
    found = [(match.start(), kind, match.span()) for kind, asked, _ in _patterns() if (match := asked.search(folded))]
    return min(found)[1:] if found else None


def of_kind(recipes: Iterable[Recipe], kind: str) -> set[str]:
    """Return the ids of the recipes of a kind."""
    pattern = next(titled for name, _, titled in _patterns() if name == kind)
    return {
        recipe.id
        for recipe in recipes
        if any(pattern.search(fold(title.casefold())) for title in recipe.titles.values())
    }
