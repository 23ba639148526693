"""Queues of AWS on this machine, over real HTTP.

    def test_it(sqs_queue):                                     # a fresh queue; the settings point at it
        sqs_queue.send({"v": 1, "task": "run_import", "args": {"job_id": 12}})
        LocalEsm(sqs_queue, handler).run_until_empty()          # what AWS does between a queue and a function
        assert sqs_queue.dead_letters() == []

Another queue, with its own patience: `open_queue(visibility=2, max_receives=3)`.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import pytest

from backend.test_common.local_esm import LocalEsm, event_of
from backend.test_common.processes import wait_until
from backend.test_common.runtime_api import FunctionError, InitError, RuntimeApi

__all__ = [
    "AWS_ENVIRONMENT",
    "FunctionError",
    "InitError",
    "LocalEsm",
    "MotoServer",
    "Queue",
    "RuntimeApi",
    "event_of",
]

ROOT: Final = Path(__file__).resolve().parents[2]
REGION: Final = "us-east-1"
# Whatever account somebody is signed in to on this machine, no test may ever reach it.
AWS_ENVIRONMENT: Final[Mapping[str, str]] = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",  # pragma: allowlist secret
    "AWS_REGION": REGION,
    "AWS_DEFAULT_REGION": REGION,
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
}
_NOT_FOR_TESTS: Final = ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_SQS")


class MotoServer:
    """One process; `url` is the endpoint of every service. Its state is gone when it ends."""

    def __init__(self, **environment: str) -> None:
        self._environment = {**os.environ, **AWS_ENVIRONMENT, **environment}
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @cached_property
    def sqs(self) -> Any:
        return self.client("sqs")

    def client(self, service: str, **options: Any) -> Any:
        """A boto3 client of its own, that nothing in the product shares."""
        import boto3

        return boto3.client(
            service,
            endpoint_url=self.url,
            region_name=REGION,
            aws_access_key_id="testing",
            aws_secret_access_key="testing",  # pragma: allowlist secret
            **options,
        )

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "backend.test_common.moto_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=self._environment,
            # Ctrl-C at the terminal is for pytest, which then ends us.
            start_new_session=True,
            text=True,
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"moto's server did not start: exit code {self._process.wait()}")
        self.port = json.loads(line)["port"]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if "sqs" in self.__dict__:
            self.sqs.close()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.kill()
        self._process.wait()


class Queue:
    """A queue and its dead-letter queue, as a test sees them. `visibility` in seconds.

    As on AWS, a message moves to the dead letters when somebody asks for it once too often, not before.
    """

    def __init__(self, server: MotoServer, *, visibility: int = 1, max_receives: int = 5) -> None:
        self.server = server
        self.visibility = visibility
        self.max_receives = max_receives
        self._sqs = server.sqs
        name = f"imports-{secrets.token_hex(6)}"
        self.dead_url: str = self._sqs.create_queue(QueueName=f"{name}-dead")["QueueUrl"]
        redrive = {"deadLetterTargetArn": self._arn_of(self.dead_url), "maxReceiveCount": max_receives}
        self.url: str = self._sqs.create_queue(
            QueueName=name,
            Attributes={"VisibilityTimeout": str(visibility), "RedrivePolicy": json.dumps(redrive)},
        )["QueueUrl"]
        self._arn = self._arn_of(self.url)

    def send(self, body: object, *, delay: int = 0, **attributes: object) -> str:
        """Text as it is, all else as JSON; attributes become strings. Answers the message's id."""
        sent = self._sqs.send_message(
            QueueUrl=self.url,
            MessageBody=body if isinstance(body, str) else json.dumps(body),
            DelaySeconds=delay,
            MessageAttributes={
                name: {"StringValue": str(value), "DataType": "String"} for name, value in attributes.items()
            },
        )
        return str(sent["MessageId"])

    def receive(self, number: int = 1, *, wait: int = 0) -> list[dict[str, Any]]:
        """Messages as boto3 tells them, with all that is known of them."""
        answer = self._sqs.receive_message(
            QueueUrl=self.url,
            MaxNumberOfMessages=number,
            WaitTimeSeconds=wait,
            AttributeNames=["All"],
            MessageAttributeNames=["All"],
        )
        found: list[dict[str, Any]] = answer.get("Messages", [])
        return found

    def delete(self, message: Mapping[str, Any]) -> None:
        self._sqs.delete_message(QueueUrl=self.url, ReceiptHandle=message["ReceiptHandle"])

    def show_again(self, message: Mapping[str, Any], *, seconds: int = 0) -> None:
        self._sqs.change_message_visibility(
            QueueUrl=self.url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=seconds
        )

    def waiting(self) -> int:
        """Messages that somebody could receive now."""
        return self._counts()[0]

    def size(self) -> int:
        """All messages, those in somebody's hands and those that are delayed included."""
        return sum(self._counts())

    def dead_letters(self) -> list[dict[str, Any]]:
        """At most ten, as boto3 tells them; they stay where they are."""
        answer = self._sqs.receive_message(
            QueueUrl=self.dead_url,
            MaxNumberOfMessages=10,
            VisibilityTimeout=0,
            AttributeNames=["All"],
            MessageAttributeNames=["All"],
        )
        found: list[dict[str, Any]] = answer.get("Messages", [])
        return found

    def wait_for(self, number: int, *, seconds: float = 10) -> None:
        """Until so many messages lie in it. Raises AssertionError."""
        wait_until(lambda: self.size() == number, f"{number} messages in the queue", seconds=seconds)

    def environment(self) -> dict[str, str]:
        """For a process that is started anew."""
        return {**AWS_ENVIRONMENT, "IMPORT_QUEUE_URL": self.url, "AWS_ENDPOINT_URL": self.server.url}

    def settings(self) -> dict[str, str]:
        """Django's settings that point at it, by name."""
        return {
            "IMPORT_QUEUE_URL": self.url,
            "DEAD_LETTER_QUEUE_URL": "",
            "AWS_ENDPOINT_URL": self.server.url,
            "AWS_REGION": REGION,
        }

    def remove(self) -> None:
        for url in (self.url, self.dead_url):
            self._sqs.delete_queue(QueueUrl=url)

    def arn(self) -> str:
        return self._arn

    def _arn_of(self, url: str) -> str:
        asked = self._sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
        return str(asked["Attributes"]["QueueArn"])

    def _counts(self) -> tuple[int, int, int]:
        names = ("", "NotVisible", "Delayed")
        names = tuple(f"ApproximateNumberOfMessages{name}" for name in names)
        told = self._sqs.get_queue_attributes(QueueUrl=self.url, AttributeNames=list(names))["Attributes"]
        waiting, in_hand, delayed = (int(told[name]) for name in names)
        return waiting, in_hand, delayed


