"""The queue and its mapping in the tests behave as AWS does, or what is proven on them is worth nothing."""

import json
import time
from collections.abc import Callable
from random import Random
from threading import Barrier
from typing import Any

import pytest

from backend.test_common.aws import LocalEsm, Queue
from backend.test_common.local_esm import failed_of


def fails(event: dict[str, Any]) -> dict[str, Any]:
    """Every message of it, by answering so."""
    return {"batchItemFailures": [{"itemIdentifier": record["messageId"]} for record in event["Records"]]}


def does_all(event: dict[str, Any]) -> None:
    """As AWS reads it: no answer is no failure."""


def test_what_is_not_listed_is_deleted_and_what_is_listed_comes_back(sqs_queue: Queue) -> None:
    wanted = {sqs_queue.send({"number": number}): number for number in range(5)}
    bad = next(iter(wanted))

    def handler(event: dict[str, Any]) -> dict[str, Any]:
        ids = [record["messageId"] for record in event["Records"]]
        return {"batchItemFailures": [{"itemIdentifier": bad}] if bad in ids else []}

    esm = LocalEsm(sqs_queue, handler, batch_size=5, retry_after=0)
    first = esm.step()[0]
    assert (len(first.bodies), first.failed, sqs_queue.size()) == (5, {bad}, 1)
    again = esm.step()[0]
    assert ([json.loads(body) for body in again.bodies], again.receives) == ([{"number": wanted[bad]}], [2])


def test_an_exception_fails_the_whole_batch(sqs_queue: Queue) -> None:
    for number in range(3):
        sqs_queue.send(number)

    def handler(event: dict[str, Any]) -> None:
        raise RuntimeError("broken")

    assert len(LocalEsm(sqs_queue, handler, batch_size=3).step()[0].failed) == sqs_queue.size() == 3


def test_a_failed_message_is_received_again_only_after_its_visibility_and_dies_of_too_many_receives(
    open_queue: Callable[..., Queue],
) -> None:
    queue = open_queue(visibility=1, max_receives=3)
    queue.send("poison", outbox_id=7)
    esm = LocalEsm(queue, fails)
    started = time.monotonic()
    esm.run_until_empty()
    assert [delivery.receives for delivery in esm.deliveries] == [[1], [2], [3]]
    assert time.monotonic() - started > 2
    (dead,) = queue.dead_letters()
    assert dead["Body"] == "poison"
    assert dead["MessageAttributes"]["outbox_id"]["StringValue"] == "7"
    assert len(queue.dead_letters()) == 1, "looking at it took it away"


def test_a_duplicate_is_delivered_twice_and_deleted_once(sqs_queue: Queue) -> None:
    sqs_queue.send("once")
    esm = LocalEsm(sqs_queue, does_all, duplicate=1.0)
    esm.run_until_empty()
    assert [delivery.bodies for delivery in esm.deliveries] == [["once"], ["once"]]
    assert sqs_queue.dead_letters() == []


def test_messages_come_in_another_order(sqs_queue: Queue) -> None:
    for number in range(8):
        sqs_queue.send(str(number))
    esm = LocalEsm(sqs_queue, does_all, reorder=9, chance=Random(1))
    esm.run_until_empty()
    came = [delivery.bodies[0] for delivery in esm.deliveries]
    assert sorted(came) == list("01234567") != came


@pytest.mark.django_db
def test_rivals_get_the_same_message_at_the_same_time(sqs_queue: Queue) -> None:
    sqs_queue.send("contested")
    both = Barrier(2, timeout=5)

    def handler(event: dict[str, Any]) -> None:
        both.wait()

    one, other = LocalEsm(sqs_queue, handler, handler).race()
    assert one.event == other.event
    assert (one.answer, other.answer, sqs_queue.size()) == (None, None, 0)


def test_threads_work_side_by_side_until_the_end_of_the_block(sqs_queue: Queue) -> None:
    both = Barrier(2, timeout=5)

    def handler(event: dict[str, Any]) -> None:
        both.wait()

    with LocalEsm(sqs_queue, handler, handler) as esm:
        sqs_queue.send("left")
        sqs_queue.send("right")
        sqs_queue.wait_for(0)
    assert sorted(delivery.bodies[0] for delivery in esm.deliveries) == ["left", "right"]
    assert all(delivery.answer is None for delivery in esm.deliveries)


@pytest.mark.parametrize(
    ("answer", "failed"),
    [
        (None, ""),
        ({}, ""),
        ({"batchItemFailures": []}, ""),
        ({"batchItemFailures": None}, ""),
        ({"batchItemFailures": [{"itemIdentifier": "a"}]}, "a"),
        ({"batchItemFailures": [{"itemIdentifier": ""}]}, "ab"),
        ({"batchItemFailures": [{"itemIdentifier": None}]}, "ab"),
        ({"batchItemFailures": [{"identifier": "a"}]}, "ab"),
        ({"batchItemFailures": [{"itemIdentifier": "unknown"}]}, "ab"),
        ("done", "ab"),
    ],
)
def test_an_answer_is_read_as_aws_reads_it(answer: object, failed: str) -> None:
    assert failed_of(answer, ["a", "b"]) == set(failed)
