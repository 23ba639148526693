"""Jobs whose work was lost: their worker died, or what should have woken them never came."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Now

from backend.common.turns import take_turn
from backend.imports.models import ImportJob, JobState
from backend.infrastructure import queue
from backend.infrastructure.models import Outbox

# A row that is younger is with whoever wrote it.
GRACE: Final = timedelta(seconds=5)
MOST_AT_ONCE: Final = 500


def send_lost_jobs() -> int:
    """Send every job that is due or lost its worker and has no row that will bring it back; the number sent."""
    lost = Q(state=JobState.RUNNING, lease_until__lt=Now())
    due = Q(state=JobState.QUEUED, not_before=None, created_at__lt=Now() - GRACE)
    woken = Q(state=JobState.QUEUED, not_before__lt=Now() - GRACE)
    # Whoever holds a row of such a job is dead, or about to claim it and then harmlessly quicker: that row comes back
    # much later. What the queue has does come, however long the queue is.
    comes = Q(claimed_until=None) | Q(claimed_until__lt=Now()) | Q(sent_at__isnull=False)
    return _send("run_import", ImportJob.objects.filter(lost | due | woken), comes)


def send_lost_undos() -> int:
    """Send every undo that has not ended and has no row; the number sent. It reads the whole table."""
    return _send("undo_import", ImportJob.objects.filter(undo__state="running"), Q())


def _send(task: str, jobs: QuerySet[ImportJob], comes: Q) -> int:
    job_id = Cast(KeyTextTransform("job_id", "args"), BigIntegerField())
    rows = Outbox.objects.annotate(job=job_id).filter(comes, task=task, dead_at=None, job=OuterRef("pk"))
    missing = jobs.filter(~Exists(rows)).order_by("pk").values_list("pk", "request_id")[:MOST_AT_ONCE]
    if not missing.exists():
        return 0
    with transaction.atomic():
        # Several workers sweep: the next one sees the rows of the one before.
        take_turn(f"sweep of {task}")
        found = list(missing)
        queue.write(task, [({"job_id": pk}, request) for pk, request in found])
    return len(found)
