"""Rows that wait: committed by `commit` and `reprocess`, edited or discarded by a person."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from backend.accounts.services import lock_user
from backend.common.conflicts import again_on_conflict
from backend.common.errors import Conflict
from backend.imports.models import ImportJob, Issue, IssueState, JobState, RowOutcome, RowState, StagedRow
from backend.imports.records import type_of
from backend.imports.records.record_type import Matched
from backend.imports.services.claim import Claim, hold, lease, save
from backend.imports.services.finish import finish
from backend.imports.services.pages import count_columns, origin_of
from backend.imports.timeline import with_event
from backend.profiles.services import verified_profile

ROWS_A_PAGE: Final = 500
REVIEWABLE: Final = (JobState.NEEDS_REVIEW, JobState.PREVIEWED)


@again_on_conflict
def commit_staged(claimed: Claim) -> ImportJob:
    """Commit the next waiting rows, matched again under the lock; the job ends when none is left. Raises Fenced."""
    with transaction.atomic():
        job = hold(claimed)
        if job.cancel_requested:
            return finish(job, JobState.CANCELLED)
        waiting = job.rows.filter(state=RowState.WAITING).exclude(outcome=RowOutcome.INVALID)
        rows = list(waiting.order_by("row_number")[:ROWS_A_PAGE])
        if not rows:
            return finish(job)
        if job.profile_id is None:
            job.profile = verified_profile(user_id=job.user_id, platform=job.platform, username=job.username)
        kind = type_of(job)
        matched = kind.write(origin_of(job), [kind.from_values(row.values) for row in rows])
        counts: Counter[str] = Counter(one.result for one in matched)
        for row, one in zip(rows, matched, strict=True):
            _settle(row, one)
        StagedRow.objects.bulk_update(
            rows, ["outcome", "state", "effects", "kept_mine"], batch_size=ROWS_A_PAGE
        )
        save(job, **count_columns(job, counts), profile_id=job.profile_id, lease_until=lease(), stalled=0)
        job.refresh_from_db()
        return job


def _settle(row: StagedRow, one: Matched) -> None:
    row.outcome = one.result
    row.state = RowState.COMMITTED
    row.effects = one.effects
    row.kept_mine = one.kept_mine


@transaction.atomic
def edit_row(*, row: StagedRow, values: Mapping[str, Any]) -> StagedRow:
    """Take a person's values for a waiting row; it is committed by `commit` or `reprocess`.

    `values` completes or replaces what the row has. Raises InvalidValue for the first field that cannot be used,
    and Conflict where the row no longer waits.
    """
    job, row = _lock_waiting(row)
    kind = type_of(job)
    record = kind.mend(row.values, values, now=timezone.now())
    matched = kind.match(origin_of(job), [record])[0]
    old, row.outcome = row.outcome, matched.result
    row.values = kind.to_values(record)
    row.kept_mine = matched.kept_mine
    row.save(update_fields=["values", "outcome", "kept_mine"])
    _recount(job, old, row.outcome)
    _resolve(row, "edited")
    return row


@transaction.atomic
def discard_row(*, row: StagedRow) -> StagedRow:
    """Leave a waiting row out for good; the next import does not ask again. Raises Conflict where it is settled."""
    job, row = _lock_waiting(row)
    old, row.outcome, row.state = row.outcome, RowOutcome.IGNORED, RowState.DISCARDED
    row.save(update_fields=["outcome", "state"])
    _recount(job, old, row.outcome)
    _resolve(row, "discarded")
    _complete_when_settled(job)
    return row


def _lock_waiting(row: StagedRow) -> tuple[ImportJob, StagedRow]:
    lock_user(row.job.user_id)
    job = ImportJob.objects.select_for_update(no_key=True).get(pk=row.job_id)
    row = StagedRow.objects.get(pk=row.pk)
    if row.state != RowState.WAITING:
        raise Conflict("row_settled", "This row is settled already.")
    if job.state not in REVIEWABLE:
        raise Conflict("job_not_in_review", "The rows of this import cannot be changed in its present state.")
    return job, row


def _recount(job: ImportJob, old: str, new: str) -> None:
    """A row changes its column: the counts always add up to what was read.

    What a commit will count again is taken out of its column when the commit starts, see `control`.
    """
    if old == new:
        return
    moved = {
        f"{old}_count": max(getattr(job, f"{old}_count") - 1, 0),
        f"{new}_count": getattr(job, f"{new}_count") + 1,
    }
    save(job, **moved)
    job.refresh_from_db()


def _resolve(row: StagedRow, resolution: str) -> None:
    Issue.objects.filter(row=row).update(
        state=IssueState.RESOLVED, resolution=resolution, resolved_at=timezone.now()
    )


def _complete_when_settled(job: ImportJob) -> None:
    """A review in which everything was discarded has nothing left to commit."""
    if job.state != JobState.NEEDS_REVIEW or job.rows.filter(state=RowState.WAITING).exists():
        return
    save(job, state=JobState.COMPLETED, events=with_event(job, JobState.COMPLETED, ""))
