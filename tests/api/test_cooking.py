"""From what is at home to a cooked dinner and back."""

import asyncio
from datetime import timedelta

import pytest

from foodsave.infra.db import Scope
from foodsave.kit.clock import today_in
from foodsave.kit.quantity import Quantity
from foodsave.kitchen.catalog.service import ensure_product
from foodsave.kitchen.pantry.service import Journal, Ledger, NewLot

RECIPES, PANTRY = "/api/v1/recipes", "/api/v1/pantry"
OMELETTE = {
    "title": "Omlet testowy",
    "ingredients": ["4 jajka", "100 g sera żółtego", "1 łyżka masła", "sól"],
    "steps": ["Roztrzep jajka z solą.", "Smaż na maśle i posyp serem."],
    "servings": 2,
    "prep_minutes": 5,
    "cook_minutes": 10,
}
# product, amount, unit, place, days until the printed date, price
HOME = [
    ("Jajka L", "3", "szt", "fridge", 2, 300),
    ("Jaja z wolnego wybiegu", "10", "szt", "fridge", 20, 1200),
    ("Ser żółty Gouda", "150", "g", "fridge", 1, 750),
    ("Masło extra", "200", "g", "fridge", 30, None),
]


class House:
    """A client with what is at home: lots by the name of their product."""

    def __init__(self, client, services, household, lots):
        self.client, self.services, self.household, self.lots = client, services, household, lots

    async def omelette(self, **changes):
        return (await self.client.post(RECIPES, json=OMELETTE | changes)).json()["id"]

    async def amounts(self):
        items = (await self.client.get(f"{PANTRY}/lots")).json()["items"]
        return {item["product"]["name"]: f"{item['amount']['amount']} {item['amount']['unit']}" for item in items}


@pytest.fixture
async def house(application, client):
    services = application.state.services
    household = await services.profiles.current()
    today = today_in(services.clock, household.timezone)
    async with services.database.write() as session:
        scope = Scope(session, household.id)
        lots = [await new_lot(scope, services, today, *row) for row in HOME]
        posting = await Ledger(scope, services.clock, Journal(today)).add_lots("receipt", None, lots)
    return House(client, services, household, dict(zip((row[0] for row in HOME), posting.lot_ids, strict=True)))


async def new_lot(scope, services, today, name, amount, unit, place, days, price):
    product = await ensure_product(scope, name, None, now=services.clock.now())
    quantity = Quantity.parse(amount, unit)
    return NewLot(
        product_id=product.id,
        name=name,
        group_id=None,
        amount_milli=quantity.milli,
        unit=unit,
        place=place,
        purchased_on=today,
        printed_on=today + timedelta(days=days),
        printed_kind="best_before",
        price_minor=price,
        currency="PLN" if price is not None else None,
    )


async def test_cookable_names_lots_value_and_reason(house):
    recipe_id = await house.omelette()
    page = (await house.client.get(f"{RECIPES}/cookable", params={"missing": 0, "limit": 100})).json()
    found = next(item for item in page["items"] if item["recipe"]["id"] == recipe_id)

    assert (found["readiness"], found["missing_count"], found["people"]) == ("with_staples", 0, 2)
    taken = {
        use["lot_id"]: (use["amount"]["amount"], use["left"]["amount"], use["risk_percent"]) for use in found["uses"]
    }
    assert taken == {
        house.lots["Jajka L"]: ("3", "0", 40),
        house.lots["Jaja z wolnego wybiegu"]: ("1", "9", 5),
        house.lots["Ser żółty Gouda"]: ("100", "50", 60),
        house.lots["Masło extra"]: taken[house.lots["Masło extra"]],
    }
    # 3 eggs of 3.00 at 40 %, one of ten for 12.00 at 5 %, 100 of 150 g for 7.50 at 60 %
    assert found["saved"] == {"amount": "4.26", "currency": "PLN"}
    assert found["unvalued"] == 1
    assert [(lack["ingredient"], lack["state"]) for lack in found["lacks"]] == [("sól", "assumed")]
    assert "Gouda" in found["why"]
    assert page["considered"] > 150


