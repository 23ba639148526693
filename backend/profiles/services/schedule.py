"""When an account is read next, and why then: rarer while nothing happens, more often while something does.

Whoever goes to work on an account claims it first, by moving its due time on in one conditional update: of two who
try, one succeeds. All by the database's clock.
"""

import random
from datetime import timedelta
from typing import Any, Final

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, Now
from django.utils import timezone

from backend.platforms import registry
from backend.profiles.models import PlatformProfile
from backend.profiles.services.platforms import slugs_out

FIRST_INTERVAL: Final = timedelta(days=1)
SHORTEST: Final = timedelta(hours=4)
LONGEST: Final = timedelta(days=7)
FIRST_RETRY: Final = timedelta(hours=1)
LONGEST_RETRY: Final = timedelta(days=1)
STATS_INTERVAL: Final = timedelta(days=1)
# Who looks at an account's numbers has it for so long; a look takes much less.
LOOK_LEASE: Final = timedelta(minutes=2)
# Each time lies within so much of what was meant: what began together does not come back together.
SPREAD: Final = 0.15
# Only a person can change these, so they are tried again rarely.
OF_THE_ACCOUNT: Final = frozenset(
    {"not_found", "profile_not_found", "invalid_username", "other_account", "profile_private", "outside_plan"}
)
MOST_DOUBLINGS: Final = 10
MOST_PAUSE: Final = 24 * 3600


# --- What is due ------------------------------------------------------------------------------------------------


def readable_slugs() -> list[str]:
    """The platforms that may be asked by itself now, in the order of the registry."""
    out = slugs_out()
    return [kind.slug for kind in registry.all_classes() if not kind.csv_only and kind.slug not in out]


def due_profiles(platform: str, limit: int) -> list[PlatformProfile]:
    """What may be synced by itself now, longest due first; what was never planned is due at once."""
    due = _readable(platform).filter(_sync_is_due()).select_related("user")
    return list(due.order_by(F("next_sync_at").asc(nulls_first=True), "id")[:limit])


def stale_profiles(platform: str, limit: int) -> list[PlatformProfile]:
    """Whose numbers are to be looked at now, longest due first."""
    due = _readable(platform).filter(next_stats_at__lte=Now()).select_related("user")
    return list(due.order_by("next_stats_at", "id")[:limit])


def _readable(platform: str) -> QuerySet[PlatformProfile]:
    rows = PlatformProfile.objects.filter(platform=platform, is_paused=False, removal__isnull=True)
    return rows.filter(user__is_active=True)


def _sync_is_due() -> Q:
    return Q(next_sync_at=None) | Q(next_sync_at__lte=Now())


def claim_sync(profile: PlatformProfile) -> bool:
    """Take an account's due sync; false where another has. The run's end plans the next, a lost one's is a day later.

    The run looks at the numbers itself.
    """
    rows = PlatformProfile.objects.filter(
        _sync_is_due(), pk=profile.pk, is_paused=False, removal__isnull=True
    )
    later = Now() + _spread(FIRST_RETRY)
    return bool(
        rows.update(
            next_sync_at=Now() + _spread(_interval_of(profile.sync_interval_seconds)), next_stats_at=later
        )
    )


def claim_look(profile: PlatformProfile) -> bool:
    """Take the look at an account's numbers; false where another has. A lost one is due again after the lease."""
    rows = PlatformProfile.objects.filter(pk=profile.pk, next_stats_at__lte=Now(), removal__isnull=True)
    return bool(rows.update(next_stats_at=Now() + LOOK_LEASE))


# --- What is planned: columns to write --------------------------------------------------------------------------


