"""Runs waiting work: takes rows off the outbox and puts back what lost its worker."""

import logging
import time
from collections.abc import Callable
from typing import Final

from django.db import InterfaceError, OperationalError, close_old_connections

from backend.accounts.guests import clear_guests
from backend.accounts.services import sweep
from backend.common.context import request_id
from backend.imports.services.sweep import send_lost_jobs
from backend.infrastructure import queue
from backend.infrastructure.models import Outbox
from backend.infrastructure.tasks import BUDGET, TASKS

logger = logging.getLogger("skilltracker.worker")

# A row stays taken for as long as its task may work, and the page it is in when its time ends.
ROW_LEASE: Final = BUDGET + 30.0
IDLE_SECONDS: Final = 0.5
SWEEP_SECONDS: Final = 5.0
TIDY_SECONDS: Final = 3600.0
DATABASE_PAUSE: Final = 2.0


def run_one(stopping: Callable[[], bool] = lambda: False) -> bool:
    """Run the oldest row that is due; False where there is none."""
    row = queue.claim(lease=ROW_LEASE)
    if row is None:
        return False
    token = request_id.set(row.request_id)
    try:
        _run(row, stopping)
    finally:
        request_id.reset(token)
    return True


def _run(row: Outbox, stopping: Callable[[], bool]) -> None:
    task = TASKS.get(row.task)
    if task is None:
        logger.error("poison: no such task", extra={"task": row.task, "outbox_id": row.pk})
        queue.retry(row, error="no such task")
        return
    try:
        task(row.args, stopping)
    except (OperationalError, InterfaceError):
        # The row's own lease brings it back; there may be no database to write to now.
        raise
    except Exception as error:
        # The boundary of the task: one message that fails leaves the others alone.
        logger.exception("task failed", extra={"task": row.task, "outbox_id": row.pk})
        queue.retry(row, error=type(error).__name__)
        return
    queue.done(row.pk)


def run_forever(stopping: Callable[[], bool], *, sleep: Callable[[float], None] = time.sleep) -> None:
    """Work until told to stop; a database that is away is waited for."""
    swept_at = tidied_at = float("-inf")
    while not stopping():
        try:
            close_old_connections()
            if time.monotonic() - swept_at >= SWEEP_SECONDS:
                send_lost_jobs()
                swept_at = time.monotonic()
            if time.monotonic() - tidied_at >= TIDY_SECONDS:
                tidy()
                tidied_at = time.monotonic()
            if not run_one(stopping):
                sleep(IDLE_SECONDS)
        except (OperationalError, InterfaceError) as error:
            logger.warning("the database is away", extra={"error": type(error).__name__})
            sleep(DATABASE_PAUSE)


def run_until_empty() -> int:
    """Run all that is due now; the number of tasks run."""
    send_lost_jobs()
    tidy()
    number = 0
    while run_one():
        number += 1
    return number


def tidy() -> None:
    """Drop what has run out: sessions, counters, and guests nobody can come back to."""
    sweep()
    clear_guests()
