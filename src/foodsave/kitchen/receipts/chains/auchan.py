"""Auchan: article number and tax letter are part of the name, discounts stand at the end by name."""

from __future__ import annotations

from foodsave.kitchen.receipts.chains.profile import ChainProfile

PROFILE = ChainProfile(
    name="Auchan",
    nips=("5260309174",),
    words=("AUCHAN",),
    discounts_last=True,
)
