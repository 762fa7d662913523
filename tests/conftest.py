"""What every kind of test may use."""

pytest_plugins = ["fixtures.coverage_floor", "fixtures.postgres"]
