"""Waiting work is a row. `send` writes it in the caller's transaction, so that what was decided is not forgotten."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from backend.common.context import request_id
from backend.infrastructure.models import Outbox

MAX_ATTEMPTS = 5


def send(task: str, args: dict[str, Any], *, delay: float = 0, hold: float = 0) -> Outbox:
    """Write down a task, due `delay` seconds from now by the database's clock.

    With `hold` the row is claimed at once for that many seconds, for a caller that runs the task itself; it is free
    for a worker when the caller has not called `done` by then.
    """
    claimed = Now() + timedelta(seconds=hold) if hold else None
    return Outbox.objects.create(
        task=task,
        args=args,
        request_id=request_id.get(),
        due_at=Now() + timedelta(seconds=delay) if delay else Now(),
        claimed_until=claimed,
        attempts=1 if hold else 0,
    )


def claim(*, lease: float) -> Outbox | None:
    """Take one row that is due, oldest first, for `lease` seconds; None where there is none."""
    free = Q(claimed_until=None) | Q(claimed_until__lt=Now())
    waiting = Outbox.objects.filter(free, due_at__lte=Now(), dead_at=None)
    for pk in list(waiting.order_by("due_at", "id").values_list("pk", flat=True)[:20]):
        with transaction.atomic():
            taken = waiting.filter(pk=pk).update(
                claimed_until=Now() + timedelta(seconds=lease), attempts=F("attempts") + 1
            )
            if taken:
                return Outbox.objects.get(pk=pk)
    return None


def done(row_id: int) -> None:
    Outbox.objects.filter(pk=row_id).delete()


def retry(row: Outbox, *, error: str) -> None:
    """Put a row back whose task raised: later each time, and after five times aside, where it is counted as dead."""
    if row.attempts >= MAX_ATTEMPTS:
        Outbox.objects.filter(pk=row.pk).update(dead_at=Now(), claimed_until=None, error=error[:200])
        return
    pause = timedelta(seconds=min(5 * 2**row.attempts, 300))
    Outbox.objects.filter(pk=row.pk).update(due_at=Now() + pause, claimed_until=None, error=error[:200])
