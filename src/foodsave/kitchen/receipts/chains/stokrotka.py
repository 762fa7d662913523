"""Stokrotka: a leading tax letter, long quantities on the next line."""

from __future__ import annotations

from foodsave.kitchen.receipts.chains.profile import ChainProfile

PROFILE = ChainProfile(
    name="Stokrotka",
    nips=("7121008323",),
    words=("STOKROTKA", "STOKROTKA SP"),
)
