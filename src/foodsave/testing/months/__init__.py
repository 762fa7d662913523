"""Months of a household, lived through the real services, and plain SQL that tells what they came to."""

from __future__ import annotations

from foodsave.testing.months.living import Lived, live
from foodsave.testing.months.reckoning import differences

__all__ = ["Lived", "differences", "live"]
