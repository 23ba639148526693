"""Whether the process lives, and whether it can do its work."""

import time
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from django.conf import settings
from django.db import DatabaseError
from django.db.models.functions import Now

from backend.common.metrics import emit, is_on
from backend.infrastructure.models import Outbox
from backend.infrastructure.publisher import is_reachable
from backend.infrastructure.queue import free

Word: TypeAlias = Literal["ok", "unavailable"]
QueueWord: TypeAlias = Literal["ok", "behind", "unavailable"]

MAX_LAG_SECONDS: Final = 120.0
# Anybody may ask whether we are ready: the queue is asked no more often than this.
QUEUE_ANSWER_SECONDS: Final = 5.0

_asked: dict[str, tuple[float, bool]] = {}


@dataclass(frozen=True)
class Readiness:
    """`outbox_lag_seconds` is how long the oldest due task has waited for a worker, or for the queue; None where
    nobody can tell. `queue` is behind where it answers and that lag is too long: nobody works, or nobody relays.
    """

    database: Word
    queue: QueueWord
    outbox_lag_seconds: float | None

    @property
    def is_ready(self) -> bool:
        return self.database == self.queue == "ok"


def check_readiness() -> Readiness:
    """Ask the database once, and the queue where there is one; never raises."""
    try:
        lag = outbox_lag_seconds()
    except DatabaseError:
        return Readiness(database="unavailable", queue="unavailable", outbox_lag_seconds=None)
    in_time: QueueWord = "ok" if lag <= MAX_LAG_SECONDS else "behind"
    return Readiness(
        database="ok",
        queue=in_time if _queue_answers() else "unavailable",
        outbox_lag_seconds=round(lag, 1),
    )


def outbox_lag_seconds() -> float:
    """How long the oldest task that neither a worker nor the queue has been given is due, by the database's clock."""
    waiting = free().filter(due_at__lte=Now()).order_by("due_at")
    oldest = waiting.values_list("due_at", Now()).first()
    return (oldest[1] - oldest[0]).total_seconds() if oldest else 0.0


def measure_outbox() -> None:
    """Tell its lag, and how many rows were set aside, to whom the alarms go; asks nothing where metrics are off."""
    if is_on():
        emit("OutboxLag", outbox_lag_seconds(), source="relay")
        emit("OutboxSetAside", Outbox.objects.filter(dead_at__isnull=False).count(), source="relay")


def _queue_answers() -> bool:
    url = settings.IMPORT_QUEUE_URL
    if not url:
        return True
    until, answer = _asked.get(url, (0.0, False))
    if time.monotonic() >= until:
        answer = is_reachable()
        _asked[url] = (time.monotonic() + QUEUE_ANSWER_SECONDS, answer)
    return answer
