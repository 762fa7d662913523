"""Grocy's stock, products and recipes: shown first, then brought in one transaction, once for each file."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from foodsave.core.profiles.service import Household, Locale
from foodsave.errors import Conflict
from foodsave.infra.db.database import hold_exclusively
from foodsave.infra.db.scope import Scope
from foodsave.infra.db.tables import ID_LENGTH
from foodsave.kit.clock import Clock
from foodsave.kit.wire import MoneyAnswer, Place, QuantityAnswer, money_answer
from foodsave.kitchen.catalog.models import ProductRow
from foodsave.kitchen.catalog.service import ensure_product
from foodsave.kitchen.pantry.ledger import NewLot
from foodsave.kitchen.pantry.repository import LedgerRepository
from foodsave.kitchen.pantry.service import Journal, Ledger
from foodsave.kitchen.recipes.importing.grocy_file import read_tables
from foodsave.kitchen.recipes.importing.grocy_plan import (
    SOURCE,
    GrocyPlan,
    PlannedLot,
    PlannedProduct,
    Problem,
    Unmapped,
    What,
    plan_import,
)
from foodsave.kitchen.recipes.importing.previewing import (
    ImportedRecipe,
    ReadImport,
    in_reading_thread,
    preview_import,
    save_import,
)

KIND = "import"
_WHY: dict[Locale, dict[Problem, str]] = {
    "pl": {
        "no_name": "produkt nie ma nazwy, więc go pomijamy",
        "not_food": "to nie jest jedzenie, więc je pomijamy",
        "group_unknown": "nie wiadomo, co to jest: po imporcie wybierz grupę, od niej zależy trwałość",
        "unknown_product": "zapas wskazuje na produkt, którego nie ma, więc go pomijamy",
        "invalid_amount": "tej ilości nie da się zapisać, więc zapas pomijamy",
        "unknown_unit": "nieznana jednostka: ilość policzona w sztukach",
        "invalid_date": "tej daty nie ma w kalendarzu, więc ją pomijamy",
        "not_taken": "przepisu nie da się zapisać",
    },
    "en": {
        "no_name": "the product has no name and is left out",
        "not_food": "this is no food and is left out",
        "group_unknown": "not known: choose its group after the import, how long it keeps depends on it",
        "unknown_product": "the stock is of a product that does not exist and is left out",
        "invalid_amount": "this amount cannot be kept, so the stock is left out",
        "unknown_unit": "unknown unit: counted in pieces",
        "invalid_date": "there is no such day, so the date is left out",
        "not_taken": "the recipe cannot be kept",
    },
}


class GrocyProduct(BaseModel):
    name: str
    group: str | None
    place: Place


class GrocyLot(BaseModel):
    product: str
    amount: QuantityAnswer
    place: Place
    purchased_on: date
    printed_on: date | None
    printed_kind: Literal["use_by", "best_before"] | None
    opened_on: date | None
    price_paid: MoneyAnswer | None = Field(description="For the whole lot; null when Grocy knows none")


class GrocyUnmapped(BaseModel):
    """What is not taken as it is, and why."""

    what: What
    name: str
    code: Problem
    why: str


class GrocyImportAnswer(BaseModel):
    """`transaction_id` is what undoes the lots; null in a preview."""

    preview: bool
    transaction_id: str | None
    products: list[GrocyProduct]
    lots: list[GrocyLot]
    recipes: list[ImportedRecipe]
    unmapped: list[GrocyUnmapped]


@dataclass(frozen=True, slots=True)
class GrocyImport:
    """The plan of one file; `reference` recognises the same file again."""

    reference: str
    plan: GrocyPlan


async def read_grocy(content: bytes, today: date) -> GrocyImport:
    """Return what importing a Grocy database would do on the household's date; computes in one of a few threads.

    Raises:
        Invalid: it is none (not_grocy), damaged (damaged_file), or its recipes include one another (recipe_cycle).
        TooLarge: it is larger than is read.
    """
    plan = await in_reading_thread(lambda: plan_import(read_tables(content), today))
    return GrocyImport(hashlib.sha256(content).hexdigest()[:ID_LENGTH], plan)


async def preview_grocy(scope: Scope, household: Household, found: GrocyImport) -> GrocyImportAnswer:
    """Return what the import would do; nothing is changed.

    Raises:
        Conflict: the same file was imported already and that was not undone.
    """
    await _refuse_repetition(scope, found.reference)
    shown = await preview_import(scope, household.locale, ReadImport(tuple(found.plan.recipes), ()))
    return _answer(found.plan, household, shown.recipes, None)


async def apply_grocy(
    scope: Scope, clock: Clock, household: Household, found: GrocyImport, journal: Journal
) -> GrocyImportAnswer:
    """Bring products, lots and recipes in the open transaction; the lots are one transaction of the ledger.

    Raises:
        Conflict: the same file was imported already and that was not undone.
        Invalid: an amount, date or price of a lot makes no sense.
    """
    await hold_exclusively(scope.session, f"grocy {scope.household_id}")
    await _refuse_repetition(scope, found.reference)
    rows = {
        planned: await ensure_product(scope, planned.name, planned.group_id, now=clock.now())
        for planned in found.plan.products
    }
    lots = [_new_lot(lot, rows[lot.product], household.currency) for lot in found.plan.lots]
    posting = await Ledger(scope, clock, journal).add_lots(KIND, found.reference, lots)
    kept = await save_import(scope, clock, household.locale, ReadImport(tuple(found.plan.recipes), ()))
    return _answer(found.plan, household, kept.recipes, posting.transaction_id)


async def _refuse_repetition(scope: Scope, reference: str) -> None:
    before = await LedgerRepository(scope).standing(KIND, reference)
    if before is not None:
        raise Conflict(
            f"this {SOURCE} file was imported on {before.at.date()} already; undo that transaction first",
            code="already_imported",
            details={"transaction_id": before.id},
        )


def _new_lot(lot: PlannedLot, product: ProductRow, currency: str) -> NewLot:
    return NewLot(
        product_id=product.id,
        name=product.name,
        group_id=product.group_id,
        amount_milli=lot.quantity.milli,
        unit=lot.quantity.unit.value,
        place=lot.place,
        purchased_on=lot.purchased_on,
        printed_on=lot.printed_on,
        printed_kind=lot.printed_kind,
        opened_on=lot.opened_on,
        price_minor=lot.price_minor,
        currency=currency if lot.price_minor is not None else None,
        keeps_days=product.keeps_days,
        keeps_opened_days=product.keeps_opened_days,
    )


def _answer(
    plan: GrocyPlan, household: Household, recipes: Sequence[ImportedRecipe], transaction_id: str | None
) -> GrocyImportAnswer:
    return GrocyImportAnswer(
        preview=transaction_id is None,
        transaction_id=transaction_id,
        products=[_product(planned) for planned in plan.products],
        lots=[_lot(lot, household.currency) for lot in plan.lots],
        recipes=list(recipes),
        unmapped=[_unmapped(item, household.locale) for item in plan.unmapped],
    )


def _product(planned: PlannedProduct) -> GrocyProduct:
    return GrocyProduct.model_validate({"name": planned.name, "group": planned.group_id, "place": planned.place})


def _lot(lot: PlannedLot, currency: str) -> GrocyLot:
    return GrocyLot.model_validate(
        {
            "product": lot.product.name,
            "amount": {"amount": lot.quantity.amount, "unit": lot.quantity.unit},
            "place": lot.place,
            "purchased_on": lot.purchased_on,
            "printed_on": lot.printed_on,
            "printed_kind": lot.printed_kind,
            "opened_on": lot.opened_on,
            "price_paid": money_answer(lot.price_minor, currency),
        }
    )


def _unmapped(item: Unmapped, locale: Locale) -> GrocyUnmapped:
    why = _WHY[locale][item.problem] + (f": {item.detail}" if item.detail else "")
    return GrocyUnmapped(what=item.what, name=item.name, code=item.problem, why=why)
