"""When food should be used by, as an interval, with what that rests on. Pure.

Order of trust: a printed date, then the household's own rule, then the shelf-life table for the place the food is kept
in. Opening, freezing and thawing each change the date; what is left of a dish counts from the day it was cooked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from foodsave.kitchen.catalog.groups import StorageGroup, storage_groups
from foodsave.kitchen.catalog.shelf_life import ShelfLife, shelf_life
from foodsave.kitchen.pantry.ledger import NewLot, PrintedKind

Basis = Literal["printed", "rule", "table", "opened", "frozen", "thawed", "leftover", "unknown"]
FAR_FUTURE = date(9999, 12, 31)
HOUSEHOLD = "own rule of the household"

# FoodKeeper (USDA): leftovers with meat, fish, egg or vegetables 3-4 days in the fridge, 2-3 months in the freezer;
# food thawed in the fridge 1-2 days. The early end and the counter are our own, on the safe side.
LEFTOVER_COLD = ShelfLife(2, 3, 4, "FoodKeeper leftovers 3-4 days")
LEFTOVER_FROZEN = ShelfLife(60, 75, 90, "FoodKeeper leftovers 2-3 months frozen")
LEFTOVER_WARM = ShelfLife(0, 0, 0, "own rule: cooked food at room temperature is for the same day")
THAWED = ShelfLife(0, 1, 2, "own rule: thawed food is for the next day")

# Food that its packing preserves (a can, a carton) perishes once that is open.
_OPENED_PERISHES_DAYS, _OPENED_PERISHES_RATIO = 7, 4


@dataclass(frozen=True, slots=True)
class Expiry:
    """The effective expiry: `on` is the likely day, `early` to `late` the interval; all null when nothing is known.

    What is past a `use_by` is not to be eaten; what is past a `best_before` may have lost quality.
    """

    on: date | None
    early: date | None
    late: date | None
    basis: Basis
    source: str | None
    kind: PrintedKind = "best_before"

    @property
    def use_first_on(self) -> date:
        """Return the day that orders lots; what is unknown comes last."""
        return self.on or FAR_FUTURE


UNKNOWN = Expiry(None, None, None, "unknown", None)


def effective_expiry(lot: NewLot) -> Expiry:
    """Return when a lot should be used by, from all that is known of it."""
    group = storage_groups().get(lot.group_id or "")
    if lot.thawed_on is not None:
        return _counted(THAWED, lot.thawed_on, "thawed", expiry_kind("thawed", None, lot.group_id))
    if lot.recipe_id is not None:
        return _leftover(lot)
    if lot.place == "freezer" and (lot.frozen_on is not None or (group is not None and group.place != "freezer")):
        return _frozen(lot, group)
    unopened = _unopened(lot, group)
    return unopened if lot.opened_on is None else _earlier(unopened, _opened(lot, lot.opened_on, group))


def is_usable(expiry: Expiry, today: date) -> bool:
    """Tell whether food may still be eaten: not when the late end of a use-by is past. Unknown food may be."""
    return expiry.kind == "best_before" or expiry.late is None or today <= expiry.late


def expiry_kind(basis: Basis, source: str | None, group_id: str | None) -> PrintedKind:
    """Return what kind of date an expiry is: as printed, as the group perishes, or always a use-by of a dish."""
    group = storage_groups().get(group_id or "")
    if basis == "printed":
        return "use_by" if source == "use_by" else "best_before"
    if basis == "leftover" or (group is not None and group.perishability == "use_by"):
        return "use_by"
    # thawed ready food is no longer what kept for months; bread or a cake of another group merely goes stale
    if basis == "thawed" and (group is None or group.place == "freezer"):
        return "use_by"
    return "use_by" if basis == "opened" and group is not None and _perishes_opened(group.id) else "best_before"


def _unopened(lot: NewLot, group: StorageGroup | None) -> Expiry:
    if lot.printed_on is not None:
        kind = lot.printed_kind or "best_before"
        return Expiry(lot.printed_on, lot.printed_on, lot.printed_on, "printed", kind, kind)
    if lot.keeps_days is not None:
        rule = ShelfLife(lot.keeps_days, lot.keeps_days, lot.keeps_days, HOUSEHOLD)
        return _counted(rule, lot.purchased_on, "rule", expiry_kind("rule", None, lot.group_id))
    life = shelf_life(group.id, lot.place, opened=False) if group is not None else None
    if group is None or life is None:
        return UNKNOWN
    kind = expiry_kind("table", None, group.id)
    usual = shelf_life(group.id, group.place, opened=False)
    if lot.placed_on is None or usual is None or life.likely_days >= usual.likely_days:
        return _counted(life, lot.purchased_on, "table", kind)
    # it was moved to where it keeps less long: that life begins on the day of the move
    return _earlier(_counted(usual, lot.purchased_on, "table", kind), _counted(life, lot.placed_on, "table", kind))


def _opened(lot: NewLot, opened_on: date, group: StorageGroup | None) -> Expiry:
    if lot.keeps_opened_days is not None:
        life: ShelfLife | None = ShelfLife(*(lot.keeps_opened_days,) * 3, HOUSEHOLD)
    else:
        life = shelf_life(group.id, lot.place, opened=True) if group is not None else None
    if life is None:
        return UNKNOWN
    return _counted(life, opened_on, "opened", expiry_kind("opened", None, lot.group_id))


def _frozen(lot: NewLot, group: StorageGroup | None) -> Expiry:
    life = shelf_life(group.id, "freezer", opened=False) if group is not None else None
    if life is None:
        return UNKNOWN
    if lot.frozen_on is None:
        return _counted(life, lot.purchased_on, "table", expiry_kind("table", None, lot.group_id))
    return _counted(life, lot.frozen_on, "frozen", expiry_kind("frozen", None, lot.group_id))


def _leftover(lot: NewLot) -> Expiry:
    if lot.place == "freezer":
        return _counted(LEFTOVER_FROZEN, lot.frozen_on or lot.purchased_on, "leftover", "use_by")
    if lot.place == "fridge":
        return _counted(LEFTOVER_COLD, lot.purchased_on, "leftover", "use_by")
    warm = _counted(LEFTOVER_WARM, lot.placed_on or lot.purchased_on, "leftover", "use_by")
    return _earlier(_counted(LEFTOVER_COLD, lot.purchased_on, "leftover", "use_by"), warm)


def _perishes_opened(group_id: str) -> bool:
    closed, opened = (shelf_life(group_id, "fridge", opened=state) for state in (False, True))
    if closed is None or opened is None:
        return False
    return opened.late_days <= _OPENED_PERISHES_DAYS and closed.late_days >= _OPENED_PERISHES_RATIO * opened.late_days


def _counted(life: ShelfLife, start: date, basis: Basis, kind: PrintedKind) -> Expiry:
    early, likely, late = (start + timedelta(days=n) for n in (life.early_days, life.likely_days, life.late_days))
    return Expiry(likely, early, late, basis, life.source, kind)


def _earlier(one: Expiry, other: Expiry) -> Expiry:
    """Return the one that comes first, ended by the late end of the other; what is unknown comes last."""
    first, second = sorted((one, other), key=lambda expiry: expiry.use_first_on)
    if first.late is None or second.late is None:
        return first
    return replace(first, late=min(first.late, second.late))
