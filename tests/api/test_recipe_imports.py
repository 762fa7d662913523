import dataclasses
import json

import httpx
import pytest

from foodsave.infra.http import GuardedClient

IMPORT = "/api/v1/recipes/import"
KOPYTKA = """# Kopytka

Porcje: 4

## Składniki
- 1 kg ziemniaków
- 250 g mąki
- 1 jajko
- 3 szczypty blizzbluzz
- sól

## Przygotowanie
1. Ugotuj ziemniaki.
2. Zagnieć ciasto i pokrój.
"""


def file_of(text: str, name: str = "kopytka.md") -> dict:
    return {"file": (name, text.encode(), "text/markdown")}


@pytest.fixture
def web(application, client):
    """Lets the application fetch pages that a test gives, through the real guard."""

    def serve(answer) -> None:
        async def resolve(host, port):
            return ["93.184.215.14"] if host == "kuchnia.example" else ["127.0.0.1"]

        fetching = GuardedClient(resolve=resolve, transport=httpx.MockTransport(answer))
        application.state.services = dataclasses.replace(application.state.services, web=fetching)

    return serve


async def test_import_shows_how_each_line_is_understood_and_keeps_nothing(client):
    answer = await client.post(IMPORT, json={"text": KOPYTKA})

    body = answer.json()
    (recipe,) = body["recipes"]
    assert (answer.status_code, body["preview"], recipe["outcome"], recipe["id"]) == (200, True, "new", None)
    assert (recipe["title"], recipe["servings"], recipe["servings_assumed"]) == ("Kopytka", 4, False)
    lines = {line["text"]: line for line in recipe["ingredients"]}
    assert lines["1 kg ziemniaków"]["food"] == "potato"
    assert lines["1 kg ziemniaków"]["amount"] == {"amount": "1000", "unit": "g"}
    unknown = lines["3 szczypty blizzbluzz"]
    assert (unknown["food"], unknown["problem"]) == (None, "unknown_food")
    assert "popraw nazwę" in unknown["why"]
    assert lines["sól"]["problem"] is None
    assert recipe["unmapped"] == 1
    assert recipe["steps"] == ["Ugotuj ziemniaki.", "Zagnieć ciasto i pokrój."]
    assert (await client.get("/api/v1/recipes", params={"q": "kopytka blizzbluzz"})).json()["items"] == []


async def test_import_tells_in_english_when_asked_to(client):
    answer = await client.post(IMPORT, json={"text": KOPYTKA}, headers={"Accept-Language": "en"})

    lines = answer.json()["recipes"][0]["ingredients"]
    assert next(line["why"] for line in lines if line["problem"]).startswith("this food is not known")


async def test_import_keeps_a_recipe_once_however_often_it_comes(client):
    first = await client.post(IMPORT, params={"preview": "false"}, files=file_of(KOPYTKA))
    again = await client.post(IMPORT, params={"preview": "false"}, json={"text": KOPYTKA})
    shown = await client.post(IMPORT, files=file_of(KOPYTKA))

    outcomes = [answer.json()["recipes"][0]["outcome"] for answer in (first, again, shown)]
    ids = {answer.json()["recipes"][0]["id"] for answer in (first, again, shown)}
    assert outcomes == ["created", "known", "known"]
    assert len(ids) == 1
    kept = (await client.get(f"/api/v1/recipes/{ids.pop()}")).json()
    assert (kept["title"], kept["origin"], kept["unmapped"]) == ("Kopytka", "imported", 1)


async def test_import_with_the_same_key_repeats_its_answer(client):
    headers = {"Idempotency-Key": "a"}

    first = await client.post(IMPORT, params={"preview": "false"}, json={"text": KOPYTKA}, headers=headers)
    again = await client.post(IMPORT, params={"preview": "false"}, json={"text": KOPYTKA}, headers=headers)
    other = await client.post(
        IMPORT, params={"preview": "false"}, json={"text": KOPYTKA + "\n3. Podaj."}, headers=headers
    )

    assert again.json() == first.json()
    assert again.headers["idempotent-replayed"] == "true"
    assert other.json()["code"] == "idempotency_key_reused"


