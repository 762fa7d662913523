"""What became of the last of a product."""

from __future__ import annotations

from foodsave.kitchen.pantry.gone.repository import LastTaken, last_taken

__all__ = ["LastTaken", "last_taken"]
