import pytest

from foodsave.agents.chef.kinds import find_kind, of_kind
from foodsave.kitchen.recipes.shipped import shipped_recipes


@pytest.mark.parametrize(
    ("folded", "kind"),
    [
        ("moge zrobic nalesniki", "crepes"),
        ("any waffles for breakfast", "waffles"),
        ("golabki na niedziele", "cabbage_rolls"),
        ("a good curry", "curry"),
        ("co zrobic z pierogami", None),
        ("what to do with toast", None),
        ("obiad z ryzem", None),
    ],
)
def test_find_kind_knows_dishes_by_name_but_not_what_they_are_made_with(folded, kind):
    found = find_kind(folded)

    assert (found[0] if found else None) == kind


def test_find_kind_tells_where_the_first_one_stands():
    assert find_kind("szybkie tosty albo pizza") == ("sandwiches", (8, 13))


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("crepes", "Naleśniki z serem"),
        ("pancakes", "Placuszki na kefirze z bananem"),
        ("pierogi", "Pierogi ruskie"),
        ("porridge", "Owsianka z jabłkiem i cynamonem"),
        ("cheesecake", "Sernik pieczony na kruchym spodzie z herbatników"),
    ],
)
def test_of_kind_finds_dishes_by_their_titles_in_either_language(kind, title):
    recipes = shipped_recipes()

    titles = {recipes[key].title("pl") for key in of_kind(recipes.values(), kind)}

    assert title in titles
    assert "Bigos" not in titles


def test_of_kind_finds_nothing_of_a_kind_that_there_is_not():
    assert of_kind(shipped_recipes().values(), "sushi") == set()
