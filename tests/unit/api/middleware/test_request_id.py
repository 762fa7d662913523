import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.api.middleware.request_id import accepted_id, parent_trace

TRACE, SPAN = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"


@pytest.mark.parametrize("value", ["abcdefgh", "01a20080-8256-7493-b222-b70b2de34909", "A.b_c-d1"])
def test_accepted_id_takes_a_plain_one(value):
    assert accepted_id([value]) == value


@pytest.mark.parametrize(
    "values", [[], ["short"], ["a" * 65], ["with space"], ["new\nline-here"], ["żółw-żółw"], ["a" * 8] * 2]
)
def test_accepted_id_refuses_what_is_missing_odd_or_doubled(values):
    assert accepted_id(values) is None


@pytest.mark.parametrize(("flags", "kept"), [("01", "01"), ("00", "00"), ("ff", "01")])
def test_parent_trace_keeps_trace_and_sampling(flags, kept):
    assert parent_trace([f"00-{TRACE}-{SPAN}-{flags}"]) == (TRACE, kept)


def test_parent_trace_reads_the_known_part_of_a_later_version():
    assert parent_trace([f"cc-{TRACE}-{SPAN}-01-what-comes"]) == (TRACE, "01")


@pytest.mark.parametrize(
    "value",
    [
        "",
        f"ff-{TRACE}-{SPAN}-01",
        f"00-{TRACE}-{SPAN}-01-more",
        f"00-{'0' * 32}-{SPAN}-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"00-{TRACE.upper()}-{SPAN}-01",
        f"00-{TRACE}-{SPAN}",
    ],
)
def test_parent_trace_refuses_what_the_standard_calls_invalid(value):
    assert parent_trace([value]) is None


def test_parent_trace_refuses_a_doubled_header():
    assert parent_trace([f"00-{TRACE}-{SPAN}-01"] * 2) is None


@given(st.text(max_size=80))
def test_parent_trace_answers_for_any_text(value):
    assert parent_trace([value]) is None or len(parent_trace([value])) == 2
