"""A platform account as a source: pages of records and a cursor, read over the network, never writing."""

from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import replace
from datetime import datetime

from backend.core.solves import known_details
from backend.imports.models import ImportJob
from backend.infrastructure.outbound import open_platform
from backend.platforms.base.records import Account, Page
from backend.profiles.services import account_of, look_before_sync, require_on, require_turn


def platform_pages(
    job: ImportJob, *, interactive: bool, seconds_left: Callable[[], float]
) -> Generator[Page, None, None]:
    """Raises PlatformError, or OutOfTime when `seconds_left` is used up; the job's cursor says where to go on."""
    require_on(job.platform)
    with closing(open_platform(job.platform, interactive=interactive)) as platform:
        yield from platform.pages(_account(job), job.cursor, seconds_left=seconds_left)


def look_first(job: ImportJob, *, interactive: bool, seconds_left: Callable[[], float]) -> None:
    """Before the first page of a sync: the account's numbers, and whether it is still the same account.

    Raises PlatformError for what is wrong with the account; where nobody waits, also for an outage that is known.
    """
    if not interactive:
        require_turn(job.platform)
    if job.profile is not None and job.cursor is None and job.options.get("sync"):
        require_on(job.platform)
        look_before_sync(job.profile, seconds=seconds_left())
        # It may go by another name now.
        job.profile.refresh_from_db(fields=["username"])


def _account(job: ImportJob) -> Account:
    """Of the job's profile, with its secret; an import by name alone has neither a secret nor a past."""
    since, until = _moment(job, "since"), _moment(job, "until")
    if job.profile is None:
        account = Account(job.username, time_zone=job.user.time_zone, since=since, until=until)
    else:
        account = account_of(job.profile, since=since, until=until)
    if since is None:
        # What the last run left says what is new since; a run over everything asks anew.
        account = replace(account, state={})
    if not job.options.get("details"):
        return account
    return replace(account, details=True, known_details=known_details(job.user_id, job.platform))


def _moment(job: ImportJob, name: str) -> datetime | None:
    text = job.options.get(name)
    return datetime.fromisoformat(text) if text else None
