"""Every test's fixtures come from one place."""

pytest_plugins = ["backend.test_common.fixtures", "backend.test_common.aws", "backend.test_common.queue_mode"]
