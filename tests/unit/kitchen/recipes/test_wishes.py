import pytest

from foodsave.errors import Invalid
from foodsave.kitchen.recipes.wishes import wanted_foods


@pytest.mark.parametrize(
    ("names", "foods"),
    [
        ([], set()),
        (["egg"], {"egg"}),
        (["jajka", "ziemniaków"], {"egg", "potato"}),
        (["eggs", "jajko", "egg"], {"egg"}),
        (["zolty ser"], {"yellow_cheese"}),
    ],
)
def test_wanted_foods_understands_ids_and_names_in_any_form(names, foods):
    assert wanted_foods(names) == foods


def test_wanted_foods_refuses_what_is_no_food():
    with pytest.raises(Invalid) as refusal:
        wanted_foods(["jajka", "gwoździe"])

    assert refusal.value.reason == "unknown_food"
    assert "gwoździe" in str(refusal.value)
