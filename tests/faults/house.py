"""The product as processes, and what a test does and waits for around them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

import requests
from django.db import connection, connections

from backend.accounts.models import User
from backend.imports.models import ImportJob
from backend.imports.services.start import start_import
from backend.infrastructure.models import Outbox
from backend.test_common.api import LiveApi, client_for
from backend.test_common.processes import Change, Nursery, Process, wait_until
from tests.faults.invariants import Story, violations
from tests.faults.upstream import Upstream

SETTINGS: Final = "tests.faults.settings"
# A worker that looks for work all the time, so that a test waits for the lease alone.
EAGER: Final = {
    "backend.infrastructure.worker:IDLE_SECONDS": 0.02,
    "backend.infrastructure.worker:SWEEP_SECONDS": 0.1,
    "backend.infrastructure.worker:DATABASE_PAUSE": 0.2,
}


class House:
    """The product as processes, on the database of the test and with the given upstream."""

    def __init__(self, nursery: Nursery, upstream: Upstream) -> None:
        self.nursery = nursery
        self.upstream = upstream

    def worker(
        self,
        *,
        sabotage: Callable[[], None] | None = None,
        place: Mapping[str, Any] | None = None,
        **settings: Any,
    ) -> Process:
        """`place` is what differs in its way to the database."""
        place = database() | (place or {})
        return self.nursery.worker(self._change(sabotage, settings), place)

    def web(
        self, *, threads: int = 4, sabotage: Callable[[], None] | None = None, **settings: Any
    ) -> Process:
        return self.nursery.web(self._change(sabotage, settings), database(), threads=threads)

    def cold_worker(self) -> Process:
        """`manage.py run_worker` from nothing, as a person starts it."""
        return self.nursery.cold(
            "manage.py", "run_worker", database=database(), CODEWARS_BASE_URL=self.upstream.url
        )

    def client(self, web: Process, user: User) -> LiveApi:
        """Signed in by a session that was made directly."""
        api = LiveApi(web.url)
        cookies = client_for(user).cookies
        api.session.cookies.set("sessionid", cookies["sessionid"].value)
        api.get("/api/accounts/identity/").raise_for_status()
        return api

    def _change(self, sabotage: Callable[[], None] | None, settings: dict[str, Any]) -> Change:
        base = {"PLATFORM_BASE_URLS": {"codewars": self.upstream.url}}
        return Change({**base, **settings}, EAGER, sabotage)

    def close(self) -> None:
        self.nursery.kill_all()


class Caller(threading.Thread):
    """Somebody who asks for an import and whose server may die meanwhile."""

    def __init__(self, api: LiveApi, username: str) -> None:
        super().__init__(daemon=True)
        self._api, self._username = api, username
        self.start()

    def run(self) -> None:
        with suppress(requests.RequestException), self._api.session:
            self._api.post("/import/codewars/", json={"username": self._username})


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


def wait_for_idle() -> None:
    """Until no row of work is left."""
    wait_until(lambda: not Outbox.objects.exists(), "the end of all work")


def wait_for_silence() -> None:
    """Until the database has let go of every connection but ours: what the dead had sent is done or undone."""

    def alone() -> bool:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            return cursor.fetchone() == (0,)

    wait_until(alone, "the end of all other connections")


def assert_all_is_well(user: User, kata: Sequence[dict[str, Any]], *jobs: ImportJob, **titles: str) -> None:
    __tracebackhide__ = True
    found = violations(Story(user.pk, kata, [job.pk for job in jobs], titles))
    assert not found, "\n".join(found[:20])


def send_again(job: ImportJob) -> Outbox:
    """The same message once more, as queues do."""
    return Outbox.objects.create(task="run_import", args={"job_id": job.pk})
