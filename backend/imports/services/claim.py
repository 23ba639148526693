"""Who may write for a job: claims with a lease and a fence, all by the database's clock."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce, Now

from backend.accounts.models import User
from backend.accounts.services import lock_user
from backend.imports.models import ImportJob, JobState


class Fenced(Exception):
    """Another worker holds the job now, or it ended or is gone: leave without a trace."""


@dataclass(frozen=True, slots=True)
class Claim:
    job_id: int
    user_id: int
    fence: int


def lease() -> CombinedExpression:
    return Now() + timedelta(seconds=settings.IMPORT_LEASE_SECONDS)


def claim(job_id: int) -> tuple[Claim, ImportJob] | None:
    """Take a job that waits or whose worker is lost; None where it is held, ended, not due or gone."""
    due = Q(state=JobState.QUEUED) & (Q(not_before=None) | Q(not_before__lte=Now()))
    lost = Q(state=JobState.RUNNING, lease_until__lt=Now())
    with transaction.atomic():
        taken = ImportJob.objects.filter(due | lost, pk=job_id).update(
            state=JobState.RUNNING,
            fence=F("fence") + 1,
            attempts=F("attempts") + 1,
            stalled=F("stalled") + 1,
            lease_until=lease(),
            not_before=None,
            started_at=Coalesce("started_at", Now()),
        )
        if not taken:
            return None
        job = ImportJob.objects.get(pk=job_id)
    return Claim(job.pk, job.user_id, job.fence), job


def hold(claimed: Claim) -> ImportJob:
    """Lock the user's journal and the job for this transaction. Raises Fenced where the claim is no longer ours."""
    try:
        lock_user(claimed.user_id)
        return ImportJob.objects.select_for_update(no_key=True).get(
            pk=claimed.job_id, fence=claimed.fence, state=JobState.RUNNING
        )
    except (ImportJob.DoesNotExist, User.DoesNotExist) as error:
        raise Fenced from error


def save(job: ImportJob, **changes: Any) -> None:
    """Write these columns of a job that the caller holds."""
    ImportJob.objects.filter(pk=job.pk).update(**changes)
