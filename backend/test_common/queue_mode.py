"""`TEST_QUEUE=1 pytest ...`: the tests as they are, but with a queue: imports are accepted, and a worker does them.

The settings point at SQS (moto's server, over HTTP). What a test's client is answered with 202 is done by the worker's
own loop before the client goes on: it receives, runs and deletes until nothing is left. The client then asks for the
job at the address it was given, as the web app does, and the test sees that. Beside a browser the loop runs by itself,
in a thread that goes where the test's settings point. Tests of what only a machine without a
queue answers are left out; `tests/queue/inline_only.py` names them, each with its reason.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import pytest
from django.db import close_old_connections, connection, connections
from django.http import HttpResponse
from django.test import TestCase
from rest_framework.exceptions import APIException
from rest_framework.renderers import JSONRenderer
from rest_framework.test import APIClient

from backend.test_common.api import LiveApi
from backend.test_common.aws import MotoServer, Queue, forget_clients

ON: Final = os.environ.get("TEST_QUEUE") == "1"
LIVE: Final = {"queued", "running"}
# What these ask for has or needs a database.
DATABASE: Final = {"db", "transactional_db", "live_server"}


def pytest_report_header() -> str:
    return f"queue: {'SQS, every import goes through it' if ON else 'none, but where a test asks for one'}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not ON:
        return
    from tests.queue.inline_only import reason_for

    for item in items:
        if reason := reason_for(item.nodeid):
            item.add_marker(pytest.mark.skip(reason=f"without a queue alone: {reason}"))


@pytest.fixture(scope="session")
def _mode_queue(request: pytest.FixtureRequest) -> Iterator[Queue]:
    server: MotoServer = request.getfixturevalue("moto_server")
    yield Queue(server, visibility=360)


@pytest.fixture(autouse=True)
def queue_mode(request: pytest.FixtureRequest) -> Iterator[None]:
    if not ON or not DATABASE & set(request.fixturenames):
        yield
        return
    settings = request.getfixturevalue("settings")
    monkeypatch = request.getfixturevalue("monkeypatch")
    for name, value in request.getfixturevalue("_mode_queue").settings().items():
        setattr(settings, name, value)
    forget_clients()
    # In the transaction that a test is rolled back with, a worker would drop the connection as none of its own.
    monkeypatch.setattr("backend.infrastructure.worker.close_old_connections", _close_none_in_a_test)
    monkeypatch.setattr(APIClient, "request", _following(APIClient.request, APIClient.get))
    monkeypatch.setattr(LiveApi, "request", _following(LiveApi.request, LiveApi.get))
    if request.node.get_closest_marker("browser"):
        # Before the database is emptied, which nobody may be using then.
        request.getfixturevalue("transactional_db")
        monkeypatch.setattr("backend.infrastructure.poller.POLL_SECONDS", 1)
        with _worker_beside():
            yield
    else:
        yield
    forget_clients()


@contextmanager
def _worker_beside() -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=_poll, args=(stop,), name="worker")
    thread.start()
    yield
    stop.set()
    thread.join()


def _poll(stop: threading.Event) -> None:
    from backend.infrastructure.poller import poll_forever

    try:
        poll_forever(stop.is_set, sleep=lambda seconds: stop.wait(seconds) and None)
    finally:
        connections.close_all()


def _close_none_in_a_test() -> None:
    if not connection.in_atomic_block:
        close_old_connections()


def _following(ask: Callable[..., Any], get: Callable[..., Any]) -> Callable[..., Any]:
    """The client's own way to ask, and what becomes of an answer that has only been accepted."""

    def request(self: Any, *args: Any, **options: Any) -> Any:
        with TestCase.captureOnCommitCallbacks(execute=True):
            answer = ask(self, *args, **options)
        if answer.status_code != 202:
            return answer
        work()
        return _followed(answer, lambda path: get(self, path))

    return request


def work() -> None:
    """All that a worker finds in the queue, done; what the queue did not take at once is sent first."""
    from backend.infrastructure.poller import poll
    from backend.infrastructure.relay import relay

    relay()
    done = 1
    while done:
        with TestCase.captureOnCommitCallbacks(execute=True):
            done = poll(lambda: False, batch=1, wait=0)


def _followed(answer: Any, get: Callable[[str], Any]) -> Any:
    """What the address of an accepted job tells now; the answer itself where there is none, or the job goes on."""
    if "Location" not in answer.headers:
        return answer
    told = get(answer.headers["Location"])
    told.headers["Location"] = answer.headers["Location"]
    state = told.json().get("state")
    if state == "failed" and isinstance(told, HttpResponse):
        _refuse(told)
    return answer if state in LIVE else told


def _refuse(told: Any) -> None:
    """A job that the worker has ended as failed, in the words of who would have waited for it."""
    from backend.common.handler import Handler
    from backend.imports.answers import answer

    try:
        answer(told.json()["id"])
    except APIException as error:
        refusal = Handler(error, {"request": None}).run()  # type: ignore[typeddict-item]
        assert refusal is not None
        told.status_code, told._json = refusal.status_code, json.loads(JSONRenderer().render(refusal.data))
