import re

from foodsave.api.documentation import NO_NUL, operations, with_problems


def described(parameter_schema):
    return {
        "info": {},
        "paths": {
            "/things": {
                "post": {
                    "parameters": [{"name": "q", "schema": parameter_schema}],
                    "responses": {"200": {"description": "ok"}, "409": {"description": "taken"}, "422": {}},
                }
            }
        },
        "components": {"schemas": {"HTTPValidationError": {}, "ValidationError": {}}},
    }


def test_with_problems_documents_every_error_and_the_default_as_a_problem():
    schema = with_problems(described({"type": "string"}))

    responses = schema["paths"]["/things"]["post"]["responses"]
    for status in ("409", "422", "default"):
        assert set(responses[status]["content"]) == {"application/problem+json"}
    assert "content" not in responses["200"]
    assert set(schema["components"]["schemas"]) == {"Problem"}


def test_with_problems_tells_what_the_edge_refuses_in_strings_and_integers():
    schema = with_problems(
        described({"anyOf": [{"type": "string"}, {"type": "integer", "minimum": 0}, {"type": "null"}]})
    )

    text, number, _ = schema["paths"]["/things"]["post"]["parameters"][0]["schema"]["anyOf"]
    assert text["pattern"] == NO_NUL
    assert (number["minimum"], number["maximum"]) == (0, 2**63 - 1)


def test_with_problems_leaves_constrained_strings_alone():
    for constrained in ({"type": "string", "format": "date"}, {"type": "string", "enum": ["a"]}):
        schema = with_problems(described(dict(constrained)))

        assert schema["paths"]["/things"]["post"]["parameters"][0]["schema"] == constrained


def test_no_nul_pattern_lets_any_other_text_pass():
    assert re.search(NO_NUL, "żółw 1 %s <b>")
    assert not re.search(NO_NUL, "a\0b")


def test_operations_yield_method_and_path_of_each():
    assert [name for name, _ in operations(described({}))] == ["POST /things"]
