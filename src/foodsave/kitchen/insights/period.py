"""The days that a report is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from foodsave.errors import Invalid


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both included; without one it is open on that side."""

    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.first is not None and self.last is not None and self.first > self.last:
            raise Invalid(
                f"the period ends on {self.last}, before it begins on {self.first}; turn the days round",
                code="invalid_period",
            )

    def holds(self, day: date) -> bool:
        """Tell whether a day is in the period."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


ALWAYS = Period()
