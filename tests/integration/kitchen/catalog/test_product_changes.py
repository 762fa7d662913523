"""What a household says of its products, on each engine."""

import pytest

from foodsave.errors import Conflict, Invalid, NotFound
from foodsave.kit.quantity import Quantity
from foodsave.kitchen.catalog import product_changes
from foodsave.kitchen.catalog.product_changes import NewAlias, add_alias, change_product, create_product
from foodsave.kitchen.catalog.repository import ProductFilter
from foodsave.kitchen.catalog.service import list_products, remember_correction, resolve_name

EAN, SAME_EAN, OTHER_EAN = "5900512320359", "05900512320359", "5901234123457"


async def make(home, name, group=None, **changes):
    async with home.writing() as scope:
        return await create_product(scope, name, group, changes, now=home.clock.now())


async def alter(home, product, **changes):
    async with home.writing() as scope:
        return await change_product(scope, product.id, changes, now=home.clock.now())


async def teach(home, product, name, **said):
    async with home.writing() as scope:
        return await add_alias(scope, product.id, NewAlias(name, **said), now=home.clock.now())


async def test_product_keeps_what_was_said_of_it_and_takes_it_back(home):
    said = {
        "group": "cream",
        "place": "fridge",
        "piece_weight": Quantity.parse("0.33", "kg"),
        "density": "1.01",
        "pack": Quantity.parse("330", "ml"),
        "allergens": ("milk", "gluten", "milk"),
        "keeps_days": 20,
        "keeps_opened_days": 0,
        "minimum": Quantity.parse("2", "szt"),
        "gtin": EAN,
    }
    row = await make(home, "Śmietanka", **said)

    assert (row.group_id, row.place, row.piece_mg, row.density) == ("cream", "fridge", 330_000, 1010)
    assert (row.pack_milli, row.pack_unit, row.minimum_milli, row.minimum_unit) == (330_000, "ml", 2_000, "szt")
    assert (row.allergens, row.keeps_days, row.keeps_opened_days, row.gtin) == (["gluten", "milk"], 20, 0, "0" + EAN)

    row = await alter(home, row, **dict.fromkeys(said))
    forgotten = ("group_id", "place", "piece_mg", "density", "pack_milli", "pack_unit", "allergens", "keeps_days")
    assert all(getattr(row, name) is None for name in (*forgotten, "minimum_milli", "minimum_unit", "gtin"))


async def test_product_of_a_taken_name_is_refused_with_the_one_that_has_it(home):
    first = await make(home, "Mleko Łaciate")

    with pytest.raises(Conflict) as refused:
        await make(home, "mleko laciate!")
    other = await make(home, "Inne")
    with pytest.raises(Conflict):
        await alter(home, other, name="MLEKO ŁACIATE")

    assert (refused.value.reason, refused.value.details) == ("product_exists", {"product_id": first.id})
    assert (await alter(home, first, name="MLEKO łaciate")).name == "MLEKO łaciate"


async def test_product_cannot_take_the_alias_of_another_as_its_name(home):
    milk, other = await make(home, "Mleko"), await make(home, "Inne")
    await teach(home, milk, "Białe")

    for attempt in (make(home, "białe"), alter(home, other, name="BIAŁE")):
        with pytest.raises(Conflict, match="alias of another"):
            await attempt
    assert (await alter(home, milk, name="Białe")).name == "Białe"


async def test_product_may_go_back_to_its_old_name(home):
    milk = await make(home, "Mleko")
    await alter(home, milk, name="Białe")
    await alter(home, milk, name="Mleko")

    async with home.reading() as scope:
        assert [alias.key for alias in await product_changes.list_aliases(scope, milk.id)] == ["biale"]
        assert (await resolve_name(scope, "białe")).product.id == milk.id


async def test_renaming_leaves_an_alias_that_means_another_product(home):
    milk, other = await make(home, "Mleko"), await make(home, "Inne")
    async with home.writing() as scope:  # a correction: what this receipt calls milk is something else
        await remember_correction(scope, None, "MLEKO", other, place="fridge", stocked=True, now=home.clock.now())

    await alter(home, milk, name="Białe")

    async with home.reading() as scope:
        assert (await resolve_name(scope, "MLEKO")).product.id == other.id


async def test_barcode_belongs_to_one_product(home):
    first, other = await make(home, "Mleko", gtin=EAN), await make(home, "Inne")

    with pytest.raises(Conflict, match="Mleko"):
        await alter(home, other, gtin=SAME_EAN)
    assert (await alter(home, first, gtin=EAN)).gtin == "0" + EAN
    await alter(home, first, gtin=OTHER_EAN)
    assert (await alter(home, other, gtin=EAN)).gtin == "0" + EAN
    async with home.reading() as scope:
        assert (await product_changes.scan_barcode(scope, EAN))[1].id == other.id


