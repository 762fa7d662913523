import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.errors import FoodSaveError, Invalid, TooLarge
from foodsave.kitchen.recipes.importing.reading import read_recipes

RECIPE = {
    "@type": "Recipe",
    "name": "Gołąbki",
    "recipeIngredient": ["1 kapusta", "500 g mięsa"],
    "recipeInstructions": "Zawiń.",
}
SHOWN = """<html lang="pl"><head><meta charset="{charset}"><title>Blog | Kopytka</title></head><body>
<nav><ul><li>Składniki</li></ul></nav><main><h1>Kopytka</h1><p>Pyszne.</p><p>Porcje: 4</p>
<h2>Składniki:</h2><h3>Ciasto</h3><ul><li>1 kg ziemniaków</li><li><p>250 g mąki</p></li></ul>
<h2>Sposób przygotowania</h2><ol><li>Ugotuj ziemniaki.</li><li>Zagnieć <b>ciasto</b>.</li></ol>
<h2>Komentarze</h2><p>Źle!</p></main><footer>Stopka</footer></body></html>"""
MICRODATA = """<html lang="en"><body><div itemscope itemtype="http://schema.org/Recipe">
<h1 itemprop="name">Banana Bread</h1>
<meta itemprop="cookTime" content="PT1H"><time itemprop="prepTime" datetime="PT15M">a while</time>
<span itemprop="recipeYield">Serves 8</span><ul><li itemprop="recipeIngredient">3 ripe bananas</li>
<li itemprop="ingredients recipeIngredient">3/4 cup of <i>sugar</i></li></ul>
<div itemprop="recipeInstructions"><ol><li>Preheat the oven.</li><li>Mix.</li></ol></div>
<p itemprop="author" itemscope itemtype="http://schema.org/Person"><span itemprop="name">Jo</span></p></div>"""

PIECES = [
    "<h1>",
    "<h2>Składniki",
    "<li>",
    "</ul>",
    "<ul>",
    "a",
    "<h2>Przygotowanie",
    "<p",
    ">",
    "&lt;",
    "<script>",
    "{",
]


def page(script: str, body: str = "") -> bytes:
    return (
        f'<!doctype html><html><script type="application/ld+json">{script}</script><body>{body}</body></html>'.encode()
    )


@pytest.mark.parametrize(
    "script",
    [
        json.dumps(RECIPE),
        f"<!-- {json.dumps(RECIPE)} -->",
        f"//<![CDATA[\n{json.dumps(RECIPE)}\n//]]>",
        json.dumps(RECIPE)[:-1] + ",}",
        json.dumps([RECIPE]) + ";",
        json.dumps(RECIPE).replace("Zawi", "\n\tZawi"),
        json.dumps(RECIPE, ensure_ascii=False).replace('"', "&quot;"),
    ],
)
def test_recipe_in_a_script_is_read_in_spite_of_small_faults(script):
    (draft,) = read_recipes(page(script))

    assert (draft.title, draft.ingredients, draft.steps) == ("Gołąbki", ("1 kapusta", "500 g mięsa"), ("Zawiń.",))


def test_broken_script_beside_a_good_one_does_no_harm():
    broken = '<script type="application/ld+json">{"@type": </script>'

    (draft,) = read_recipes(page(json.dumps(RECIPE), broken))

    assert draft.title == "Gołąbki"


def test_microdata_is_read_without_the_names_of_people():
    (draft,) = read_recipes(MICRODATA.encode())

    assert draft.title == "Banana Bread"
    assert draft.ingredients == ("3 ripe bananas", "3/4 cup of sugar")
    assert draft.steps == ("Preheat the oven.", "Mix.")
    assert (draft.servings, draft.prep_min, draft.cook_min, draft.language) == (8, 15, 60, "en")


def test_rdfa_is_read_as_microdata_is():
    rdfa = MICRODATA.replace("itemscope", "").replace("itemtype", "typeof").replace("itemprop", "property")

    assert read_recipes(rdfa.encode())[0].ingredients == ("3 ripe bananas", "3/4 cup of sugar")


@pytest.mark.parametrize("charset", ["utf-8", "windows-1250", "iso-8859-2"])
@pytest.mark.parametrize("is_declared", [True, False])
def test_page_without_any_description_is_read_as_people_see_it(charset, is_declared):
    content = SHOWN.format(charset=charset if is_declared else "x").encode(charset)

    (draft,) = read_recipes(content)

    assert draft.title == "Kopytka"
    assert draft.ingredients == ("1 kg ziemniaków", "250 g mąki")
    assert draft.steps == ("Ugotuj ziemniaki.", "Zagnieć ciasto.")
    assert (draft.servings, draft.language) == (4, "pl")


def test_page_of_a_known_site_is_read_by_its_own_scraper():
    # the site names its ingredients and steps by classes only
    content = """<html><head><link rel="canonical" href="https://www.kwestiasmaku.com/przepis/zupa">
    </head><body><h1>Zupa</h1>
    <div class="field-name-field-skladniki"><ul><li>1 por</li><li>2 ziemniaki</li></ul></div>
    <div class="field-name-field-przygotowanie"><ul><li>Pokrój.</li><li>Gotuj.</li></ul></div></body></html>"""

    (draft,) = read_recipes(content.encode())

    assert draft.title == "Zupa"
    assert draft.ingredients == ("1 por", "2 ziemniaki")
    assert draft.steps == ("Pokrój.", "Gotuj.")
    assert draft.source == "https://www.kwestiasmaku.com/przepis/zupa"


def test_source_is_the_address_that_was_fetched():
    (draft,) = read_recipes(page(json.dumps(RECIPE | {"url": "https://b.example"})), url="https://a.example/golabki")

    assert draft.source == "https://a.example/golabki"


@pytest.mark.parametrize(
    "content",
    [
        b"<html></html>", b"<html>", b"<!doctype html>", b"<p>Witaj", b"<html>" + b"<div>" * 100_000,
        b"<html>" + b"<script>" * 100_000, page("{" * 5000), page(", " * 100_000), b"<p>" + b"<" * 1_000_000,
        b"<html>" + b"<div itemscope itemtype='http://schema.org/Recipe'>" * 250 + b"<p itemprop=name>x",
        b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]><html><h1>&c;</h1></html>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><h1>&a;</h1></html>',
    ],
)  # fmt: skip
def test_page_without_a_recipe_is_refused(content):
    with pytest.raises(Invalid) as refusal:
        read_recipes(content)

    assert refusal.value.reason in {"no_recipe", "nested_too_deep"}


def test_entity_of_a_file_is_never_read():
    content = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SHOWN.replace("Pyszne", "&a;").encode()

    (draft,) = read_recipes(content.replace(b"Ugotuj", b"&a; Ugotuj"))

    assert "root:" not in " ".join(draft.steps)


@pytest.mark.parametrize("content", [b"<html>" + b"x" * 5_300_000, b"<html><main>" + b"<p>x</p>" * 30_000])
def test_page_that_is_too_large_is_refused(content):
    with pytest.raises(TooLarge):
        read_recipes(content)


@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_page_of_any_pieces_gives_recipes_or_a_stated_error(pieces):
    try:
        drafts = read_recipes("".join(["<html>", *pieces]).encode())
    except FoodSaveError:
        return
    assert all("<script" not in line for draft in drafts for line in (*draft.ingredients, *draft.steps))
