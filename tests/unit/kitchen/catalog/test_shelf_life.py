import pytest

from foodsave.errors import Invalid, NotFound
from foodsave.kitchen.catalog.groups import storage_groups
from foodsave.kitchen.catalog.shelf_life import PLACES, shelf_life, shelf_life_table

PERISHABLE = [group.id for group in storage_groups().values() if group.perishability != "none"]

# The shortest figure that USDA FoodKeeper 128 gives for any food of the group, in days.
SHORTEST_SOURCE = {
    ("meat_raw", "fridge", False): 2,
    ("poultry_raw", "fridge", False): 2,
    ("fish_raw", "fridge", False): 2,
    ("meat_raw", "freezer", False): 90,
    ("poultry_raw", "freezer", False): 90,
    ("fish_raw", "freezer", False): 60,
    ("ready_meal_chilled", "fridge", True): 2,
    ("soup_chilled", "fridge", True): 3,
    ("cold_cuts", "fridge", True): 2,
    ("fish_smoked", "fridge", True): 2,
    ("canned", "fridge", True): 2,
    ("baby_food", "fridge", True): 2,
}


def _days(rule):
    return rule.early_days, rule.likely_days, rule.late_days


def test_table_rows_are_in_order_and_name_their_source():
    for key, rule in shelf_life_table().items():
        assert 0 <= rule.early_days <= rule.likely_days <= rule.late_days, key
        assert rule.source, key


def test_table_rows_belong_to_known_groups_and_places():
    for group, place, _ in shelf_life_table():
        assert group in PERISHABLE
        assert place in PLACES


@pytest.mark.parametrize("group", PERISHABLE)
def test_table_has_the_usual_place_of_every_group(group):
    place = storage_groups()[group].place

    assert (group, place, False) in shelf_life_table()
    assert (group, place, True) in shelf_life_table()


@pytest.mark.parametrize(("key", "days"), SHORTEST_SOURCE.items())
def test_table_is_no_longer_than_the_shortest_source_where_food_becomes_unsafe(key, days):
    assert shelf_life_table()[key].late_days <= days


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("group", PERISHABLE)
def test_shelf_life_is_never_longer_once_opened(group, place):
    closed, opened = shelf_life(group, place, opened=False), shelf_life(group, place, opened=True)

    assert all(after <= before for before, after in zip(_days(closed), _days(opened), strict=True))


@pytest.mark.parametrize("opened", [False, True])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("group", PERISHABLE)
def test_shelf_life_answers_every_combination_in_order(group, place, opened):
    rule = shelf_life(group, place, opened=opened)

    assert 0 <= rule.early_days <= rule.likely_days <= rule.late_days
    assert rule.source


@pytest.mark.parametrize("group", PERISHABLE)
def test_shelf_life_is_not_shorter_in_the_freezer_than_in_the_fridge_for_use_by_food(group):
    if storage_groups()[group].perishability == "use_by":
        frozen, cold = shelf_life(group, "freezer", opened=False), shelf_life(group, "fridge", opened=False)
        assert frozen.likely_days >= cold.likely_days


@pytest.mark.parametrize("place", ["counter", "pantry"])
@pytest.mark.parametrize("group", ["poultry_raw", "yogurt", "soup_chilled", "ice_cream", "frozen_food"])
def test_shelf_life_of_cold_food_is_the_same_day_when_left_warm(group, place):
    rule = shelf_life(group, place, opened=False)

    assert _days(rule) == (0, 0, 1)
    assert "room temperature" in rule.source


def test_shelf_life_says_so_when_it_falls_back():
    assert "counted as in the pantry" in shelf_life("sugar", "fridge", opened=False).source
    assert "as in the pantry" in shelf_life("pasta", "counter", opened=False).source
    assert "once opened" in shelf_life("meat_raw", "freezer", opened=True).source
    assert "thawing" in shelf_life("ice_cream", "fridge", opened=False).source


def test_shelf_life_counts_days_for_firm_cold_food_left_warm():
    assert _days(shelf_life("hard_cheese", "counter", opened=False)) == (1, 2, 3)


@pytest.mark.parametrize("group", ["non_food", "bag_deposit"])
def test_shelf_life_is_none_for_what_does_not_perish(group):
    assert shelf_life(group, "pantry", opened=False) is None


def test_shelf_life_refuses_an_unknown_group_or_place():
    with pytest.raises(NotFound):
        shelf_life("dragon", "fridge", opened=False)
    with pytest.raises(Invalid, match="cellar"):
        shelf_life("eggs", "cellar", opened=False)
