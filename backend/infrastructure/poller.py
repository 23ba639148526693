"""Takes batches from the queue where there is no Lambda to be called with them."""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.db import close_old_connections, connection

from backend.aws import AwsError, aws_errors, patient_sqs
from backend.infrastructure import worker
from backend.infrastructure.messages import to_record
from backend.infrastructure.worker import DATABASE_AWAY, Housekeeping, Stopping, run_batch

if TYPE_CHECKING:
    from mypy_boto3_sqs.type_defs import MessageTypeDef

logger = logging.getLogger("skilltracker.worker")

# Six times what a function may take on AWS; nobody else gets the message meanwhile.
VISIBILITY_SECONDS: Final = 360
# Shorter than the pause between two rounds of the relay, which this loop runs too, and than a stop may take.
POLL_SECONDS: Final = 5
# Of the visibility: what is not begun by then is given back.
MARGIN_SECONDS: Final = 60.0
QUEUE_PAUSE: Final = 5.0


def poll_forever(stopping: Stopping, *, batch: int = 1, sleep: Callable[[float], None] = time.sleep) -> None:
    """Work until told to stop; a queue or a database that is away is waited for."""
    house = Housekeeping()
    while not stopping():
        try:
            close_old_connections()
            # Before a message is taken: without a database each one would only fail, and count as a receive.
            connection.ensure_connection()
            house.keep()
            poll(stopping, batch=batch)
        except DATABASE_AWAY as error:
            logger.warning("the database is away", extra={"error": type(error).__name__})
            sleep(worker.DATABASE_PAUSE)
        except AwsError as error:
            logger.warning("the queue is away", extra={"code": error.code})
            sleep(QUEUE_PAUSE)


def poll_until_empty() -> int:
    """Relay, then run what the queue has now; the number of messages."""
    Housekeeping().keep()
    number = 0
    while found := poll(lambda: False, batch=1, wait=1):
        number += found
    return number


def poll(stopping: Stopping, *, batch: int, wait: int | None = None) -> int:
    """Receive once, run what came, delete what did not fail; the number of messages. Raises AwsError."""
    messages = _receive(batch, POLL_SECONDS if wait is None else wait)
    if messages:
        deadline = time.monotonic() + VISIBILITY_SECONDS - MARGIN_SECONDS
        event = {"Records": [to_record(message) for message in messages]}
        answer = run_batch(event, seconds_left=lambda: deadline - time.monotonic(), stopping=stopping)
        failed = {item["itemIdentifier"] for item in answer["batchItemFailures"]}
        _delete([message for message in messages if message["MessageId"] not in failed])
    return len(messages)


def _receive(number: int, wait: int) -> list["MessageTypeDef"]:
    with aws_errors():
        answer = patient_sqs().receive_message(
            QueueUrl=settings.IMPORT_QUEUE_URL,
            MaxNumberOfMessages=number,
            WaitTimeSeconds=wait,
            VisibilityTimeout=VISIBILITY_SECONDS,
            AttributeNames=["ApproximateReceiveCount"],
            MessageAttributeNames=["All"],
        )
    return answer.get("Messages", [])


def _delete(messages: Sequence[Mapping[str, Any]]) -> None:
    if not messages:
        return
    entries: Any = [
        {"Id": str(number), "ReceiptHandle": message["ReceiptHandle"]}
        for number, message in enumerate(messages)
    ]
    with aws_errors():
        patient_sqs().delete_message_batch(QueueUrl=settings.IMPORT_QUEUE_URL, Entries=entries)
