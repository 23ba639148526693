"""A platform account as a source: pages of records and a cursor, read over the network, never writing."""

from collections.abc import Callable, Iterator

from backend.core.solves import known_details
from backend.imports.models import ImportJob
from backend.infrastructure.outbound import open_platform
from backend.platforms.base.records import Account, Page


def platform_pages(job: ImportJob, *, interactive: bool, seconds_left: Callable[[], float]) -> Iterator[Page]:
    """Raises PlatformError, or OutOfTime when `seconds_left` is used up; the job's cursor says where to go on."""
    details = bool(job.options.get("details"))
    account = Account(
        username=job.username,
        details=details,
        known_details=known_details(job.user_id, job.platform) if details else frozenset(),
    )
    platform = open_platform(job.platform, interactive=interactive)
    return platform.pages(account, job.cursor, seconds_left=seconds_left)
