"""What a person may ask of a job: commit a preview, go on after a review, cancel."""

from collections import Counter
from contextlib import suppress

from django.db import IntegrityError, transaction
from django.utils import timezone

from backend.accounts.services import lock_user
from backend.common.errors import Conflict
from backend.imports.models import LIVE, ImportJob, JobPhase, JobState, RowOutcome, RowState
from backend.imports.services.claim import save
from backend.imports.services.finish import let_go
from backend.imports.timeline import with_event
from backend.infrastructure import queue
from backend.infrastructure.models import Outbox


def commit(*, job: ImportJob, hold: float = 0) -> Outbox:
    """Queue the rows of a preview for the journal. Raises Conflict where the job is no finished preview."""
    return _to_staged(
        job, JobState.PREVIEWED, "job_not_previewed", "Only a finished preview can be committed.", hold
    )


def reprocess(*, job: ImportJob, hold: float = 0) -> Outbox:
    """Queue the rows that a person has mended. Raises Conflict where the job does not wait for a person."""
    return _to_staged(
        job,
        JobState.NEEDS_REVIEW,
        "job_not_in_review",
        "Only an import that waits for a person can go on.",
        hold,
    )


def _to_staged(job: ImportJob, wanted: str, code: str, detail: str, hold: float) -> Outbox:
    try:
        with transaction.atomic():
            job = _locked(job)
            if job.state != wanted:
                raise Conflict(code, detail)
            if job.undo is not None:
                raise Conflict("job_undone", "This import was taken back.")
            save(
                job,
                state=JobState.QUEUED,
                phase=JobPhase.STAGED,
                finished_at=None,
                stalled=0,
                error_code="",
                error_detail="",
                events=with_event(job, "commit" if wanted == JobState.PREVIEWED else "reprocess"),
                **_without_waiting(job),
            )
            return queue.send("run_import", {"job_id": job.pk}, hold=hold)
    except IntegrityError as error:
        raise Conflict("job_running", "Another import of this account is running.") from error


def _without_waiting(job: ImportJob) -> dict[str, int]:
    """The counts less the rows that are about to be matched and counted again."""
    waiting = job.rows.filter(state=RowState.WAITING).exclude(outcome=RowOutcome.INVALID)
    again = Counter(waiting.values_list("outcome", flat=True))
    return {f"{name}_count": max(getattr(job, f"{name}_count") - number, 0) for name, number in again.items()}


def cancel(*, job: ImportJob) -> ImportJob:
    """Cancel what waits at once; ask what runs to stop at its next page. Raises Conflict where the job has ended."""
    with transaction.atomic():
        job = _locked(job)
        if job.state == JobState.RUNNING:
            save(job, cancel_requested=True, events=with_event(job, "cancel_requested"))
        elif job.state in (JobState.QUEUED, JobState.PREVIEWED, JobState.NEEDS_REVIEW):
            let_go(job)
            save(
                job,
                state=JobState.CANCELLED,
                not_before=None,
                finished_at=timezone.now(),
                events=with_event(job, JobState.CANCELLED),
            )
            job.pages.all().delete()
        else:
            raise Conflict("job_finished", "This import has ended.")
        job.refresh_from_db()
    return job


def cancel_all(*, user_id: int, profile_id: int) -> None:
    """End what is under way for an account: at once what waits, at its next page what runs."""
    for job in ImportJob.objects.filter(user=user_id, profile=profile_id, state__in=LIVE):
        # It may have ended by itself meanwhile.
        with suppress(Conflict):
            cancel(job=job)


def require_not_live(job: ImportJob) -> None:
    if job.state in LIVE:
        raise Conflict("job_running", "This import is still running.")


def _locked(job: ImportJob) -> ImportJob:
    """The job as it is now, with the user's journal and the job itself locked."""
    lock_user(job.user_id)
    return ImportJob.objects.select_for_update(no_key=True).get(pk=job.pk)
