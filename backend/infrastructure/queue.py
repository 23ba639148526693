"""Waiting work is a row. `send` writes it in the caller's transaction, so that what was decided is not forgotten.

With a queue the row is published after the commit; it stays until its task has been run to its end.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from math import ceil
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from backend.common.context import request_id
from backend.common.tracing import trace_headers
from backend.infrastructure.messages import LONGEST_DELAY, Letter, letter_of
from backend.infrastructure.models import Outbox
from backend.infrastructure.publisher import publish_soon

MAX_ATTEMPTS: Final = 5
# Between a commit and its letter; the relay leaves the row alone meanwhile, and takes it should we die here.
PUBLISHING_SECONDS: Final = 5.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a task says of its message; true where it was its to take.

    `again_in`: it is too crowded now, ask again in so many seconds, and that was no attempt. `broke`: it failed by a
    fault of ours, which is told and logged, and has put itself off.
    """

    taken: bool = True
    again_in: float | None = None
    broke: bool = False

    def __bool__(self) -> bool:
        return self.taken


def send(task: str, args: dict[str, Any], *, delay: float = 0, hold: float = 0) -> Outbox:
    """Write down a task, due `delay` seconds from now by the database's clock.

    With `hold` the row is claimed at once for that many seconds, for a caller that runs the task itself; it is free
    for a worker when the caller has not called `done` by then.
    """
    publishing = bool(settings.IMPORT_QUEUE_URL) and not hold and delay <= LONGEST_DELAY
    claimed = hold or (PUBLISHING_SECONDS if publishing else 0)
    row = Outbox.objects.create(
        task=task,
        args=args,
        request_id=request_id.get(),
        trace=trace_headers(),
        due_at=Now() + timedelta(seconds=delay) if delay else Now(),
        claimed_until=Now() + timedelta(seconds=claimed) if claimed else None,
        sent_at=Now() if publishing else None,
        attempts=1 if hold else 0,
    )
    if publishing:
        _publish_on_commit(Letter(task, args, row.pk, 0, row.request_id, row.trace, ceil(delay)))
    return row


def _publish_on_commit(letter: Letter) -> None:
    # robust: whatever goes wrong here, what was committed is accepted, and the relay sends it.
    transaction.on_commit(partial(publish_soon, letter), robust=True)


def write(task: str, requests: Iterable[tuple[dict[str, Any], str]]) -> None:
    """Write down many tasks, each with its arguments and the request it belongs to; the relay publishes them."""
    Outbox.objects.bulk_create(
        [Outbox(task=task, args=args, request_id=request) for args, request in requests]
    )


def free() -> QuerySet[Outbox]:
    """The rows that nobody holds and the queue has not got, whether they are due or not."""
    return Outbox.objects.filter(Q(claimed_until=None) | Q(claimed_until__lt=Now()), dead_at=None)


def claim(*, lease: float) -> Outbox | None:
    """Take one row that is due, oldest first, for `lease` seconds; None where there is none."""
    waiting = free().filter(due_at__lte=Now())
    for pk in list(waiting.order_by("due_at", "id").values_list("pk", flat=True)[:20]):
        with transaction.atomic():
            if _take(waiting.filter(pk=pk), lease):
                return Outbox.objects.get(pk=pk)
    return None


def begin(row_id: int, *, lease: float) -> bool:
    """Note that a worker has the letter of this row; it is sent again when the worker is silent for `lease` seconds.

    False where the row is gone, as its task has been run.
    """
    return bool(_take(Outbox.objects.filter(pk=row_id), lease))


def _take(rows: QuerySet[Outbox], lease: float) -> int:
    return rows.update(
        claimed_until=Now() + timedelta(seconds=lease), attempts=F("attempts") + 1, sent_at=None
    )


def done(row_id: int) -> None:
    Outbox.objects.filter(pk=row_id).delete()


def settle(row_id: int, outcome: Outcome) -> None:
    """Drop the row of a task that was run, put the other back."""
    if outcome.again_in is None:
        done(row_id)
    else:
        put_back(row_id, delay=outcome.again_in)


def put_back(row_id: int, *, delay: float = 0, begun: bool = True) -> bool:
    """Give a row back whose task was not run, due `delay` seconds from now; False where the row is gone.

    `begun`: the attempt that was counted when it was taken was none.
    """
    rows = Outbox.objects.filter(pk=row_id, attempts__gte=int(begun))
    return _give_again(rows, delay, attempts=F("attempts") - int(begun))


def revive(row_id: int) -> bool:
    """Have a row that was set aside run again, as if it were new; False where the row is gone."""
    return _give_again(Outbox.objects.filter(pk=row_id), 0, attempts=0, dead_at=None)


def _give_again(rows: QuerySet[Outbox], delay: float, **changes: Any) -> bool:
    publishing = bool(settings.IMPORT_QUEUE_URL) and delay <= LONGEST_DELAY
    with transaction.atomic():
        given = rows.select_for_update(no_key=True).first()
        if given is None:
            return False
        Outbox.objects.filter(pk=given.pk).update(
            due_at=Now() + timedelta(seconds=delay),
            claimed_until=Now() + timedelta(seconds=PUBLISHING_SECONDS) if publishing else None,
            sent_at=Now() if publishing else None,
            sends=0,
            **changes,
        )
        if publishing:
            given.refresh_from_db()
            _publish_on_commit(letter_of(given, delay=ceil(delay)))
    return True


def retry(row: Outbox, *, error: str) -> None:
    """Put a row back whose task raised: later each time, and after five times aside, where it is counted as dead."""
    if row.attempts >= MAX_ATTEMPTS:
        Outbox.objects.filter(pk=row.pk).update(dead_at=Now(), claimed_until=None, error=error[:200])
        return
    pause = timedelta(seconds=min(5 * 2**row.attempts, 300))
    Outbox.objects.filter(pk=row.pk).update(due_at=Now() + pause, claimed_until=None, error=error[:200])


def note_error(row_id: int, error: str) -> None:
    """For who looks at dead letters: why the last try ended."""
    Outbox.objects.filter(pk=row_id).update(error=error[:200])
