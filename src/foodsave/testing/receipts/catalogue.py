"""Every chain and layout that can be drawn. To add one: a module in `layouts` and a line here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from foodsave.errors import NotFound
from foodsave.testing.receipts.layouts import (
    auchan,
    biedronka,
    carrefour,
    dino,
    english,
    fiscal,
    kaufland,
    lidl,
    rossmann,
    stokrotka,
    zabka,
)
from foodsave.testing.receipts.layouts.till import ReceiptLayout

_LAYOUTS: Mapping[str, Mapping[str, ReceiptLayout]] = MappingProxyType(
    {
        "biedronka": biedronka.LAYOUTS,
        "lidl": lidl.LAYOUTS,
        "kaufland": kaufland.LAYOUTS,
        "carrefour": carrefour.LAYOUTS,
        "auchan": auchan.LAYOUTS,
        "dino": dino.LAYOUTS,
        "zabka": zabka.LAYOUTS,
        "stokrotka": stokrotka.LAYOUTS,
        "rossmann": rossmann.LAYOUTS,
        "fiscal": fiscal.LAYOUTS,
        "english": english.LAYOUTS,
    }
)

CHAINS: tuple[str, ...] = tuple(_LAYOUTS)
LAYOUTS: Mapping[str, tuple[str, ...]] = MappingProxyType({chain: tuple(kinds) for chain, kinds in _LAYOUTS.items()})


def find_layout(chain: str, layout: str) -> ReceiptLayout:
    """Find a layout by its chain and name.

    Raises `NotFound` naming what exists.
    """
    if chain not in _LAYOUTS:
        raise NotFound(f"No chain {chain!r} to draw; there are: {', '.join(CHAINS)}.")
    if layout not in _LAYOUTS[chain]:
        raise NotFound(f"No layout {layout!r} of {chain}; there are: {', '.join(LAYOUTS[chain])}.")
    return _LAYOUTS[chain][layout]
