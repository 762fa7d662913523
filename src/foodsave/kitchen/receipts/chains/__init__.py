"""The chains whose receipts have particulars: one small file each."""

from __future__ import annotations

from foodsave.kitchen.receipts.chains import (
    auchan,
    biedronka,
    carrefour,
    dino,
    kaufland,
    lidl,
    rossmann,
    stokrotka,
    zabka,
)
from foodsave.kitchen.receipts.chains.brands import BRANDS
from foodsave.kitchen.receipts.chains.profile import ChainProfile

CHAINS: tuple[ChainProfile, ...] = (
    biedronka.PROFILE,
    lidl.PROFILE,
    kaufland.PROFILE,
    carrefour.PROFILE,
    auchan.PROFILE,
    dino.PROFILE,
    zabka.PROFILE,
    stokrotka.PROFILE,
    rossmann.PROFILE,
)

__all__ = ["BRANDS", "CHAINS", "ChainProfile"]
