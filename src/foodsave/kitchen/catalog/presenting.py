"""Products and foods as answers."""

from __future__ import annotations

from foodsave.core.language.detection import Language
from foodsave.kit.quantity import Quantity, Unit
from foodsave.kit.wire import QuantityAnswer
from foodsave.kitchen.catalog.barcodes import Barcode
from foodsave.kitchen.catalog.diets import Diet, diets_of_food
from foodsave.kitchen.catalog.foods import Allergen, Food, food, lineage
from foodsave.kitchen.catalog.groups import category_of
from foodsave.kitchen.catalog.models import AliasRow, ProductRow
from foodsave.kitchen.catalog.own_words import GENERIC_CHAIN
from foodsave.kitchen.catalog.product_facts import AllergenFacts, allergens_of, food_of, weights_of
from foodsave.kitchen.catalog.schemas import (
    AliasAnswer,
    AllergensAnswer,
    BarcodeAnswer,
    FoodAnswer,
    FoodForms,
    FoodSubstitute,
    FoodSummary,
    KnownFacts,
    NamedAnswer,
    ProductDetail,
)
from foodsave.kitchen.catalog.substitutions import substitutions


def present_product(row: ProductRow, locale: Language) -> ProductDetail:
    """Return a product with what the household said of it and what counts."""
    known, category = food_of(row.food_id), category_of(row.group_id)
    weights, pack = weights_of(row, known), _quantity(row.pack_milli, row.pack_unit)
    usual = _told(known.pack) if known and known.pack else None
    return ProductDetail.model_validate(
        {
            "id": row.id,
            "name": row.name,
            "group": row.group_id,
            "category": NamedAnswer(id=category.id, name=category.name_pl if locale == "pl" else category.name_en),
            "food": present_name(known, locale) if known else None,
            "food_basis": "household" if row.food_basis == "household" else "catalog",
            "gtin": row.gtin,
            "place": row.place,
            "piece_weight": _weight(row.piece_mg),
            "density": _density(row.density),
            "pack": pack,
            "allergens": row.allergens,
            "keeps_days": row.keeps_days,
            "keeps_opened_days": row.keeps_opened_days,
            "minimum": _quantity(row.minimum_milli, row.minimum_unit),
            "known": KnownFacts(
                piece_weight=_weight(weights.piece_mg),
                density=_density(weights.density),
                pack=pack or usual,
                allergens=_allergens(allergens_of(row.allergens, known)),
            ),
            "created_at": row.created_at,
        }
    )


def present_alias(row: AliasRow) -> AliasAnswer:
    """Return an alias or rule."""
    return AliasAnswer.model_validate(
        {
            "id": row.id,
            "product_id": row.product_id,
            "key": row.key,
            "chain": None if row.chain == GENERIC_CHAIN else row.chain,
            "rule": row.rule,
            "place": row.place,
            "stocked": row.stocked,
            "updated_at": row.updated_at,
        }
    )


def present_barcode(barcode: Barcode, row: ProductRow | None, locale: Language) -> BarcodeAnswer:
    """Return what a barcode says, with the product that has it."""
    return BarcodeAnswer(
        gtin=barcode.gtin,
        kind=barcode.kind,
        product=present_product(row, locale) if row else None,
        plu=barcode.plu,
        weight=None if barcode.weight_g is None else _grams(barcode.weight_g * Unit.GRAM.milli),
    )


def present_name(known: Food, locale: Language) -> NamedAnswer:
    """Return a food by id and name."""
    return NamedAnswer(id=known.id, name=food_name(known, locale))


def food_name(known: Food, locale: Language) -> str:
    """Return what one of a food is called."""
    return known.pl.one if locale == "pl" else known.en


def summarise_food(known: Food, locale: Language) -> FoodSummary:
    """Return what lists tell of a food."""
    suited = diets_of_food(known)
    return FoodSummary(
        id=known.id,
        name=food_name(known, locale),
        group=known.group,
        category=category_of(known.group).id,
        unit=known.unit.value,
        staple=known.staple,
        allergens=_allergens(allergens_of(None, known)),
        diets=[diet for diet in Diet if diet in suited],
    )


def present_food(known: Food, locale: Language) -> FoodAnswer:
    """Return all that the table tells of a food."""
    return FoodAnswer(
        **dict(summarise_food(known, locale)),
        names={
            "pl": FoodForms(one=known.pl.one, of_one=known.pl.of_one, many=known.pl.many, of_many=known.pl.of_many),
            "en": FoodForms(one=known.en, many=known.en_plural),
        },
        synonyms={"pl": list(known.also_pl), "en": list(known.also_en)},
        countable=known.countable,
        origin=known.origin,
        piece_weight=_weight(known.piece_mg),
        density=_density(known.density),
        measures={measure.value: _grams(weight) for measure, weight in known.measures.items()},
        pack=_told(known.pack) if known.pack else None,
        kind_of=[present_name(food(parent), locale) for parent in lineage(known.id)[1:]],
        substitutes=_substitutes(known, locale),
    )


def _substitutes(known: Food, locale: Language) -> list[FoodSubstitute]:
    return [
        FoodSubstitute(
            food=present_name(food(swap.instead), locale),
            ratio=str(swap.ratio),
            role=swap.role.value,
            note=swap.note_pl if locale == "pl" else swap.note_en,
        )
        for swap in substitutions().get(known.id, ())
    ]


def _allergens(facts: AllergenFacts) -> AllergensAnswer:
    return AllergensAnswer(contains=[each for each in Allergen if each in facts.contains], unknown=facts.unknown)


def _quantity(milli: int | None, unit: str | None) -> QuantityAnswer | None:
    return None if milli is None or unit is None else _told(Quantity(milli, Unit(unit)))


def _weight(milligrams: int | None) -> QuantityAnswer | None:
    return None if milligrams is None else _grams(milligrams)


def _grams(milligrams: int) -> QuantityAnswer:
    return _told(Quantity(milligrams, Unit.GRAM))


def _density(milligrams: int | None) -> str | None:
    return None if milligrams is None else Quantity(milligrams, Unit.GRAM).amount


def _told(quantity: Quantity) -> QuantityAnswer:
    return QuantityAnswer(amount=quantity.amount, unit=quantity.unit)
