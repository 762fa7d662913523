import json

import pytest
from fastapi.exceptions import RequestValidationError
from hypothesis import given
from hypothesis import strategies as st
from starlette.exceptions import HTTPException

from foodsave.api.problem import problem, problem_for
from foodsave.errors import Conflict, NotAuthenticated, Overloaded, RateLimited

SCOPE = {"type": "http", "path": "/things/1", "state": {"request_id": "r-1"}}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()) | st.binary(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(), max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


def body_of(response):
    return json.loads(response.body, parse_constant=lambda name: pytest.fail(f"{name} is not JSON"))


def test_problem_for_states_an_error_of_the_tree():
    response = problem_for(SCOPE, Conflict("Confirmed already.", code="confirmed", details={"since": "today"}))

    assert response.status_code == 409
    assert response.headers["content-type"] == "application/problem+json"
    assert body_of(response) == {
        "type": "urn:foodsave:problem:confirmed",
        "title": "Conflict",
        "status": 409,
        "detail": "Confirmed already.",
        "instance": "/things/1",
        "code": "confirmed",
        "request_id": "r-1",
        "details": {"since": "today"},
    }


@pytest.mark.parametrize(
    ("error", "seconds"), [(Overloaded("Busy.", retry_after_s=7), "7"), (RateLimited("Slow."), "5")]
)
def test_problem_for_a_passing_failure_says_when_to_retry(error, seconds):
    assert problem_for(SCOPE, error).headers["retry-after"] == seconds


def test_problem_for_a_missing_token_names_the_scheme():
    assert problem_for(SCOPE, NotAuthenticated("Who?")).headers["www-authenticate"] == 'Bearer realm="foodsave"'


def test_problem_for_a_framework_refusal_keeps_its_headers():
    response = problem_for(SCOPE, HTTPException(405, headers={"Allow": "GET"}))

    assert response.headers["allow"] == "GET"
    assert body_of(response)["code"] == "method_not_allowed"


def test_problem_for_an_unknown_failure_says_nothing_of_it():
    response = problem_for(SCOPE, RuntimeError("password=hush"))

    assert response.status_code == 500
    assert body_of(response)["code"] == "internal"
    assert b"hush" not in response.body


def test_problem_for_invalid_input_points_at_it_without_repeating_it():
    fault = {"loc": ("body", "a/b~c", 0), "msg": "Input should be finite", "type": "finite", "input": float("nan")}

    body = body_of(problem_for(SCOPE, RequestValidationError([fault])))

    assert body["errors"] == [{"detail": "Input should be finite", "pointer": "#/body/a~1b~0c/0", "code": "finite"}]


def test_problem_for_very_many_faults_lists_the_first():
    faults = [{"loc": ("body", n), "msg": "no", "type": "t"} for n in range(1000)]

    assert len(body_of(problem_for(SCOPE, RequestValidationError(faults)))["errors"]) == 50


@given(ANYTHING)
def test_problem_is_valid_json_whatever_it_carries(value):
    response = problem(SCOPE, 422, "no", details={"value": value})

    json.dumps(body_of(response), ensure_ascii=False).encode()


@given(st.text(st.characters(codec=None, categories=["Cs", "Lu", "Cc"])))
def test_problem_replaces_what_unicode_cannot_carry(text):
    body_of(problem(SCOPE, 422, text))["detail"].encode()
