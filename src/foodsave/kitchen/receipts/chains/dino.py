"""Dino: two till types, one with dots and the tax table in one line per letter."""

from __future__ import annotations

from foodsave.kitchen.receipts.chains.profile import ChainProfile

PROFILE = ChainProfile(
    name="Dino",
    nips=("6211766191",),
    words=("DINO POLSKA", "DINO"),
)
