"""Processes to kill, an upstream to break, a trail to check; whatever a test starts is dead when it ends."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from django.db import connection

from backend import aws
from backend.accounts.models import User
from backend.infrastructure import outbound, publisher
from backend.platforms.base.config import PlatformConfig
from backend.test_common.aws import Queue
from backend.test_common.processes import Nursery
from tests.faults.asking import Asking, patience
from tests.faults.house import SETTINGS, House
from tests.faults.invariants import TRAIL_OFF, TRAIL_ON
from tests.faults.queued import Queued
from tests.faults.upstream import Upstream


@pytest.fixture
def chance() -> Random:
    """Random numbers that FAULTS_SEED repeats; the seed is printed, and so shown where a test fails."""
    seed = int(os.environ.get("FAULTS_SEED") or secrets.randbelow(10**9))
    print(f"FAULTS_SEED={seed}")
    return Random(seed)


@pytest.fixture
def upstream() -> Iterator[Upstream]:
    with Upstream(page_size=25, delay=0.01) as server:
        yield server


@pytest.fixture
def trail(db: None) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(TRAIL_ON)
    yield
    if connection.in_atomic_block:
        # The test's own transaction takes it away with the rest.
        return
    with connection.cursor() as cursor:
        cursor.execute(TRAIL_OFF)


@pytest.fixture(scope="session")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with Nursery(tmp_path_factory.mktemp("nursery"), settings_module=SETTINGS) as warm:
        yield warm


@pytest.fixture
def house(
    request: pytest.FixtureRequest,
    trail: None,
    nursery: Nursery,
    upstream: Upstream,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[House]:
    """Without a queue, unless the test says BY_QUEUE or BOTH_WAYS: then a relay runs in it from the beginning."""
    if getattr(request, "param", "outbox") == "outbox":
        home = House(nursery, upstream)
    else:
        home = House(nursery, upstream, request.getfixturevalue("open_queue")())
        # Nobody waits for what the test itself sends: a busy machine is no queue that is away.
        monkeypatch.setattr(aws, "SHORT_SECONDS", 30.0)
        monkeypatch.setattr(publisher, "WALL_SECONDS", 30.0)
        home.relay()
    yield home
    home.close()


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The patience of the HTTP client in tenths of a second instead of seconds until the upstream is healed; all else
    is the product's.
    """
    honest = outbound.platform_config

    def config(slug: str, *, interactive: bool) -> PlatformConfig:
        return replace(honest(slug, interactive=interactive), **patience)

    monkeypatch.setattr(outbound, "platform_config", config)
    patience.update(connect_timeout=0.3, read_timeout=0.3, request_deadline=0.5, backoff_base=0.01)
    yield
    patience.clear()


@pytest.fixture
def asking(trail: None, alice: User, settings: Any) -> Iterator[Asking]:
    def point_at(url: str) -> None:
        settings.PLATFORM_BASE_URLS = {"codewars": url}

    with Upstream() as server:
        yield Asking(alice, server, point_at)


@pytest.fixture
def queued(trail: None, alice: User, settings: Any, sqs_queue: Queue) -> Iterator[Queued]:
    """For tests with real commits."""

    def point_at(url: str) -> None:
        settings.PLATFORM_BASE_URLS = {**settings.PLATFORM_BASE_URLS, "codewars": url}

    with Upstream() as server:
        yield Queued(alice, server, point_at, sqs_queue)
