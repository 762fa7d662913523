"""Advice for receipts that could not be read."""

import pytest

from foodsave.kitchen.receipts.advice import failure_advice

REASONS = (
    "unsupported_type", "damaged_file", "encrypted_pdf", "no_pages", "too_many_pages", "too_many_pixels", "animated",
    "no_receipt", "several_receipts", "timed_out", "out_of_memory", "no_engine",
    "reader_crashed", "worker_died", "internal", "blob_missing", "storage",
)  # fmt: skip


@pytest.mark.parametrize("locale", ["pl", "en"])
def test_advice_is_of_its_own_for_every_reason_that_a_reading_can_fail_for(locale):
    general = failure_advice("no such reason", locale)
    advice = {reason: failure_advice(reason, locale) for reason in REASONS}

    assert general not in advice.values()
    assert len(set(advice.values())) == len(REASONS)


@pytest.mark.parametrize("reason", [*REASONS, "no such reason"])
def test_advice_speaks_the_language_of_the_household(reason):
    assert failure_advice(reason, "pl") != failure_advice(reason, "en")


@pytest.mark.parametrize("locale", ["pl", "en"])
def test_advice_names_no_limit_that_the_operator_may_have_changed(locale):
    assert not any(char.isdigit() for char in failure_advice("too_many_pixels", locale))
