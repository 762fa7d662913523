"""Żabka: franchise firms with their own tax number; the shop is known by its word or Z and four digits."""

from __future__ import annotations

from foodsave.kitchen.receipts.chains.profile import ChainProfile

PROFILE = ChainProfile(
    name="Żabka",
    words=("ZABKA", "ZABKA POLSKA", "SKLEP ZABKA"),
)
