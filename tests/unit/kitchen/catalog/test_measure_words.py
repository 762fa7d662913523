from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.kitchen.catalog.measure_names import ENGLISH, POLISH
from foodsave.kitchen.catalog.measure_words import read_measure
from foodsave.kitchen.catalog.measures import Measure


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("szkl. mąki", Measure.GLASS),
        ("łyż. cukru", Measure.TABLESPOON),
        ("lyzki oleju", Measure.TABLESPOON),
        ("łyżecz. soli", Measure.TEASPOON),
        ("łyżka stołowa oleju", Measure.TABLESPOON),
        ("dkg szynki", Measure.DECAGRAM),
        ("op. drożdży", Measure.PACK),
        ("tbsp sugar", Measure.TABLESPOON),
        ("T sugar", Measure.TABLESPOON),
        ("t sugar", Measure.TEASPOON),
        ("c. milk", Measure.CUP),
        ("fl oz milk", Measure.FLUID_OUNCE),
        ("rashers bacon", Measure.SLICE),
        ("listków bazylii", Measure.LEAF),
    ],
)
def test_read_measure_knows_forms_and_abbreviations(text, measure):
    found = read_measure(text)

    assert found is not None
    assert found.measure is measure


@pytest.mark.parametrize(("text", "measure", "factor"), [("cl", "ml", 10), ("dl", "ml", 100), ("quart", "pint", 2)])
def test_read_measure_tells_multiples_of_a_measure(text, measure, factor):
    found = read_measure(text)

    assert found is not None
    assert (found.measure, found.factor) == (Measure(measure), Fraction(factor))


@pytest.mark.parametrize("text", ["", "mąki", "garlic", "3 g", "gx", "cupcake", "łyżwy"])
def test_read_measure_is_none_at_other_words(text):
    assert read_measure(text) is None


def test_read_measure_knows_every_form_that_we_write():
    written = [(form, measure) for measure, forms in POLISH.items() for form in (forms.one, forms.many, forms.of_many)]
    written += [(form, measure) for measure, forms in ENGLISH.items() for form in forms]
    read = {form: read_measure(form) for form, _ in written}
    alike = {Measure.CUP: Measure.GLASS, Measure.BREAD_SLICE: Measure.SLICE}

    assert [
        form
        for form, measure in written
        if measure is not Measure.PINT
        and ((found := read[form]) is None or found.measure not in (measure, alike.get(measure)))
    ] == []


def test_read_measure_tells_one_from_many():
    assert [found.singular for text in ("szczypta", "szczyptę", "szczypty") if (found := read_measure(text))] == [
        True,
        True,
        False,
    ]


@given(st.text(max_size=30), st.integers(0, 30))
def test_read_measure_reads_forward_in_any_text(text, start):
    found = read_measure(text, start)

    assert found is None or start < found.end <= len(text)
