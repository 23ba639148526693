"""Puts letters into the queue, and into the outbox that they are there. What cannot be sent is left to the relay."""

import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextvars import copy_context
from datetime import timedelta
from functools import reduce
from operator import or_
from threading import Thread
from typing import Any, Final

from django.conf import settings
from django.db.models import (
    Case,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Greatest, Now

from backend.aws import LONG_SECONDS, AwsError, aws_errors, patient_sqs, sqs
from backend.infrastructure.messages import Letter, to_entry
from backend.infrastructure.models import Outbox

logger = logging.getLogger("skilltracker.queue")

MOST_IN_A_CALL: Final = 10
# What a request waits for the queue at most. Time-outs of sockets do not bound the name server or a trickle.
WALL_SECONDS: Final = 2.0
# After a failure no request asks again for so long.
PAUSE_SECONDS: Final = 10.0
# A letter that nobody took is sent again after a quarter of an hour, then each time four times later: the queue may
# just be long, and is not to grow by that. After five it is set aside.
RESEND_SECONDS: Final = 900.0
MOST_SENDS: Final = 5

_quiet_until: dict[str, float] = {}


def publish_soon(letter: Letter) -> None:
    """Publish within a request: quickly or not at all. Never raises for the queue's sake."""
    if time.monotonic() < _quiet_until.get(settings.IMPORT_QUEUE_URL, 0.0):
        _note_unsent([letter])
    else:
        _publish([letter], lambda entries: _within(WALL_SECONDS, lambda: _send(sqs, entries)))


def publish(letters: Sequence[Letter]) -> bool:
    """Publish up to ten letters, as patiently as a worker may; False where the queue cannot be reached."""
    wall = LONG_SECONDS + 5
    return _publish(letters, lambda entries: _within(wall, lambda: _send(patient_sqs, entries)))


def is_reachable() -> bool:
    """Whether the queue answers, as quickly as a request can wait for."""
    try:
        _within(WALL_SECONDS, _ask)
    except (AwsError, TimeoutError):
        return False
    return True


def _ask() -> dict[str, Any]:
    with aws_errors():
        sqs().get_queue_attributes(QueueUrl=settings.IMPORT_QUEUE_URL, AttributeNames=["QueueArn"])
    return {}


def _publish(letters: Sequence[Letter], send: Callable[[list[dict[str, Any]]], dict[str, Any]]) -> bool:
    url = settings.IMPORT_QUEUE_URL
    try:
        answer = send([to_entry(letter) for letter in letters])
    except (AwsError, TimeoutError) as error:
        _note_failure(url, getattr(error, "code", "TimeoutError"))
        _note_unsent(letters)
        return False
    if _quiet_until.pop(url, None) is not None:
        logger.info("the queue is reached again")
    for refused in answer.get("Failed", []):
        logger.error(
            "the queue refused a letter", extra={"outbox_id": refused["Id"], "code": refused["Code"]}
        )
    taken = {int(entry["Id"]) for entry in answer.get("Successful", [])}
    _note_sent([letter for letter in letters if letter.row_id in taken])
    return True


def _send(client: Callable[[], Any], entries: list[dict[str, Any]]) -> dict[str, Any]:
    with aws_errors():
        answer: dict[str, Any] = client().send_message_batch(
            QueueUrl=settings.IMPORT_QUEUE_URL, Entries=entries
        )
    return answer


def _note_failure(url: str, code: str) -> None:
    if url not in _quiet_until:
        # Once until it works again: an hour without the queue is one event, not a thousand.
        logger.warning("the queue cannot be reached, the relay will send", extra={"code": code})
    _quiet_until[url] = time.monotonic() + PAUSE_SECONDS


def _note_sent(letters: Sequence[Letter]) -> None:
    if letters:
        again = ExpressionWrapper(Greatest("due_at", Now()) + _patience(), output_field=DateTimeField())
        _rows_of(letters).update(sent_at=Now(), sends=F("sends") + 1, claimed_until=again)


def _note_unsent(letters: Sequence[Letter]) -> None:
    """They are free for the relay at once."""
    _rows_of(letters).update(sent_at=None, claimed_until=None)


def _rows_of(letters: Sequence[Letter]) -> QuerySet[Outbox]:
    """Without those that a worker has taken meanwhile: their attempts have gone up."""
    return Outbox.objects.filter(
        reduce(or_, (Q(pk=letter.row_id, attempts=letter.attempts) for letter in letters))
    )


def _patience() -> Case:
    """Until a row is sent again, by the number of its sends so far."""
    pauses = [timedelta(seconds=RESEND_SECONDS * 4**number) for number in range(MOST_SENDS)]
    cases = [When(sends=number, then=Value(pause)) for number, pause in enumerate(pauses)]
    return Case(*cases, default=Value(pauses[-1]), output_field=DurationField())


def _within(seconds: float, call: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What `call` returns or raises. Raises TimeoutError when it has not ended in time; it then ends unheard."""
    future: Future[dict[str, Any]] = Future()

    def run() -> None:
        try:
            future.set_result(call())
        except BaseException as error:
            future.set_exception(error)

    Thread(target=copy_context().run, args=(run,), daemon=True).start()
    return future.result(timeout=seconds)
