"""What every kind of test may use."""

pytest_plugins = ["fixtures.blocking", "fixtures.coverage_floor", "fixtures.household", "fixtures.postgres"]
