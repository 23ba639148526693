"""What AWS runs between a queue and a function: an event source mapping, here to be stepped through.

    esm = LocalEsm(queue, handler)          # handler(event) -> answer; more of them work side by side
    esm.step()                              # one receive, one invocation
    with LocalEsm(queue, handler): ...      # a thread for each handler, until the end of the block

As on AWS: a message is deleted unless the answer lists it or the whole invocation failed; what is not deleted
comes back when the queue's visibility time is over, and the queue counts its receives.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from random import Random
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self, TypeAlias

from django.db import connections

if TYPE_CHECKING:
    from backend.test_common.aws import Queue

Event: TypeAlias = dict[str, Any]
Message: TypeAlias = Mapping[str, Any]
Invoke: TypeAlias = Callable[[Event], Any]

IDLE_SECONDS: Final = 0.1


@dataclass(frozen=True)
class Delivery:
    """One invocation: what it was handed, what it answered (an exception where it failed), what came of it."""

    event: Event
    answer: Any
    failed: frozenset[str]

    @property
    def bodies(self) -> list[str]:
        return [record["body"] for record in self.event["Records"]]

    @property
    def receives(self) -> list[int]:
        """How often each message has been received, this time included."""
        return [int(record["attributes"]["ApproximateReceiveCount"]) for record in self.event["Records"]]


class LocalEsm:
    """`duplicate` is how likely a message is delivered once more, right after; `reorder` is how many more than a
    batch are taken at once and shuffled. `retry_after` seconds replace the queue's visibility for what failed.
    """

    def __init__(
        self,
        queue: Queue,
        *invokers: Invoke,
        batch_size: int = 1,
        duplicate: float = 0.0,
        reorder: int = 0,
        retry_after: int | None = None,
        chance: Random | None = None,
    ) -> None:
        self.deliveries: list[Delivery] = []
        self._queue = queue
        self._invokers = invokers
        self._batch_size = batch_size
        self._duplicate = duplicate
        self._reorder = reorder
        self._retry_after = retry_after
        self._chance = chance or Random(0)
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self._problems: list[BaseException] = []

    def step(self, *, wait: int = 0) -> list[Delivery]:
        """Receive and deliver once, by the first handler; nothing where there is nothing to receive."""
        return self._step(self._invokers[0], wait)

    def run_until_empty(self, *, seconds: float = 30.0) -> list[Delivery]:
        """Step until no message is left, in hands or delayed ones included. Raises AssertionError."""
        deadline = time.monotonic() + seconds
        done: list[Delivery] = []
        while self._queue.size():
            assert time.monotonic() < deadline, f"{self._queue.size()} messages left after {seconds:.0f} s"
            some = self.step()
            done += some
            if not some:
                time.sleep(IDLE_SECONDS)
        return done

    def race(self, *, wait: int = 1) -> list[Delivery]:
        """One batch, handed to all handlers at the same time: a message that a queue delivers twice."""
        messages = self._queue.receive(self._batch_size, wait=wait)
        with ThreadPoolExecutor(len(self._invokers)) as pool:
            return list(pool.map(lambda invoke: _and_let_go(self._deliver, invoke, messages), self._invokers))

    def __enter__(self) -> Self:
        self._threads = [
            threading.Thread(target=self._run, args=(invoke,), daemon=True, name=f"esm-{number}")
            for number, invoke in enumerate(self._invokers)
        ]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Waits for the invocations that run."""
        self._stop.set()
        for thread in self._threads:
            thread.join()
        if self._problems and kind is None:
            raise self._problems[0]

    def _run(self, invoke: Invoke) -> None:
        try:
            while not self._stop.is_set():
                if not self._step(invoke, 0):
                    self._stop.wait(IDLE_SECONDS)
        except BaseException as problem:
            self._problems.append(problem)
        finally:
            connections.close_all()

    def _step(self, invoke: Invoke, wait: int) -> list[Delivery]:
        messages = self._queue.receive(min(10, self._batch_size + self._reorder), wait=wait)
        if self._reorder:
            self._chance.shuffle(messages)
        done: list[Delivery] = []
        for start in range(0, len(messages), self._batch_size):
            batch = messages[start : start + self._batch_size]
            done.append(self._deliver(invoke, batch))
            if again := [one for one in batch if self._chance.random() < self._duplicate]:
                done.append(self._deliver(invoke, again))
        return done

    def _deliver(self, invoke: Invoke, batch: Sequence[Message]) -> Delivery:
        event = event_of(batch, self._queue.arn())
        try:
            answer = invoke(event)
            failed = failed_of(answer, [one["MessageId"] for one in batch])
        except Exception as error:
            answer, failed = error, frozenset(one["MessageId"] for one in batch)
        for message in batch:
            if message["MessageId"] not in failed:
                self._queue.delete(message)
            elif self._retry_after is not None:
                self._queue.show_again(message, seconds=self._retry_after)
        self.deliveries.append(Delivery(event, answer, failed))
        return self.deliveries[-1]


def event_of(messages: Iterable[Message], arn: str) -> Event:
    """Messages as SQS tells them, in the shape in which Lambda hands them to a function."""
    return {"Records": [_record(message, arn) for message in messages]}


def failed_of(answer: Any, ids: Sequence[str]) -> frozenset[str]:
    """The messages that come back. An answer that AWS cannot read fails them all; an empty one fails none.

    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
    """
    if (
        answer is None
        or answer == {}
        or (isinstance(answer, dict) and not answer.get("batchItemFailures", 1))
    ):
        return frozenset()
    try:
        failed = frozenset(item["itemIdentifier"] for item in answer["batchItemFailures"])
    except (KeyError, TypeError):
        return frozenset(ids)
    return failed if failed <= frozenset(ids) else frozenset(ids)


def _record(message: Message, arn: str) -> dict[str, Any]:
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": dict(message.get("Attributes", {})),
        "messageAttributes": {
            name: {
                "stringValue": value["StringValue"],
                "stringListValues": [],
                "binaryListValues": [],
                "dataType": value["DataType"],
            }
            for name, value in message.get("MessageAttributes", {}).items()
        },
        "md5OfBody": message["MD5OfBody"],
        "eventSource": "aws:sqs",
        "eventSourceARN": arn,
        "awsRegion": arn.split(":")[3],
    }


def _and_let_go(deliver: Callable[..., Delivery], *arguments: object) -> Delivery:
    """A thread has connections of its own, which nobody else would close."""
    try:
        return deliver(*arguments)
    finally:
        connections.close_all()
