import pytest

from foodsave.errors import NotFound
from foodsave.kitchen.catalog.groups import categories, category_of, storage_group, storage_groups

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


def test_categories_carry_distinct_names_in_both_languages():
    known = list(categories().values())

    assert len({category.name_pl for category in known}) == len({category.name_en for category in known}) == len(known)
    assert all(category.name_pl and category.name_en for category in known)


def test_categories_are_all_used_and_only_the_unknown_has_no_group():
    used = {category_of(group).id for group in storage_groups()}

    assert set(categories()) - used == {"unknown"}


@pytest.mark.parametrize(
    ("group", "category"),
    [
        ("milk_fresh", "dairy_eggs"),
        ("eggs", "dairy_eggs"),
        ("poultry_raw", "meat"),
        ("fish_smoked", "fish"),
        ("rolls", "bread"),
        ("root_veg", "vegetables"),
        ("pasta", "dry_goods"),
        ("ice_cream", "frozen"),
        ("bag_deposit", "deposits"),
    ],
)
def test_category_of_group_is_where_people_look_for_it(group, category):
    assert category_of(group).id == category


@pytest.mark.parametrize("group", [None, "", "no_such_group"])
def test_category_of_what_has_no_group_is_unknown(group):
    assert category_of(group).id == "unknown"
