import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.errors import FoodSaveError
from foodsave.kitchen.recipes.importing.cooklang import is_cooklang
from foodsave.kitchen.recipes.importing.reading import read_recipes

OMLET = """>> title: Omlet
>> servings: 2
>> cook time: 5 minutes
-- uwaga dla siebie
= Masa
Rozbij @jajka{3} do #miska{} i dodaj @mleko{1/2%szklanki}(zimne) oraz @sól.
Mieszaj do gładkości.

> To jest notatka.

Smaż na #dużej patelni{} przez ~{5%minut}. [- nie za @długo{} -]
Posyp @świeży szczypiorek{} i @?ser żółty{=50%g}, dodaj @&jajka{}.
"""


def read(text: str, **options):
    (draft,) = read_recipes(text.encode(), **options)
    return draft


def test_cooklang_gives_ingredients_tools_times_and_readable_steps():
    draft = read(OMLET)

    assert (draft.title, draft.servings, draft.cook_min) == ("Omlet", 2, 5)
    assert draft.ingredients == (
        "3 jajka", "1/2 szklanki mleko, zimne", "sól", "świeży szczypiorek", "50 g ser żółty (optional)",
    )  # fmt: skip
    assert draft.tools == ("miska", "dużej patelni")
    assert draft.steps == (
        "Rozbij jajka do miska i dodaj mleko oraz sól. Mieszaj do gładkości.",
        "Smaż na dużej patelni przez 5 minut. Posyp świeży szczypiorek i ser żółty, dodaj jajka.",
    )


def test_front_matter_and_the_name_of_the_file_tell_the_title():
    body = "Mix @flour{125%g} with @./sauces/Hollandaise{150%g} for ~rest{10%minutes} or ~eggs{}."

    titled, named = (
        read(f"---\ntitle: Easy Pancakes\ntags: [a, b]\n---\n{body}"),
        read(body, filename="Easy Pancakes.cook"),
    )

    assert titled.title == named.title == "Easy Pancakes"
    assert titled.tags == ("a", "b")
    assert titled.ingredients == ("125 g flour", "150 g Hollandaise")
    assert titled.steps == ("Mix flour with Hollandaise for 10 minutes or eggs.",)


@pytest.mark.parametrize(
    ("text", "is_it"),
    [("Dodaj @sól{}", True), ("jan@poczta.example", False), ("#tag ~5 min", False), ("@a{1%g}", True), ("{@a}", False)],
)
def test_cooklang_is_recognised_by_a_marked_ingredient(text, is_it):
    assert is_cooklang(text) == is_it


@given(st.text(alphabet="@#~{}%()=*>-[] \nab1/", max_size=200))
def test_any_marks_give_a_recipe_or_a_stated_error(text):
    try:
        (draft,) = read_recipes(text.encode(), filename="x.cook")
    except FoodSaveError:
        return
    assert draft.ingredients


@pytest.mark.parametrize("piece", ["@", "@a{", "@a ", "{", "[-", "--", "@a{}(", "= "])
def test_millions_of_marks_end_in_a_stated_error(piece):
    with pytest.raises(FoodSaveError):
        read(piece * (2_000_000 // len(piece)), filename="x.cook")
