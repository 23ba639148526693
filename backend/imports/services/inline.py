"""Work done within the request that asked for it, for as long as a request may take; a worker does the rest."""

import time
from collections.abc import Callable

from django.conf import settings

from backend.imports.models import ImportJob
from backend.imports.services.run import run_import
from backend.imports.services.undo import run_undo
from backend.infrastructure import queue
from backend.infrastructure.models import Outbox
from backend.infrastructure.queue import Outcome

# Workers leave a row alone for so long; a request that was killed is thereby noticed.
GRACE = 10.0


def hold_seconds() -> float:
    """How long a row is kept for the request that wrote it; 0 where a queue takes all work."""
    return 0.0 if settings.IMPORT_QUEUE_URL else settings.IMPORT_INLINE_SECONDS + GRACE


def run_inline(job: ImportJob, row: Outbox | None, *, started: float) -> None:
    """Run the job's task here, where there is no queue. `started` is `time.monotonic()` at the request's start."""
    _inline(row, lambda seconds: run_import(job.pk, seconds=seconds, interactive=True), started)


def undo_inline(job: ImportJob, row: Outbox | None, *, started: float) -> None:
    _inline(row, lambda seconds: run_undo(job.pk, seconds=seconds), started)


def _inline(row: Outbox | None, work: Callable[[float], Outcome | None], started: float) -> None:
    if row is None or settings.IMPORT_QUEUE_URL:
        return
    outcome = work(settings.IMPORT_INLINE_SECONDS - (time.monotonic() - started))
    # Where as many of this person's imports run as may, a worker takes it when there is room.
    queue.settle(row.pk, Outcome() if outcome is None else outcome)
