"""The beginning of an import: checked, counted against the limit, written down with its task, nothing fetched yet."""

from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction

from backend.accounts.limits import hit
from backend.accounts.models import User
from backend.common.context import request_id
from backend.common.errors import TooMany
from backend.core.solves import bring_back as forget_deleted
from backend.imports.models import LIVE, ImportJob, JobKind
from backend.imports.timeline import with_event
from backend.infrastructure import queue
from backend.infrastructure.models import Outbox
from backend.platforms import registry
from backend.profiles.models import PlatformProfile

HOUR = 3600


@dataclass(frozen=True, slots=True)
class Started:
    """`row` is the task of a new job; None where the account is being imported already and that job is joined."""

    job: ImportJob
    row: Outbox | None


def start_import(
    *,
    user: User,
    platform: str,
    username: str,
    preview: bool = False,
    details: bool = False,
    bring_back: bool = False,
    hold: float = 0,
) -> Started:
    """Make the job of an import with its task, or find the one that is running.

    `hold` keeps workers away from the task for that many seconds. Raises KeyError for an unknown platform,
    InvalidUsername, and TooMany.
    """
    platform_class = registry.get_class(platform)
    username = platform_class.check_username(username)
    running = live_job(user.pk, platform, username)
    if running is not None:
        return Started(running, None)
    if not platform_class.offline:
        _check_limit(user)
    options = {name: True for name, on in (("details", details), ("bring_back", bring_back)) if on}
    try:
        with transaction.atomic():
            if bring_back and not preview:
                forget_deleted(user.pk, platform)
            return _create(user, platform, username, preview, options, hold)
    except IntegrityError:
        # Another request for the same account was quicker by a moment.
        running = live_job(user.pk, platform, username)
        if running is None:
            raise
        return Started(running, None)


def live_job(user_id: int, platform: str, username: str) -> ImportJob | None:
    return ImportJob.objects.filter(
        user=user_id, kind=JobKind.PLATFORM, platform=platform, username__iexact=username, state__in=LIVE
    ).first()


def _check_limit(user: User) -> None:
    seconds = hit("imports", user.pk, limit=settings.IMPORTS_PER_HOUR, window=HOUR)
    if seconds is not None:
        raise TooMany(seconds, "Too many imports in an hour. Try again later.")


def _create(
    user: User, platform: str, username: str, preview: bool, options: dict[str, bool], hold: float
) -> Started:
    job = ImportJob(
        user=user,
        platform=platform,
        username=username,
        profile=PlatformProfile.objects.filter(
            user=user, platform=platform, username__iexact=username
        ).first(),
        preview=preview,
        options=options,
        request_id=request_id.get(),
    )
    job.events = with_event(job, "created")
    job.save()
    return Started(job, queue.send("run_import", {"job_id": job.pk}, hold=hold))
