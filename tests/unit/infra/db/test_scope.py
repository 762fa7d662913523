import pytest

from foodsave.infra.db import QueryScope, Scope, ScopedRepository


@pytest.mark.parametrize("kind", [QueryScope, Scope])
def test_a_scope_without_a_household_is_refused(kind):
    with pytest.raises(ValueError, match="household"):
        kind(None, "")


def test_a_repository_without_a_scope_is_refused():
    with pytest.raises(TypeError, match="household"):
        ScopedRepository(None)
