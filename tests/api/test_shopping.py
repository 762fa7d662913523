from datetime import date

import pytest

from foodsave.infra.db import Scope
from foodsave.kitchen.catalog.service import ensure_product
from foodsave.kitchen.pantry.service import Journal, Ledger, NewLot

LISTS = "/api/v1/shopping-lists"
RECIPES = "/api/v1/recipes"
NOBODY = "00000000-0000-7000-8000-000000000000"
PANCAKES = {
    "title": "Naleśniki na próbę",
    "servings": 4,
    "ingredients": ["600 ml mleka", "3 jajka", "200 g szpinaku", "sól", "szczypiorek (opcjonalnie)", "1 zyrafka"],
    "steps": ["Wymieszaj.", "Usmaż."],
}


@pytest.fixture
async def recipe(client):
    answer = await client.post(RECIPES, json=PANCAKES)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


async def stock(application, name, group, amount_milli, unit, **product):
    services = application.state.services
    household = await services.profiles.current()
    async with services.database.write() as session:
        scope = Scope(session, household.id)
        row = await ensure_product(scope, name, group, now=services.clock.now())
        for fact, value in product.items():
            setattr(row, fact, value)
        lot = NewLot(
            product_id=row.id,
            name=name,
            group_id=group,
            amount_milli=amount_milli,
            unit=unit,
            place="fridge",
            purchased_on=date(2026, 3, 9),
        )
        if amount_milli:
            await Ledger(scope, services.clock, Journal(date(2026, 3, 10))).add_lots("receipt", None, [lot])
        return row.id


def told(answer):
    return {
        item["name"]: item["amount"] and f"{item['amount']['amount']} {item['amount']['unit']}"
        for item in answer["items"]
    }


