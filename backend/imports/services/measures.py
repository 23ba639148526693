"""What an import tells the dashboard."""

from functools import partial

from django.db import transaction

from backend.common.metrics import emit
from backend.imports.models import ImportJob, JobPhase, RowOutcome


def count_end(job: ImportJob) -> None:
    """Count a job that has ended, once its end is committed."""
    transaction.on_commit(partial(_count_end, job))


def count_failure(job: ImportJob, code: str) -> None:
    emit("UpstreamErrors", 1, platform=_platform(job), code=code)


def _count_end(job: ImportJob) -> None:
    platform = _platform(job)
    emit("Imports", 1, platform=platform, state=job.state)
    # A preview has been read before it is committed: its rows and its time are told once.
    if job.phase != JobPhase.FETCH:
        return
    if job.finished_at is not None:
        emit("ImportSeconds", (job.finished_at - job.created_at).total_seconds(), platform=platform)
    for outcome in RowOutcome.values:
        if number := getattr(job, f"{outcome}_count"):
            emit("Rows", number, platform=platform, outcome=outcome)


def _platform(job: ImportJob) -> str:
    return job.platform or "file"
