"""The sync of one account: what is new since its last good run, everything again, or a span of it."""

import math
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils import timezone

from backend.common.errors import Conflict, TooMany
from backend.imports.models import LIVE, ImportJob
from backend.imports.services.start import Started, live_job, start_import
from backend.platforms import registry
from backend.profiles.models import PauseReason, PlatformProfile
from backend.profiles.services import least_pause, require_on

COOL_DOWN: Final = timedelta(minutes=15)
# Clocks differ: what happened about when the last run began is read once more.
SKEW: Final = timedelta(hours=1)


def start_sync(
    *,
    profile: PlatformProfile,
    full: bool = False,
    since: datetime | None = None,
    until: datetime | None = None,
    hold: float = 0,
) -> Started:
    """Make the job of a sync with its task, or find the one that is running; see `start_import`.

    Raises also PlatformOff, Conflict for an account that waits for another key, and TooMany so soon after a run that
    was useful.
    """
    require_on(profile.platform)
    is_asked_for = full or since is not None or until is not None
    running = live_job_of(profile)
    if running is not None:
        return Started(running, None)
    if profile.is_paused and profile.pause_reason == PauseReason.CREDENTIAL:
        name = registry.get_class(profile.platform).name
        raise Conflict("needs_credential", f"{name} refused the key of this account. Enter a new one.")
    if not is_asked_for:
        _require_cooled_down(profile)
    return start_import(
        user=profile.user,
        platform=profile.platform,
        username=profile.username,
        hold=hold,
        reading=_span(since, until) if is_asked_for else news_of(profile),
        limit="imports" if is_asked_for else "syncs",
    )


def live_job_of(profile: PlatformProfile) -> ImportJob | None:
    """Of this account, also under the name that it had when its import began."""
    same = ImportJob.objects.filter(profile=profile, state__in=LIVE).first()
    return same or live_job(profile.user_id, profile.platform, profile.username)


def news_of(profile: PlatformProfile) -> dict[str, Any]:
    """The options of a job that reads what is new; everything, where it was never all read."""
    if profile.backfilled_at is None or profile.known_until is None:
        return {"sync": True}
    again = timedelta(days=registry.get_class(profile.platform).resync_days)
    since = profile.known_until - again - SKEW
    return {"sync": True, "incremental": True, "since": since.isoformat()}


def _span(since: datetime | None, until: datetime | None) -> dict[str, Any]:
    """The options of a job that reads a span; everything, where it has neither beginning nor end."""
    given = {"since": since, "until": until}
    return {"sync": True} | {name: moment.isoformat() for name, moment in given.items() if moment is not None}


def _require_cooled_down(profile: PlatformProfile) -> None:
    """What was never all read has had no useful run yet. A platform may ask for more than our own pause."""
    if profile.last_synced_at is None or profile.backfilled_at is None:
        return
    pause = max(COOL_DOWN, least_pause(profile.sync_state))
    left = (profile.last_synced_at + pause - timezone.now()).total_seconds()
    if left > 0:
        text = f"This account was synced a moment ago. Again in {math.ceil(left / 60)} min."
        raise TooMany(left, text)