def pytest_configure() -> None:
    os.environ.update(AWS_ENVIRONMENT)
    for name in _NOT_FOR_TESTS:
        os.environ.pop(name, None)


@pytest.fixture(scope="session")
def moto_server() -> Iterator[MotoServer]:
    """Started when the first test asks for it; each worker of pytest-xdist has its own."""
    with MotoServer() as server:
        yield server


@pytest.fixture
def open_queue(moto_server: MotoServer, settings: Any) -> Iterator[Callable[..., Queue]]:
    """`open_queue(visibility=1, max_receives=5)`: a fresh queue, to which the settings point from then on."""
    opened: list[Queue] = []

    def open_one(**options: int) -> Queue:
        opened.append(Queue(moto_server, **options))
        for name, value in opened[-1].settings().items():
            setattr(settings, name, value)
        forget_clients()
        return opened[-1]

    yield open_one
    forget_clients()
    for queue in opened:
        queue.remove()


@pytest.fixture
def sqs_queue(open_queue: Callable[..., Queue]) -> Queue:
    """A message that is not deleted comes back after a second, and is a dead letter after five times."""
    return open_queue()


def forget_clients() -> None:
    """The product's clients are made once in a process; a test's settings come later."""
    module = sys.modules.get("backend.aws")
    for thing in list(vars(module).values()) if module else []:
        if hasattr(thing, "cache_clear"):
            thing.cache_clear()
