import json

import pytest

from foodsave.errors import Invalid
from foodsave.kitchen.recipes.importing.reading import read_recipes

ZUREK = {
    "@type": "Recipe",
    "name": "&#379;urek &amp; jajko",
    "recipeYield": ["4", "4 porcje"],
    "prepTime": "PT1H30M",
    "totalTime": "PT2H",
    "recipeIngredient": ["500 ml zakwasu", "2 jajka <b>ugotowane</b>", "  1   kiełbasa\u00a0biała "],
    "recipeInstructions": "1. Zagotuj wodę.\n2. Dodaj zakwas.",
    "inLanguage": "pl-PL",
    "keywords": "zupa, polskie",
}


def read(value, **changes):
    content = json.dumps(value | changes if isinstance(value, dict) else value).encode()
    return read_recipes(content)


def steps_of(instructions) -> tuple[str, ...]:
    (draft,) = read(ZUREK, recipeInstructions=instructions)
    return draft.steps


def test_recipe_is_read_with_entities_tags_and_blanks_taken_out():
    (draft,) = read(ZUREK)

    assert draft.title == "Żurek & jajko"
    assert draft.ingredients == ("500 ml zakwasu", "2 jajka ugotowane", "1 kiełbasa biała")
    assert draft.steps == ("Zagotuj wodę.", "Dodaj zakwas.")
    assert (draft.servings, draft.prep_min, draft.cook_min) == (4, 90, 30)
    assert (draft.language, draft.tags) == ("pl", ("zupa", "polskie"))


@pytest.mark.parametrize(
    ("instructions", "steps"),
    [
        (["Zagotuj.", "Dodaj."], ("Zagotuj.", "Dodaj.")),
        ([["Zagotuj."], ["Dodaj."]], ("Zagotuj.", "Dodaj.")),
        ([{"@type": "HowToStep", "text": "Zagotuj."}, {"name": "Dodaj."}], ("Zagotuj.", "Dodaj.")),
        ([{"@type": "HowToStep", "name": "Zagot", "text": "Zagotuj."}, {"text": "Dodaj."}], ("Zagotuj.", "Dodaj.")),
        ({"@type": "ItemList", "itemListElement": ["Zagotuj.", {"text": "Dodaj."}]}, ("Zagotuj.", "Dodaj.")),
        (
            [{"@type": "HowToSection", "name": "Zupa", "itemListElement": {"@type": "HowToStep", "text": "Zagotuj."}},
             {"@type": "HowToStep", "itemListElement": [{"@type": "HowToDirection", "text": "Dodaj."}]}],
            ("Zagotuj.", "Dodaj."),
        ),
        ("<ol><li>Zagotuj.</li><li>Dodaj.</li></ol>", ("Zagotuj.", "Dodaj.")),
        ("&lt;p&gt;Zagotuj.&lt;/p&gt;&lt;p&gt;Dodaj.&lt;/p&gt;", ("Zagotuj.", "Dodaj.")),
        ("Krok 1: Zagotuj.\r\nKrok 2: Dodaj.", ("Zagotuj.", "Dodaj.")),
        ([{"@type": "HowToStep", "text": "Krok 1"}, {"text": "Zagotuj."}, None, 7, {}], ("Zagotuj.",)),
        (None, ()),
    ],
)  # fmt: skip
def test_steps_are_read_in_every_form_in_which_they_come(instructions, steps):
    assert steps_of(instructions) == steps


def test_script_in_a_text_is_taken_out_and_its_neighbours_stay():
    assert steps_of("Podaj.<script>alert(1)</script> <img src=x onerror=alert(2)>Smacznego") == ("Podaj. Smacznego",)


@pytest.mark.parametrize("text", ["Piecz w temp. < 200 stopni", "1 < 2 > 0", "sól & pieprz", "a &amp b"])
def test_text_that_only_looks_like_markup_is_kept(text):
    assert steps_of(text) == (text,) or text == "a &amp b"


