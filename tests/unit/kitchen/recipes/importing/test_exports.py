"""Exports of Mealie and Tandoor, alone and in zips."""

import io
import json
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.errors import FoodSaveError, Invalid, TooLarge
from foodsave.kitchen.recipes.importing import archive
from foodsave.kitchen.recipes.importing.reading import read_file, read_recipes

BIGOS = {
    "slug": "bigos",
    "name": "Bigos",
    "recipeServings": 6.0,
    "totalTime": "3 hours",
    "prepTime": "30 Minutes",
    "performTime": None,
    "recipeIngredient": [
        {"quantity": 1.0, "unit": {"name": "kilogram"}, "food": {"name": "kapusta"}, "note": "odciśnięta"},
        {"quantity": 0.333, "unit": None, "food": {"name": "cebula"}, "note": ""},
        {"quantity": 1.0, "food": None, "note": "2 liście laurowe", "disableAmount": True},
        {"quantity": None, "food": None, "note": "", "originalText": "3 jabłka"},
        "sól",
    ],
    "recipeInstructions": [{"title": "", "text": "Gotuj **długo**.\n\nMieszaj."}, {"text": "Podaj."}],
    "tags": [{"name": "klasyka"}],
    "tools": [{"name": "garnek"}],
    "orgURL": "https://bigos.example/",
}
SERNIK = {
    "name": "Sernik",
    "keywords": [{"name": "ciasto"}],
    "steps": [
        {"instruction": "Piecz.", "order": 1, "ingredients": []},
        {
            "instruction": "Utrzyj *ser*.",
            "order": 0,
            "ingredients": [
                {"food": {"name": "sól"}, "unit": None, "amount": 0, "order": 2, "no_amount": True},
                {"food": {"name": "twaróg"}, "unit": {"name": "kg"}, "amount": 1.0, "note": "mielony", "order": 1},
                {"food": None, "unit": None, "amount": 0, "note": "Masa", "is_header": True, "order": 0},
                {"food": {"name": "cukier"}, "unit": {"name": "szklanka"}, "amount": 1.5, "order": 3},
            ],
        },
    ],
    "working_time": 30,
    "waiting_time": 60,
    "servings": 12,
    "source_url": None,
}