async def test_cookable_ranks_by_money_and_is_the_same_again(house):
    await house.omelette()
    answers = [(await house.client.get(f"{RECIPES}/cookable", params={"missing": 3})) for _ in range(2)]
    nets = [(item["unpriced"] > 0, -float(item["net"]["amount"])) for item in answers[0].json()["items"]]

    assert answers[0].content == answers[1].content
    assert nets == sorted(nets)
    assert (
        await house.client.get(
            f"{RECIPES}/cookable", params={"missing": 3}, headers={"If-None-Match": answers[0].headers["etag"]}
        )
    ).status_code == 304


@pytest.mark.parametrize(
    ("params", "there"),
    [
        ({"with_food": "jajka"}, True),
        ({"with_food": "szpinak"}, False),
        ({"without_food": "ser żółty"}, False),
        ({"max_minutes": 15}, True),
        ({"max_minutes": 14}, False),
        ({"diet": "vegetarian"}, True),
        ({"diet": "vegan"}, False),
        ({"allergen": "milk"}, False),
        ({"allergen": "gluten"}, True),
        ({"people": 6, "missing": 0}, False),
        ({"people": 6, "missing": 2}, True),
    ],
)
async def test_cookable_keeps_to_the_filters(house, params, there):
    recipe_id = await house.omelette()
    items = (await house.client.get(f"{RECIPES}/cookable", params={"limit": 100, "missing": 1} | params)).json()[
        "items"
    ]

    assert (recipe_id in [item["recipe"]["id"] for item in items]) is there


async def test_cookable_keeps_to_the_allergens_of_the_profile(house):
    recipe_id = await house.omelette()
    profile = (await house.client.get("/api/v1/profile")).json() | {"allergens": ["eggs"]}
    assert (await house.client.put("/api/v1/profile", json=profile)).status_code == 200
    page = (await house.client.get(f"{RECIPES}/cookable", params={"limit": 100, "missing": 5})).json()

    assert recipe_id not in [item["recipe"]["id"] for item in page["items"]]
    assert not any("eggs" in item["recipe"]["allergens"]["contains"] for item in page["items"])


async def test_cookable_refuses_a_food_that_nobody_knows(house):
    response = await house.client.get(f"{RECIPES}/cookable", params={"with_food": "kryptonit"})

    assert (response.status_code, response.json()["code"]) == (422, "unknown_food")


async def test_cook_takes_what_was_proposed_and_undo_returns_it(house):
    recipe_id = await house.omelette()
    before = (await house.client.get(f"{PANTRY}/lots")).json()
    proposal = (await house.client.get(f"{RECIPES}/{recipe_id}/proposal")).json()
    cooked = await house.client.post(f"{RECIPES}/{recipe_id}/cook", json={"actor": "Ala"})

    assert cooked.status_code == 200
    left = {use["product"]: f"{use['left']['amount']} {use['left']['unit']}" for use in proposal["deductions"]}
    assert await house.amounts() == {name: amount for name, amount in left.items() if not amount.startswith("0 ")}

    undone = await house.client.post(f"{PANTRY}/transactions/{cooked.json()['transaction_id']}/undo")
    assert undone.status_code == 200
    assert (await house.client.get(f"{PANTRY}/lots")).json() == before


async def test_cook_takes_an_edited_proposal_as_it_is(house):
    recipe_id = await house.omelette()
    deductions = [{"lot_id": house.lots["Jaja z wolnego wybiegu"], "amount": {"amount": "4", "unit": "szt"}}]
    cooked = await house.client.post(f"{RECIPES}/{recipe_id}/cook", json={"deductions": deductions})

    assert (cooked.json()["taken"], cooked.json()["value"]) == (1, {"amount": "4.80", "currency": "PLN"})
    assert (await house.amounts())["Jaja z wolnego wybiegu"] == "6 szt"
    assert (await house.amounts())["Jajka L"] == "3 szt"


async def test_cook_keeps_leftovers_with_their_share_of_the_cost_and_a_short_date(house):
    recipe_id = await house.omelette()
    deductions = [{"lot_id": house.lots["Jajka L"], "amount": {"amount": "3", "unit": "szt"}}]
    cooked = (
        await house.client.post(
            f"{RECIPES}/{recipe_id}/cook", json={"deductions": deductions, "leftover": {"portions": 1}}
        )
    ).json()
    lots = {item["id"]: item for item in (await house.client.get(f"{PANTRY}/lots")).json()["items"]}
    leftover = lots[cooked["leftover_lot_id"]]

    assert (leftover["product"]["name"], leftover["amount"]) == ("Omlet testowy", {"amount": "1", "unit": "szt"})
    assert leftover["price_paid"] == {"amount": "1.50", "currency": "PLN"}
    assert leftover["expiry"]["basis"] == "leftover"
    assert leftover["place"] == "fridge"


