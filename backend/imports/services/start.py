"""The beginning of an import: checked, counted against the limit, written down with its task, nothing fetched yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from django.conf import settings
from django.db import IntegrityError, transaction

from backend.accounts.limits import hit
from backend.accounts.models import User
from backend.common.context import request_id, tell
from backend.common.errors import Conflict, TooMany
from backend.core.solves import bring_back as forget_deleted
from backend.imports.models import LIVE, ImportJob, JobKind
from backend.imports.timeline import with_event
from backend.infrastructure import queue
from backend.infrastructure.models import Outbox
from backend.platforms import registry
from backend.platforms.base.errors import CredentialMissing, CsvOnly
from backend.platforms.base.platform import Platform
from backend.profiles.models import PlatformProfile
from backend.profiles.services import profile_of, require_on

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
    delay: float = 0,
    reading: Mapping[str, Any] = MappingProxyType({}),
    limit: Literal["imports", "syncs"] | None = "imports",
) -> Started:
    """Make the job of an import with its task, or find the one that is running.

    A profile of that name gives its secret. `hold` keeps workers away from the task for that many seconds, `delay` has
    it due so much later, `reading` says how much of the history to read (see `account_sync`), `limit` against what it
    counts, None where nobody asked for it. Raises KeyError for an unknown platform, InvalidUsername, CredentialMissing,
    CsvOnly and PlatformOff, TooMany, and Conflict.
    """
    platform_class = registry.get_class(platform)
    if platform_class.csv_only:
        raise CsvOnly(service=platform_class.name)
    require_on(platform)
    username = platform_class.check_username(username)
    running = live_job(user.pk, platform, username)
    if running is not None:
        return Started(running, None)
    profile = profile_of(user_id=user.pk, platform=platform, username=username)
    if profile is not None and profile.removal is not None:
        raise Conflict("removing", "This account is being removed.")
    _require_secret(platform_class, profile)
    if limit and not platform_class.offline:
        _check_limit(user, limit)
    options = {name: True for name, on in (("details", details), ("bring_back", bring_back)) if on} | dict(
        reading
    )
    try:
        with transaction.atomic():
            if bring_back and not preview:
                forget_deleted(user.pk, platform)
            return _create(user, platform, username, profile, preview, options, hold, delay)
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


def _require_secret(platform: type[Platform], profile: PlatformProfile | None) -> None:
    wanted = platform.credential
    if wanted and wanted.required and not (profile and profile.credential):
        label = wanted.label_beside(platform.name)
        raise CredentialMissing(f"{platform.name} needs your {label}: give it to the account first")


def _check_limit(user: User, scope: str) -> None:
    seconds = hit(scope, user.pk, limit=settings.IMPORTS_PER_HOUR, window=HOUR)
    if seconds is not None:
        raise TooMany(seconds, "Too many imports in an hour. Try again later.")


def _create(
    user: User,
    platform: str,
    username: str,
    profile: PlatformProfile | None,
    preview: bool,
    options: dict[str, Any],
    hold: float,
    delay: float,
) -> Started:
    job = ImportJob(
        user=user,
        platform=platform,
        record_type=registry.get_class(platform).record_type,
        username=username,
        profile=profile,
        preview=preview,
        options=options,
        request_id=request_id.get(),
    )
    job.events = with_event(job, "created")
    job.save()
    tell(job_id=job.pk, platform=platform, attempt=0)
    return Started(job, queue.send("run_import", {"job_id": job.pk}, hold=hold, delay=delay))
