"""Kaufland: a marker before the quantity on paper; final prices without quantity in the app."""

from __future__ import annotations

from foodsave.kitchen.receipts.chains.profile import ChainProfile

PROFILE = ChainProfile(
    name="Kaufland",
    nips=("8992367273",),
    words=("KAUFLAND",),
    markers="FHT",
)
