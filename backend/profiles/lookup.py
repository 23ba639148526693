"""Anyone looks up public numbers, an account per platform: asked side by side, remembered for a while, never stored.

Only plain values go into the threads; what concerns the database is read before them, in the thread of the request.
"""

import hashlib
import json
import logging
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final

from django.core.cache import cache as shared
from django.utils import timezone

from backend.accounts.limits import hit
from backend.common.errors import TooMany
from backend.platforms import registry
from backend.platforms.base.errors import PlatformError, UpstreamTimeout
from backend.platforms.base.records import Account, Stats
from backend.profiles.models import PlatformState
from backend.profiles.services.platforms import off_text, outage_text, states
from backend.profiles.services.statistics import ask_platform

logger = logging.getLogger("skilltracker.profiles")

A_MINUTE: Final = 10
# Of the whole request, however many platforms it names.
PATIENCE: Final = 7.5
# How many accounts this process asks about at a time; the rest waits for its turn within its request's patience.
AT_ONCE: Final = 16
REMEMBERED: Final = 600
FAILURE_REMEMBERED: Final = 60


@dataclass(frozen=True, slots=True)
class Lookup:
    """An account's public numbers, or the code and words of what went wrong."""

    username: str
    rating: int | None = None
    rank: str = ""
    problems_solved: int | None = None
    by_difficulty: Mapping[str, int] | None = None
    fetched_at: datetime | None = None
    error: Mapping[str, str] | None = None


def count_lookup(address: str) -> None:
    """Raises TooMany."""
    seconds = hit("lookup", address, limit=A_MINUTE, window=60)
    if seconds is not None:
        raise TooMany(seconds)


def look_up(names: Mapping[str, str]) -> dict[str, Lookup]:
    """What each platform says of the account named, by slug; the names are checked already."""
    deadline = time.monotonic() + PATIENCE
    found = _remembered(names)
    barred = states(slug for slug in names if slug not in found)
    for slug, state in barred.items():
        if (refusal := _refusal(state)) is not None:
            found[slug] = Lookup(names[slug], error=refusal)
    flights = {slug: _fly(slug, name, deadline) for slug, name in names.items() if slug not in found}
    wait(flights.values(), timeout=max(deadline - time.monotonic(), 0))
    found |= {slug: _landed(slug, names[slug], flight) for slug, flight in flights.items()}
    return {slug: found[slug] for slug in names}


# --- What is known already --------------------------------------------------------------------------------------


def _remembered(names: Mapping[str, str]) -> dict[str, Lookup]:
    keys = {_key(slug, name): slug for slug, name in names.items()}
    return {keys[key]: Lookup(**told) for key, told in _from_cache(list(keys)).items()}


def _from_cache(keys: list[str]) -> dict[str, Any]:
    """Nothing where the cache is away: what it would have saved is asked for again."""
    try:
        return dict(shared.get_many(keys))
    except Exception as error:
        # The boundary to whatever the cache is kept in.
        logger.warning("the cache is away", extra={"error": type(error).__name__})
        return {}


def _remember(slug: str, name: str, told: Lookup) -> None:
    seconds = FAILURE_REMEMBERED if told.error else REMEMBERED
    try:
        shared.set(_key(slug, name), asdict(told), seconds)
    except Exception as error:
        logger.warning("the cache is away", extra={"error": type(error).__name__})


def _key(slug: str, name: str) -> str:
    """Hashed, since names of some platforms hold what keys may not; the number changes with the fields of Lookup."""
    return f"lookup-1:{hashlib.sha256(json.dumps([slug, name.lower()]).encode()).hexdigest()}"


def _refusal(state: PlatformState) -> dict[str, str] | None:
    if state.is_off:
        return {"code": "platform_off", "detail": off_text(state)}
    if state.outage_since is not None and state.retry_at is not None and state.retry_at > timezone.now():
        return {"code": state.outage_code or "upstream_unavailable", "detail": outage_text(state)}
    return None


# --- What has to be asked ---------------------------------------------------------------------------------------

_airborne: dict[str, Future[Lookup]] = {}
_tower = threading.Lock()


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix="lookup")


def _fly(slug: str, name: str, deadline: float) -> Future[Lookup]:
    """Who asks for what another request is asking for right now waits for the same answer."""
    key = _key(slug, name)
    with _tower:
        flight = _airborne.get(key)
        if flight is not None:
            return flight
        flight = _pool().submit(_in_this_context(lambda: _ask(slug, name, deadline)))
        _airborne[key] = flight
    flight.add_done_callback(lambda _: _airborne.pop(key, None))
    return flight


def _in_this_context(task: Callable[[], Lookup]) -> Callable[[], Lookup]:
    context = copy_context()
    return lambda: context.run(task)


def _ask(slug: str, name: str, deadline: float) -> Lookup:
    if time.monotonic() >= deadline:
        return _late(slug, name)
    try:
        stats = ask_platform(slug, Account(username=name), deadline=deadline)
    except PlatformError as error:
        told = Lookup(name, error={"code": error.code, "detail": error.detail})
    except Exception:
        # The boundary of the thread: what is wrong with one platform leaves the others alone.
        logger.exception("a look-up failed", extra={"platform": slug})
        told = Lookup(name, error={"code": "internal", "detail": "Something went wrong on our side."})
    else:
        told = _numbers(stats)
    _remember(slug, name, told)
    return told


def _numbers(stats: Stats) -> Lookup:
    return Lookup(
        username=stats.username,
        rating=stats.rating,
        rank=stats.rank or "",
        problems_solved=stats.problems_solved,
        by_difficulty=dict(stats.by_difficulty),
        fetched_at=datetime.now(UTC),
    )


def _landed(slug: str, name: str, flight: Future[Lookup]) -> Lookup:
    """One that is late ends by itself, by the same deadline, and is remembered."""
    return flight.result() if flight.done() else _late(slug, name)


def _late(slug: str, name: str) -> Lookup:
    late = UpstreamTimeout(service=registry.get_class(slug).name)
    return Lookup(name, error={"code": late.code, "detail": late.detail})
