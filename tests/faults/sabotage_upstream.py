"""Workers with a wrong clock, and workers without a guard against their upstream; each is called in a forked child."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import time_machine
from django.db.models import DateTimeField, Value
from django.utils import timezone

from backend.imports.services import claim
from backend.infrastructure import outbound
from backend.platforms.base import client
from backend.platforms.base.config import PlatformConfig

SKEW = timedelta(minutes=10)
ROOMY = 2**30


def clock_ahead() -> None:
    _set_clock(SKEW)


def clock_behind() -> None:
    _set_clock(-SKEW)


def clock_ahead_that_counts() -> None:
    clock_ahead()
    _by_the_workers_own_clock()


def clock_behind_that_counts() -> None:
    clock_behind()
    _by_the_workers_own_clock()


def _set_clock(by: timedelta) -> None:
    """It goes on from there; what measures durations is right."""
    time_machine.travel(datetime.now(UTC) + by, tick=True).start()


def _by_the_workers_own_clock() -> None:
    """Leases and due times are no longer the database's business."""
    vars(claim)["Now"] = lambda: Value(timezone.now(), output_field=DateTimeField())


def patient_with_throttles() -> None:
    """Whatever Retry-After asks for is waited for in place."""
    outbound.WORKER_RETRY_AFTER_WAIT = 1000.0  # type: ignore[misc]


def without_a_limit_of_size() -> None:
    honest = outbound.platform_config

    def config(slug: str, *, interactive: bool) -> PlatformConfig:
        return replace(honest(slug, interactive=interactive), body_limit=ROOMY)

    outbound.platform_config = config


def without_a_wall() -> None:
    """An exchange lasts as long as its peer likes to send a byte now and then."""
    client.run_within = lambda seconds, call: call()
