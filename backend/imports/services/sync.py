"""Sync by itself, in rounds: what is due is begun as ordinary imports, and the numbers of the other accounts are
looked at. Two rounds at once share the work: each account is claimed before anything is done with it.
"""

import logging
import math
import uuid
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Final

from django.db import transaction
from django.db.models import Count
from django.db.models.functions import Now
from django.utils import timezone

from backend.common.context import telling
from backend.common.errors import Conflict
from backend.common.turns import take_turn
from backend.imports.models import LIVE, ImportJob
from backend.imports.services.account_sync import live_job_of, news_of
from backend.imports.services.start import Started, start_import
from backend.infrastructure import queue
from backend.infrastructure.models import Outbox
from backend.infrastructure.outbound import pause_between_calls
from backend.platforms import registry
from backend.platforms.base.errors import PlatformError
from backend.profiles.models import PlatformProfile
from backend.profiles.services import (
    Looked,
    claim_sync,
    due_profiles,
    look_at_all,
    note_failure,
    readable_slugs,
    slugs_in_outage,
    stale_profiles,
)

logger = logging.getLogger("skilltracker.sync")

TASK: Final = "sync_profiles"
# A round leaves the worker to others after so long, and goes on in another one.
ROUND_SECONDS: Final = 20.0
AGAIN_SECONDS: Final = 20.0
# Imports of a platform that may wait or run before a round begins more of them there.
MOST_WAITING: Final = 20
MOST_LOOKS: Final = 500
# What a sync mostly takes: its numbers, and a page or two.
CALLS_A_SYNC: Final = 3


@dataclass(frozen=True, slots=True)
class Report:
    """`begun` imports, `joined` those that ran already; `is_all` where nothing that was due is left."""

    begun: int = 0
    joined: int = 0
    looked: Looked = field(default_factory=Looked)
    is_all: bool = True

    def __str__(self) -> str:
        looked = ", ".join(
            f"{number} {name.replace('_', ' ')}" for name, number in asdict(self.looked).items()
        )
        text = f"{self.begun} syncs begun, {self.joined} were running; numbers: {looked}"
        return text if self.is_all else f"{text}; more is due"


def send_round(*, delay: float = 0) -> bool:
    """Send a round to be run `delay` seconds from now; false where one is on its way or runs already."""
    if _rounds() > 0:
        return False
    with transaction.atomic():
        take_turn("round of syncs")
        if _rounds() > 0:
            return False
        queue.send(TASK, {}, delay=delay)
    return True


def _rounds() -> int:
    return Outbox.objects.filter(task=TASK, dead_at=None).count()


def run_round(*, seconds: float = ROUND_SECONDS, stopping: Callable[[], bool] = lambda: False) -> None:
    """The task: one round, and where it could not do everything, another one a little later."""
    report = sync_due(seconds=min(seconds, ROUND_SECONDS), stopping=stopping)
    if report != Report():
        logger.info("round of syncs: %s", report)
    # Our own row is still there; one more is on its way already where a message came twice.
    if not report.is_all and _rounds() < 2:
        queue.send(TASK, {}, delay=AGAIN_SECONDS)


def sync_due(
    *,
    seconds: float,
    platform: str | None = None,
    limit: int | None = None,
    imports: bool = True,
    stopping: Callable[[], bool] = lambda: False,
) -> Report:
    """Begin the imports that are due and look at the numbers that are: of one platform or of all, of at most `limit`
    accounts each. Without `imports` only the numbers.
    """
    slugs = [slug for slug in readable_slugs() if platform in (None, slug)]
    with telling(f"sync-{uuid.uuid4().hex[:16]}"):
        started = _begin_imports(slugs, math.inf if limit is None else limit) if imports else _Started()
        looked, more = _look(slugs, MOST_LOOKS if limit is None else limit, seconds, stopping)
    return Report(started.begun, started.joined, looked, is_all=not (more or started.more))


# --- Imports ----------------------------------------------------------------------------------------------------


@dataclass
class _Started:
    begun: int = 0
    joined: int = 0
    more: bool = False


def _begin_imports(slugs: list[str], limit: float) -> _Started:
    tally = _Started()
    waiting, outages = _waiting(slugs), slugs_in_outage()
    for slug in slugs:
        # What is out of order is tried with one account.
        most = 1 if slug in outages else MOST_WAITING
        room = int(max(min(most - waiting.get(slug, 0), limit - tally.begun), 0))
        due = due_profiles(slug, room + 1)
        tally.more |= len(due) > room and slug not in outages
        _begin(due[:room], waiting.get(slug, 0), tally)
    return tally


def _waiting(slugs: list[str]) -> Mapping[str, int]:
    """How many imports are under way. Where each account has a budget of its own, one that was told to wait keeps no
    other from its turn.
    """
    live = ImportJob.objects.filter(platform__in=slugs, state__in=LIVE).order_by()
    apart = [slug for slug in slugs if registry.get_class(slug).paced_by == "credential"]
    under_way = live.exclude(platform__in=apart, not_before__gt=Now())
    return dict(under_way.values_list("platform").annotate(number=Count("pk")))


def _begin(due: list[PlatformProfile], before: int, tally: _Started) -> None:
    """One job an account, each due so much later that the platform's own pace is enough for those before it."""
    for place, profile in enumerate(due, start=before):
        started = begin_sync(profile, delay=place * CALLS_A_SYNC * pause_between_calls(profile.platform))
        if started is not None:
            tally.begun += started.row is not None
            tally.joined += started.row is None


def begin_sync(profile: PlatformProfile, *, delay: float = 0) -> Started | None:
    """Claim an account's due sync and write its job down, both or neither; None where another has it or it cannot be.

    What keeps it from being begun is noted on the profile.
    """
    try:
        with transaction.atomic():
            if not claim_sync(profile):
                return None
            running = live_job_of(profile)
            if running is not None:
                return Started(running, None)
            return start_import(
                user=profile.user,
                platform=profile.platform,
                username=profile.username,
                delay=delay,
                reading=news_of(profile),
                limit=None,
            )
    except PlatformError as error:
        note_failure(profile.pk, error.code, error.detail)
    except Conflict as error:
        logger.info("account left out of syncs: %s", error.code)
    return None


# --- Numbers ----------------------------------------------------------------------------------------------------


def _look(slugs: list[str], limit: int, seconds: float, stopping: Callable[[], bool]) -> tuple[Looked, bool]:
    """What came of it, and whether more is due."""
    stale = [profile for slug in slugs for profile in stale_profiles(slug, limit)]
    due = sorted(stale, key=lambda profile: profile.next_stats_at or timezone.now())[:limit]
    looked = look_at_all(due, seconds=seconds, stopping=stopping)
    return looked, looked.fresh + looked.failed + looked.put_off < len(due)