@pytest.mark.parametrize(
    "ingredients",
    [
        "3 jajka\n200 g mąki",
        [["3 jajka"], ["200 g mąki"]],
        ["Ciasto:", "• 3 jajka", "▢ 200 g mąki"],
        [{"@type": "PropertyValue", "value": 3, "name": "jajka"}, {"value": "200", "unitText": "g", "name": "mąki"}],
        {"@type": "ItemList", "itemListElement": ["3 jajka", {"name": "200 g mąki"}]},
        [{"@type": "HowToSupply", "name": "jajka", "amount": {"value": "3"}}, "200 g mąki", None, ""],
    ],
)
def test_ingredients_are_read_in_every_form_in_which_they_come(ingredients):
    (draft,) = read(ZUREK, recipeIngredient=ingredients)

    assert draft.ingredients == ("3 jajka", "200 g mąki")


@pytest.mark.parametrize(
    "wrap",
    [
        lambda recipe: {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, recipe]},
        lambda recipe: [{"@type": "WebSite", "name": "x"}, [recipe]],
        lambda recipe: recipe | {"@type": ["NewsArticle", "https://schema.org/Recipe"]},
        lambda recipe: {"@type": "WebPage", "mainEntity": recipe},
        lambda recipe: {"@graph": [{"@type": "Recipe", "@id": "#1"}, recipe]},
        lambda recipe: [recipe, recipe, {"@type": "Recipe", "name": "Inny", "url": "/inny", "image": "x"}],
    ],
)
def test_recipe_is_found_wherever_it_stands(wrap):
    (draft,) = read(wrap(ZUREK))

    assert draft.title == "Żurek & jajko"


def test_several_recipes_are_all_read():
    drafts = read([ZUREK, ZUREK | {"name": "Barszcz"}])

    assert [draft.title for draft in drafts] == ["Żurek & jajko", "Barszcz"]


def test_references_are_followed_and_circles_end():
    graph = {
        "@graph": [
            ZUREK | {"recipeInstructions": [{"@id": "#a"}, {"@id": "#b"}, {"@id": "#nowhere"}]},
            {"@id": "#a", "@type": "HowToSection", "itemListElement": [{"@id": "#a"}, {"@id": "#c"}, {"@id": "#b"}]},
            {"@id": "#b", "@type": "HowToStep", "text": "Dodaj zakwas."},
            {"@id": "#c", "@type": "HowToStep", "itemListElement": [{"@id": "#a"}, {"text": "Zagotuj."}]},
        ]
    }

    (draft,) = read(graph)

    assert draft.steps == ("Zagotuj.", "Dodaj zakwas.")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"recipeIngredient": ["1 jajko"] * 500}, "too_many_ingredients"),
        ({"recipeIngredient": ["1 jajko"] * 101}, "too_many_ingredients"),
        ({"recipeIngredient": []}, "no_ingredients"),
        ({"recipeIngredient": ["x" * 501]}, "too_long"),
        ({"recipeInstructions": ["x"] * 101}, "too_many_steps"),
        ({"recipeInstructions": "x" * 4001}, "too_long"),
        ({"name": ""}, "no_title"),
        ({"name": "x" * 201}, "too_long"),
    ],
)
def test_recipe_beyond_the_limits_is_refused_with_the_limit_named(changes, code):
    with pytest.raises(Invalid) as refusal:
        read(ZUREK, **changes)

    assert refusal.value.reason == code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"{", "damaged_file"),
        (b'{"name": NaN}', "damaged_file"),
        (b'{"a":1}', "no_recipe"),
        (b"[]", "no_recipe"),
        (b"[1, 2]", "no_recipe"),
        (b"[" * 100_000, "nested_too_deep"),
        (b'{"a":' * 100_000, "nested_too_deep"),
        (b"[" + b"{}," * 200_001 + b"{}]", "too_many_parts"),
        (b'{"@type": "Recipe", "n": ' + b"9" * 5000 + b"}", "damaged_file"),
    ],
)
def test_json_that_is_no_recipe_is_refused(content, code):
    with pytest.raises(Invalid) as refusal:
        read_recipes(content)

    assert refusal.value.reason == code
