"""Rossmann: tax letter after a backslash; discounts that only inform are already in the price."""

from __future__ import annotations

from foodsave.kitchen.receipts.chains.profile import ChainProfile

PROFILE = ChainProfile(
    name="Rossmann",
    nips=("7270019183",),
    words=("ROSSMANN",),
)
