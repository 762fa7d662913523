"""The cases of Polish nouns and adjectives by rule, for names of which a table has the nominative and the genitive.

Rules: the declension patterns of school grammars. They make a few forms that nobody says, which does no harm where
forms are only looked up.
"""

from __future__ import annotations

from collections.abc import Iterator

_SOFT_LOCATIVE = (
    ("ść", "ści"), ("sł", "śle"), ("st", "ście"), ("zd", "ździe"), ("sn", "śnie"),
    ("k", "ce"), ("g", "dze"), ("r", "rze"), ("ł", "le"), ("t", "cie"), ("d", "dzie"), ("ch", "sze"),
)  # fmt: skip
_TAKES_IE = ("b", "p", "w", "m", "f", "n", "s", "z")
_SOFTENERS = ("k", "g")
_VOWELS = "aeiouyąęó"
_HARD = "y a e ego ej emu ą ym ych ymi"
_SOFT = "i ia ie iego iej iemu ią im ich imi"
_VELAR = "i a ie iego iej iemu ą im ich imi"
_LOOKS_ADJECTIVAL = (
    *(
        "owy",
        "owa",
        "owe",
        "ny",
        "na",
        "ne",
        "ski",
        "ska",
        "skie",
        "cki",
        "cka",
        "ckie",
        "ty",
        "ta",
        "te",
        "ry",
        "ra",
        "re",
    ),
    *("ały", "ała", "ałe", "ły", "ła", "łe", "ki", "ka", "kie", "czy", "cza", "cze"),
)
_SURELY_ADJECTIVAL = (
    *("owy", "owa", "owe", "any", "ana", "ane", "ony", "ona", "one", "ski", "ska", "skie", "cki", "cka", "ckie"),
    *("czny", "czna", "czne", "lny", "lna", "lne", "enny", "enna", "enne", "isty", "ista", "iste", "ały", "ała", "ałe"),
    *("ący", "ąca", "ące"),
)


def declined(one: str, of_one: str, many: str, of_many: str) -> frozenset[str]:
    """Return the forms of one word of which the four given ones are known; also adjectives."""
    forms = {one, of_one, many, of_many}
    if of_one.endswith(("ego", "ej")) and one.endswith(("y", "i", "a", "e")) and one != of_one:
        forms.update(_adjective(one))
    elif one != of_one:
        forms.update(_singular(one, of_one))
    if many != of_many:
        forms.update(_plural(many))
    return frozenset(forms)


def guessed(word: str) -> frozenset[str]:
    """Return the forms that a word given only in its nominative may take, singular or plural."""
    if len(word) < 3:
        return frozenset((word,))
    forms = {word}
    if word.endswith(_SURELY_ADJECTIVAL):
        return frozenset(forms.union(_adjective(word)))
    if word.endswith(_LOOKS_ADJECTIVAL):
        forms.update(_adjective(word))
    if word.endswith("a"):
        genitive = f"{word[:-1]}{_i_or_y(word[:-1])}"
        forms.update((genitive, _bare(word[:-1])), _singular(word, genitive), _plural(genitive))
    elif word.endswith(("o", "e")):
        forms.update((f"{word[:-1]}a", _bare(word[:-1])), _singular(word, f"{word[:-1]}a"), _plural(f"{word[:-1]}a"))
    elif word.endswith(("y", "i")):
        root = word[:-1]
        forms.update((_bare(root), f"{root}ów", f"{root}i", f"{root}y"), _plural(word))
    elif word[-1] not in _VOWELS:
        root = f"{word[:-2]}k" if word.endswith("ek") and len(word) > 4 else word
        plural = f"{root}{_i_or_y(root)}"
        forms.update((f"{root}a", f"{root}u", plural, f"{root}ów", f"{root}e", f"{root}i"))
        forms.update(_singular(word, f"{root}a"), _plural(plural))
    return frozenset(forms)


def adjective_forms(word: str) -> frozenset[str]:
    """Return every form of an adjective or participle given in any nominative."""
    return frozenset(_adjective(word))


def _adjective(word: str) -> Iterator[str]:
    root = word.removesuffix("ie") if word.endswith(("kie", "gie")) else word[:-1]
    root = root.removesuffix("i") if word.endswith(("ia", "ie")) else root
    endings = _VELAR if root.endswith(_SOFTENERS) else _SOFT if word.endswith(("i", "ia", "ie")) else _HARD
    return (f"{root}{ending}" for ending in endings.split())


def _singular(one: str, of_one: str) -> Iterator[str]:
    if one.endswith(("a", "i")):
        root = one.removesuffix("a")
        yield from (f"{root}ę", f"{root}ą", f"{root}o", of_one, *_locative(root))
        return
    root = of_one[:-1] if of_one[-1:] in ("a", "u", "i") else one
    soft = f"{root}i" if root.endswith(_SOFTENERS) else root
    yield from (f"{soft}em", f"{root}u", f"{root}owi", *_locative(root))
    if of_one.endswith("i"):
        yield from (f"{of_one}ą", f"{of_one[:-1]}ą")


def _plural(many: str) -> Iterator[str]:
    root = many[:-1] if many[-1:] in "aeiy" else many
    yield from (f"{root}om", f"{root}ami", f"{root}ach")
    if many.endswith("i"):
        yield from (f"{many}om", f"{many}ami", f"{many}ach", f"{root}mi")


def _locative(root: str) -> Iterator[str]:
    for hard, soft in _SOFT_LOCATIVE:
        if root.endswith(hard):
            yield root[: -len(hard)] + soft
            return
    if root.endswith(_TAKES_IE):
        yield f"{root}ie"


def _i_or_y(root: str) -> str:
    if root.endswith("i"):
        return ""
    return "i" if root.endswith((*_SOFTENERS, "l", "j")) else "y"


def _bare(root: str) -> str:
    """Return the genitive plural without an ending: jabłk- gives jabłek."""
    if len(root) > 2 and root.endswith("k") and root[-2] not in _VOWELS:
        return f"{root[:-1].removesuffix('i')}ek"
    return root
