import pytest

PROFILE = "/api/v1/profile"
NAMED = {"name": "Dom", "locale": "pl", "currency": "PLN", "timezone": "Europe/Warsaw"}
DEFAULT = NAMED | {"people": 2, "allergens": [], "diets": []}


async def test_profile_begins_polish(client):
    assert (await client.get(PROFILE)).json() == DEFAULT


async def test_profile_that_was_changed_is_used_at_once(client):
    wanted = {
        "name": "Flat",
        "locale": "en",
        "currency": "GBP",
        "timezone": "Europe/London",
        "people": 5,
        "allergens": ["milk", "celery"],
        "diets": ["vegetarian"],
    }

    answer = await client.put(PROFILE, json=wanted)

    assert (answer.status_code, answer.json()) == (200, wanted)
    assert (await client.get(PROFILE)).json() == wanted
    groups = (await client.get("/api/v1/products/groups")).json()["items"]
    assert "Bread" in {item["name"] for item in groups}


@pytest.mark.parametrize(
    "change",
    [
        {"timezone": "Europe/Atlantis"},
        {"timezone": "../../etc/passwd"},
        {"currency": "zł"},
        {"locale": "de"},
        {"name": ""},
        {"name": "a\u0000"},
        {"name": "x" * 81},
        {"extra": 1},
        {"people": 0},
        {"people": 51},
        {"people": None},
        {"people": True},
        {"allergens": ["milk", "strawberries"]},
        {"allergens": ["milk"] * 15},
        {"allergens": None},
        {"diets": ["carnivore"]},
    ],
)
async def test_profile_refuses_what_it_cannot_keep(client, change):
    answer = await client.put(PROFILE, json=DEFAULT | change)

    assert answer.status_code == 422
    assert (await client.get(PROFILE)).json() == DEFAULT


async def test_profile_takes_defaults_for_what_is_left_out(client):
    await client.put(PROFILE, json=NAMED | {"people": 7, "allergens": ["nuts"], "diets": ["vegan"]})

    answer = await client.put(PROFILE, json=NAMED)

    assert answer.json() == DEFAULT
    assert (await client.get(PROFILE)).json() == DEFAULT


async def test_profile_keeps_each_allergen_and_diet_once(client):
    answer = await client.put(PROFILE, json=NAMED | {"allergens": ["nuts", "eggs", "nuts"], "diets": ["vegan"] * 3})

    assert (answer.json()["allergens"], answer.json()["diets"]) == (["eggs", "nuts"], ["vegan"])


async def test_products_are_empty_at_first(client):
    assert (await client.get("/api/v1/products")).json() == {"items": [], "next_cursor": None}


async def test_groups_have_a_name_and_a_place(client):
    items = (await client.get("/api/v1/products/groups")).json()["items"]

    assert len({item["name"] for item in items}) == len(items) >= 60
    assert {item["place"] for item in items} <= {"fridge", "freezer", "pantry", "counter"}
