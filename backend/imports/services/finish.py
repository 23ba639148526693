"""The ends of a run, each one transaction that the caller opened and in which it holds the job."""

import random
from datetime import timedelta
from typing import Any, Final

from django.db.models.functions import Now
from django.utils import timezone

from backend.imports.models import ImportJob, ImportPage, IssueState, JobPhase, JobState, RowState
from backend.imports.services.claim import save
from backend.imports.services.measures import count_end
from backend.imports.timeline import with_event
from backend.infrastructure import queue
from backend.profiles.services import (
    note_cancelled,
    note_platform_failure,
    note_platform_success,
    note_sync,
    note_trouble,
    person,
    seconds_out,
)

LONGEST_WAIT: Final = 6 * 3600
# Seconds over which those come back who waited for the end of the same outage.
AFTER_OUTAGE: Final = 60.0


def finish(job: ImportJob, state: str | None = None, *, code: str = "", detail: str = "") -> ImportJob:
    """End the run: by default where its issues and its kind put it, else in the state given."""
    state = state or _natural_end(job)
    save(
        job,
        state=state,
        error_code=code,
        error_detail=detail[:500],
        error_at=Now() if code else job.error_at,
        lease_until=None,
        not_before=None,
        cancel_requested=False,
        finished_at=Now(),
        events=with_event(job, state, detail),
    )
    ImportPage.objects.filter(job=job.pk).delete()
    if state == JobState.CANCELLED:
        let_go(job)
    _tell_profile(job, state, code, detail)
    job.refresh_from_db()
    count_end(job)
    return job


def _natural_end(job: ImportJob) -> str:
    if job.preview and job.phase == JobPhase.FETCH:
        return JobState.PREVIEWED
    if job.issues.filter(state=IssueState.OPEN).exists():
        return JobState.NEEDS_REVIEW
    return JobState.COMPLETED


def let_go(job: ImportJob) -> None:
    """What still waits on a cancelled job waits no more; a later import may ask again."""
    job.rows.filter(state=RowState.WAITING).update(state=RowState.DISCARDED)
    job.issues.filter(state=IssueState.OPEN).update(
        state=IssueState.RESOLVED, resolution="cancelled", resolved_at=timezone.now()
    )


def _tell_profile(job: ImportJob, state: str, code: str, detail: str) -> None:
    if state == JobState.FAILED:
        return note_trouble(job.profile_id, code, detail, platform=job.platform, account=_account(job))
    if state == JobState.CANCELLED:
        return note_cancelled(job.profile_id) if job.profile_id else None
    note_platform_success(job.platform)
    if job.profile_id is not None and state in (JobState.COMPLETED, JobState.NEEDS_REVIEW):
        note_sync(
            job.profile_id,
            job_id=job.pk,
            counts=_counts(job),
            began_at=job.started_at,
            is_span=_is_span(job),
            **job.options.get("left", {}),
        )


def _account(job: ImportJob) -> object:
    return job.profile_id or person(job.user_id)


def _counts(job: ImportJob) -> dict[str, int | None]:
    names = ("read", "new", "updated", "unchanged", "duplicate", "ignored", "invalid")
    return {"total": job.total, **{name: getattr(job, f"{name}_count") for name in names}}


def _is_span(job: ImportJob) -> bool:
    """Whether the run looked at a part of the history that a person chose."""
    options = job.options
    return "until" in options or ("since" in options and not options.get("incremental"))


def wait(job: ImportJob, seconds: float, *, code: str, detail: str) -> ImportJob:
    """Back into the queue until `seconds` from now (at most 6 h), with the reason; in an outage, until it is over."""
    if note_platform_failure(job.platform, code, account=_account(job), user_id=job.user_id):
        # Not all of them at the same moment.
        seconds = max(seconds, seconds_out(job.platform) + random.uniform(0, AFTER_OUTAGE))  # noqa: S311
    seconds = min(max(seconds, 1.0), LONGEST_WAIT)
    return _requeue(job, "waiting", detail, seconds, code=code)


def checkpoint(job: ImportJob) -> ImportJob:
    """Back into the queue at once: this worker's time is up, the next one goes on at the cursor."""
    # A run that stopped for want of time has not stalled.
    return _requeue(job, "continued", "", 0, stalled=max(job.stalled - 1, 0))


def _requeue(
    job: ImportJob, kind: str, detail: str, seconds: float, *, code: str = "", **more: Any
) -> ImportJob:
    save(
        job,
        state=JobState.QUEUED,
        not_before=Now() + timedelta(seconds=seconds) if seconds else None,
        lease_until=None,
        error_code=code,
        error_detail=detail[:500],
        error_at=Now() if code else job.error_at,
        events=with_event(job, kind, detail),
        **more,
    )
    queue.send("run_import", {"job_id": job.pk}, delay=seconds)
    job.refresh_from_db()
    return job