async def new_list(client, **body):
    answer = await client.post(LISTS, json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_list_is_filled_with_what_a_dish_lacks_in_whole_packs(application, client, recipe):
    await stock(application, "Mleko UHT", "milk_uht", 250_000, "ml")

    found = await new_list(client, recipes=[{"id": recipe, "people": 8}])

    assert told(found) == {"mleko": "950 ml", "jajko": "6 szt", "szpinak": "400 g", "1 zyrafka": None}
    milk = next(item for item in found["items"] if item["name"] == "mleko")
    assert milk["packs"] == {"count": 1, "each": {"amount": "1", "unit": "l"}}
    assert milk["text"] == "950 ml mleka"
    assert milk["reasons"] == [
        {
            "reason": "recipe",
            "reference": recipe,
            "name": "Naleśniki na próbę",
            "people": 8,
            "amount": {"amount": "950", "unit": "ml"},
            "text": "na: Naleśniki na próbę (8 os.)",
        }
    ]
    assert found["recipes"] == [{"id": recipe, "people": 8}]


async def test_filling_again_changes_nothing_and_other_people_replace_the_amounts(client, recipe):
    found = await new_list(client, recipes=[{"id": recipe}])
    url = f"{LISTS}/{found['id']}/fill"

    again = (await client.post(url, json={"recipes": [{"id": recipe}]})).json()
    more = (await client.post(url, json={"recipes": [{"id": recipe, "people": 8}]})).json()

    assert again["items"] == found["items"]
    assert told(more)["mleko"] == "1200 ml"


async def test_a_second_dish_does_not_count_on_what_the_first_takes(application, client, recipe):
    await stock(application, "Mleko UHT", "milk_uht", 600_000, "ml")
    other = (await client.post(RECIPES, json=PANCAKES | {"title": "Inne naleśniki"})).json()["id"]
    found = await new_list(client, recipes=[{"id": recipe}])
    assert "mleko" not in told(found)

    filled = (await client.post(f"{LISTS}/{found['id']}/fill", json={"recipes": [{"id": other}]})).json()

    assert told(filled)["mleko"] == "600 ml"
    assert told(filled)["jajko"] == "6 szt"


async def test_a_dish_is_taken_off_with_what_was_only_for_it(client, recipe):
    found = await new_list(client, recipes=[{"id": recipe}])
    url = f"{LISTS}/{found['id']}"
    await client.post(f"{url}/items", json={"name": "mleko", "amount": {"amount": "1", "unit": "l"}})

    left = (await client.delete(f"{url}/recipes/{recipe}")).json()

    assert told(left) == {"mleko": "1000 ml"}
    assert left["recipes"] == []
    assert (await client.delete(f"{url}/recipes/{recipe}")).status_code == 404


async def test_minimum_stock_is_filled_up_in_packs_of_the_product(application, client):
    facts = {"minimum_milli": 3_000_000, "minimum_unit": "l", "pack_milli": 2_000_000, "pack_unit": "l"}
    product_id = await stock(application, "Mleko Łaciate", "milk_uht", 500_000, "l", **facts)

    (item,) = (await new_list(client, minimum=True))["items"]

    assert (item["name"], item["product_id"]) == ("Mleko Łaciate", product_id)
    assert item["amount"] == {"amount": "2.5", "unit": "l"}
    assert item["packs"] == {"count": 2, "each": {"amount": "2", "unit": "l"}}
    assert [reason["text"] for reason in item["reasons"]] == ["zapas minimalny"]


async def test_duplicates_merge_until_they_are_bought(client):
    url = f"{LISTS}/{(await new_list(client))['id']}"
    for amount in ("1", "0.5"):
        answer = await client.post(f"{url}/items", json={"name": "Mleko", "amount": {"amount": amount, "unit": "l"}})
    (item,) = answer.json()["items"]
    assert item["amount"] == {"amount": "1.5", "unit": "l"}

    await client.patch(f"{url}/items/{item['id']}", json={"done": True})
    await client.post(f"{url}/items", json={"name": "mleko"})

    items = (await client.get(url)).json()["items"]
    assert [(one["done"], one["amount"]) for one in items] == [(False, None), (True, {"amount": "1.5", "unit": "l"})]
    assert (await client.get("/api/v1/pantry/lots")).json()["items"] == []


async def test_things_in_units_that_cannot_be_compared_stay_apart(client):
    url = f"{LISTS}/{(await new_list(client))['id']}"
    await client.post(f"{url}/items", json={"name": "Karma Kitku", "amount": {"amount": "1", "unit": "kg"}})
    await client.post(f"{url}/items", json={"name": "karma kitku", "amount": {"amount": "2", "unit": "szt"}})

    assert len((await client.get(url)).json()["items"]) == 2


async def test_an_amount_that_people_set_is_kept_when_the_list_is_filled_again(client, recipe):
    found = await new_list(client, recipes=[{"id": recipe}])
    url = f"{LISTS}/{found['id']}"
    milk = next(item for item in found["items"] if item["name"] == "mleko")
    await client.patch(f"{url}/items/{milk['id']}", json={"amount": {"amount": "2", "unit": "l"}})

    filled = (await client.post(f"{url}/fill", json={"recipes": [{"id": recipe, "people": 8}]})).json()

    assert told(filled)["mleko"] == "2 l"
    assert told(filled)["jajko"] == "6 szt"


async def test_what_is_bought_is_not_asked_for_again(client, recipe):
    found = await new_list(client, recipes=[{"id": recipe}])
    url = f"{LISTS}/{found['id']}"
    for item in found["items"]:
        await client.patch(f"{url}/items/{item['id']}", json={"done": True})

    filled = (await client.post(f"{url}/fill", json={"recipes": [{"id": recipe}]})).json()

    assert all(item["done"] for item in filled["items"])
    assert len(filled["items"]) == len(found["items"])


async def test_lists_are_listed_renamed_and_deleted(client):
    first, second = await new_list(client, name="Sobota"), await new_list(client)
    await client.post(f"{LISTS}/{second['id']}/items", json={"name": "chleb"})
    renamed = await client.patch(f"{LISTS}/{first['id']}", json={"name": "Niedziela"})

    assert (renamed.json()["name"], renamed.json()["version"]) == ("Niedziela", 2)
    page = (await client.get(LISTS)).json()
    assert [(one["id"], one["items"], one["done"]) for one in page["items"]] == [
        (second["id"], 1, 0),
        (first["id"], 0, 0),
    ]
    assert (await client.delete(f"{LISTS}/{second['id']}")).status_code == 204
    assert (await client.get(f"{LISTS}/{second['id']}")).status_code == 404
    assert second["name"].startswith("Zakupy 20")


async def test_lists_come_in_pages(client):
    made = [(await new_list(client))["id"] for _ in range(3)]

    page = (await client.get(LISTS, params={"limit": 2})).json()
    rest = (await client.get(LISTS, params={"limit": 2, "cursor": page["next_cursor"]})).json()

    assert [one["id"] for one in page["items"] + rest["items"]] == made[::-1]
    assert rest["next_cursor"] is None


async def test_items_are_renamed_and_removed(client):
    url = f"{LISTS}/{(await new_list(client))['id']}"
    item = (await client.post(f"{url}/items", json={"name": "chleb"})).json()["items"][0]
    changed = (await client.patch(f"{url}/items/{item['id']}", json={"name": "masło"})).json()["items"][0]

    assert (changed["name"], changed["food"], changed["id"]) == ("masło", "butter", item["id"])
    assert (await client.delete(f"{url}/items/{item['id']}")).status_code == 204
    assert (await client.get(url)).json()["items"] == []
    assert (await client.delete(f"{url}/items/{item['id']}")).status_code == 404


async def test_a_repeated_request_with_its_key_adds_once(client):
    url = f"{LISTS}/{(await new_list(client))['id']}/items"
    wanted = {"name": "mleko", "amount": {"amount": "1", "unit": "l"}}
    first = await client.post(url, json=wanted, headers={"Idempotency-Key": "k1"})
    again = await client.post(url, json=wanted, headers={"Idempotency-Key": "k1"})

    assert again.json() == first.json()
    assert again.headers["Idempotent-Replayed"] == "true"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"name": ""}, 422),
        ({}, 422),
        ({"name": "mleko", "product_id": NOBODY}, 422),
        ({"product_id": NOBODY}, 404),
        ({"name": "mleko", "amount": {"amount": "-1", "unit": "l"}}, 422),
        ({"name": "mleko", "amount": {"amount": "1", "unit": "mile"}}, 422),
        ({"name": "mleko", "amount": {"amount": "0", "unit": "l"}}, 422),
    ],
)
async def test_items_that_make_no_sense_are_refused(client, body, status):
    url = f"{LISTS}/{(await new_list(client))['id']}"

    assert (await client.post(f"{url}/items", json=body)).status_code == status
    assert (await client.get(url)).json()["items"] == []


async def test_an_unknown_recipe_is_refused_and_makes_no_list(client):
    answer = await client.post(LISTS, json={"recipes": [{"id": "nie_ma_takiego"}]})

    assert answer.status_code == 404
    assert (await client.get(LISTS)).json()["items"] == []
