"""Recipes over HTTP: found, written, understood."""

import asyncio

import pytest

from foodsave.kitchen.recipes.shipped import shipped_recipes

API = "/api/v1/recipes"
PANCAKES = {
    "title": "Placki babci",
    "ingredients": ["2 szklanki mąki pszennej", "2 jajka", "500 ml mleka", "szczypta soli", "tajny składnik z Marsa"],
    "steps": ["Wymieszaj wszystko na gładkie ciasto.", "Smaż małe placki z obu stron."],
    "servings": 4,
    "prep_minutes": 10,
    "cook_minutes": 20,
    "course": "main",
    "meals": ["dinner"],
}


async def made(client, **changes):
    response = await client.post(API, json=PANCAKES | changes)
    assert response.status_code == 201, response.text
    return response.json()


async def test_list_recipes_pages_through_every_shipped_one_by_title(client):
    seen, cursor = [], None
    while True:
        page = (await client.get(API, params={"limit": 50} | ({"cursor": cursor} if cursor else {}))).json()
        seen += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break

    assert sorted(seen) == sorted(shipped_recipes())


async def test_list_recipes_pages_past_titles_in_any_writing_however_long(client):
    for title in ("Щ" * 200, "各" * 200, "🍅" * 200, "ﷺ" * 11, 'Zupa "krem" \\ <b>'):
        await client.post(API, json={"title": title, "ingredients": ["1 kg mąki"]})
    seen, cursor = [], None
    while True:
        answer = await client.get(API, params={"limit": 1, "q": "mąka"} | ({"cursor": cursor} if cursor else {}))
        assert answer.status_code == 200, answer.text
        seen += [item["id"] for item in answer.json()["items"]]
        cursor = answer.json()["next_cursor"]
        if cursor is None:
            break

    every = (await client.get(API, params={"limit": 200, "q": "mąka"})).json()["items"]
    assert seen == [item["id"] for item in every]
    assert {item["origin"] for item in every} == {"own", "shipped"}


@pytest.mark.parametrize(
    ("params", "fits"),
    [
        ({"q": "zupa"}, lambda item: "zup" in item["title"].lower()),
        ({"course": "soup"}, lambda item: item["course"] == "soup"),
        ({"meal": "breakfast"}, lambda item: "breakfast" in item["meals"]),
        ({"diet": "vegan"}, lambda item: "vegan" in item["diets"]),
        ({"max_minutes": 20}, lambda item: item["minutes"] <= 20),
    ],
)
async def test_list_recipes_filters(client, params, fits):
    items = (await client.get(API, params={"limit": 200, **params})).json()["items"]

    assert 0 < len(items) < len(shipped_recipes())
    assert all(fits(item) for item in items)


async def test_list_recipes_finds_an_inflected_word_without_diacritics(client):
    titles = [item["title"] for item in (await client.get(API, params={"q": "pierogi ziemniakow"})).json()["items"]]

    assert any("ruskie" in title.lower() for title in titles)


async def test_get_recipe_scales_amounts_and_speaks_the_language_asked_for(client):
    recipe_id = next(iter(shipped_recipes()))
    own = (await client.get(f"{API}/{recipe_id}")).json()
    double = (await client.get(f"{API}/{recipe_id}", params={"people": 2 * own["servings"]})).json()
    english = (await client.get(f"{API}/{recipe_id}", headers={"Accept-Language": "en"})).json()

    first = next(n for n, line in enumerate(own["ingredients"]) if line["amount"])
    assert float(double["ingredients"][first]["amount"]["amount"]) == pytest.approx(
        2 * float(own["ingredients"][first]["amount"]["amount"])
    )
    assert (own["language"], english["language"]) == ("pl", "en")
    assert english["title"] == shipped_recipes()[recipe_id].titles["en"]


async def test_get_recipe_of_an_unknown_id_is_not_found(client):
    response = await client.get(f"{API}/nie_ma_takiego")

    assert (response.status_code, response.json()["code"]) == (404, "not_found")


async def test_post_recipe_understands_lines_and_names_what_it_does_not(client):
    recipe = (await made(client))["recipe"]

    assert [line["food"] for line in recipe["ingredients"]] == ["wheat_flour", "egg", "milk", "salt", None]
    assert [line["amount"] and line["amount"]["amount"] for line in recipe["ingredients"][:3]] == ["500", "2", "500"]
    assert (recipe["unmapped"], recipe["origin"], recipe["language"], recipe["minutes"]) == (1, "own", "pl", 30)
    assert recipe["allergens"]["contains"] == ["eggs", "gluten", "milk"]
    assert recipe["allergens"]["unclear"] == ["tajny składnik z Marsa"]
    assert recipe["diets"] == []


