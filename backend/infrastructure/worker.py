"""Runs waiting work: letters of a queue by the batch, or rows of the outbox one by one where there is no queue."""

import gc
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections

from backend.accounts.guests import clear_guests
from backend.accounts.services import sweep
from backend.common.context import telling
from backend.common.tracing import continued
from backend.imports.services.sweep import send_lost_jobs, send_lost_undos
from backend.imports.services.sync import send_round
from backend.infrastructure import queue
from backend.infrastructure.health import measure_outbox
from backend.infrastructure.messages import Letter, Poison, from_record, letter_of
from backend.infrastructure.relay import relay
from backend.infrastructure.tasks import BUDGET, TASKS, Turn
from backend.profiles.services.pending import sweep_pending

logger = logging.getLogger("skilltracker.worker")

# A row stays taken for as long as its task may work, and the page it is in when its time ends.
ROW_LEASE: Final = BUDGET + 30.0
# Of Lambda's 60 s: what the last page and its commit may still need. No page begins with less.
RESERVE_SECONDS: Final = 15.0
LEAST_SECONDS: Final = 1.0
IDLE_SECONDS: Final = 0.5
SWEEP_SECONDS: Final = 5.0
TIDY_SECONDS: Final = 3600.0
DATABASE_PAUSE: Final = 2.0

DATABASE_AWAY: Final = (OperationalError, InterfaceError)
Stopping = Callable[[], bool]


