"""What was given up: messages in the dead-letter queue, and rows of the outbox that were set aside."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings

from backend.aws import aws_errors, patient_sqs
from backend.infrastructure import queue
from backend.infrastructure.messages import Letter, Poison, from_record, letter_of, to_record
from backend.infrastructure.models import Outbox

if TYPE_CHECKING:
    from mypy_boto3_sqs.type_defs import MessageTypeDef

# While we look at messages nobody else does.
LOOKING_SECONDS: Final = 120
MOST_AT_ONCE: Final = 1000


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """`letter` is None where nobody can read it, for which `poison` is the reason. `row` is there until its task has
    been run; `message` is set where it lies in the queue of dead letters.
    """

    id: str
    since: datetime
    receives: int
    letter: Letter | None
    poison: str
    row: Outbox | None
    message: "MessageTypeDef | None" = None


@contextmanager
def dead_letters() -> Iterator[list[DeadLetter]]:
    """All of them, oldest first; what the block leaves there can then be seen by others again. Raises AwsError."""
    if not settings.IMPORT_QUEUE_URL:
        yield _dead_rows([])
        return
    url = dead_letter_queue_url()
    messages = _look(url)
    try:
        found = [_from_message(message) for message in messages]
        yield sorted([*found, *_dead_rows(found)], key=lambda dead: dead.since)
    finally:
        _show_again(url, messages)


def redrive(dead: DeadLetter) -> None:
    """Have it run again: as a new letter of its row, or as the same message where it has none. Raises AwsError."""
    if dead.row is None or not queue.revive(dead.row.pk):
        _send_as_it_was(dead)
    _delete(dead)


def drop(dead: DeadLetter) -> None:
    """Forget it, and its row. A job that waits for it is found and sent again by the sweep. Raises AwsError."""
    if dead.row is not None:
        queue.done(dead.row.pk)
    _delete(dead)


def dead_letter_queue_url() -> str:
    """As it is set, else as the redrive policy of the queue says. Raises LookupError where it says nothing."""
    given: str = settings.DEAD_LETTER_QUEUE_URL
    if given:
        return given
    with aws_errors():
        asked = patient_sqs().get_queue_attributes(
            QueueUrl=settings.IMPORT_QUEUE_URL, AttributeNames=["RedrivePolicy"]
        )
        policy = json.loads(asked.get("Attributes", {}).get("RedrivePolicy") or "{}")
        name = str(policy.get("deadLetterTargetArn", "")).rpartition(":")[2]
        if not name:
            raise LookupError("the queue has no dead-letter queue")
        return patient_sqs().get_queue_url(QueueName=name)["QueueUrl"]


def _look(url: str) -> list["MessageTypeDef"]:
    messages: dict[str, MessageTypeDef] = {}
    with aws_errors():
        while len(messages) < MOST_AT_ONCE:
            answer = patient_sqs().receive_message(
                QueueUrl=url,
                MaxNumberOfMessages=10,
                # A long poll asks every server of the queue; a short one would overlook some.
                WaitTimeSeconds=1,
                VisibilityTimeout=LOOKING_SECONDS,
                AttributeNames=["SentTimestamp", "ApproximateReceiveCount"],
                MessageAttributeNames=["All"],
            )
            if not (some := answer.get("Messages", [])):
                break
            messages.update({message["MessageId"]: message for message in some})
    return list(messages.values())


def _from_message(message: "MessageTypeDef") -> DeadLetter:
    letter, poison = None, ""
    try:
        letter = from_record(to_record(message))
    except Poison as error:
        poison = str(error)
    told = message.get("Attributes", {})
    return DeadLetter(
        message["MessageId"],
        datetime.fromtimestamp(int(told.get("SentTimestamp", "0")) / 1000, UTC),
        int(told.get("ApproximateReceiveCount", "0")),
        letter,
        poison,
        Outbox.objects.filter(pk=letter.row_id).first() if letter and letter.row_id else None,
        message,
    )


def _dead_rows(found: Sequence[DeadLetter]) -> list[DeadLetter]:
    """The rows that were set aside, but for those whose message is among what was found."""
    shown = [dead.row.pk for dead in found if dead.row]
    rows = Outbox.objects.exclude(dead_at=None).exclude(pk__in=shown).order_by("created_at")[:MOST_AT_ONCE]
    return [
        DeadLetter(f"row-{row.pk}", row.created_at, row.attempts, letter_of(row), "", row) for row in rows
    ]


def _send_as_it_was(dead: DeadLetter) -> None:
    if dead.message is None:
        return
    attributes: Any = {
        name: {"DataType": "String", "StringValue": value.get("StringValue", "")}
        for name, value in dead.message.get("MessageAttributes", {}).items()
        if value.get("DataType") == "String"
    }
    with aws_errors():
        patient_sqs().send_message(
            QueueUrl=settings.IMPORT_QUEUE_URL,
            MessageBody=dead.message.get("Body", ""),
            MessageAttributes=attributes,
        )


def _delete(dead: DeadLetter) -> None:
    if dead.message is not None:
        with aws_errors():
            patient_sqs().delete_message(
                QueueUrl=dead_letter_queue_url(), ReceiptHandle=dead.message["ReceiptHandle"]
            )


def _show_again(url: str, messages: Sequence["MessageTypeDef"]) -> None:
    """What was deleted meanwhile is refused, and that is no error."""
    for start in range(0, len(messages), 10):
        entries: Any = [
            {"Id": str(number), "ReceiptHandle": message["ReceiptHandle"], "VisibilityTimeout": 0}
            for number, message in enumerate(messages[start : start + 10])
        ]
        with aws_errors():
            patient_sqs().change_message_visibility_batch(QueueUrl=url, Entries=entries)
