"""What names mean to a household, on each engine."""

import pytest

from foodsave.kitchen.catalog.product_changes import NewAlias, add_alias, change_product, create_product
from foodsave.kitchen.catalog.service import (
    Proposal,
    ensure_product,
    match_names,
    prefer_aliases,
    remember_correction,
    resolve_name,
)

PRINTED = "MLEKO UHT ŁACIATE 3,2%"


async def make(home, name, group=None, **changes):
    async with home.writing() as scope:
        return await create_product(scope, name, group, changes, now=home.clock.now())


async def teach(home, product, *aliases):
    async with home.writing() as scope:
        for alias in aliases:
            await add_alias(scope, product.id, alias, now=home.clock.now())


async def meaning(home, name, chain=None):
    async with home.reading() as scope:
        return await resolve_name(scope, name, chain=chain)


async def test_name_means_the_alias_of_the_chain_before_all_else(home):
    chain, own, rule = [await make(home, name, "milk_uht") for name in ("Z sieci", "Domowe", "Z reguły")]
    await make(home, PRINTED, "milk_uht")
    await teach(home, rule, NewAlias("mleko łaciate", rule="words"))

    assert (await meaning(home, PRINTED, "Lidl")).proposal.product == "Z reguły"

    async with home.writing() as scope:  # as a correction on a receipt without a chain leaves it
        await remember_correction(scope, None, PRINTED, own, place="fridge", stocked=True, now=home.clock.now())
    assert (await meaning(home, PRINTED, "Lidl")).product.id == own.id

    await teach(home, chain, NewAlias(PRINTED, chain="Lidl"))
    assert (await meaning(home, PRINTED, "Lidl")).product.id == chain.id
    assert (await meaning(home, PRINTED, "Dino")).product.id == own.id
    assert (await meaning(home, PRINTED)).product.id == own.id


async def test_name_means_what_the_rule_with_most_words_says(home):
    milk, branded = await make(home, "Mleko"), await make(home, "Łaciate")
    await teach(home, milk, NewAlias("mleko", rule="words"))
    await teach(home, branded, NewAlias("łaciate mleko", rule="words"))

    found = await meaning(home, PRINTED, "Biedronka")

    assert (found.product.id, found.basis, found.proposal.detail) == (branded.id, "rule", "laciate mleko")
    assert (await meaning(home, "Mleko świeże")).product.id == milk.id


async def test_name_means_the_product_of_the_same_folded_name_with_what_is_known_of_it(home):
    product = await make(home, "Zielone tajemnicze", "vegetable", place="counter")

    found = await meaning(home, "  zielone TAJEMNICZE! ")

    assert found.product.id == product.id
    assert found.proposal == Proposal("Zielone tajemnicze", "vegetable", "counter", True, "product", None)


async def test_name_means_a_product_that_is_not_stocked_when_its_group_is_no_food(home):
    await make(home, "Płyn do naczyń", "non_food")

    assert not (await meaning(home, "płyn do naczyń")).proposal.stocked


async def test_name_means_what_the_catalog_makes_of_it_when_the_household_says_nothing(home):
    found = await meaning(home, PRINTED, "Lidl")

    assert (found.product, found.basis, found.proposal.group) == (None, "catalog", "milk_uht")


async def test_name_that_nobody_knows_is_unknown(home):
    found = await meaning(home, "xqzt")

    assert (found.product, found.basis, found.proposal.group) == (None, "unknown", None)


async def test_name_that_the_catalog_reads_as_a_product_means_that_one_at_its_place(home):
    readable = match_names(None, [PRINTED])[0].product
    product = await make(home, readable, "milk_uht", place="fridge")

    found = await meaning(home, PRINTED)

    assert (found.product.id, found.basis, found.proposal.place) == (product.id, "catalog", "fridge")


async def test_name_still_means_a_product_that_was_given_another_name(home):
    readable = match_names(None, [PRINTED])[0].product
    product = await make(home, readable, "milk_uht")
    async with home.writing() as scope:
        await change_product(scope, product.id, {"name": "Mleko na kawę"}, now=home.clock.now())

    assert (await meaning(home, PRINTED)).proposal.product == "Mleko na kawę"
    assert (await meaning(home, readable)).product.id == product.id


async def test_name_cut_short_by_a_till_follows_the_rule_for_its_readable_form(home):
    product = await make(home, "Jogurt do śniadania", "yogurt")
    await teach(home, product, NewAlias("jogurt naturalny", rule="words", place="freezer"))

    found = await meaning(home, "JOG.NAT.370G", "Lidl")

    assert (found.product.id, found.basis, found.proposal.place) == (product.id, "rule", "freezer")


async def test_aliases_are_preferred_for_each_line_of_a_receipt(home):
    rolls, bag = await make(home, "Bułki na śniadanie", "rolls"), await make(home, "Siatka", "bag_deposit")
    await teach(home, rolls, NewAlias("KAJZERKA"), NewAlias("graham", rule="words"))
    await teach(home, bag, NewAlias("REKLAMÓWKA", chain="Lidl", stocked=False))
    names = ["KAJZERKA", "BUŁKA GRAHAM 50G", "REKLAMOWKA", "POMIDORY", ""]
    async with home.reading() as scope:
        proposals = await prefer_aliases(scope, "Lidl", names, match_names("Lidl", names))

    assert [proposal.basis for proposal in proposals] == ["alias", "rule", "alias", "catalog", "unknown"]
    assert [proposal.product for proposal in proposals[:3]] == ["Bułki na śniadanie", "Bułki na śniadanie", "Siatka"]
    assert [proposal.stocked for proposal in proposals[:3]] == [True, True, False]


async def test_ensure_product_makes_it_once_with_its_food(home):
    async with home.writing() as scope:
        first = await ensure_product(scope, "Mleko 3,2%", "milk_fresh", now=home.clock.now())
    async with home.writing() as scope:
        second = await ensure_product(scope, "mleko 3 2", None, now=home.clock.now())

    assert (second.id, second.group_id, second.food_id, second.food_basis) == (
        first.id,
        "milk_fresh",
        "milk",
        "catalog",
    )


@pytest.mark.parametrize(("corrected", "group"), [(False, "milk_fresh"), (True, "non_food")])
async def test_ensure_product_changes_a_known_group_only_when_people_said_so(home, corrected, group):
    async with home.writing() as scope:
        await ensure_product(scope, "Mleko", "milk_fresh", now=home.clock.now())
        row = await ensure_product(scope, "Mleko", "non_food", now=home.clock.now(), corrected=corrected)

    assert row.group_id == group
    assert (row.food_id is None) == corrected


async def test_ensure_product_fills_an_unknown_group(home):
    async with home.writing() as scope:
        await ensure_product(scope, "Xqzt", None, now=home.clock.now())
        row = await ensure_product(scope, "XQZT", "sweets", now=home.clock.now())

    assert row.group_id == "sweets"
