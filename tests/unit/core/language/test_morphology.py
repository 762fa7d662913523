import sys
from importlib.util import find_spec

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from foodsave.core.language import morphology
from foodsave.core.language.morphology import lemmas


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("jabłek", "jabłko"), ("maśle", "masło"), ("SERZE", "ser"), ("bułek", "bułka"), ("gryczanej", "gryczany")],
)
def test_lemmas_find_the_dictionary_form(form, lemma):
    assert lemma in lemmas(form)


@pytest.mark.parametrize("word", ["", "xqzt", "123", "a b", "молоко", "ser7", "\ud800"])
def test_lemmas_are_empty_for_what_is_no_polish_word(word):
    assert lemmas(word) == ()


def test_lemmas_leave_homonym_marks_out():
    assert all(":" not in lemma for form in ("los", "sól", "zamek", "mak") for lemma in lemmas(form))


@settings(deadline=None)  # the first example loads the tables
@given(st.text(max_size=20))
def test_lemmas_accept_any_text(word):
    assert all(isinstance(lemma, str) and lemma for lemma in lemmas(word))


@pytest.fixture
def _no_morfeusz(monkeypatch):
    monkeypatch.setitem(sys.modules, "morfeusz2", None)
    kept = (morphology._morfeusz, morphology.lemmas)
    for function in kept:
        function.cache_clear()
    yield
    for function in kept:
        function.cache_clear()


@pytest.mark.usefixtures("_no_morfeusz")
def test_lemmas_are_empty_and_said_so_once_where_morfeusz_is_missing():
    with capture_logs() as logs:
        assert [lemmas("jabłek"), lemmas("maśle")] == [(), ()]

    assert [entry["event"] for entry in logs] == ["dictionary_missing"]
    assert not morphology.dictionary_installed()


def test_dictionary_installed_is_told_without_loading_it():
    assert morphology.dictionary_installed() == (find_spec("morfeusz2") is not None)
