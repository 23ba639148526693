"""Jobs whose work was lost: their worker died, or what should have woken them never came."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from backend.imports.models import ImportJob, JobState
from backend.infrastructure import queue
from backend.infrastructure.models import Outbox

# A row that is younger is with whoever wrote it.
GRACE = timedelta(seconds=5)


def send_lost_jobs() -> int:
    """Send every job that is due or lost its worker and has no row that will bring it back; the number sent."""
    lost = _ids(Q(state=JobState.RUNNING, lease_until__lt=Now()))
    due = Q(state=JobState.QUEUED, not_before=None, created_at__lt=Now() - GRACE)
    woken = Q(state=JobState.QUEUED, not_before__lt=Now() - GRACE)
    waiting = _ids(due | woken)
    if not (lost or waiting):
        return 0
    rows = Outbox.objects.filter(task="run_import", dead_at=None)
    missing = waiting - _jobs_of(rows)
    # Where the job's own lease has passed, whoever still holds a row of it is dead: that row comes back much later.
    missing |= lost - _jobs_of(rows.filter(Q(claimed_until=None) | Q(claimed_until__lt=Now())))
    for job_id in missing:
        with transaction.atomic():
            queue.send("run_import", {"job_id": job_id})
    return len(missing)


def _ids(which: Q) -> set[int]:
    return set(ImportJob.objects.filter(which).values_list("pk", flat=True)[:1000])


def _jobs_of(rows: QuerySet[Outbox]) -> set[int]:
    return set(rows.values_list("args__job_id", flat=True))
