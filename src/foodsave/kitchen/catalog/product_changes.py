"""What a household says of its products: made, changed, given other names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from foodsave.errors import Conflict, Invalid, NotFound
from foodsave.infra.db.database import hold_exclusively
from foodsave.infra.db.scope import Scope
from foodsave.kit.quantity import Dimension, Quantity
from foodsave.kitchen.catalog.barcodes import Barcode, parse_barcode
from foodsave.kitchen.catalog.foods import foods
from foodsave.kitchen.catalog.groups import storage_groups
from foodsave.kitchen.catalog.models import AliasRow, ProductRow
from foodsave.kitchen.catalog.own_words import GENERIC_CHAIN, Rule, name_key, word_key
from foodsave.kitchen.catalog.product_foods import match_product_food
from foodsave.kitchen.catalog.repository import CatalogRepository
from foodsave.kitchen.catalog.service import product_key

MOST_RULES = 1_000
MOST_ALIASES = 200
HEAVIEST_PIECE_MG = 100_000_000
_SHOPS_OWN = ("in_store", "in_store_weight")


@dataclass(frozen=True, slots=True)
class NewAlias:
    """A name for a product; `chain` None is every chain. `rule` words: all words of `name` are in what is printed."""

    name: str
    chain: str | None = None
    rule: Rule = "name"
    place: str | None = None
    stocked: bool = True


async def require_product(scope: Scope, product_id: str) -> ProductRow:
    """Return a product of the household.

    Raises:
        NotFound: there is none of that id.
    """
    row = await CatalogRepository(scope).product(product_id)
    if row is None:
        raise NotFound(f"there is no product {product_id}")
    return row


async def create_product(
    scope: Scope, name: str, group_id: str | None, changes: Mapping[str, Any], *, now: datetime
) -> ProductRow:
    """Make a product as `change_product` changes one; `group_id` is the catalog's, unless `changes` say another.

    Raises:
        Conflict: another product has the name or the barcode, or the name is an alias of another one.
        Invalid: a value makes no sense.
    """
    await hold_exclusively(scope.session, f"products {scope.household_id}")
    repository, key = CatalogRepository(scope), product_key(name)
    await _refuse_taken_name(repository, name, key, None)
    row = await repository.add_product(name, key, group_id, None, now)
    await _apply(repository, row, changes)
    await match_product_food(row)
    await scope.session.flush()
    return row


async def change_product(scope: Scope, product_id: str, changes: Mapping[str, Any], *, now: datetime) -> ProductRow:
    """Set what the household says of a product: name, group, food, food_basis, gtin, place, piece_weight (Quantity),
    density (g/ml, decimal text), pack, allergens, keeps_days, keeps_opened_days, minimum. None takes a word back.

    The old name stays an alias. The food follows name and group unless the household said it.

    Raises:
        NotFound: there is no such product.
        Conflict: another product has the name or the barcode, or the name is an alias of another one.
        Invalid: a value makes no sense.
    """
    await hold_exclusively(scope.session, f"products {scope.household_id}")
    row, repository = await require_product(scope, product_id), CatalogRepository(scope)
    if "name" in changes:
        await _rename(repository, row, changes["name"], now)
    await _apply(repository, row, changes)
    if changes.keys() & {"name", "group", "food_basis"}:
        await match_product_food(row)
    await scope.session.flush()
    return row


async def add_alias(scope: Scope, product_id: str, alias: NewAlias, *, now: datetime) -> AliasRow:
    """Teach that a name, or names with certain words, mean a product; a later word replaces the same earlier one.

    Raises:
        NotFound: there is no such product.
        Conflict: another product has that name, or there are as many aliases or rules as can be.
        Invalid: the name has no letter or digit, or is too long.
    """
    await hold_exclusively(scope.session, f"products {scope.household_id}")
    row, repository = await require_product(scope, product_id), CatalogRepository(scope)
    key, chain = word_key(alias.name, alias.rule), alias.chain or GENERIC_CHAIN
    if await repository.alias(chain, key, alias.rule) is None:
        if alias.rule == "words" and await repository.count_rules() >= MOST_RULES:
            raise Conflict(f"a household has at most {MOST_RULES} rules; delete one first", code="too_many_rules")
        if len(await repository.aliases_of(row.id)) >= MOST_ALIASES:
            raise Conflict(f"a product has at most {MOST_ALIASES} aliases; delete one first", code="too_many_aliases")
    if alias.rule == "name" and chain == GENERIC_CHAIN:
        await _refuse_name_of_another(repository, alias.name, row.id)
    return await repository.put_alias(
        chain, key, row.id, place=alias.place, stocked=alias.stocked, now=now, rule=alias.rule
    )


async def list_aliases(scope: Scope, product_id: str) -> list[AliasRow]:
    """Return the aliases and rules of a product.

    Raises:
        NotFound: there is no such product.
    """
    await require_product(scope, product_id)
    return list(await CatalogRepository(scope).aliases_of(product_id))


async def remove_alias(scope: Scope, product_id: str, alias_id: str) -> None:
    """Forget an alias or rule of a product.

    Raises:
        NotFound: the product has none of that id.
    """
    if not await CatalogRepository(scope).delete_alias(product_id, alias_id):
        raise NotFound(f"product {product_id} has no alias {alias_id}")


async def scan_barcode(scope: Scope, code: str) -> tuple[Barcode, ProductRow | None]:
    """Return what a barcode is, and the household's product that has it; a shop's own code may have none.

    Raises:
        Invalid: it is no barcode, or its check digit is wrong.
        NotFound: a maker's barcode that no product has.
    """
    barcode = parse_barcode(code)
    row = await CatalogRepository(scope).product_by_gtin(barcode.gtin)
    if row is None and barcode.kind not in _SHOPS_OWN:
        raise NotFound(
            f"the barcode {barcode.gtin} is right, but no product has it; set the gtin of the product that it is on",
            code="unknown_barcode",
            details={"gtin": barcode.gtin, "kind": barcode.kind},
        )
    return barcode, row


async def _rename(repository: CatalogRepository, row: ProductRow, name: str, now: datetime) -> None:
    key, old = product_key(name), name_key(row.name)
    if key != row.key:
        await _refuse_taken_name(repository, name, key, row.id)
        if old and await repository.alias(GENERIC_CHAIN, old, "name") is None:
            known = storage_groups().get(row.group_id or "")
            stocked = known is None or known.food
            await repository.put_alias(GENERIC_CHAIN, old, row.id, place=None, stocked=stocked, now=now)
        alias = await repository.alias(GENERIC_CHAIN, name_key(name), "name")
        if alias is not None:
            await repository.delete_alias(row.id, alias.id)
    row.name, row.key = name, key


async def _refuse_taken_name(repository: CatalogRepository, name: str, key: str, product_id: str | None) -> None:
    other = await repository.product_by_key(key)
    if other is not None and other.id != product_id:
        raise Conflict(
            f"there is a product {other.name!r} already; change that one",
            code="product_exists",
            details={"product_id": other.id},
        )
    alias = await repository.alias(GENERIC_CHAIN, name_key(name), "name")
    if alias is not None and alias.product_id != product_id:
        raise Conflict(
            f"{name!r} is an alias of another product; delete the alias first",
            code="name_is_alias",
            details={"product_id": alias.product_id, "alias_id": alias.id},
        )


async def _refuse_name_of_another(repository: CatalogRepository, name: str, product_id: str) -> None:
    other = await repository.product_by_key(product_key(name))
    if other is not None and other.id != product_id:
        raise Conflict(
            f"{name!r} is the name of another product; rename that one first",
            code="product_exists",
            details={"product_id": other.id},
        )


async def _apply(repository: CatalogRepository, row: ProductRow, changes: Mapping[str, Any]) -> None:
    for name in ("keeps_days", "keeps_opened_days"):
        if name in changes:
            setattr(row, name, changes[name])
    if "group" in changes:
        row.group_id = _known(changes["group"], storage_groups(), "group", "GET /api/v1/products/groups lists them")
    if "food" in changes:
        row.food_id = _known(changes["food"], foods(), "food", "GET /api/v1/products/foods lists them")
        row.food_basis = "household"
    elif "food_basis" in changes:
        row.food_basis = "catalog"
    if "place" in changes:
        row.place = changes["place"]
        await repository.forget_places(row.id)
    if "gtin" in changes:
        row.gtin = await _free_gtin(repository, changes["gtin"], row.id)
    if "allergens" in changes:
        stated = changes["allergens"]
        row.allergens = None if stated is None else sorted({str(allergen) for allergen in stated})
    _apply_amounts(row, changes)


def _apply_amounts(row: ProductRow, changes: Mapping[str, Any]) -> None:
    if "piece_weight" in changes:
        row.piece_mg = _piece_mg(changes["piece_weight"])
    if "density" in changes:
        density = changes["density"]
        row.density = None if density is None else _positive(Quantity.parse(density, "g"), "a density").milli
    for name in ("pack", "minimum"):
        if name in changes:
            quantity: Quantity | None = changes[name]
            if quantity is not None:
                _positive(quantity, f"a {name}")
            setattr(row, f"{name}_milli", quantity.milli if quantity else None)
            setattr(row, f"{name}_unit", quantity.unit.value if quantity else None)


def _piece_mg(quantity: Quantity | None) -> int | None:
    if quantity is None:
        return None
    if quantity.unit.dimension is not Dimension.MASS:
        raise Invalid(f"the weight of a piece is told in g, dag or kg, not in {quantity.unit}", code="unit_mismatch")
    if quantity.milli > HEAVIEST_PIECE_MG:
        raise Invalid("a piece weighs at most 100 kg", code="invalid_quantity")
    return _positive(quantity, "the weight of a piece").milli


def _positive(quantity: Quantity, what: str) -> Quantity:
    if quantity.milli <= 0:
        raise Invalid(f"{what} must be more than nothing; null takes it back", code="invalid_quantity")
    return quantity


def _known(wanted: str | None, table: Mapping[str, object], what: str, remedy: str) -> str | None:
    if wanted is not None and wanted not in table:
        raise Invalid(f"there is no {what} {wanted!r}; {remedy}", code=f"unknown_{what}")
    return wanted


async def _free_gtin(repository: CatalogRepository, text: str | None, product_id: str) -> str | None:
    if text is None:
        return None
    barcode = parse_barcode(text)
    if barcode.kind in _SHOPS_OWN:
        raise Invalid(
            f"{text} is a code that a shop prints itself and means something else elsewhere; use the maker's barcode",
            code="in_store_code",
        )
    other = await repository.product_by_gtin(barcode.gtin)
    if other is not None and other.id != product_id:
        raise Conflict(
            f"the barcode {text} belongs to {other.name!r}; take it from there first",
            code="gtin_taken",
            details={"product_id": other.id},
        )
    return barcode.gtin
