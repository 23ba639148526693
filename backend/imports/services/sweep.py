"""Jobs whose work was lost: their worker died, or what should have woken them never came."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from backend.imports.models import ImportJob, JobState
from backend.infrastructure import queue
from backend.infrastructure.models import Outbox

# A row that is younger is with whoever wrote it.
GRACE = timedelta(seconds=5)


def send_lost_jobs() -> int:
    """Send every job that is due or lost its worker and has no row that will bring it back; the number sent."""
    lost = Q(state=JobState.RUNNING, lease_until__lt=Now())
    due = Q(state=JobState.QUEUED, not_before=None, created_at__lt=Now() - GRACE)
    woken = Q(state=JobState.QUEUED, not_before__lt=Now() - GRACE)
    jobs = set(ImportJob.objects.filter(lost | due | woken).values_list("pk", flat=True)[:1000])
    if not jobs:
        return 0
    # Whoever holds a row of such a job is dead, or about to claim it and then harmlessly quicker: that row comes back
    # much later, so only a free one counts.
    free = Outbox.objects.filter(Q(claimed_until=None) | Q(claimed_until__lt=Now()), dead_at=None)
    missing = jobs - set(free.filter(task="run_import").values_list("args__job_id", flat=True))
    for job_id in missing:
        with transaction.atomic():
            queue.send("run_import", {"job_id": job_id})
    return len(missing)
