"""What an import of Grocy would bring: products, lots and recipes, and what is not taken as it is. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from foodsave.core.language.folding import fold
from foodsave.errors import FoodSaveError, Invalid
from foodsave.kit.quantity import Quantity
from foodsave.kitchen.catalog.groups import storage_groups
from foodsave.kitchen.catalog.service import Proposal, default_place, match_names
from foodsave.kitchen.catalog.weights import half_up
from foodsave.kitchen.pantry.ledger import PrintedKind
from foodsave.kitchen.recipes.importing.collected import Collected
from foodsave.kitchen.recipes.importing.figures import amount_text
from foodsave.kitchen.recipes.importing.grocy_file import GrocyTables, Row
from foodsave.kitchen.recipes.importing.grocy_units import GrocyUnits, exact
from foodsave.kitchen.recipes.importing.markup import cleaned, one_line
from foodsave.kitchen.recipes.mapping import RecipePreview, preview
from foodsave.kitchen.recipes.presenting import readable

What = Literal["product", "lot", "recipe"]
Problem = Literal[
    "no_name",
    "not_food",
    "group_unknown",
    "unknown_product",
    "invalid_amount",
    "unknown_unit",
    "invalid_date",
    "not_taken",
]
SOURCE = "Grocy"
_NAME_LENGTH = 120
_NEVER = 2999
_MOST_PRICE = 10**9
_EXPIRATION = 2
_MOST_PARTS = 200
_PLACES = {
    "freezer": ("zamraz", "mroz", "freez", "gefrier", "tiefkuhl"),
    "fridge": ("lodow", "chlod", "fridge", "refrig", "kuhlschrank"),
    "counter": ("blat", "counter", "koszyk"),
}


@dataclass(frozen=True, slots=True)
class Unmapped:
    """Something of the file that is not taken as it is: `name` of what, and why."""

    what: What
    name: str
    problem: Problem
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PlannedProduct:
    """A product as it will be kept; of a name that the household has already it is that one."""

    name: str
    group_id: str | None
    place: str


@dataclass(frozen=True, slots=True)
class PlannedLot:
    """A lot of a planned product; `price_minor` is for all of it."""

    product: PlannedProduct
    quantity: Quantity
    place: str
    purchased_on: date
    printed_on: date | None
    printed_kind: PrintedKind | None
    opened_on: date | None
    price_minor: int | None


@dataclass(slots=True)
class GrocyPlan:
    """Everything that an import would do."""

    products: list[PlannedProduct] = field(default_factory=list)
    lots: list[PlannedLot] = field(default_factory=list)
    recipes: list[RecipePreview] = field(default_factory=list)
    unmapped: list[Unmapped] = field(default_factory=list)


def plan_import(tables: GrocyTables, today: date) -> GrocyPlan:
    """Return what an import would do on the household's date. Computes for a while: call it in a thread.

    Raises:
        Invalid: recipes include one another in a circle (recipe_cycle).
    """
    plan = GrocyPlan()
    products = _products(tables, plan)
    units = GrocyUnits(tables)
    _plan_lots(tables, units, products, today, plan)
    for collected in _recipes(tables, units):
        try:
            plan.recipes.append(preview(collected.draft()))
        except FoodSaveError as error:
            plan.unmapped.append(Unmapped("recipe", one_line(collected.title[:200]), "not_taken", error.message))
    return plan


def _products(tables: GrocyTables, plan: GrocyPlan) -> dict[object, PlannedProduct]:
    named = {row["id"]: cleaned(str(row["name"] or ""))[:_NAME_LENGTH].strip() for row in tables.products}
    known = [row for row in tables.products if named[row["id"]]]
    plan.unmapped += [
        Unmapped("product", f"#{row['id']}", "no_name") for row in tables.products if not named[row["id"]]
    ]
    found: dict[object, PlannedProduct] = {}
    for row, proposal in zip(known, match_names(None, [named[row["id"]] for row in known]), strict=True):
        name = named[row["id"]]
        if not proposal.stocked:
            plan.unmapped.append(Unmapped("product", name, "not_food"))
            continue
        if proposal.group is None:
            plan.unmapped.append(Unmapped("product", name, "group_unknown"))
        found[row["id"]] = _product(name, proposal)
    plan.products = list(dict.fromkeys(found.values()))
    return found


def _product(name: str, proposal: Proposal) -> PlannedProduct:
    group = proposal.group if proposal.group in storage_groups() else None
    return PlannedProduct(name, group, default_place(group))


def _plan_lots(
    tables: GrocyTables, units: GrocyUnits, products: Mapping[object, PlannedProduct], today: date, plan: GrocyPlan
) -> None:
    rows = {row["id"]: row for row in tables.products}
    places = {row["id"]: _place(row) for row in tables.locations}
    for stock in tables.stock:
        product, row = products.get(stock["product_id"]), rows.get(stock["product_id"])
        if row is None:
            plan.unmapped.append(Unmapped("lot", f"#{stock['id']}", "unknown_product"))
        if product is None or row is None:
            continue  # what is not food was told once, with its product
        amount = exact(stock["amount"])
        quantity, is_known = None, True
        if amount is not None and amount > 0:
            quantity, is_known = units.quantity(amount, row["qu_id_stock"], row["id"])
        if amount is None or quantity is None:
            plan.unmapped.append(Unmapped("lot", product.name, "invalid_amount", str(stock["amount"])[:40]))
            continue
        if not is_known:
            unit = units.name(row["qu_id_stock"], amount)
            plan.unmapped.append(Unmapped("lot", product.name, "unknown_unit", unit))
        place = places.get(stock["location_id"]) or places.get(row["location_id"]) or product.place
        plan.lots.append(_lot(stock, row, product, quantity, place, today, plan))


def _lot(
    stock: Row, row: Row, product: PlannedProduct, quantity: Quantity, place: str, today: date, plan: GrocyPlan
) -> PlannedLot:
    days = {name: _day(stock[name]) for name in ("purchased_date", "best_before_date", "opened_date")}
    for name, day in days.items():
        if day is None and stock[name]:
            plan.unmapped.append(Unmapped("lot", product.name, "invalid_date", str(stock[name])[:40]))
    purchased, printed, opened = days["purchased_date"], days["best_before_date"], days["opened_date"]
    printed = None if printed is None or printed.year >= _NEVER else printed
    kind: PrintedKind = "use_by" if row["due_type"] == _EXPIRATION else "best_before"
    bought_on = min(purchased or today, today)
    return PlannedLot(
        product=product,
        quantity=readable(quantity.milli, quantity.unit),
        place=place,
        purchased_on=bought_on,
        printed_on=printed,
        printed_kind=kind if printed else None,
        opened_on=max(min(opened or today, today), bought_on) if stock["open"] else None,
        price_minor=_price(exact(stock["price"]), exact(stock["amount"])),
    )


def _price(unit_price: Fraction | None, amount: Fraction | None) -> int | None:
    """Return what a lot cost in minor units; nothing entered, which Grocy keeps as zero, is unknown."""
    if not unit_price or amount is None or unit_price < 0:
        return None
    minor = half_up(unit_price * amount * 100)
    return minor if 0 < minor < _MOST_PRICE else None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _place(row: Row) -> str | None:
    if row["is_freezer"] == 1:
        return "freezer"
    name = fold(str(row["name"] or ""))[:100]
    return next((place for place, words in _PLACES.items() if any(word in name for word in words)), "pantry")


def _recipes(tables: GrocyTables, units: GrocyUnits) -> Iterator[Collected]:
    """Yield the recipes that people wrote; those that Grocy makes for its meal plan are of other types."""
    book = _Book(tables, units)
    for row in tables.recipes:
        if row["type"] in (None, "normal"):
            yield Collected(
                title=str(row["name"] or ""),
                ingredients=[line for line in book.lines(row["id"], Fraction(1), ()) if line],
                steps=book.steps(row["id"]),
                servings=book.servings(row),
                source=SOURCE,
            )


class _Book:
    """The recipes of one database with their positions and the recipes that they include."""

    def __init__(self, tables: GrocyTables, units: GrocyUnits) -> None:
        self._units = units
        self._recipes = {row["id"]: row for row in tables.recipes}
        self._products = {row["id"]: row for row in tables.products}
        self._positions: dict[object, list[Row]] = {}
        self._included: dict[object, list[Row]] = {}
        self._left = 0
        for row in tables.recipes_pos:
            self._positions.setdefault(row["recipe_id"], []).append(row)
        for row in tables.recipes_nestings:
            self._included.setdefault(row["recipe_id"], []).append(row)

    def servings(self, row: Row) -> int | None:
        """Return for how many people a recipe is."""
        number = exact(row["base_servings"])
        return int(number) if number is not None and number.denominator == 1 and 1 <= number <= 100 else None

    def lines(self, recipe_id: object, scale: Fraction, path: tuple[object, ...]) -> Iterator[str]:
        """Yield the ingredient lines of a recipe, first those of the recipes that it includes."""
        for inner, share in self._parts(recipe_id, path):
            yield from self.lines(inner, scale * share, (*path, recipe_id))
        for row in self._positions.get(recipe_id, ()):
            yield self._line(row, scale)

    def steps(self, recipe_id: object, path: tuple[object, ...] = ()) -> list[str]:
        """Return the texts of a recipe, first those of the recipes that it includes."""
        found = [text for inner, _ in self._parts(recipe_id, path) for text in self.steps(inner, (*path, recipe_id))]
        return [*found, str(self._recipes[recipe_id]["description"] or "")]

    def _parts(self, recipe_id: object, path: tuple[object, ...]) -> Iterator[tuple[object, Fraction]]:
        if not path:
            self._left = _MOST_PARTS  # includes that double at each level would never end
        for row in self._included.get(recipe_id, ()):
            inner = row["includes_recipe_id"]
            if inner not in self._recipes:
                continue
            self._left -= 1
            if inner == recipe_id or inner in path or self._left < 0:
                name = one_line(str(self._recipes[inner]["name"] or "")[:200])
                raise Invalid(
                    f"the recipe {name!r} includes itself or too many; correct it in Grocy", code="recipe_cycle"
                )
            base = exact(self._recipes[inner]["base_servings"]) or Fraction(1)
            yield inner, (exact(row["servings"]) or Fraction(1)) / base

    def _line(self, row: Row, scale: Fraction) -> str:
        """Return a position as people read it: its amount is in the stock unit unless only its presence matters."""
        product = self._products.get(row["product_id"])
        name = cleaned(str(product["name"] if product else ""))
        amount, unit_id = (exact(row["amount"]) or Fraction()) * scale, row["qu_id"]
        if product is not None and not row["only_check_single_unit_in_stock"]:
            factor = self._units.factor(product["qu_id_stock"], unit_id, product["id"])
            amount, unit_id = (amount * factor, unit_id) if factor is not None else (amount, product["qu_id_stock"])
        told = one_line(str(row["variable_amount"] or "")[:200]) or amount_text(amount)
        unit = "" if row["variable_amount"] else self._units.name(unit_id, amount)
        note = one_line(str(row["note"] or "")[:200])
        line = " ".join(part for part in (told, unit, name) if part) if name else ""
        return f"{line}, {note}" if line and note else line or note
