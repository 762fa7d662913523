import pytest

from fixtures.grocy import grocy_file

IMPORT = "/api/v1/pantry/import/grocy"
LOTS = "/api/v1/pantry/lots"


def sent(content: bytes) -> dict:
    return {"file": ("grocy.db", content, "application/vnd.sqlite3")}


async def test_grocy_is_shown_and_then_brought_and_taken_back(client):
    shown = (await client.post(IMPORT, files=sent(grocy_file()))).json()
    assert (shown["preview"], (await client.get(LOTS)).json()["items"]) == (True, [])

    brought = (await client.post(IMPORT, params={"preview": "false"}, files=sent(grocy_file()))).json()
    names = {item["product"]["name"] for item in (await client.get(LOTS)).json()["items"]}
    undone = await client.post(f"/api/v1/pantry/transactions/{brought['transaction_id']}/undo")

    assert names == {lot["product"] for lot in shown["lots"]}
    assert undone.status_code < 300
    assert (await client.get(LOTS)).json()["items"] == []


async def test_grocy_says_in_both_languages_what_could_not_be_mapped(client):
    polish = (await client.post(IMPORT, files=sent(grocy_file()))).json()["unmapped"]
    english = (await client.post(IMPORT, files=sent(grocy_file()), headers={"Accept-Language": "en"})).json()[
        "unmapped"
    ]

    assert "nieznana jednostka: ilość policzona w sztukach: Blorby" in [item["why"] for item in polish]
    assert "unknown unit: counted in pieces: Blorby" in [item["why"] for item in english]


async def test_grocy_file_that_was_brought_already_is_refused(client):
    await client.post(IMPORT, params={"preview": "false"}, files=sent(grocy_file()))

    for preview in ("true", "false"):
        again = await client.post(IMPORT, params={"preview": preview}, files=sent(grocy_file()))
        assert (again.status_code, again.json()["code"]) == (409, "already_imported")


async def test_grocy_import_with_the_same_key_repeats_its_answer(client):
    options = {"params": {"preview": "false"}, "headers": {"Idempotency-Key": "grocy"}}

    first = await client.post(IMPORT, files=sent(grocy_file()), **options)
    again = await client.post(IMPORT, files=sent(grocy_file()), **options)

    assert again.json() == first.json()
    assert again.headers["idempotent-replayed"] == "true"


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"hej", 422, "not_grocy"),
        (b"", 422, "empty_file"),
        (grocy_file()[:9000], 422, "damaged_file"),
        (grocy_file("DROP TABLE recipes;"), 422, "not_grocy"),
        (
            grocy_file("INSERT INTO recipes_nestings (recipe_id, includes_recipe_id) VALUES (2, 1);"),
            422,
            "recipe_cycle",
        ),
        (b"x" * 27_000_000, 413, "too_large"),
    ],
)
async def test_grocy_file_that_cannot_be_read_is_refused_and_changes_nothing(client, content, status, code):
    answer = await client.post(IMPORT, params={"preview": "false"}, files=sent(content))

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert (await client.get(LOTS)).json()["items"] == []
