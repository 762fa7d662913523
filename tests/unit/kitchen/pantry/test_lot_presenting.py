import json
from datetime import date

import pytest

from foodsave.kitchen.pantry.presenting import lot_json, present_lot
from foodsave.kitchen.pantry.repository import ListedLot
from foodsave.kitchen.pantry.schemas import LotAnswer

LOT = ListedLot(
    id="01900000-0000-7000-8000-000000000001",
    product_id="01900000-0000-7000-8000-000000000002",
    name='Żółty ser "Gouda"',
    group_id="yogurt",
    amount_milli=381_000,
    unit="kg",
    place="fridge",
    purchased_on=date(2026, 3, 1),
    expires_on=date(2026, 3, 15),
    expires_early=date(2026, 3, 8),
    expires_late=date(2026, 3, 22),
    expiry_basis="table",
    expiry_source="a table",
    price_minor=1234,
    currency="PLN",
    receipt_id=None,
    receipt_line=None,
    use_first_on=date(2026, 3, 15),
    printed_on=None,
    printed_kind=None,
    opened_on=None,
    frozen_on=None,
    thawed_on=None,
    placed_on=None,
    split_from=None,
    recipe_id=None,
)


@pytest.mark.parametrize("locale", ["pl", "en"])
def test_lot_json_is_the_presented_lot(locale):
    assert json.loads(lot_json(LOT, locale)) == present_lot(LOT, locale)


def test_lot_json_tells_changed_lots_and_languages_apart():
    texts = {lot_json(LOT, "pl"), lot_json(LOT, "en"), lot_json(LOT._replace(amount_milli=1_000), "pl")}

    assert len(texts) == 3
    assert lot_json(LOT._replace(), "pl") in texts


@pytest.mark.parametrize(
    "lot",
    [
        LOT,
        LOT._replace(price_minor=None),
        LOT._replace(group_id=None, expires_on=None, expires_early=None, expires_late=None, expiry_basis="unknown"),
        LOT._replace(
            expiry_basis="printed", expiry_source="use_by", printed_on=date(2026, 3, 15), printed_kind="use_by"
        ),
        LOT._replace(expiry_basis="opened", opened_on=date(2026, 3, 8)),
        LOT._replace(expiry_basis="leftover", recipe_id="bigos"),
        LOT._replace(expiry_basis="thawed", frozen_on=date(2026, 3, 8), thawed_on=date(2026, 3, 14)),
    ],
)
def test_present_lot_gives_what_the_schema_promises(lot):
    shown = LotAnswer.model_validate_json(lot_json(lot, "pl"))

    assert shown.model_dump(mode="json") == present_lot(lot, "pl")
