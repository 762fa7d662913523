import base64
import json

import pytest

from foodsave.api.paging import decode_cursor, encode_cursor
from foodsave.errors import NotFound


@pytest.mark.parametrize("key", ["zupa", "борщ", "żur", "👩‍🍳"[:1], "한식"])
def test_decode_cursor_returns_what_encode_cursor_was_given_in_any_writing(key):
    assert decode_cursor(encode_cursor(key, 7), str, int) == [key, 7]


@pytest.mark.parametrize("part", ["a\0b", "line\n", "\ud800", 2**62])
def test_decode_cursor_refuses_what_a_database_would_choke_on(part):
    cursor = base64.urlsafe_b64encode(json.dumps([part]).encode()).decode()

    with pytest.raises(NotFound):
        decode_cursor(cursor, type(part))


@pytest.mark.parametrize("content", [b"\xff\xfe[\x000\x00]\x00", b"{}", b"[", b"[1]", b"[" * 5000])
def test_decode_cursor_refuses_what_no_list_hands_out(content):
    with pytest.raises(NotFound):
        decode_cursor(base64.urlsafe_b64encode(content).decode(), str)