async def test_import_of_several_names_the_one_that_is_refused(client):
    recipes = [
        {"@type": "Recipe", "name": "Barszcz", "recipeIngredient": ["1 kg buraków"], "recipeInstructions": "Gotuj."},
        {"@type": "Recipe", "name": "Tłum", "recipeIngredient": ["1 jajko"] * 500, "recipeInstructions": "Smaż."},
    ]

    body = (await client.post(IMPORT, json={"text": json.dumps(recipes)})).json()

    assert [recipe["title"] for recipe in body["recipes"]] == ["Barszcz"]
    assert [(item["title"], item["code"]) for item in body["refused"]] == [("Tłum", "too_many_ingredients")]


async def test_import_of_a_page_at_an_address(client, web):
    def answer(request):
        page = '<html lang="pl"><h1>Kopytka</h1><h2>Składniki</h2><ul><li>1 kg ziemniaków<li>sól</ul>'
        page += "<h2>Przygotowanie</h2><p>Ugotuj.</p>"
        stream = httpx.ByteStream(page.encode("iso-8859-2"))
        return httpx.Response(200, headers={"content-type": "text/html; charset=iso-8859-2"}, stream=stream)

    web(answer)
    body = (await client.post(IMPORT, json={"url": "https://kuchnia.example/kopytka"})).json()

    (recipe,) = body["recipes"]
    assert (recipe["title"], recipe["source"]) == ("Kopytka", "https://kuchnia.example/kopytka")
    assert [line["text"] for line in recipe["ingredients"]] == ["1 kg ziemniaków", "sól"]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost:8011/api/v1/receipts",
        "http://[::1]/",
        "http://2130706433/",
        "file:///etc/passwd",
    ],
)
async def test_import_refuses_addresses_that_are_not_on_the_internet(client, url):
    answer = await client.post(IMPORT, json={"url": url})

    assert (answer.status_code, answer.json()["code"]) == (403, "address_refused")


async def test_import_refuses_a_redirect_into_the_house(client, web):
    web(lambda _: httpx.Response(302, headers={"location": "http://router.example/"}))

    answer = await client.post(IMPORT, json={"url": "http://kuchnia.example/"})

    assert (answer.status_code, answer.json()["code"]) == (403, "address_refused")


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [
        ("hej", 422, "no_recipe"),
        ("{", 422, "damaged_file"),
        (
            json.dumps({"@type": "Recipe", "name": "x", "recipeIngredient": ["jajko"] * 500}),
            422,
            "too_many_ingredients",
        ),
        ("#\na\n" * 11_000, 413, "too_many_lines"),
        ("   ", 422, "empty_file"),
    ],
)
async def test_import_states_what_is_wrong_with_a_text(client, text, status, code):
    answer = await client.post(IMPORT, params={"preview": "false"}, json={"text": text})

    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"json": {}}, 422), ({"json": {"url": "a", "text": "b"}}, 422), ({"json": {"link": "a"}}, 422),
        ({"json": []}, 422),
        ({"content": b"{", "headers": {"content-type": "application/json"}}, 422),
        ({"content": b"x"}, 415),
        ({"data": {"a": "b"}}, 415), ({"files": {"other": ("a.md", b"x")}}, 422),
        ({"files": {"file": ("a.md", b"")}}, 422),
        ({"json": {"text": "a" * 100_001}}, 422), ({"json": {"text": "a" * 1_100_000}}, 413),
        ({"content": b"x", "headers": {"content-type": "multipart/form-data; boundary=y"}}, 400),
        ({"content": b"x", "headers": {"content-type": "multipart/form-data"}}, 400),
    ],
)  # fmt: skip
async def test_import_refuses_a_body_that_is_neither_address_nor_text_nor_file(client, body, status):
    answer = await client.post(IMPORT, **body)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


async def test_import_refuses_a_page_of_fifty_megabytes(client):
    async def endless():
        yield b'--x\r\ncontent-disposition: form-data; name="file"; filename="a.html"\r\n\r\n'
        for _ in range(50):
            yield b"x" * 1024 * 1024

    answer = await client.post(IMPORT, content=endless(), headers={"content-type": "multipart/form-data; boundary=x"})
    sent = await client.post(IMPORT, files={"file": ("a.html", b"<html>" + b"x" * 22_000_000)})

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert (sent.status_code, sent.json()["code"]) == (413, "file_too_large")
