import pytest

from foodsave.errors import NotFound
from foodsave.kitchen.catalog.groups import storage_group, storage_groups

PLACES = {"fridge", "freezer", "pantry", "counter"}


def test_storage_groups_carry_both_names_and_a_place():
    for group in storage_groups().values():
        assert group.name_pl
        assert group.name_en
        assert group.place in PLACES
        assert group.perishability in {"use_by", "best_before", "none"}


def test_storage_groups_have_distinct_names():
    groups = list(storage_groups().values())

    assert len({group.name_pl for group in groups}) == len(groups)
    assert len({group.name_en for group in groups}) == len(groups)


@pytest.mark.parametrize(
    ("group", "place", "perishability"),
    [
        ("poultry_raw", "fridge", "use_by"),
        ("hard_cheese", "fridge", "best_before"),
        ("frozen_food", "freezer", "best_before"),
        ("bread", "counter", "best_before"),
        ("pasta", "pantry", "best_before"),
    ],
)
def test_storage_group_is_kept_where_households_keep_it(group, place, perishability):
    found = storage_group(group)

    assert (found.place, found.perishability, found.food) == (place, perishability, True)


@pytest.mark.parametrize("group", ["non_food", "bag_deposit"])
def test_storage_group_is_no_food_when_it_cannot_perish(group):
    found = storage_group(group)

    assert not found.food
    assert found.perishability == "none"


def test_storage_group_names_the_id_when_unknown():
    with pytest.raises(NotFound, match="'cheese'"):
        storage_group("cheese")
