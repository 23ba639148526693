"""A profile's numbers: asked for over the network first, then written in one short transaction."""

import math
import time
from contextlib import closing
from datetime import timedelta
from typing import Final

from django.utils import timezone

from backend.common.errors import TooMany
from backend.infrastructure.outbound import open_platform
from backend.platforms import registry
from backend.platforms.base.errors import OutOfTime, PlatformError, UpstreamTimeout
from backend.platforms.base.records import Account, Stats
from backend.profiles.models import PlatformProfile
from backend.profiles.services.accounts import account_of
from backend.profiles.services.limits import count_check
from backend.profiles.services.notes import note_failure, note_stats
from backend.profiles.services.platforms import require_on


class OutOfPatience(UpstreamTimeout):
    """It was we who could not wait: for the platform's answer or, where many ask, for our turn."""


COOL_DOWN: Final = timedelta(minutes=5)
# The longest that a person waits for a platform to answer for one account.
PATIENCE: Final = 8.0


def refresh_now(profile: PlatformProfile) -> PlatformProfile:
    """`refresh_stats` for a person who asks. Raises TooMany so soon after a look that was useful, or after many."""
    require_on(profile.platform)
    if profile.stats_at is not None:
        left = (profile.stats_at + COOL_DOWN - timezone.now()).total_seconds()
        if left > 0:
            raise TooMany(left, f"These numbers are fresh. Again in {math.ceil(left / 60)} min.")
    count_check(profile.user, registry.get_class(profile.platform))
    return refresh_stats(profile)


def refresh_stats(profile: PlatformProfile, *, deadline: float | None = None) -> PlatformProfile:
    """Fetch the numbers and keep them; on a failure those there are stay, with their date.

    `deadline` is on `time.monotonic()`, by default PATIENCE from now. Raises PlatformError, which the profile then
    tells about.
    """
    require_on(profile.platform)
    deadline = time.monotonic() + PATIENCE if deadline is None else deadline
    try:
        stats = ask_platform(profile.platform, account_of(profile), deadline=deadline)
        return note_stats(profile.pk, stats)
    except PlatformError as error:
        note_failure(profile.pk, error.code, error.detail, during="stats")
        raise


def look_before_sync(profile: PlatformProfile, *, seconds: float) -> None:
    """Fetch the numbers of an account that is about to be read: whose it is shows, and what there is to be read.

    What is wrong with the account is raised as PlatformError. What is wrong with the platform shows by itself.
    """
    deadline = time.monotonic() + min(PATIENCE, seconds)
    try:
        note_stats(profile.pk, ask_platform(profile.platform, account_of(profile), deadline=deadline))
    except PlatformError as error:
        if error.permanent:
            raise


def ask_platform(slug: str, account: Account, *, deadline: float) -> Stats:
    """What the platform says of an account now; writes nothing, so that it may run in a thread of a pool.

    Raises PlatformError, OutOfPatience where the deadline passes.
    """
    with closing(open_platform(slug, interactive=True)) as platform:
        try:
            platform.check_secret(account)
            with platform.within(deadline - time.monotonic()):
                return platform.fetch_stats(account)
        except OutOfTime:
            raise OutOfPatience(service=platform.name) from None
