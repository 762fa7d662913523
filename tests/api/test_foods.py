"""Foods, groups and barcodes over HTTP."""

import pytest

PRODUCTS = "/api/v1/products"
FOODS = f"{PRODUCTS}/foods"
BARCODES = f"{PRODUCTS}/barcodes"
EAN = "5900512320359"


async def test_foods_are_found_by_their_names_in_both_languages(client):
    polish = (await client.get(FOODS, params={"q": "mąka pszenna"})).json()["items"]
    english = (await client.get(FOODS, params={"q": "wheat flour"}, headers={"Accept-Language": "en"})).json()["items"]

    assert (polish[0]["id"], polish[0]["name"]) == ("wheat_flour", "mąka pszenna")
    assert (english[0]["id"], english[0]["name"]) == ("wheat_flour", "wheat flour")
    assert polish[0]["allergens"]["contains"] == ["gluten"]
    assert "gluten_free" not in polish[0]["diets"]
    assert polish[0]["category"] == "dry_goods"


async def test_foods_come_in_pages_without_loss(client):
    items, cursor = [], None
    while True:
        page = (await client.get(FOODS, params={"limit": 200} | ({"cursor": cursor} if cursor else {}))).json()
        items += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            break

    assert len({item["id"] for item in items}) == len(items) > 500


async def test_foods_of_a_group_are_only_those(client):
    items = (await client.get(FOODS, params={"group": "eggs"})).json()["items"]

    assert "egg" in {item["id"] for item in items}
    assert {item["group"] for item in items} == {"eggs"}


async def test_food_tells_names_weights_and_what_stands_in_for_it(client):
    butter = (await client.get(f"{FOODS}/butter")).json()

    assert butter["names"]["pl"] == {"one": "masło", "of_one": "masła", "many": "masła", "of_many": "maseł"}
    assert butter["names"]["en"]["one"] == "butter"
    assert butter["piece_weight"] == {"amount": "200", "unit": "g"}
    assert butter["allergens"] == {"contains": ["milk"], "unknown": False}
    assert "vegetarian" in butter["diets"]
    assert "vegan" not in butter["diets"]
    assert butter["substitutes"]
    assert {swap["food"]["id"] for swap in butter["substitutes"]} & {"rapeseed_oil", "margarine"}


async def test_food_tells_what_it_is_a_kind_of(client):
    gouda = (await client.get(f"{FOODS}/gouda")).json()

    assert {"id": "yellow_cheese", "name": "ser żółty"} in gouda["kind_of"]


@pytest.mark.parametrize("food_id", ["no_such_food", "mleko"])
async def test_food_that_is_not_listed_is_not_found(client, food_id):
    answer = await client.get(f"{FOODS}/{food_id}")

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_food")


@pytest.mark.parametrize(
    "url", [f"{FOODS}/Egg", f"{FOODS}?group=no_such_group", f"{FOODS}?limit=0", f"{BARCODES}/12", f"{BARCODES}/59A"]
)
async def test_foods_refuse_what_cannot_be_meant(client, url):
    assert (await client.get(url)).status_code == 422


async def test_foods_begin_at_no_page_that_is_not_there(client):
    assert (await client.get(FOODS, params={"cursor": "Wzk5OTk5XQ"})).status_code == 404


async def test_groups_tell_the_category_that_reports_count_them_to(client):
    items = {item["id"]: item for item in (await client.get(f"{PRODUCTS}/groups")).json()["items"]}

    assert (items["eggs"]["category"], items["eggs"]["category_name"]) == ("dairy_eggs", "Nabiał i jaja")


async def test_barcode_tells_the_product_that_was_taught(client):
    made = (await client.post(PRODUCTS, json={"name": "Mleko", "gtin": EAN})).json()

    answer = await client.get(f"{BARCODES}/{EAN}")

    assert answer.status_code == 200
    assert (answer.json()["gtin"], answer.json()["kind"]) == (f"0{EAN}", "ean13")
    assert answer.json()["product"] == made


async def test_barcode_that_no_product_has_is_not_found_with_what_it_is(client):
    answer = await client.get(f"{BARCODES}/{EAN}")

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_barcode")
    assert answer.json()["details"] == {"gtin": f"0{EAN}", "kind": "ean13"}


async def test_barcode_with_a_wrong_check_digit_is_refused(client):
    answer = await client.get(f"{BARCODES}/5900512320350")

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_barcode")


async def test_barcode_that_a_shop_printed_hints_at_a_weight(client):
    answer = (await client.get(f"{BARCODES}/2900123004504")).json()

    assert (answer["kind"], answer["product"]) == ("in_store_weight", None)
    assert answer["weight"] == {"amount": "450", "unit": "g"}
