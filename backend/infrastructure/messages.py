"""The message of a task on the wire: `{"v": 1, "task": ..., "args": {...}}`, and in its attributes where it is from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from backend.infrastructure.models import Outbox

if TYPE_CHECKING:
    from mypy_boto3_sqs.type_defs import MessageTypeDef

VERSION: Final = 1
# SQS delays no message for longer.
LONGEST_DELAY: Final = 900


class Poison(Exception):
    """A message that nobody will ever be able to read."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A task on its way. `row_id` and `attempts` are its outbox row's; `row_id` is None where it came without one."""

    task: str
    args: dict[str, Any]
    row_id: int | None = None
    attempts: int = 0
    request_id: str = ""
    trace: Mapping[str, str] = field(default_factory=dict)
    delay: int = 0


def letter_of(row: Outbox, *, delay: int = 0) -> Letter:
    return Letter(row.task, row.args, row.pk, row.attempts, row.request_id, row.trace, delay)


def to_entry(letter: Letter) -> dict[str, Any]:
    """As SQS takes it in a batch, under the row's id."""
    return {
        "Id": str(letter.row_id),
        "MessageBody": json.dumps({"v": VERSION, "task": letter.task, "args": letter.args}),
        "DelaySeconds": letter.delay,
        "MessageAttributes": {
            name: {"DataType": "String", "StringValue": value}
            for name, value in _attributes(letter).items()
            # SQS takes no empty value.
            if value
        },
    }


def _attributes(letter: Letter) -> dict[str, str]:
    return {
        "outbox_id": str(letter.row_id),
        "request_id": letter.request_id,
        "trace": json.dumps(dict(letter.trace)) if letter.trace else "",
    }


def to_record(message: "MessageTypeDef") -> dict[str, Any]:
    """A message as SQS tells it, in the shape in which Lambda hands it over."""
    return {
        "messageId": message["MessageId"],
        "body": message.get("Body", ""),
        "attributes": message.get("Attributes", {}),
        "messageAttributes": {
            name: {"stringValue": value.get("StringValue", ""), "dataType": value["DataType"]}
            for name, value in message.get("MessageAttributes", {}).items()
        },
    }


def from_record(record: Mapping[str, Any]) -> Letter:
    """What Lambda hands over for one message. Raises Poison."""
    task, args = _read_body(record.get("body"))
    row_id = _attribute(record, "outbox_id")
    return Letter(
        task,
        args,
        int(row_id) if row_id.isascii() and row_id.isdigit() and len(row_id) < 19 else None,
        request_id=_attribute(record, "request_id")[:64],
        trace=_read_trace(_attribute(record, "trace")),
    )


def _read_body(body: object) -> tuple[str, dict[str, Any]]:
    try:
        told = json.loads(body) if isinstance(body, str) else None
    except (ValueError, RecursionError) as error:
        raise Poison("the body is not JSON") from error
    if not isinstance(told, dict):
        raise Poison("the body is not an object")
    if told.get("v") != VERSION or isinstance(told["v"], bool):
        raise Poison("the version is not known")
    task, args = told.get("task"), told.get("args")
    if not isinstance(task, str) or not isinstance(args, dict):
        raise Poison("it names no task with its arguments")
    return task, args


def _read_trace(text: str) -> dict[str, str]:
    try:
        told = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return {str(name): str(value) for name, value in told.items()} if isinstance(told, dict) else {}


def _attribute(record: Mapping[str, Any], name: str) -> str:
    attribute = (record.get("messageAttributes") or {}).get(name) or {}
    return str(attribute.get("stringValue") or "")
