import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.errors import Conflict
from foodsave.kitchen.pantry.ledger import Event, LotState, project_lots

lots = st.dictionaries(st.text(min_size=1, max_size=4), st.integers(1, 10**9), max_size=12)


@given(lots, st.data())
def test_project_lots_after_an_undo_is_as_if_it_had_never_been(amounts: dict[str, int], data: st.DataObject):
    taken_back = data.draw(st.sets(st.sampled_from(sorted(amounts)))) if amounts else set()
    added = [Event(lot, "added", amount, {}) for lot, amount in amounts.items()]
    undone = [Event(lot, "retracted", -amounts[lot], {}) for lot in taken_back]

    left = project_lots(added + undone)

    assert left == {lot: LotState(amount, {}) for lot, amount in amounts.items() if lot not in taken_back}


@pytest.mark.parametrize(
    "events",
    [
        [Event("a", "added", 5, {}), Event("a", "added", 5, {})],
        [Event("a", "retracted", -5, {})],
        [Event("a", "added", 5, {}), Event("a", "retracted", -4, {})],
        [Event("a", "added", 5, {}), Event("a", "stolen", -5, {})],
    ],
)
def test_project_lots_refuses_a_ledger_that_does_not_add_up(events: list[Event]):
    with pytest.raises(Conflict, match="lot a"):
        project_lots(events)