def zipped(members: dict[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name, content)
    return buffer.getvalue()


def dumped(recipe: dict, **changes) -> bytes:
    return json.dumps(recipe | changes).encode()


def test_mealie_recipe_is_read_with_its_amounts_in_lines():
    (draft,) = read_recipes(dumped(BIGOS))

    assert draft.title == "Bigos"
    assert draft.ingredients == (
        "1 kilogram kapusta, odciśnięta", "1/3 cebula", "2 liście laurowe", "3 jabłka", "sól",
    )  # fmt: skip
    assert draft.steps == ("Gotuj długo.", "Mieszaj.", "Podaj.")
    assert (draft.servings, draft.prep_min, draft.cook_min) == (6, 30, 150)
    assert (draft.tags, draft.tools, draft.source) == (("klasyka",), ("garnek",), "https://bigos.example/")


def test_mealie_backup_is_read_from_its_tables():
    tables = {
        "recipes": [{"id": "r1", "slug": "bigos", "name": "Bigos", "recipe_servings": 4, "org_url": None}],
        "recipes_ingredients": [
            {"recipe_id": "r1", "position": 1, "quantity": 2, "unit_id": None, "food_id": "f2", "note": ""},
            {"recipe_id": "r1", "position": 0, "quantity": 1.5, "unit_id": "u1", "food_id": "f1", "note": "kwaśna"},
        ],
        "recipe_instructions": [{"recipe_id": "r1", "position": 0, "text": "Gotuj."}],
        "ingredient_foods": [{"id": "f1", "name": "kapusta"}, {"id": "f2", "name": "cebula"}],
        "ingredient_units": [{"id": "u1", "name": "kg"}],
    }

    (draft,) = read_recipes(zipped({"database.json": json.dumps(tables), "data/x.webp": b"RIFF"}))

    assert draft.ingredients == ("1.5 kg kapusta, kwaśna", "2 cebula")
    assert (draft.steps, draft.servings) == (("Gotuj.",), 4)


def test_tandoor_export_is_read_from_zips_in_a_zip():
    inner = {f"{n}.zip": zipped({"recipe.json": dumped(SERNIK, name=f"Sernik {n}"), "image.jpg": b"x"}) for n in (1, 2)}

    drafts = read_recipes(zipped(inner), filename="export.zip")

    assert [draft.title for draft in drafts] == ["Sernik 1", "Sernik 2"]
    assert drafts[0].ingredients == ("1 kg twaróg, mielony", "sól", "1.5 szklanka cukier")
    assert drafts[0].steps == ("Utrzyj ser.", "Piecz.")
    assert (drafts[0].servings, drafts[0].prep_min, drafts[0].cook_min) == (12, 30, 60)
    assert drafts[0].source == "export.zip"


def test_zip_of_several_formats_gives_what_can_be_read_and_names_what_cannot():
    found = read_file(
        zipped(
            {
                "recipes/bigos/bigos.json": dumped(BIGOS),
                "pusty.json": dumped(BIGOS, recipeIngredient=[], name="Pusty"),
                "omlet.cook": ">> title: Omlet\nRozbij @jajka{3}.",
                "zły.json": "{",
                "__MACOSX/._bigos.json": "\0",
                "zdjęcie.png": b"\x89PNG",
            }
        )
    )

    assert [draft.title for draft in found.drafts] == ["Bigos", "Omlet"]
    assert [(item.title, item.code) for item in found.refused] == [
        ("pusty.json", "no_ingredients"),
        ("zły.json", "damaged_file"),
    ]


def test_list_of_recipes_names_the_one_that_is_not_whole():
    found = read_file(json.dumps([BIGOS, BIGOS | {"name": "Pusty", "recipeIngredient": []}]).encode())

    assert [draft.title for draft in found.drafts] == ["Bigos"]
    assert [(item.title, item.code) for item in found.refused] == [("Pusty", "no_ingredients")]


def test_file_of_too_many_recipes_is_refused():
    recipes = [BIGOS | {"name": f"Bigos {n}"} for n in range(501)]

    for content in (json.dumps(recipes).encode(), zipped({f"{n}.json": dumped(r) for n, r in enumerate(recipes)})):
        with pytest.raises(Invalid) as refusal:
            read_recipes(content)
        assert refusal.value.reason == "too_many_recipes"


def test_zip_bomb_is_refused_without_unpacking_it():
    with pytest.raises(TooLarge) as refusal:
        read_recipes(zipped({f"{n}.json": b" " * 10_000_000 for n in range(6)}))

    assert refusal.value.reason == "too_large_unpacked"


def test_zip_bomb_in_a_zip_is_refused():
    with pytest.raises(TooLarge):
        read_recipes(zipped({f"{n}.zip": zipped({"a.json": b" " * 10_000_000}) for n in range(6)}))


def test_zip_of_too_many_files_is_refused():
    with pytest.raises(TooLarge) as refusal:
        read_recipes(zipped({f"{n}.png": b"" for n in range(1001)}))

    assert refusal.value.reason == "too_many_files"


@pytest.mark.parametrize("cut", [10, 100, -30])
def test_zip_that_is_cut_is_refused(cut):
    with pytest.raises(Invalid) as refusal:
        read_recipes(zipped({"bigos.json": dumped(BIGOS)})[:cut])

    assert refusal.value.reason == "damaged_file"


def test_zip_with_a_password_is_refused():
    content = bytearray(zipped({"bigos.json": dumped(BIGOS)}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(signature) + offset
        content[at : at + 2] = struct.pack("<H", 1)

    with pytest.raises(Invalid) as refusal:
        read_recipes(bytes(content))

    assert refusal.value.reason == "damaged_file"


def test_zip_without_recipes_is_refused():
    for members in ({}, {"a.png": b"x"}, {"a.txt": b"hej"}):
        with pytest.raises(Invalid) as refusal:
            read_recipes(zipped(members))
        assert refusal.value.reason == "no_recipe"


def test_zip_whose_file_has_lost_its_name_holds_no_recipe():
    content = zipped({"bigos.json": dumped(BIGOS)}).replace(b"bigos.json", b"\0igos.json")

    with pytest.raises(Invalid) as refusal:
        read_recipes(content)

    assert refusal.value.reason in {"no_recipe", "damaged_file"}


@given(st.data())
def test_zip_with_any_byte_changed_gives_recipes_or_a_stated_error(data):
    content = bytearray(zipped({"bigos.json": dumped(BIGOS)}))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))

    try:
        found = list(archive.unpacked(bytes(content), archive.Budget()))
    except FoodSaveError:
        return
    assert len(found) <= 1


KEYS = ["name", "food", "unit", "note", "quantity", "amount", "text", "order", "is_header", "@id"]
PLAIN = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9)
)


@given(
    st.recursive(
        PLAIN,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner),
        max_leaves=12,
    )
)
def test_export_of_any_shape_gives_recipes_or_a_stated_error(value):
    shapes = (
        {"slug": "x", "name": value, "recipeIngredient": value, "recipeInstructions": value, "tags": value},
        {"name": "x", "recipeIngredient": ["1 jajko", value], "recipeServings": value, "prepTime": value},
        {"name": "x", "steps": [value, {"ingredients": value, "instruction": value}], "servings": value},
        {"name": "x", "steps": [{"ingredients": [value, {"food": value, "unit": value, "amount": value}]}]},
        {
            "@type": "Recipe",
            "name": value,
            "recipeIngredient": value,
            "recipeInstructions": value,
            "recipeYield": value,
        },
        {"recipes": value, "recipes_ingredients": value, "recipe_instructions": value, "ingredient_foods": value},
        {"recipes": [value], "recipes_ingredients": [value]},
    )
    for shape in shapes:
        try:
            drafts = read_recipes(json.dumps(shape).encode())
        except FoodSaveError:
            continue
        assert all(draft.title and draft.ingredients for draft in drafts)
