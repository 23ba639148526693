"""Sends what the queue has not got: letters that were missed, have come due, or were sent long ago to nobody."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from backend.infrastructure.messages import letter_of
from backend.infrastructure.models import Outbox
from backend.infrastructure.publisher import MOST_IN_A_CALL, MOST_SENDS, publish
from backend.infrastructure.queue import free

# While a relay sends a row the others leave it alone; it is theirs should that relay die.
SENDING_SECONDS: Final = 60.0
LEAST_SECONDS: Final = 3.0


def relay(*, seconds_left: Callable[[], float] = lambda: 60.0) -> int:
    """Publish all that is free and due; the number of letters. Does nothing without a queue."""
    number = 0
    while settings.IMPORT_QUEUE_URL and seconds_left() > LEAST_SECONDS and (rows := _take()):
        if not publish([letter_of(row) for row in rows]):
            break
        number += len(rows)
    return number


def _take() -> list[Outbox]:
    """The oldest rows that wait, held for a moment by this relay."""
    with transaction.atomic():
        _set_aside()
        rows = list(_lock(free().filter(due_at__lte=Now()).order_by("due_at", "id"))[:MOST_IN_A_CALL])
        until = Now() + timedelta(seconds=SENDING_SECONDS)
        Outbox.objects.filter(pk__in=[row.pk for row in rows]).update(claimed_until=until, sent_at=Now())
    return rows


def _lock(rows: QuerySet[Outbox]) -> QuerySet[Outbox]:
    # SQLite's immediate transactions let one relay in at a time.
    if connection.features.has_select_for_update_skip_locked:
        return rows.select_for_update(skip_locked=True)
    return rows


def _set_aside() -> None:
    given_up = free().filter(sends__gte=MOST_SENDS, sent_at__isnull=False)
    given_up.update(dead_at=Now(), claimed_until=None, error="sent time and again, and never run to its end")
