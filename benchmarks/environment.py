"""A PostgreSQL server of its own for a benchmark, as safe as in production, with the product's tables."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

# The baselines commit a row at a time: without the disk they would look better than they are.
OPTIONS = {"fsync": "on", "full_page_writes": "on", "shared_buffers": "256MB"}


@contextmanager
def database() -> Iterator[None]:
    """Django set up on a fresh, migrated database; one server serves all benchmarks of a process."""
    _start()
    yield


@cache
def _start() -> None:
    from backend.test_common.postgres import PostgresServer

    server = PostgresServer(options=OPTIONS).start()
    os.environ.update(
        DATABASE_URL=server.url,
        DATABASE_STATEMENT_TIMEOUT_MS="0",
        DJANGO_SETTINGS_MODULE="backend.settings",
        LOG_LEVEL="ERROR",
        DEBUG="false",
    )
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