async def test_post_recipe_twice_is_one_recipe(client):
    first = await made(client)
    again = await client.post(API, json=PANCAKES)

    assert (again.status_code, again.json()["outcome"], again.json()["id"]) == (200, "known", first["id"])


async def test_post_recipe_with_the_same_key_repeats_its_answer(client):
    answers = [await client.post(API, json=PANCAKES, headers={"Idempotency-Key": "one"}) for _ in range(2)]

    assert answers[0].json() == answers[1].json()
    assert answers[1].headers["Idempotent-Replayed"] == "true"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": "  "}, "invalid"),
        ({"ingredients": []}, "invalid"),
        ({"ingredients": ["sól"] * 500}, "invalid"),
        ({"servings": 0}, "invalid"),
        ({"prep_minutes": -5}, "invalid"),
        ({"ingredients": ["999999999999 kg mąki"]}, "invalid_quantity"),
        ({"surprise": 1}, "invalid"),
    ],
)
async def test_post_recipe_refuses_nonsense_and_keeps_nothing(client, change, code):
    response = await client.post(API, json=PANCAKES | change)

    assert response.status_code == 422
    assert response.json()["code"] == code
    assert (await client.get(API, params={"q": "placki babci"})).json()["items"] == []


async def test_patch_recipe_rewrites_what_is_named_and_keeps_the_rest(client):
    recipe_id = (await made(client))["id"]
    changed = await client.patch(f"{API}/{recipe_id}", json={"servings": 2, "ingredients": ["1 jajko", "100 g mąki"]})

    assert changed.status_code == 200
    answer = changed.json()
    assert (answer["servings"], answer["title"], answer["version"]) == (2, "Placki babci", 2)
    assert [line["food"] for line in answer["ingredients"]] == ["egg", "wheat_flour"]


async def test_patch_recipe_makes_the_households_own_form_of_a_shipped_one(client):
    recipe_id = "mizeria" if "mizeria" in shipped_recipes() else next(iter(shipped_recipes()))
    before = (await client.get(f"{API}/{recipe_id}")).json()
    changed = (await client.patch(f"{API}/{recipe_id}", json={"title": "Moja wersja"})).json()
    found = (await client.get(f"{API}/{recipe_id}")).json()

    assert (changed["title"], changed["origin"], changed["base"]) == ("Moja wersja", "changed", recipe_id)
    assert [line["food"] for line in changed["ingredients"]] == [line["food"] for line in before["ingredients"]]
    assert found["id"] == changed["id"]
    assert (await client.delete(f"{API}/{recipe_id}")).status_code == 204
    assert (await client.get(f"{API}/{recipe_id}")).json()["title"] == before["title"]


async def test_patch_recipe_by_three_at_once_loses_nothing_that_was_answered(client):
    recipe_id = (await made(client))["id"]
    changes = [{"title": "Moje"}, {"steps": ["Smaż."]}, {"servings": 7}]
    answers = await asyncio.gather(*(client.patch(f"{API}/{recipe_id}", json=change) for change in changes))
    kept = (await client.get(f"{API}/{recipe_id}")).json()

    accepted = [change for change, answer in zip(changes, answers, strict=True) if answer.status_code == 200]
    refused = {answer.json()["code"] for answer in answers if answer.status_code != 200}
    assert accepted
    assert all(kept[name] == value for change in accepted for name, value in change.items())
    assert refused <= {"recipe_changed"}
    assert kept["version"] == 1 + len(accepted)


@pytest.mark.parametrize("servings", [True, "2", 2.5, 0])
async def test_patch_recipe_refuses_servings_that_are_no_count(client, servings):
    recipe_id = (await made(client))["id"]

    assert (await client.patch(f"{API}/{recipe_id}", json={"servings": servings})).status_code == 422


async def test_delete_recipe_refuses_a_shipped_one(client):
    response = await client.delete(f"{API}/{next(iter(shipped_recipes()))}")

    assert (response.status_code, response.json()["code"]) == (409, "recipe_shipped")
