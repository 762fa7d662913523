"""Recipes of a household: kept once, changed with a version, a changed one in the place of the shipped one."""

import asyncio

import pytest

from foodsave.core.profiles.service import ensure_household
from foodsave.errors import Conflict, NotFound
from foodsave.infra.db import Scope
from foodsave.kit.ids import new_id
from foodsave.kitchen.recipes import service
from foodsave.kitchen.recipes.mapping import draft_of, preview
from foodsave.kitchen.recipes.shipped import shipped_recipes
from integration.kitchen.recipes.stocked import added, draft


async def change(home, recipe_id, wanted):
    async with home.writing() as scope:
        return await service.change_recipe(scope, home.clock, recipe_id, preview(wanted))


async def find(home, recipe_id):
    async with home.reading() as scope:
        return await service.find_recipe(scope, recipe_id)


async def delete(home, recipe_id):
    async with home.writing() as scope:
        await service.delete_recipe(scope, recipe_id)


async def every(home):
    async with home.reading() as scope:
        return {recipe.id: recipe for recipe in await service.every_recipe(scope)}


async def test_add_recipe_keeps_everything_that_was_written(home):
    facts = {"prep_min": 5, "cook_min": 20, "course": "main", "meals": ("dinner",), "tags": ("szybkie",)}
    facts |= {"tools": ("patelnia",), "source": "zeszyt babci", "steps": ("Wymieszaj.", "Smaż."), "servings": 3}
    kept = await added(home, "2 szklanki mąki", "2 jajka, rozbełtane", "sól", "1 coś", **facts)
    read = await find(home, kept.id)

    assert read == kept
    assert (read.origin, read.version, read.base, read.titles) == ("own", 1, None, {"pl": "Danie"})
    assert (read.servings, read.prep_min, read.cook_min, read.course) == (3, 5, 20, "main")
    assert (read.meals, read.tags, read.tools, read.source) == (
        ("dinner",),
        ("szybkie",),
        ("patelnia",),
        "zeszyt babci",
    )
    assert read.steps == {"pl": ("Wymieszaj.", "Smaż.")}
    assert read.ingredients == preview(draft("2 szklanki mąki", "2 jajka, rozbełtane", "sól", "1 coś")).ingredients


async def test_add_recipe_of_the_same_words_is_known(home):
    async with home.writing() as scope:
        saved = [
            await service.add_recipe(scope, home.clock, preview(draft(line)), origin="own")
            for line in ("1 jajko", "1 jajko", "2 jajka")
        ]

    assert [one.outcome for one in saved] == ["created", "known", "created"]
    assert saved[0].recipe_id == saved[1].recipe_id
    assert len(await every(home)) == len(shipped_recipes()) + 2


async def test_add_recipe_by_eight_at_once_keeps_it_once(home):
    async def add():
        async with home.writing() as scope:
            return await service.add_recipe(scope, home.clock, preview(draft("1 jajko")), origin="imported")

    saved = await asyncio.gather(*(add() for _ in range(8)))

    assert sorted(one.outcome for one in saved) == ["created"] + ["known"] * 7
    assert len({one.recipe_id for one in saved}) == 1


async def test_change_recipe_writes_anew_and_counts_versions(home):
    kept = await added(home, "1 jajko")
    changed = await change(home, kept.id, draft("2 jajka", title="Jajecznica"))

    assert (changed.id, changed.origin, changed.version, changed.title("pl")) == (kept.id, "own", 2, "Jajecznica")
    assert await find(home, kept.id) == changed


async def test_change_recipe_refuses_the_words_of_another(home):
    first, second = await added(home, "1 jajko"), await added(home, "2 jajka")

    with pytest.raises(Conflict) as refusal:
        await change(home, second.id, draft("1 jajko"))
    assert refusal.value.reason == "recipe_known"
    assert first.id in str(refusal.value)
    assert await find(home, second.id) == second


async def test_change_recipe_to_the_words_it_has_is_no_conflict(home):
    kept = await added(home, "1 jajko")

    assert (await change(home, kept.id, draft("1 jajko"))).version == 2


async def test_change_recipe_refuses_what_was_thought_out_before_somebody_elses_change(home):
    seen = await added(home, "1 jajko")
    await change(home, seen.id, draft("2 jajka"))

    async with home.writing() as scope:
        with pytest.raises(Conflict, match="meanwhile"):
            await service.change_recipe(scope, home.clock, seen.id, preview(draft("3 jajka")), seen=seen)

    assert (await find(home, seen.id)).version == 2


async def test_change_recipe_refuses_to_replace_a_form_of_a_shipped_one_that_was_not_seen(home):
    seen = next(iter(shipped_recipes().values()))
    await change(home, seen.id, draft("2 jajka"))

    async with home.writing() as scope:
        with pytest.raises(Conflict, match="meanwhile"):
            await service.change_recipe(scope, home.clock, seen.id, preview(draft("3 jajka")), seen=seen)


async def test_change_and_delete_recipe_at_once_leave_it_deleted(home):
    recipe = await added(home, "1 jajko")
    changes = [change(home, recipe.id, draft(f"{count} jajek")) for count in range(5, 9)]
    outcomes = await asyncio.gather(*changes, *(delete(home, recipe.id) for _ in range(4)), return_exceptions=True)

    refused = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert {type(outcome) for outcome in refused} == {NotFound}
    assert outcomes[4:].count(None) == 1
    assert recipe.id not in await every(home)


async def test_change_recipe_of_a_shipped_one_stands_in_for_it_until_it_is_deleted(home):
    shipped = shipped_recipes()["pierogi_ruskie"]
    mine = await change(home, shipped.id, draft_of(shipped, "pl", {"title": "Moje ruskie"}))
    again = await change(home, shipped.id, draft_of(mine, "pl", {"servings": 6}))

    assert (mine.origin, mine.base, again.id, again.version) == ("changed", shipped.id, mine.id, 2)
    assert await find(home, shipped.id) == await find(home, mine.id) == again
    assert shipped.id not in await every(home)
    assert len(await every(home)) == len(shipped_recipes())

    await delete(home, shipped.id)
    assert await find(home, shipped.id) == shipped
    assert (await every(home)).keys() == shipped_recipes().keys()


async def test_delete_recipe_takes_one_away_and_no_shipped_one(home):
    kept = await added(home, "1 jajko")
    await delete(home, kept.id)

    with pytest.raises(NotFound):
        await find(home, kept.id)
    with pytest.raises(Conflict) as refusal:
        await delete(home, "pierogi_ruskie")
    assert refusal.value.reason == "recipe_shipped"


@pytest.mark.parametrize("recipe_id", ["nie_ma_takiego", "01900000-0000-7000-8000-000000000000"])
async def test_recipe_that_is_not_there_is_not_found(home, recipe_id):
    for act in (find(home, recipe_id), delete(home, recipe_id), change(home, recipe_id, draft("1 jajko"))):
        with pytest.raises(NotFound):
            await act


async def test_recipe_of_another_household_is_not_found(home):
    kept = await added(home, "1 jajko")
    assert (await ensure_household(home.database, home.clock)).id == home.household.id

    async with home.database.read() as session:
        stranger = Scope(session, new_id())
        with pytest.raises(NotFound):
            await service.find_recipe(stranger, kept.id)
        assert {recipe.id for recipe in await service.every_recipe(stranger)} == shipped_recipes().keys()
