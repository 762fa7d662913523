import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.api.middleware.well_formed import require_interoperable
from foodsave.errors import Invalid

REPRESENTABLE = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | REPRESENTABLE,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(REPRESENTABLE, inner, max_size=4),
    max_leaves=10,
)


@given(VALUES, st.booleans())
def test_require_interoperable_lets_every_ordinary_value_pass(value, ascii_only):
    require_interoperable(json.dumps(value, ensure_ascii=ascii_only).encode())


@given(st.binary(max_size=60))
def test_require_interoperable_never_fails_otherwise_on_any_bytes(body):
    with suppress(Invalid):
        require_interoperable(body)


@pytest.mark.parametrize(
    "body",
    [
        b'{"a": NaN}',
        b"[-Infinity]",
        b'"\\ud800"',
        b'{"\\uDFFF": 1}',
        b'["x\\u0000"]',
        b'"\xed\xa0\x80"',
        b'"\xff"',
        '{"a": 1}'.encode("utf-16"),
        '{"a": 1}'.encode("utf-16-le"),
        b"9223372036854775808",
        b"[-9223372036854775809]",
        b"1" * 10_000,
        b"[" * 200_000 + b"NaN" + b"]" * 200_000,
    ],
)
def test_require_interoperable_refuses_what_is_not_i_json(body):
    with pytest.raises(Invalid):
        require_interoperable(body)


@pytest.mark.parametrize("body", [b"", b"{", b'"NaN"', b'"\\ud83c\\udf4e"', b"0.1234567890123456789", b"1e400"])
def test_require_interoperable_leaves_the_rest_to_the_route(body):
    require_interoperable(body)