@pytest.mark.parametrize(
    "changes",
    [
        {"group": "cheese"},
        {"food": "no_such_food"},
        {"gtin": "5900512320350"},
        {"gtin": "2900123004504"},
        {"piece_weight": Quantity.parse("100", "ml")},
        {"piece_weight": Quantity.parse("1", "szt")},
        {"piece_weight": Quantity.parse("0", "g")},
        {"piece_weight": Quantity.parse("101", "kg")},
        {"density": "0"},
        {"density": "0.000"},
        {"pack": Quantity.parse("0", "g")},
        {"minimum": Quantity.parse("0", "szt")},
    ],
)
async def test_product_refuses_what_makes_no_sense_and_changes_nothing(home, changes):
    product = await make(home, "Mleko", "milk_fresh")

    with pytest.raises(Invalid):
        await alter(home, product, place="freezer", **changes)

    async with home.reading() as scope:
        row = await product_changes.require_product(scope, product.id)
    assert (row.place, row.group_id, row.food_id, row.gtin) == (None, "milk_fresh", "milk", None)


async def test_change_of_a_place_moves_what_aliases_say(home):
    product = await make(home, "Chleb", "bread")
    await teach(home, product, "CHLEB ŻYTNI", place="freezer")

    await alter(home, product, place="counter")

    async with home.reading() as scope:
        assert (await resolve_name(scope, "chleb żytni")).proposal.place == "counter"


async def test_change_of_nobodys_product_is_not_found(home):
    for attempt in (product_changes.change_product, product_changes.add_alias):
        async with home.writing() as scope:
            with pytest.raises(NotFound, match="no product nobody"):
                await attempt(scope, "nobody", NewAlias("x") if attempt is add_alias else {}, now=home.clock.now())


async def test_alias_said_again_replaces_what_it_said(home):
    milk, cream = await make(home, "Mleko"), await make(home, "Śmietanka")
    first = await teach(home, milk, "BIAŁE", chain="Lidl")

    again = await teach(home, cream, "białe", chain="Lidl", place="freezer", stocked=False)

    assert (again.id, again.product_id, again.place, again.stocked) == (first.id, cream.id, "freezer", False)
    async with home.reading() as scope:
        assert await product_changes.list_aliases(scope, milk.id) == []


async def test_alias_and_rule_of_the_same_words_live_side_by_side(home):
    milk, cream = await make(home, "Mleko"), await make(home, "Śmietanka")
    await teach(home, milk, "białe")
    await teach(home, cream, "białe", rule="words")

    async with home.reading() as scope:
        assert (await resolve_name(scope, "białe")).product.id == milk.id
        assert (await resolve_name(scope, "białe gęste")).product.id == cream.id


async def test_alias_cannot_be_the_name_of_another_product(home):
    milk, cream = await make(home, "Mleko"), await make(home, "Śmietanka")

    with pytest.raises(Conflict, match="name of another product"):
        await teach(home, milk, "śmietanka")
    assert (await teach(home, cream, "Śmietanka")).product_id == cream.id


async def test_alias_is_forgotten_only_through_its_product(home):
    milk, cream = await make(home, "Mleko"), await make(home, "Śmietanka")
    alias = await teach(home, milk, "białe")

    async with home.writing() as scope:
        with pytest.raises(NotFound, match=alias.id):
            await product_changes.remove_alias(scope, cream.id, alias.id)
        await product_changes.remove_alias(scope, milk.id, alias.id)
        with pytest.raises(NotFound):
            await product_changes.remove_alias(scope, milk.id, alias.id)
        assert await product_changes.list_aliases(scope, milk.id) == []


async def test_aliases_of_a_product_are_bounded(home, monkeypatch):
    monkeypatch.setattr(product_changes, "MOST_ALIASES", 2)
    monkeypatch.setattr(product_changes, "MOST_RULES", 1)
    milk, cream = await make(home, "Mleko"), await make(home, "Śmietanka")
    await teach(home, milk, "białe", rule="words")

    with pytest.raises(Conflict, match="at most 1 rules"):
        await teach(home, cream, "gęste", rule="words")
    await teach(home, milk, "białe")
    with pytest.raises(Conflict, match="at most 2 aliases"):
        await teach(home, milk, "jasne")
    assert (await teach(home, milk, "białe")).key == "biale"


async def test_products_are_found_by_words_group_and_food(home):
    for name, group in (("Mleko Łaciate", "milk_fresh"), ("Mleko UHT", "milk_uht"), ("Ser gouda", "hard_cheese")):
        await make(home, name, group)

    async def found(**wanted):
        async with home.reading() as scope:
            return [row.name for row in await list_products(scope, None, 10, ProductFilter(**wanted))]

    assert await found() == ["Mleko Łaciate", "Mleko UHT", "Ser gouda"]
    assert await found(words=("lac", "mle")) == ["Mleko Łaciate"]
    assert await found(words=("%",)) == []
    assert await found(group_id="milk_uht") == ["Mleko UHT"]
    assert await found(food_ids=frozenset({"gouda"})) == ["Ser gouda"]
    assert await found(food_ids=frozenset()) == []
