"""Clients for tests: time that passes only when someone sleeps, and limits that make a failure quick."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from backend.platforms.base.client import HttpClient
from backend.platforms.base.config import Pacer, PlatformConfig


class FakeTime:
    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def client_for(
    url: str,
    *,
    time: FakeTime | None = None,
    min_interval: float = 0.0,
    rate_limit_pause: float | None = None,
    random: Callable[[], float] = lambda: 1.0,
    **limits: Any,
) -> HttpClient:
    """`random` is 1 unless told, so a back-off is as long as it can be."""
    time = time or FakeTime()
    return HttpClient(
        PlatformConfig(**limits),
        url,
        Pacer(time.clock, time.sleep),
        min_interval=min_interval,
        service="Site",
        rate_limit_pause=rate_limit_pause,
        clock=time.clock,
        sleep=time.sleep,
        random=random,
    )


def real_client_for(url: str, **limits: Any) -> HttpClient:
    """With the true clock: for what happens on the wire."""
    quick = {"tries": 1, "connect_timeout": 1.0, "read_timeout": 1.0, "request_deadline": 2.0, **limits}
    return HttpClient(PlatformConfig(**quick), url, Pacer(), min_interval=0, service="Site")
