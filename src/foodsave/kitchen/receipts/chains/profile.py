"""What is particular to one chain's receipts, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChainProfile:
    """One chain: how it is recognised and where its layouts leave the generic grammar.

    `words` are brand and company names, folded (upper-case ASCII). `markers` are letters of a column between name and
    quantity that are no tax letters. `name_continues`: further rows of a long name follow the row with the amounts.
    `discounts_last`: discounts may stand below all items, each with its item's name.
    """

    name: str
    nips: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    markers: str = ""
    name_continues: bool = False
    discounts_last: bool = False
