import pytest
from fastapi import APIRouter

from foodsave.app import create_app
from foodsave.settings import load_settings

TOKEN = "a-token-of-twenty-chars"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


def with_a_write(application):
    router = APIRouter()

    @router.post("/write")
    async def write() -> str:
        return "written"

    application.include_router(router)
    return application


@pytest.fixture
def application(settings):
    return with_a_write(create_app(settings))


@pytest.fixture
async def guarded(tmp_path, opened):
    settings = load_settings(data_dir=tmp_path, auth={"token": TOKEN}, api_base_url="https://food.example")
    async with opened(with_a_write(create_app(settings)), client=("10.0.0.9", 5000)) as client:
        yield client


async def test_access_without_a_token_serves_this_machine(client):
    assert (await client.post("/write")).json() == "written"
    assert (await client.get("/metrics")).status_code == 200


@pytest.mark.parametrize("path", ["/health", "/metrics", "/nowhere"])
async def test_access_without_a_token_refuses_another_peer(application, opened, path):
    async with opened(application, client=("10.0.0.9", 5000)) as client:
        response = await client.get(path)

    assert (response.status_code, response.json()["code"]) == (403, "not_local")


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"Host": "food.example"}, "foreign_host"),
        ({"X-Forwarded-For": "127.0.0.1"}, "proxied_without_token"),
        ({"Forwarded": "for=127.0.0.1"}, "proxied_without_token"),
        ({"X-Real-IP": "127.0.0.1"}, "proxied_without_token"),
        ({"Via": "1.1 proxy"}, "proxied_without_token"),
    ],
)
async def test_access_without_a_token_refuses_a_rebound_name_and_any_proxy(client, headers, code):
    response = await client.get("/health", headers=headers)

    assert (response.status_code, response.json()["code"]) == (403, code)


@pytest.mark.parametrize("path", ["/metrics", "/openapi.json", "/docs", "/nowhere", "/health/x", "/healthy"])
async def test_access_with_a_token_demands_it_everywhere_but_for_health(guarded, path):
    response = await guarded.get(path)

    assert response.status_code == 401
    assert response.headers["www-authenticate"] == 'Bearer realm="foodsave"'


@pytest.mark.parametrize("path", ["/health", "/health/live", "/health/ready", "/ready"])
async def test_access_with_a_token_leaves_health_open(guarded, path):
    assert (await guarded.get(path, headers={"X-Forwarded-For": "8.8.8.8"})).status_code == 200


async def test_access_with_a_token_serves_its_bearer_through_a_proxy(guarded):
    response = await guarded.get("/metrics", headers=BEARER | {"X-Forwarded-For": "8.8.8.8", "Host": "food.example"})

    assert response.status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
    ],
)
async def test_access_refuses_a_write_from_another_site(client, headers):
    response = await client.post("/write", headers=headers)

    assert (response.status_code, response.json()["code"]) == (403, "cross_site")


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:8011"}, {"Sec-Fetch-Site": "none"}]
)
async def test_access_lets_its_own_page_write_with_its_origin(client, headers):
    assert (await client.post("/write", headers=headers)).status_code == 200


async def test_access_lets_the_public_address_write_as_an_origin(guarded):
    response = await guarded.post("/write", headers=BEARER | {"Origin": "https://food.example"})

    assert response.status_code == 200


async def test_access_lets_a_foreign_page_only_look(client):
    assert (await client.get("/health", headers={"Sec-Fetch-Site": "cross-site"})).status_code == 200
