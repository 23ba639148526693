"""Web servers and workers that send to a queue with a guard less; each is called in a forked child."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from backend.infrastructure import health, publisher, worker


def as_long_as_it_takes() -> None:
    """A request waits for the queue's answer to its end."""
    publisher._within = lambda seconds, call: call()


def without_a_relay() -> None:
    worker.relay = lambda **options: 0


def blind_to_the_lag() -> None:
    health.MAX_LAG_SECONDS = 1e9  # type: ignore[misc]


def sure_of_the_queue() -> None:
    health.is_reachable = lambda: True


def sending_twice() -> None:
    honest = publisher._send

    def send(client: Callable[[], Any], entries: list[dict[str, Any]]) -> dict[str, Any]:
        honest(client, entries)
        return honest(client, entries)

    publisher._send = send
