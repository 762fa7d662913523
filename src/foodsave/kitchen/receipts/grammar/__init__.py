"""From words with boxes to a checked receipt."""

from __future__ import annotations

from foodsave.kitchen.receipts.grammar.receipt import parse_receipt

__all__ = ["parse_receipt"]
