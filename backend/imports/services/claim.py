"""Who may write for a job: claims with a lease and a fence, all by the database's clock."""

import random
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, F, Q, QuerySet
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce, Now

from backend.accounts.models import User
from backend.accounts.services import lock_user
from backend.common.conflicts import again_on_conflict
from backend.common.turns import take_turn
from backend.imports.models import LIVE, ImportJob, JobState
from backend.imports.timeline import with_event

# How soon a job that finds no room asks again; with every other that waits a little later, so that a crowd of a
# hundred asks no more often together than one of ten.
AGAIN_SECONDS: Final = 2.0
AGAIN_SECONDS_EACH: Final = 0.2
LONGEST_AGAIN: Final = 60.0
WORKER_LOST: Final = "The worker was lost; another one went on."


class Crowded(Exception):
    """As many imports of this user, or from this platform, run as may at once; ask again in `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Fenced(Exception):
    """Another worker holds the job now, or it ended or is gone: leave without a trace."""


@dataclass(frozen=True, slots=True)
class Claim:
    job_id: int
    user_id: int
    fence: int


def lease() -> CombinedExpression:
    return Now() + timedelta(seconds=settings.IMPORT_LEASE_SECONDS)


@again_on_conflict
def claim(job_id: int) -> tuple[Claim, ImportJob] | None:
    """Take a job that waits or whose worker is lost; None where it is held, ended, not due or gone. Raises Crowded."""
    due = Q(state=JobState.QUEUED) & (Q(not_before=None) | Q(not_before__lte=Now()))
    lost = Q(state=JobState.RUNNING, lease_until__lt=Now())
    claimable = ImportJob.objects.filter(due | lost, pk=job_id)
    with transaction.atomic():
        wanted = _lock(claimable).only("user_id", "platform", "state", "events").first()
        if wanted is None:
            return None
        _require_room(wanted)
        is_lost = wanted.state == JobState.RUNNING
        taken = claimable.update(
            state=JobState.RUNNING,
            fence=F("fence") + 1,
            attempts=F("attempts") + 1,
            stalled=F("stalled") + 1,
            lease_until=lease(),
            not_before=None,
            started_at=Coalesce("started_at", Now()),
            **({"events": with_event(wanted, "worker_lost", WORKER_LOST)} if is_lost else {}),
        )
        if not taken:
            return None
        job = ImportJob.objects.get(pk=job_id)
    return Claim(job.pk, job.user_id, job.fence), job


def _lock(jobs: QuerySet[ImportJob]) -> QuerySet[ImportJob]:
    """A job whose row somebody holds is theirs: to wait for them would keep all others from their turn."""
    if connection.features.has_select_for_update_skip_locked:
        return jobs.select_for_update(skip_locked=True, no_key=True)
    return jobs


def _require_room(job: ImportJob) -> None:
    """Raises Crowded. Who asks for the same user or platform waits for the end of this transaction: no two pass at
    once where there is room for one.
    """
    theirs, same = Q(user=job.user_id), Q(platform=job.platform)
    take_turn(f"imports of user {job.user_id}", f"imports from {job.platform}")
    running = Q(state=JobState.RUNNING, lease_until__gte=Now())
    counts = (
        ImportJob.objects.filter(theirs | same, state__in=LIVE)
        .exclude(pk=job.pk)
        .aggregate(
            user=Count("pk", filter=theirs & running),
            platform=Count("pk", filter=same & running),
            waiting=Count("pk", filter=~running),
        )
    )
    limits = {"user": settings.IMPORTS_AT_ONCE_PER_USER, "platform": settings.IMPORTS_AT_ONCE_PER_PLATFORM}
    if any(counts[who] >= most for who, most in limits.items() if most):
        pause = min(AGAIN_SECONDS + AGAIN_SECONDS_EACH * counts["waiting"], LONGEST_AGAIN)
        # Spread out: those that were turned away together do not come back together.
        raise Crowded(pause * random.uniform(0.5, 1.5))  # noqa: S311  (no secret)


def hold(claimed: Claim) -> ImportJob:
    """Lock the user's journal and the job for this transaction. Raises Fenced where the claim is no longer ours."""
    try:
        lock_user(claimed.user_id)
        return ImportJob.objects.select_for_update(no_key=True).get(
            pk=claimed.job_id, fence=claimed.fence, state=JobState.RUNNING
        )
    except (ImportJob.DoesNotExist, User.DoesNotExist) as error:
        raise Fenced from error


def about(job: ImportJob) -> dict[str, object]:
    """What every line of the log says about an import."""
    return {"job_id": job.pk, "platform": job.platform, "attempt": job.attempts}


def save(job: ImportJob, **changes: Any) -> None:
    """Write these columns of a job that the caller holds."""
    ImportJob.objects.filter(pk=job.pk).update(**changes)
