"""The household's products and their aliases over HTTP."""

import pytest

PRODUCTS = "/api/v1/products"
NOBODY = "00000000-0000-7000-8000-000000000000"
SAID = {
    "group": "milk_uht",
    "food": "uht_milk",
    "gtin": "5900512320359",
    "place": "fridge",
    "piece_weight": {"amount": "1.03", "unit": "kg"},
    "density": "1.03",
    "pack": {"amount": "1", "unit": "l"},
    "allergens": ["milk"],
    "keeps_days": 90,
    "keeps_opened_days": 4,
    "minimum": {"amount": "2", "unit": "szt"},
}


async def make(client, name, **said):
    answer = await client.post(PRODUCTS, json={"name": name, **said})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def names(client, **params):
    return [item["name"] for item in (await client.get(PRODUCTS, params=params)).json()["items"]]


async def test_product_is_made_with_the_group_and_food_of_its_name(client):
    made = await make(client, "Jajka od pani Krysi")

    assert (made["group"], made["food"]["id"], made["food_basis"]) == ("eggs", "egg", "catalog")
    assert made["category"] == {"id": "dairy_eggs", "name": "Nabiał i jaja"}
    assert made["known"]["allergens"] == {"contains": ["eggs"], "unknown": False}
    assert made["piece_weight"] is None
    assert made["known"]["piece_weight"]["unit"] == "g"


async def test_product_is_made_as_it_is_said_and_found_where_it_says(client):
    answer = await client.post(PRODUCTS, json={"name": "Mleko do kawy", **SAID})

    made = (await client.get(answer.headers["location"])).json()
    assert made == answer.json()
    assert made["food"] == {"id": "uht_milk", "name": "mleko UHT"}
    assert made["gtin"] == "05900512320359"
    assert made["piece_weight"] == {"amount": "1030", "unit": "g"}
    unchanged = SAID.keys() - {"food", "gtin", "piece_weight"}
    assert {name: made[name] for name in unchanged} == {name: SAID[name] for name in unchanged}
    assert made["food_basis"] == "household"


async def test_product_that_was_made_once_is_not_made_again(client):
    headers = {"Idempotency-Key": "k1"}
    first = await client.post(PRODUCTS, json={"name": "Mleko"}, headers=headers)
    again = await client.post(PRODUCTS, json={"name": "Mleko"}, headers=headers)
    other = await client.post(PRODUCTS, json={"name": "Mleko"})

    assert (first.status_code, again.status_code, again.json()) == (201, 201, first.json())
    assert again.headers["idempotent-replayed"] == "true"
    assert (other.status_code, other.json()["code"]) == (409, "product_exists")
    assert other.json()["details"] == {"product_id": first.json()["id"]}


async def test_product_changes_only_what_is_sent(client):
    made = await make(client, "Mleko", **SAID)

    changed = await client.patch(f"{PRODUCTS}/{made['id']}", json={"pack": None, "keeps_days": 100})

    assert changed.status_code == 200
    assert changed.json() == made | {"pack": None, "keeps_days": 100, "known": changed.json()["known"]}
    assert (await client.get(f"{PRODUCTS}/{made['id']}")).json() == changed.json()


async def test_product_tells_what_counts_when_the_household_says_nothing(client):
    made = await make(client, "Masło")

    assert made["known"]["piece_weight"] == {"amount": "200", "unit": "g"}
    own = (await client.patch(f"{PRODUCTS}/{made['id']}", json={"pack": {"amount": "170", "unit": "g"}})).json()
    assert own["known"]["piece_weight"] == {"amount": "170", "unit": "g"}
    assert own["known"]["pack"] == {"amount": "170", "unit": "g"}


async def test_product_may_be_none_of_the_foods_and_is_looked_up_again_when_told(client):
    made = await make(client, "Mleko")

    none = (await client.patch(f"{PRODUCTS}/{made['id']}", json={"food": None})).json()
    again = (await client.patch(f"{PRODUCTS}/{made['id']}", json={"food_basis": "catalog"})).json()

    assert (none["food"], none["food_basis"]) == (None, "household")
    assert none["known"]["allergens"] == {"contains": [], "unknown": True}
    assert (again["food"]["id"], again["food_basis"]) == ("milk", "catalog")


