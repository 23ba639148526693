"""The one story of every import: claim, read a page, commit it, and so on to an end that the job tells."""

import logging
import time
from collections.abc import Callable
from contextlib import closing, suppress
from typing import Final

from django.db import InterfaceError, OperationalError, transaction

from backend.common.conflicts import again_on_conflict
from backend.common.context import telling
from backend.imports.models import ImportJob, JobPhase, JobState
from backend.imports.services import finish as ends
from backend.imports.services.claim import Claim, Crowded, Fenced, about, claim, hold
from backend.imports.services.measures import count_failure
from backend.imports.services.pages import Ahead, commit_ahead, commit_page, ends_at_known, seen_keys
from backend.imports.services.staged import commit_staged
from backend.imports.sources.platform import look_first, platform_pages
from backend.imports.sources.read_ahead import LEAST_SECONDS, one_ahead
from backend.infrastructure.queue import Outcome
from backend.platforms.base.errors import OutOfTime, PlatformError, UpstreamRateLimited, UpstreamTooLarge
from backend.platforms.base.records import Page

logger = logging.getLogger("skilltracker.imports")

MOST_STALLED: Final = 5
FIRST_PAUSE: Final = 30.0
LONGEST_PAUSE: Final = 3600.0
# More than any platform puts on a page; to write more than this would outlast statement and lease.
MOST_ITEMS: Final = 10_000


def run_import(
    job_id: int,
    *,
    seconds: float,
    interactive: bool = False,
    stopping: Callable[[], bool] = lambda: False,
    on_page: Callable[[ImportJob], None] = lambda job: None,
) -> Outcome:
    """Work on a job for at most `seconds`; untrue where it is held by another, ended, not due, gone or crowded out.

    `interactive`: a person waits for the answer, so what is wrong upstream fails the job instead of being tried
    again later. Raises OperationalError and InterfaceError alone, when the database is away: what else goes wrong
    is told by the job.
    """
    try:
        taken = claim(job_id)
    except Crowded as crowd:
        _say_of(job_id, "import waits: too many run at once")
        return Outcome(taken=False, again_in=crowd.seconds)
    if taken is None:
        _say_of(job_id, "import not claimed, acknowledged: it is held, ended, not due or gone")
        return Outcome(taken=False)
    claimed, job = taken
    with telling(job.request_id, **about(job)):
        deadline = time.monotonic() + seconds
        return _work(Run(claimed, job, interactive, deadline, stopping, on_page))


def _say_of(job_id: int, message: str) -> None:
    job = ImportJob.objects.filter(pk=job_id).first()
    facts = about(job) if job else {"job_id": job_id}
    with telling(job.request_id if job else "", **facts):
        logger.info(message, extra={"state": job.state if job else "gone"})


def _work(run: "Run") -> Outcome:
    try:
        run.work()
    except Fenced:
        logger.warning("import fenced: another worker has it")
    except (OperationalError, InterfaceError):
        # The lease runs out by itself and the job is taken up again.
        raise
    except Exception:
        # The boundary of the task: our own fault, told by the job, its traceback in the log alone.
        logger.exception("import failed by an error of ours")
        # Where the claim is lost meanwhile, the job is the next worker's to tell about.
        with suppress(Fenced):
            run.put_off("internal", "Something went wrong on our side.", None)
        return Outcome(broke=True)
    return Outcome()


class Run:
    """One claim's work on a job."""

    def __init__(
        self,
        claimed: Claim,
        job: ImportJob,
        interactive: bool,
        deadline: float,
        stopping: Callable[[], bool],
        on_page: Callable[[ImportJob], None],
    ) -> None:
        self.claimed = claimed
        self.job = job
        self.interactive = interactive
        self.deadline = deadline
        self.stopping = stopping
        self.on_page = on_page

    def work(self) -> None:
        if self.job.cancel_requested:
            return self._end(JobState.CANCELLED)
        if self.job.stalled > MOST_STALLED:
            code = self.job.error_code or "stalled"
            return self._end(JobState.FAILED, code, self.job.error_detail or "No progress after five tries.")
        try:
            self._fetch() if self.job.phase == JobPhase.FETCH else self._staged()
        except OutOfTime:
            self._checkpoint()
        except PlatformError as error:
            self._told(error)

    def seconds_left(self) -> float:
        return 0.0 if self.stopping() else self.deadline - time.monotonic()

    def _fetch(self) -> None:
        seen, ahead = seen_keys(self.job.pk), Ahead()
        try:
            self._pages(seen, ahead)
        except (OutOfTime, PlatformError):
            commit_ahead(self.claimed, seen, ahead)
            raise

    def _pages(self, seen: set[bytes], ahead: Ahead) -> None:
        look_first(self.job, interactive=self.interactive, seconds_left=self.seconds_left)
        pages = platform_pages(self.job, interactive=self.interactive, seconds_left=self.seconds_left)
        with closing(one_ahead(pages, wanted=self._goes_on, seconds_left=self.seconds_left)) as coming:
            for page in coming:
                if len(page.items) > MOST_ITEMS:
                    raise UpstreamTooLarge(f"a page of more than {MOST_ITEMS} entries")
                if not ahead.takes(self.job, page, seen):
                    self.job = commit_page(self.claimed, page, seen, ahead)
                    self.on_page(self.job)
                if self.job.state != JobState.RUNNING:
                    return
        # A source that just stops has told no end: the page before said that there is more.
        commit_ahead(self.claimed, seen, ahead)
        self._end(None)

    def _goes_on(self, page: Page) -> bool:
        """Whether the walk goes on whatever is on this page: a sync asks for no page that it may not need."""
        return page.next_cursor is not None and not ends_at_known(self.job)

    def _staged(self) -> None:
        while self.job.state == JobState.RUNNING:
            if self.seconds_left() < LEAST_SECONDS:
                raise OutOfTime
            self.job = commit_staged(self.claimed)
            self.on_page(self.job)

    def _told(self, error: PlatformError) -> None:
        """What a platform's failure means for the job: the table is `permanent`, then who is waiting."""
        logger.info("import stopped by its platform", extra={"code": error.code})
        count_failure(self.job, error.code)
        if error.permanent:
            return self._end(JobState.FAILED, error.code, error.detail)
        if isinstance(error, UpstreamRateLimited):
            return self.put_off(error.code, error.detail, error.retry_after)
        if self.interactive:
            return self._end(JobState.FAILED, error.code, error.detail)
        self.put_off(error.code, error.detail, error.retry_after)

    @again_on_conflict
    def put_off(self, code: str, detail: str, seconds: float | None) -> None:
        """Into the queue until later; a job that has been put off five times without progress fails."""
        if self.job.stalled >= MOST_STALLED:
            return self._end(JobState.FAILED, code, detail)
        pause = min(FIRST_PAUSE * 2 ** max(self.job.stalled - 1, 0), LONGEST_PAUSE)
        with transaction.atomic():
            job = hold(self.claimed)
            self.job = ends.wait(job, pause if seconds is None else seconds, code=code, detail=detail)

    @again_on_conflict
    def _checkpoint(self) -> None:
        with transaction.atomic():
            self.job = ends.checkpoint(hold(self.claimed))

    @again_on_conflict
    def _end(self, state: str | None, code: str = "", detail: str = "") -> None:
        with transaction.atomic():
            self.job = ends.finish(hold(self.claimed), state, code=code, detail=detail)
