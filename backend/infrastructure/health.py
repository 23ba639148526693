"""Whether the process lives, and whether it can do its work."""

from dataclasses import dataclass

from django.db import DatabaseError
from django.db.models import Q
from django.db.models.functions import Now

from backend.infrastructure.models import Outbox

MAX_LAG_SECONDS = 120.0


@dataclass(frozen=True)
class Readiness:
    """`outbox_lag_seconds` is how long the oldest due and unclaimed task has waited; None where nobody can tell."""

    database: bool
    queue: bool
    outbox_lag_seconds: float | None

    @property
    def is_ready(self) -> bool:
        return self.database and self.queue


def check_readiness() -> Readiness:
    """Ask the database once; never raises."""
    try:
        lag = outbox_lag_seconds()
    except DatabaseError:
        return Readiness(database=False, queue=False, outbox_lag_seconds=None)
    return Readiness(database=True, queue=lag <= MAX_LAG_SECONDS, outbox_lag_seconds=round(lag, 1))


def outbox_lag_seconds() -> float:
    """How long the oldest task that nobody holds has been due, by the database's clock; 0 where none is."""
    free = Q(claimed_until=None) | Q(claimed_until__lt=Now())
    waiting = Outbox.objects.filter(free, due_at__lte=Now()).order_by("due_at")
    oldest = waiting.values_list("due_at", Now()).first()
    return (oldest[1] - oldest[0]).total_seconds() if oldest else 0.0
