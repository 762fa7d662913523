import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.kit.addresses import is_loopback, mask_password


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST", "127.0.0.1", "127.255.1.2", "::1", "[::1]", "::ffff:127.0.0.1"]
)
def test_is_loopback_accepts_names_of_this_machine(host):
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["", "0.0.0.0", "::", "10.0.0.1", "localhost.example", "127.0.0.1.example", "::ffff:10.0.0.1", "2130706433"]
)
def test_is_loopback_refuses_every_other_name(host):
    assert not is_loopback(host)


@given(st.text(max_size=40))
def test_is_loopback_answers_for_any_text(host):
    assert is_loopback(host) in {True, False}


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://u:p@h:5432/d?x=1", "postgresql://u:***@h:5432/d?x=1"),
        ("postgresql://u:p%40ss@h/d", "postgresql://u:***@h/d"),
        ("sqlite:////data/foodsave.db", "sqlite:////data/foodsave.db"),
        ("https://h/path", "https://h/path"),
    ],
)
def test_mask_password_hides_the_password_only(url, shown):
    assert mask_password(url) == shown
