"""What the places of a household and the reasons of waste are called, in Polish and English. Pure."""

from __future__ import annotations

from foodsave.core.language.detection import Language

_PLACES = {
    "pl": {"fridge": "lodówka", "freezer": "zamrażarka", "pantry": "szafka", "counter": "blat"},
    "en": {"fridge": "fridge", "freezer": "freezer", "pantry": "cupboard", "counter": "counter"},
}
_WHERE = {
    "pl": {"fridge": "w lodówce", "freezer": "w zamrażarce", "pantry": "w szafce", "counter": "na blacie"},
    "en": {
        "fridge": "in the fridge",
        "freezer": "in the freezer",
        "pantry": "in the cupboard",
        "counter": "on the counter",
    },
}
_REASONS = {
    "pl": {
        "spoiled": "zepsute",
        "expired": "po terminie",
        "leftover": "resztki",
        "too_much": "za dużo",
        "disliked": "nie smakowało",
        "damaged": "uszkodzone",
        "other": "inny powód",
    },
    "en": {
        "spoiled": "spoiled",
        "expired": "past its date",
        "leftover": "leftovers",
        "too_much": "too much",
        "disliked": "not liked",
        "damaged": "damaged",
        "other": "another reason",
    },
}


def place_name(place: str, locale: Language) -> str:
    """Return what a place is called: "lodówka"."""
    return _PLACES[locale][place]


def place_phrase(place: str, locale: Language) -> str:
    """Return where something is: "w lodówce"."""
    return _WHERE[locale][place]


def reason_name(reason: str, locale: Language) -> str:
    """Return why something was thrown away: "po terminie"."""
    return _REASONS[locale][reason]