async def test_product_that_states_no_allergens_has_none(client):
    made = await make(client, "Kiełbasa od wujka", allergens=[])

    assert made["allergens"] == []
    assert made["known"]["allergens"] == {"contains": [], "unknown": False}


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"name": None},
        {"name": "x" * 121},
        {"name": "a\u0000"},
        {"group": "cheese"},
        {"food": "no_such_food"},
        {"food": "Egg"},
        {"food": "egg", "food_basis": "catalog"},
        {"food_basis": "household"},
        {"gtin": "5900512320350"},
        {"gtin": "abc"},
        {"gtin": "2900123004504"},
        {"place": "garage"},
        {"piece_weight": {"amount": "1", "unit": "l"}},
        {"piece_weight": {"amount": "-1", "unit": "g"}},
        {"density": "1,03"},
        {"density": "0"},
        {"pack": {"amount": "0", "unit": "g"}},
        {"minimum": {"amount": "1", "unit": "kilo"}},
        {"allergens": ["strawberries"]},
        {"keeps_days": -1},
        {"keeps_days": True},
        {"keeps_opened_days": 3651},
        {"price": "1"},
    ],
)
async def test_product_refuses_what_it_cannot_keep(client, change):
    made = await make(client, "Mleko")

    answer = await client.patch(f"{PRODUCTS}/{made['id']}", json=change)

    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert (await client.get(f"{PRODUCTS}/{made['id']}")).json() == made


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "", None),
        ("PATCH", "", {"name": "x"}),
        ("GET", "/aliases", None),
        ("POST", "/aliases", {"name": "x"}),
        ("DELETE", f"/aliases/{NOBODY}", None),
    ],
)
async def test_product_of_no_one_is_not_found(client, method, path, body):
    answer = await client.request(method, f"{PRODUCTS}/{NOBODY}{path}", json=body)

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


async def test_products_are_found_by_words_group_and_food(client):
    for name in ("Mleko Łaciate", "Ser gouda", "Jajka", "Płyn do naczyń"):
        await make(client, name)

    assert await names(client, q="laciate MLE") == ["Mleko Łaciate"]
    assert await names(client, q="!!!") == []
    assert await names(client, group="eggs") == ["Jajka"]
    assert await names(client, food="yellow_cheese") == ["Ser gouda"]
    assert (await client.get(PRODUCTS, params={"food": "no_such_food"})).status_code == 422
    assert (await client.get(PRODUCTS, params={"group": "no_such_group"})).json()["code"] == "unknown_group"


async def test_products_come_in_pages_by_name(client):
    for name in ("Cebula", "Ananas", "Banan"):
        await make(client, name)

    first = (await client.get(PRODUCTS, params={"limit": 2})).json()
    rest = (await client.get(PRODUCTS, params={"limit": 2, "cursor": first["next_cursor"]})).json()

    assert [item["name"] for item in first["items"] + rest["items"]] == ["Ananas", "Banan", "Cebula"]
    assert rest["next_cursor"] is None


async def test_aliases_are_taught_listed_and_forgotten(client):
    made = await make(client, "Mleko")
    url = f"{PRODUCTS}/{made['id']}/aliases"
    headers = {"Idempotency-Key": "a1"}

    alias = await client.post(url, json={"name": "MLEKO ŁAC.", "chain": "lidl", "place": "fridge"}, headers=headers)
    again = await client.post(url, json={"name": "MLEKO ŁAC.", "chain": "lidl", "place": "fridge"}, headers=headers)
    rule = await client.post(url, json={"name": "łaciate", "rule": "words", "stocked": False})

    assert (alias.status_code, again.json()) == (201, alias.json())
    assert (alias.json()["key"], alias.json()["chain"], alias.json()["rule"]) == ("mleko lac", "Lidl", "name")
    assert (rule.json()["chain"], rule.json()["rule"], rule.json()["stocked"]) == (None, "words", False)
    assert (await client.get(url)).json()["items"] == [rule.json(), alias.json()]
    assert (await client.delete(f"{url}/{alias.json()['id']}")).status_code == 204
    assert (await client.get(url)).json()["items"] == [rule.json()]


async def test_alias_that_was_forgotten_is_taught_anew_with_the_same_key(client):
    made = await make(client, "Mleko")
    url, headers = f"{PRODUCTS}/{made['id']}/aliases", {"Idempotency-Key": "a1"}
    first = (await client.post(url, json={"name": "białe"}, headers=headers)).json()
    await client.delete(f"{url}/{first['id']}")

    again = await client.post(url, json={"name": "białe"}, headers=headers)

    assert (await client.get(url)).json()["items"] == [again.json()]


@pytest.mark.parametrize(
    "alias", [{"name": "!!!"}, {"name": ""}, {"name": "x", "chain": "Sklepik"}, {"name": "x", "rule": "regex"}]
)
async def test_alias_that_no_name_can_follow_is_refused(client, alias):
    made = await make(client, "Mleko")

    assert (await client.post(f"{PRODUCTS}/{made['id']}/aliases", json=alias)).status_code == 422


async def test_alias_of_a_taken_name_is_refused(client):
    milk, other = await make(client, "Mleko"), await make(client, "Inne")

    answer = await client.post(f"{PRODUCTS}/{other['id']}/aliases", json={"name": "mleko"})

    assert (answer.status_code, answer.json()["details"]) == (409, {"product_id": milk["id"]})
