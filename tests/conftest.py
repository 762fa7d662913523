"""What every kind of test may use."""

import os

from hypothesis import HealthCheck, settings

pytest_plugins = ["fixtures.blocking", "fixtures.coverage_floor", "fixtures.household", "fixtures.postgres"]

# Speed is measured in benchmarks, not here. A run of the forge must say the same twice; at home examples vary.
settings.register_profile(
    "foodsave",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
    print_blob=True,
)
settings.load_profile("foodsave")
