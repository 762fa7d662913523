"""What is told to the ledger and what it tells back: who did what on which day, what was taken, what was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from foodsave.errors import Invalid
from foodsave.kit.money import Money
from foodsave.kit.quantity import Quantity

_ACTOR_LENGTH, _NOTE_LENGTH = 80, 200


@dataclass(frozen=True, slots=True)
class Journal:
    """What the ledger notes of a change: the household's `today`, who made it and why.

    `on` is the day that it happened when that was not today.
    """

    today: date
    actor: str | None = None
    note: str | None = None
    on: date | None = None

    def __post_init__(self) -> None:
        if len(self.actor or "") > _ACTOR_LENGTH or len(self.note or "") > _NOTE_LENGTH:
            raise Invalid(f"who is at most {_ACTOR_LENGTH} characters, why at most {_NOTE_LENGTH}", code="too_long")
        if self.on is not None and self.on > self.today:
            raise Invalid(f"{self.on} is in the future; name a day up to today, {self.today}", code="future_date")

    @property
    def day(self) -> date:
        """Return the day that the change happened."""
        return self.on or self.today


@dataclass(frozen=True, slots=True)
class Take:
    """A part of a lot; all of it without a quantity."""

    lot_id: str
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Posting:
    """A transaction that was written: `lot_ids` are the lots that it is about, first those that it made.

    `taken_value` is what the ingredients of a cooked dish had cost; None when that is not known.
    """

    transaction_id: str
    lot_ids: tuple[str, ...]
    made_ids: tuple[str, ...] = ()
    taken_value: Money | None = None
