"""Carrefour: discounts at the end by name on paper; wrapped names and unsigned discounts in the app."""

from __future__ import annotations

from foodsave.kitchen.receipts.chains.profile import ChainProfile

PROFILE = ChainProfile(
    name="Carrefour",
    nips=("9370008168",),
    words=("CARREFOUR",),
    name_continues=True,
    discounts_last=True,
)