def after_sync(profile: PlatformProfile, *, brought: bool, state: Any = None) -> dict[str, Any]:
    """After a good run. `brought`: there was something new. A platform's state may name the least pause it wants, in
    seconds, as `poll_interval`.
    """
    if profile.backfilled_at is None:
        interval, why = FIRST_INTERVAL, ""
    elif brought:
        interval = max(_interval_of(profile.sync_interval_seconds) / 2, SHORTEST)
        why = ": there was something new"
    else:
        interval = min(_interval_of(profile.sync_interval_seconds) * 2, LONGEST)
        why = ": nothing new of late"
    interval = max(interval, least_pause(state))
    return {
        "next_sync_at": Now() + max(_spread(interval), least_pause(state)),
        "next_sync_reason": f"{_often(interval)}{why}",
        "sync_interval_seconds": int(interval.total_seconds()),
    }


def after_failed_sync(profile: PlatformProfile, code: str) -> dict[str, Any]:
    """Later each time; `failures` of the profile are those before this one."""
    longest = LONGEST if code in OF_THE_ACCOUNT else LONGEST_RETRY
    wait = min(FIRST_RETRY * 2 ** min(profile.failures, MOST_DOUBLINGS), longest)
    why = "later each time that it fails" if profile.failures else "once more after a failure"
    return {"next_sync_at": Now() + _spread(wait), "next_sync_reason": why}


def after_outage(profile: PlatformProfile) -> dict[str, Any]:
    """Due as soon as the platform is asked again at all."""
    return {"next_sync_at": Now(), "next_sync_reason": f"as soon as {_name(profile.platform)} works again"}


def after_look(profile: PlatformProfile, *, changed: bool) -> dict[str, Any]:
    """After a good look; where the numbers `changed`, what changed them is fetched soon."""
    plan: dict[str, Any] = {"stale_since": None, "next_stats_at": Now() + _spread(STATS_INTERVAL)}
    if changed and profile.last_synced_at is not None and profile.next_sync_at is not None:
        soon = max(profile.last_synced_at + SHORTEST, timezone.now())
        if soon < profile.next_sync_at:
            plan |= {"next_sync_at": soon, "next_sync_reason": "its numbers have changed"}
    return plan


def after_failed_look(profile: PlatformProfile) -> dict[str, Any]:
    """Again after an hour, then after as long as it has failed already, at most a day."""
    failing = timezone.now() - profile.stale_since if profile.stale_since else timedelta()
    wait = _spread(min(max(failing, FIRST_RETRY), STATS_INTERVAL))
    return {"stale_since": Coalesce("stale_since", Now()), "next_stats_at": Now() + wait}


def put_off_look(profile: PlatformProfile, wait: timedelta) -> None:
    """It was nobody's failure: those numbers that are there stay good for as long."""
    PlatformProfile.objects.filter(pk=profile.pk).update(next_stats_at=Now() + wait)


def put_off_looks(platform: str, wait: timedelta) -> None:
    """The same for all accounts of a platform that asks us to wait."""
    rows = PlatformProfile.objects.filter(platform=platform, next_stats_at__lte=Now() + wait)
    rows.update(next_stats_at=Now() + _spread(wait))


def least_pause(state: Any) -> timedelta:
    """What a platform's own state asks for between two runs: `poll_interval`, in seconds."""
    told = state.get("poll_interval") if isinstance(state, dict) else None
    return timedelta(seconds=min(told, MOST_PAUSE)) if isinstance(told, int) and told > 0 else timedelta()


def _interval_of(seconds: int | None) -> timedelta:
    return timedelta(seconds=seconds) if seconds else FIRST_INTERVAL


def _spread(wait: timedelta) -> timedelta:
    return wait * random.uniform(1 - SPREAD, 1 + SPREAD)  # noqa: S311  (no secret)


def _often(interval: timedelta) -> str:
    hours = round(interval.total_seconds() / 3600)
    if hours == 24:
        return "once a day"
    return f"every {hours} hours" if hours < 48 else f"every {round(hours / 24)} days"


def _name(slug: str) -> str:
    return registry.get_class(slug).name if slug in registry.slugs() else slug
