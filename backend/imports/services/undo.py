"""Taking back what a job did, newest row first, a set of rows a transaction."""

import logging
import time
from collections.abc import Callable
from typing import Any, Final

from django.db import transaction

from backend.accounts.models import User
from backend.accounts.services import lock_user
from backend.common.conflicts import again_on_conflict
from backend.common.context import telling
from backend.common.errors import Conflict
from backend.core.effects import Effect, revert
from backend.imports.models import ImportJob, RowState, StagedRow
from backend.imports.services.claim import about, save
from backend.imports.services.control import require_not_live
from backend.imports.services.finish import let_go
from backend.imports.timeline import with_event
from backend.infrastructure import queue
from backend.infrastructure.models import Outbox

logger = logging.getLogger("skilltracker.imports")

ROWS_A_STEP: Final = 500


def request_undo(*, job: ImportJob, hold: float = 0) -> Outbox | None:
    """Write down that a job is to be taken back; None where it was before, and its answer stands.

    Raises Conflict while the job is live, and where it committed nothing.
    """
    with transaction.atomic():
        lock_user(job.user_id)
        job = ImportJob.objects.select_for_update(no_key=True).get(pk=job.pk)
        require_not_live(job)
        if job.undo is not None:
            return None
        newest = job.rows.filter(state=RowState.COMMITTED).order_by("-row_number").first()
        if newest is None:
            raise Conflict("nothing_to_undo", "This import has put nothing into the journal.")
        # Nothing of it is to be settled any more; the next import may ask again.
        let_go(job)
        undo = {"state": "running", "removed": 0, "restored": 0, "kept": [], "below": newest.row_number + 1}
        save(job, undo=undo, events=with_event(job, "undo"))
        return queue.send("undo_import", {"job_id": job.pk}, hold=hold)


def run_undo(job_id: int, *, seconds: float, stopping: Callable[[], bool] = lambda: False) -> None:
    """Go on with an undo for at most `seconds`; what is left is sent to the queue. Safe to run twice at once."""
    deadline = time.monotonic() + seconds
    job = ImportJob.objects.filter(pk=job_id).first()
    if job is None:
        logger.info("acknowledged: the import is gone", extra={"job_id": job_id})
        return
    with telling(job.request_id, **about(job)):
        while _step(job_id):
            if stopping() or time.monotonic() > deadline:
                queue.send("undo_import", {"job_id": job_id})
                return


@again_on_conflict
def _step(job_id: int) -> bool:
    """Revert one set of rows; False where nothing is left."""
    job = ImportJob.objects.filter(pk=job_id).first()
    if job is None:
        return False
    with transaction.atomic():
        try:
            lock_user(job.user_id)
        except User.DoesNotExist:
            return False
        job = ImportJob.objects.select_for_update(no_key=True).get(pk=job_id)
        if job.undo is None or job.undo["state"] == "done":
            return False
        rows = list(
            job.rows.filter(state=RowState.COMMITTED, row_number__lt=job.undo["below"]).order_by(
                "-row_number"
            )[:ROWS_A_STEP]
        )
        if rows:
            _revert(job, rows)
        else:
            save(job, undo={**job.undo, "state": "done"}, events=with_event(job, "undone"))
        return bool(rows)


def _revert(job: ImportJob, rows: list[StagedRow]) -> None:
    done = revert(
        job.user_id, job.pk, [Effect(str(row.values.get("title", "")), row.effects) for row in rows]
    )
    undo: dict[str, Any] = dict(job.undo or {})
    undo["removed"] += sum(one.removed for one in done)
    undo["restored"] += sum(one.restored for one in done)
    undo["kept"] = [*undo["kept"], *(entry for one in done for entry in one.kept)]
    undo["below"] = rows[-1].row_number
    StagedRow.objects.filter(
        pk__in=[row.pk for row, one in zip(rows, done, strict=True) if not one.kept]
    ).update(state=RowState.UNDONE)
    save(job, undo=undo)
