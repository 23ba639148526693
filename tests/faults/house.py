"""The product as processes, and what a test does and waits for around them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

import pytest
import requests
from django.db import connection, connections

from backend.accounts.models import User
from backend.imports.models import ImportJob
from backend.imports.services.start import start_import
from backend.infrastructure import queue as outbox
from backend.infrastructure.models import Outbox
from backend.test_common.api import LiveApi, client_for
from backend.test_common.aws import Queue
from backend.test_common.processes import Change, Nursery, Process, wait_until
from tests.faults.invariants import Story, violations
from tests.faults.upstream import Gate, Upstream

SETTINGS: Final = "tests.faults.settings"
# A worker that looks for work all the time, so that a test waits for the lease alone.
EAGER: Final = {
    "backend.infrastructure.worker:IDLE_SECONDS": 0.02,
    "backend.infrastructure.worker:SWEEP_SECONDS": 0.1,
    "backend.infrastructure.worker:DATABASE_PAUSE": 0.2,
}


# With a queue: who dies with a message in hand, or between a commit and its letter, is noticed after a moment, and a
# worker has a minute for a message as on Lambda, however soon the queue shows it to others.
EAGER_QUEUE: Final = {
    "backend.infrastructure.poller:VISIBILITY_SECONDS": 2,
    "backend.infrastructure.poller:MARGIN_SECONDS": -58.0,
    "backend.infrastructure.poller:POLL_SECONDS": 1,
    "backend.infrastructure.poller:QUEUE_PAUSE": 0.2,
    "backend.infrastructure.publisher:PAUSE_SECONDS": 0.2,
    "backend.infrastructure.queue:PUBLISHING_SECONDS": 0.5,
    "backend.infrastructure.relay:SENDING_SECONDS": 1.0,
    "backend.imports.services.claim:AGAIN_SECONDS": 0.2,
}
# Whoever asks gets the message, though another has it in hand.
SHOWN_TO_ALL: Final = {
    "backend.infrastructure.poller:VISIBILITY_SECONDS": 0,
    "backend.infrastructure.poller:MARGIN_SECONDS": -60.0,
}
RELAY_EVERY: Final = 0.1
RELAY: Final = "relay"

# For a test that holds whichever way the work goes, and for one that is about the queue.
BOTH_WAYS: Final = pytest.mark.parametrize("house", ["outbox", "queue"], indirect=True)
BY_QUEUE: Final = pytest.mark.parametrize("house", ["queue"], indirect=True)


class House:
    """The product as processes, on the database of the test and with the given upstream; with a queue, or without."""

    def __init__(self, nursery: Nursery, upstream: Upstream, queue: Queue | None = None) -> None:
        self.nursery = nursery
        self.upstream = upstream
        self._queue = queue

    @property
    def queue(self) -> Queue:
        assert self._queue is not None, "this house has no queue"
        return self._queue

    def letters(self) -> int:
        """How many the queue holds; none where there is no queue."""
        return self._queue.size() if self._queue else 0

    def worker(
        self,
        *options: str,
        sabotage: Callable[[], None] | None = None,
        place: Mapping[str, Any] | None = None,
        patches: Mapping[str, Any] | None = None,
        **settings: Any,
    ) -> Process:
        """`run_worker` with these options. `place` is what differs in its way to the database, `patches` are module
        variables by "module:name".
        """
        place = database() | (place or {})
        return self.nursery.worker(self._change(sabotage, settings, patches), place, *options)

    def relay(self, *, sabotage: Callable[[], None] | None = None, **settings: Any) -> Process:
        """What a schedule runs beside the workers on AWS: it brings back what was lost, and sends what was missed."""
        place = database()
        options = {**place["OPTIONS"], "application_name": RELAY}
        return self.nursery.relay(
            self._change(sabotage, settings), {**place, "OPTIONS": options}, every=RELAY_EVERY
        )

    def web(
        self,
        *,
        threads: int = 4,
        sabotage: Callable[[], None] | None = None,
        place: Mapping[str, Any] | None = None,
        patches: Mapping[str, Any] | None = None,
        **settings: Any,
    ) -> Process:
        place = database() | (place or {})
        return self.nursery.web(self._change(sabotage, settings, patches), place, threads=threads)

    def cold_worker(self, *options: str) -> Process:
        """`manage.py run_worker` from nothing, as a person starts it."""
        environment = self._queue.environment() if self._queue else {}
        environment["CODEWARS_BASE_URL"] = self.upstream.url
        return self.nursery.cold("manage.py", "run_worker", *options, database=database(), **environment)

    def client(self, web: Process, user: User) -> LiveApi:
        """Signed in by a session that was made directly."""
        api = LiveApi(web.url)
        cookies = client_for(user).cookies
        api.session.cookies.set("sessionid", cookies["sessionid"].value)
        api.get("/api/accounts/identity/").raise_for_status()
        return api

    def _change(
        self,
        sabotage: Callable[[], None] | None,
        settings: Mapping[str, Any],
        patches: Mapping[str, Any] | None = None,
    ) -> Change:
        base = {"PLATFORM_BASE_URLS": {"codewars": self.upstream.url}}
        more = self._queue.settings() if self._queue else {}
        return Change({**base, **more, **settings}, {**EAGER, **EAGER_QUEUE, **(patches or {})}, sabotage)

    def wait_for_silence(self) -> None:
        """Until the database has let go of every connection but ours and the relay's: what the dead had sent is done
        or undone. No other process of this house may run.
        """

        def alone() -> bool:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                    " AND pid <> pg_backend_pid() AND application_name <> %s",
                    [RELAY],
                )
                return cursor.fetchone() == (0,)

        wait_until(alone, "the end of all other connections")

    def close(self) -> None:
        self.nursery.kill_all()


class Caller(threading.Thread):
    """Somebody who asks for an import and whose server may die meanwhile; `status` is that of its answer."""

    def __init__(self, api: LiveApi, username: str) -> None:
        super().__init__(daemon=True)
        self._api, self._username = api, username
        self.status: int | None = None
        self.start()

    def run(self) -> None:
        with suppress(requests.RequestException), self._api.session:
            self.status = self._api.post("/import/codewars/", json={"username": self._username}).status_code


def database() -> dict[str, Any]:
    """Where the test's own connection goes, as a child needs it."""
    names = ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
    return {name: connections["default"].settings_dict[name] for name in names}


