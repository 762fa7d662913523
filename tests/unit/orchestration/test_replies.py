import re

import pytest

from foodsave.agents.base.question import Subject
from foodsave.orchestration.replies import reply_to
from foodsave.orchestration.router import Route

TOPICS = ["weather", "meal_plan", "shopping_list", "change", "search", "documents", "spending", "recipe"]


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("language", ["pl", "en"])
def test_reply_to_what_comes_later_says_not_yet_and_what_can_be_asked(topic, language):
    answer = reply_to(Route("not_yet", language, topic=topic))

    assert answer.intent == "not_yet"
    assert re.search(r"jeszcze|nie działa" if language == "pl" else r"yet|cannot", answer.text)
    assert answer.suggestions


def test_reply_to_a_change_says_that_nothing_was_changed():
    assert "Nic nie zostało zmienione" in reply_to(Route("not_yet", "pl", topic="change")).text


def test_reply_to_two_readings_asks_with_the_words_that_were_understood():
    subjects = (Subject("robimy"), Subject("masło", "butter"))

    answer = reply_to(Route(None, "pl", readings=("have", "price"), subjects=subjects))

    assert [option.text for option in answer.clarify.options] == ["Czy mam: masło?", "Ile kosztowało: masło?"]
    assert answer.text == answer.clarify.question


def test_reply_to_one_reading_asks_for_the_product():
    assert reply_to(Route(None, "en", readings=("where",))).text == "Which product do you mean?"


@pytest.mark.parametrize("intent", ["smalltalk", "out_of_scope"])
def test_reply_to_what_no_agent_answers_tells_no_figures(intent):
    for language in ("pl", "en"):
        answer = reply_to(Route(intent, language))

        assert not re.search(r"\d", answer.text)
        assert (answer.agent, answer.citations) == (None, ())
