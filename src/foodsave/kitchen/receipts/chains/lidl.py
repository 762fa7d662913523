"""Lidl: a marker column before the quantity on paper; coupons as lines under the item in the app."""

from __future__ import annotations

from foodsave.kitchen.receipts.chains.profile import ChainProfile

PROFILE = ChainProfile(
    name="Lidl",
    nips=("7811897358",),
    words=("LIDL",),
    markers="FXIL",
)