def begin(user: User, username: str = "bob") -> ImportJob:
    """An import that waits for a worker."""
    return start_import(user=user, platform="codewars", username=username).job


def wait_for(job: ImportJob, *states: str, error: str | None = None, seconds: float = 30) -> ImportJob:
    """The job as it is once it has one of these states, and the error code where one is given."""
    found = ImportJob.objects.filter(pk=job.pk, state__in=states)
    if error is not None:
        found = found.filter(error_code=error)
    job_now: ImportJob = wait_until(found.first, f"job {job.pk} is {' or '.join(states)}", seconds=seconds)
    return job_now


def wait_for_claim(job: ImportJob, number: int) -> None:
    """Until the job has been claimed so many times."""
    claims = ImportJob.objects.filter(pk=job.pk, attempts__gte=number)
    wait_until(claims.exists, f"claim {number} of job {job.pk}", every=0.003)


def wait_at(gate: Gate, job: ImportJob, pages: int) -> None:
    """Until the call behind so many pages is held, and they are in: the worker waits for the call and holds no lock."""
    gate.wait()
    before = ImportJob.objects.filter(pk=job.pk, cursor__page=pages)
    wait_until(before.exists, f"page {pages} of job {job.pk}", every=0.003)


def wait_for_idle() -> None:
    """Until no row of work is left."""
    wait_until(lambda: not Outbox.objects.exists(), "the end of all work")


def assert_all_is_well(user: User, kata: Sequence[dict[str, Any]], *jobs: ImportJob, **titles: str) -> None:
    __tracebackhide__ = True
    found = violations(Story(user.pk, kata, [job.pk for job in jobs], titles))
    assert not found, "\n".join(found[:20])


def send_again(job: ImportJob) -> Outbox:
    """The same message once more, as queues do."""
    return outbox.send("run_import", {"job_id": job.pk})
