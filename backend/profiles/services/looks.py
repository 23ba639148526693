"""Many accounts' numbers at a time: threads ask the platforms, the calling thread alone reads and writes the database.

A thread is handed plain values and gives a plain value back: a connection of its own to the database would stay open
when it ends.
"""

import logging
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing
from contextvars import copy_context
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.conf import settings

from backend.infrastructure.outbound import calls_at_once, open_platform
from backend.platforms import registry
from backend.platforms.base.errors import (
    CredentialMissing,
    OutOfTime,
    PlatformError,
    UpstreamRateLimited,
)
from backend.platforms.base.records import Account, Stats
from backend.profiles.models import PlatformProfile
from backend.profiles.services import schedule
from backend.profiles.services.accounts import account_of
from backend.profiles.services.notes import note_failure, note_stats, note_trouble
from backend.profiles.services.platforms import may_try, note_platform_success, slugs_in_outage

logger = logging.getLogger("skilltracker.sync")

# For all calls of one look, with repeats and pacing; less than the lease of a claim.
LOOK_SECONDS: Final = 20.0
# Less than this is not worth beginning a look with.
LEAST_SECONDS: Final = 1.0
BUSY_PAUSE: Final = timedelta(minutes=1)
DEFAULT_PAUSE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Looked:
    """How many accounts got new numbers, failed, and were put off because their platform was too busy for them."""

    fresh: int = 0
    failed: int = 0
    put_off: int = 0


def look_at_all(
    profiles: Iterable[PlatformProfile],
    *,
    seconds: float,
    stopping: Callable[[], bool] = lambda: False,
) -> Looked:
    """Fetch the numbers of those that are due, at most SYNC_CONCURRENCY at a time; each that fails keeps what it has.

    `profiles` come with their users. Nobody is begun with after `seconds`. Who is being looked at by another is left
    to them.
    """
    looking = _Looking(profiles, time.monotonic() + seconds, stopping)
    return looking.run(max(settings.SYNC_CONCURRENCY, 1))


class _Looking:
    def __init__(
        self, profiles: Iterable[PlatformProfile], deadline: float, stopping: Callable[[], bool]
    ) -> None:
        self._waiting: dict[str, deque[PlatformProfile]] = {}
        for profile in profiles:
            self._waiting.setdefault(profile.platform, deque()).append(profile)
        self._deadline = deadline
        self._stopping = stopping
        self._open: dict[Future[Stats], PlatformProfile] = {}
        self._tally: Counter[str] = Counter()

    def run(self, at_once: int) -> Looked:
        self._leave_one_in_outages()
        with ThreadPoolExecutor(at_once, thread_name_prefix="look") as pool:
            while True:
                self._begin(pool, at_once)
                if not self._open:
                    return Looked(**self._tally)
                done, _ = wait(self._open, return_when=FIRST_COMPLETED)
                for future in done:
                    self._end(self._open.pop(future), future)

    def _leave_one_in_outages(self) -> None:
        """A platform that is out of order is asked about one account, and about none before it is time."""
        for slug in slugs_in_outage() & set(self._waiting):
            first = list(self._waiting.pop(slug))[:1]
            if may_try(slug):
                self._waiting[slug] = deque(first)

    def _begin(self, pool: ThreadPoolExecutor, at_once: int) -> None:
        while len(self._open) < at_once and (profile := self._next()) is not None:
            if (account := _account(profile)) is None:
                self._tally["failed"] += 1
                continue
            seconds = min(LOOK_SECONDS, self._deadline - time.monotonic())
            future = pool.submit(copy_context().run, _ask, profile.platform, account, seconds)
            self._open[future] = profile

    def _next(self) -> PlatformProfile | None:
        """Of the platform with the fewest open calls that may have one more; claimed."""
        while not self._stopping() and self._deadline - time.monotonic() > LEAST_SECONDS:
            busy = Counter(profile.platform for profile in self._open.values())
            free = [
                slug
                for slug, queue in self._waiting.items()
                if queue and (not (most := calls_at_once(slug)) or busy[slug] < most)
            ]
            if not free:
                return None
            profile = self._waiting[min(free, key=lambda slug: busy[slug])].popleft()
            if schedule.claim_look(profile):
                return profile
        return None

    def _end(self, profile: PlatformProfile, asked: Future[Stats]) -> None:
        error = asked.exception()
        if error is None:
            self._keep(profile, asked.result())
        elif isinstance(error, OutOfTime):
            # Others had the turns: nobody's fault.
            schedule.put_off_look(profile, BUSY_PAUSE)
            self._tally["put_off"] += 1
        elif isinstance(error, UpstreamRateLimited):
            self._throttled(profile, error)
        else:
            self._failed(profile, error)

    def _keep(self, profile: PlatformProfile, stats: Stats) -> None:
        try:
            note_stats(profile.pk, stats)
        except PlatformProfile.DoesNotExist:
            return
        except PlatformError as error:
            return self._failed(profile, error)
        note_platform_success(profile.platform)
        self._tally["fresh"] += 1

    def _failed(self, profile: PlatformProfile, error: BaseException) -> None:
        code, detail = "internal", "Something went wrong on our side."
        if isinstance(error, PlatformError):
            code, detail = error.code, error.detail
        else:
            # One account's answer that we cannot bear leaves the others alone.
            logger.error(
                "look failed by an error of ours", exc_info=error, extra={"platform": profile.platform}
            )
        note_trouble(profile.pk, code, detail, platform=profile.platform, during="stats")
        self._tally["failed"] += 1

    def _throttled(self, profile: PlatformProfile, error: UpstreamRateLimited) -> None:
        """No fault of the account's: it waits, and the others there too unless each has a budget of its own."""
        pause = timedelta(seconds=error.retry_after or DEFAULT_PAUSE)
        schedule.put_off_look(profile, pause)
        self._tally["put_off"] += 1
        if registry.get_class(profile.platform).paced_by == "host":
            self._waiting.pop(profile.platform, None)
            schedule.put_off_looks(profile.platform, pause)


def _account(profile: PlatformProfile) -> Account | None:
    """None where its key cannot be read any more, which is noted."""
    try:
        return account_of(profile)
    except CredentialMissing as error:
        note_failure(profile.pk, error.code, error.detail, during="stats")
        return None


def _ask(slug: str, account: Account, seconds: float) -> Stats:
    """In a thread of the pool: no database here. Its socket is closed when it has its answer."""
    with closing(open_platform(slug, interactive=True)) as platform:
        platform.check_secret(account)
        with platform.within(seconds):
            return platform.fetch_stats(account)
