import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.errors import FoodSaveError, Invalid, TooLarge
from foodsave.kitchen.recipes.importing.reading import read_recipes

PLACKI = """# Placki ziemniaczane

Szybkie placki.

**Porcje:** 4
Czas przygotowania: 20 min
- Czas smażenia: 1

## Składniki

### Ciasto
- 1 kg ziemniaków
- [ ] 1 cebula
* **2** jajka
Do podania:
- 200 g śmietany

## Sposób przygotowania

1. Zetrzyj ziemniaki.
2. Dodaj [jajka](https://jajka.example).

## Uwagi
- Podawaj ze śmietaną.
"""


def read(text: str, **options):
    (draft,) = read_recipes(text.encode(), **options)
    return draft


def test_markdown_is_read_by_its_headings():
    draft = read(PLACKI)

    assert draft.title == "Placki ziemniaczane"
    assert draft.ingredients == ("1 kg ziemniaków", "1 cebula", "2 jajka", "200 g śmietany")
    assert draft.steps == ("Zetrzyj ziemniaki.", "Dodaj jajka.")
    assert (draft.servings, draft.prep_min) == (4, 20)


def test_front_matter_tells_title_servings_times_and_tags():
    front = "---\ntitle: 'Pancakes'\nservings: 4\nprep_time: 10 minutes\ncook_time: PT20M\n"
    front += "tags: [quick, kids]\nlang: en\n---\n"

    draft = read(front + "## Ingredients\n- 2 eggs\n## Method\n1. Mix.\n")

    assert (draft.title, draft.servings, draft.prep_min, draft.cook_min) == ("Pancakes", 4, 10, 20)
    assert (draft.tags, draft.language) == (("quick", "kids"), "en")


@pytest.mark.parametrize(
    ("list_heading", "method_heading"),
    [
        ("Składniki", "Przygotowanie"), ("SKŁADNIKI:", "WYKONANIE:"), ("Skladniki", "Sposob wykonania"),
        ("Składniki na ciasto:", "Jak zrobić:"), ("Potrzebne składniki", "Krok po kroku"), ("Ingredients", "Method"),
        ("Ingredients:", "Directions:"), ("You will need", "Instructions"), ("**Ingredients**", "**Steps**"),
        ("Ingredients (serves 4)", "Preparation"), ("### Składniki:", "### Przygotowanie:"),
    ],
)  # fmt: skip
def test_plain_text_is_read_by_the_words_that_people_use(list_heading, method_heading):
    draft = read(f"Placki\n\n{list_heading}\n1 kg ziemniaków\n1 cebula\n\n{method_heading}\nZetrzyj.\nUsmaż.\n")

    assert (draft.title, draft.ingredients, draft.steps) == (
        "Placki",
        ("1 kg ziemniaków", "1 cebula"),
        ("Zetrzyj.", "Usmaż."),
    )


def test_ingredients_on_the_line_of_their_heading_are_split_at_commas_but_not_within_numbers():
    draft = read("Rosół\nSkładniki: 1 kurczak, 2 marchewki, 1,5 l wody\nWykonanie: Gotuj 2 godziny.\n")

    assert draft.ingredients == ("1 kurczak", "2 marchewki", "1,5 l wody")
    assert draft.steps == ("Gotuj 2 godziny.",)


def test_time_of_preparation_before_the_ingredients_is_no_step():
    draft = read("Placki\nPrzygotowanie: 20 minut\nSkładniki\n1 jajko\nPrzygotowanie\nUsmaż.")

    assert (draft.prep_min, draft.steps) == (20, ("Usmaż.",))


def test_lists_without_headings_are_ingredients_and_then_steps():
    draft = read("# Jajecznica\n\n- 3 jajka\n- masło\n\n1. Rozpuść masło.\n2. Wbij jajka.\n")

    assert (draft.ingredients, draft.steps) == (("3 jajka", "masło"), ("Rozpuść masło.", "Wbij jajka."))


def test_title_that_is_nowhere_is_the_name_of_the_file():
    draft = read("## Składniki\n- 1 jajko\n## Przygotowanie\nUsmaż.", filename="placki_babci.md")

    assert (draft.title, draft.source) == ("placki babci", "placki_babci.md")


@pytest.mark.parametrize("text", ["Witaj świecie", "a\n\nb\n\nc", "- a\n- b", "# Tytuł", "---\n---", "[1](x)\n# t"])
def test_text_without_a_recipe_is_refused(text):
    with pytest.raises(Invalid) as refusal:
        read(text)

    assert refusal.value.reason == "no_recipe"
    assert "Składniki" in refusal.value.message


@pytest.mark.parametrize("line", ["a\n", "# a\n", "a:b\n", "- a\n"])
def test_text_of_more_lines_than_any_recipe_is_refused(line):
    with pytest.raises(TooLarge) as refusal:
        read(line * 30_000)

    assert refusal.value.reason == "too_many_lines"


@pytest.mark.parametrize("piece", ["**a", "[", "[](", "x ", "@", "-", "#", "_*", "\u202e", "1,"])
def test_five_million_signs_in_one_line_end_in_a_stated_error(piece):
    with pytest.raises(FoodSaveError):
        read("# t\n" + piece * (5_000_000 // len(piece.encode())))


@given(st.text(alphabet="#*-_[]()>:|~@{}%\n ażS1,", max_size=300))
def test_any_text_gives_a_recipe_or_a_stated_error(text):
    try:
        drafts = read_recipes(text.encode())
    except FoodSaveError:
        return
    assert all(draft.title and draft.ingredients for draft in drafts)