def settle_down() -> None:
    """Once all is loaded, in a process that works from now on: the collector leaves what stays for good alone, and
    comes less often for what a page leaves behind. It took a fifth of the time of a page.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


def _never() -> bool:
    return False


def _perform(letter: Letter, turn: Turn) -> queue.Outcome:
    outcome = TASKS[letter.task](letter.args, turn)
    return queue.Outcome() if outcome is None else outcome


# --- Letters of a queue -------------------------------------------------------------------------------------------


def run_batch(
    event: Mapping[str, Any], *, seconds_left: Callable[[], float], stopping: Stopping = _never
) -> dict[str, list[dict[str, str]]]:
    """Run each message of an event in Lambda's shape by itself, and answer those that are to come back.

    Never raises for a message. `seconds_left` until this process is stopped, however far it is.
    """
    close_old_connections()
    failed = [
        record["messageId"]
        for record in event.get("Records", [])
        if not _run_record(record, seconds_left, stopping)
    ]
    return {"batchItemFailures": [{"itemIdentifier": one} for one in failed]}


def _run_record(record: Mapping[str, Any], seconds_left: Callable[[], float], stopping: Stopping) -> bool:
    """True where the message may be deleted."""
    try:
        letter = from_record(record)
        if letter.task not in TASKS:
            raise Poison("no such task")
    except Poison as error:
        logger.error("poison: %s", error, extra={"message_id": record.get("messageId")})
        return False
    with _told_about(letter):
        try:
            return _run_letter(letter, Turn(min(BUDGET, seconds_left() - RESERVE_SECONDS), stopping))
        except DATABASE_AWAY as error:
            logger.warning("the database is away", extra={"error": type(error).__name__})
        except Exception as error:
            # The boundary of the message: what is wrong with it leaves the others of the batch alone.
            _note_failure(letter, error)
        return False


def _run_letter(letter: Letter, turn: Turn) -> bool:
    if turn.seconds < LEAST_SECONDS or turn.stopping():
        logger.info("no time for this message")
        return _put_back(letter, 0, begun=False)
    if letter.row_id is not None:
        queue.begin(letter.row_id, lease=turn.seconds + RESERVE_SECONDS + 15)
    outcome = _perform(letter, turn)
    if outcome.again_in is not None:
        return _put_back(letter, outcome.again_in)
    if letter.row_id is not None:
        queue.done(letter.row_id)
    return not outcome.broke


def _put_back(letter: Letter, delay: float, *, begun: bool = True) -> bool:
    """A letter that was not run comes back as a new one, so that it does not count against the old."""
    if letter.row_id is None or not queue.put_back(letter.row_id, delay=delay, begun=begun):
        queue.send(letter.task, letter.args, delay=delay)
    return True


def _note_failure(letter: Letter, error: Exception) -> None:
    logger.exception("task failed")
    try:
        if letter.row_id is not None:
            queue.note_error(letter.row_id, type(error).__name__)
    except DATABASE_AWAY:
        logger.warning("the database is away")


@contextmanager
def _told_about(letter: Letter) -> Iterator[None]:
    """Every line says whose work this is, and the trace of the request goes on."""
    facts = {name: letter.args[name] for name in ("job_id",) if name in letter.args}
    with (
        telling(letter.request_id, task=letter.task, outbox_id=letter.row_id, **facts),
        continued(letter.trace, "skilltracker.task", letter.task),
    ):
        yield


# --- Rows of the outbox -------------------------------------------------------------------------------------------


def run_one(stopping: Stopping = _never) -> bool:
    """Run the oldest row that is due; False where there is none."""
    row = queue.claim(lease=ROW_LEASE)
    if row is None:
        return False
    letter = letter_of(row)
    with _told_about(letter):
        if letter.task not in TASKS:
            logger.error("poison: no such task")
            queue.retry(row, error="no such task")
            return True
        try:
            outcome = _perform(letter, Turn(BUDGET, stopping))
        except DATABASE_AWAY:
            # The row's own lease brings it back; there may be no database to write to now.
            raise
        except Exception as error:
            # The boundary of the task: one message that fails leaves the others alone.
            logger.exception("task failed")
            queue.retry(row, error=type(error).__name__)
            return True
        queue.settle(row.pk, outcome)
    return True


def run_until_empty() -> int:
    """Run all that is due now; the number of tasks run."""
    send_lost_jobs()
    tidy()
    number = 0
    while run_one():
        number += 1
    return number


# --- What has to be done now and then ------------------------------------------------------------------------------


class Housekeeping:
    """Brings back what was lost, sends what the queue has missed, has accounts synced, drops what has run out: each in
    its time.
    """

    def __init__(self) -> None:
        self._swept_at = self._tidied_at = float("-inf")

    def keep(self) -> None:
        if time.monotonic() - self._swept_at >= SWEEP_SECONDS:
            bring_back()
            if settings.SYNC_EVERY:
                send_round(delay=settings.SYNC_EVERY)
            self._swept_at = time.monotonic()
        if time.monotonic() - self._tidied_at >= TIDY_SECONDS:
            tidy()
            self._tidied_at = time.monotonic()


def run_forever(stopping: Stopping, *, sleep: Callable[[float], None] = time.sleep) -> None:
    """Work on the outbox until told to stop; a database that is away is waited for."""
    house = Housekeeping()
    while not stopping():
        try:
            close_old_connections()
            house.keep()
            if not run_one(stopping):
                sleep(IDLE_SECONDS)
        except DATABASE_AWAY as error:
            logger.warning("the database is away", extra={"error": type(error).__name__})
            sleep(DATABASE_PAUSE)


def bring_back(seconds_left: Callable[[], float] = lambda: 60.0) -> None:
    """Write rows for what lost its worker, and publish all that the queue has not got."""
    send_lost_jobs()
    relay(seconds_left=seconds_left)
    measure_outbox()


def tidy() -> None:
    """Drop what has run out (sessions, counters, guests and connections that nobody can come back to), and bring lost
    undos back."""
    sweep()
    clear_guests()
    sweep_pending()
    send_lost_undos()


SCHEDULED: dict[str, Callable[[Callable[[], float]], object]] = {
    "relay": bring_back,
    "tidy": lambda seconds_left: tidy(),
    "sync": lambda seconds_left: send_round(),
}


def run_scheduled(name: str, *, seconds_left: Callable[[], float]) -> None:
    """Run what a schedule asks for. Raises KeyError for a name that is not in the table, and whatever it raises."""
    close_old_connections()
    SCHEDULED[name](seconds_left)