async def test_cook_with_an_unknown_price_says_that_the_value_is_unknown(house):
    recipe_id = await house.omelette()
    deductions = [
        {"lot_id": house.lots["Masło extra"], "amount": {"amount": "20", "unit": "g"}},
        {"lot_id": house.lots["Jajka L"], "amount": {"amount": "3", "unit": "szt"}},
    ]
    cooked = await house.client.post(
        f"{RECIPES}/{recipe_id}/cook", json={"deductions": deductions, "leftover": {"portions": 2}}
    )
    lots = {item["id"]: item for item in (await house.client.get(f"{PANTRY}/lots")).json()["items"]}

    assert cooked.json()["value"] is None
    assert lots[cooked.json()["leftover_lot_id"]]["price_paid"] is None


async def test_cook_by_two_people_at_once_takes_each_lot_once(house):
    recipe_id = await house.omelette()
    deductions = [{"lot_id": house.lots["Jajka L"], "amount": {"amount": "2", "unit": "szt"}}]
    answers = await asyncio.gather(
        *(house.client.post(f"{RECIPES}/{recipe_id}/cook", json={"deductions": deductions}) for _ in range(4))
    )

    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    refused = next(answer.json() for answer in answers if answer.status_code == 409)
    assert refused["code"] == "not_enough"
    assert "Jajka L" in refused["detail"]
    assert (await house.amounts())["Jajka L"] == "1 szt"


async def test_cook_with_the_same_key_cooks_once(house):
    recipe_id = await house.omelette()
    answers = [
        await house.client.post(f"{RECIPES}/{recipe_id}/cook", json={}, headers={"Idempotency-Key": "dinner"})
        for _ in range(2)
    ]

    assert answers[0].json() == answers[1].json()
    assert (await house.amounts())["Jaja z wolnego wybiegu"] == "9 szt"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"deductions": []}, 422, "nothing_to_cook"),
        ({"people": 0}, 422, "invalid"),
        ({"people": 2, "leftover": {"portions": 3}}, 422, "too_many_leftovers"),
        ({"deductions": [{"lot_id": "LOT", "amount": {"amount": "4", "unit": "szt"}}]}, 409, "not_enough"),
        ({"deductions": [{"lot_id": "LOT", "amount": {"amount": "0", "unit": "szt"}}]}, 422, "invalid_quantity"),
        ({"deductions": [{"lot_id": "LOT", "amount": {"amount": "-1", "unit": "szt"}}]}, 422, "invalid"),
        (
            {
                "deductions": [
                    {"lot_id": "01900000-0000-7000-8000-000000000000", "amount": {"amount": "1", "unit": "szt"}}
                ]
            },
            404,
            "not_found",
        ),
    ],
)
async def test_cook_refuses_what_cannot_be_and_changes_nothing(house, body, status, code):
    recipe_id = await house.omelette()
    before = (await house.client.get(f"{PANTRY}/lots")).json()
    if body.get("deductions") and body["deductions"][0]["lot_id"] == "LOT":
        first = body["deductions"][0] | {"lot_id": house.lots["Jajka L"]}
        body = body | {
            "deductions": [{"lot_id": house.lots["Masło extra"], "amount": {"amount": "9", "unit": "g"}}, first]
        }
    response = await house.client.post(f"{RECIPES}/{recipe_id}/cook", json=body)

    assert (response.status_code, response.json()["code"]) == (status, code)
    assert (await house.client.get(f"{PANTRY}/lots")).json() == before


async def test_cook_refuses_a_dish_from_its_own_leftovers(house):
    recipe_id = await house.omelette()
    first = await house.client.post(f"{RECIPES}/{recipe_id}/cook", json={"leftover": {"portions": 1}})
    leftover = {"lot_id": first.json()["leftover_lot_id"], "amount": {"amount": "1", "unit": "szt"}}
    again = await house.client.post(
        f"{RECIPES}/{recipe_id}/cook", json={"deductions": [leftover], "leftover": {"portions": 1}}
    )

    assert (again.status_code, again.json()["code"]) == (409, "cyclic_leftovers")
