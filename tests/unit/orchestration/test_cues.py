import pytest

from foodsave.orchestration.cues import score_cues


@pytest.mark.parametrize(
    ("folded", "best"),
    [
        ("co ugotowac na obiad", "cookable"),
        ("kiedy konczy sie termin szynki", "expires"),
        ("do we have any milk", "have"),
        ("how much flour is left", "how_much"),
        ("gdzie lezy ryz", "where"),
        ("po ile byl ser", "price"),
        ("what will the weather be", "not_yet_weather"),
    ],
)
def test_score_cues_weighs_the_likeliest_intent_most(folded, best):
    scores = score_cues(folded)

    assert max(scores, key=scores.get) == best


def test_score_cues_finds_nothing_in_a_bare_name():
    assert score_cues("maslo") == {}


def test_score_cues_counts_a_cue_once():
    assert score_cues("gdzie gdzie gdzie") == score_cues("gdzie")
