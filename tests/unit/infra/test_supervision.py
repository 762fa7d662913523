import pytest

from foodsave.infra.supervision import restart_pause_s


@pytest.mark.parametrize(("failures", "longest"), [(0, 0.5), (1, 1.0), (3, 4.0), (10, 30.0), (10_000, 30.0)])
def test_restart_pause_doubles_up_to_its_cap_with_jitter(failures, longest):
    pauses = [restart_pause_s(failures, 0.5, 30.0) for _ in range(50)]

    assert 0.8 * longest <= min(pauses) <= max(pauses) <= longest
