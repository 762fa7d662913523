"""Biedronka (Jeronimo Martins): the tax letter stands in a column before the quantity."""

from __future__ import annotations

from foodsave.kitchen.receipts.chains.profile import ChainProfile

PROFILE = ChainProfile(
    name="Biedronka",
    nips=("7791011327",),
    words=("BIEDRONKA", "JERONIMO MARTINS POLSKA", "JERONIMO MARTINS DYSTRYBUCJA"),
    name_continues=True,
)
