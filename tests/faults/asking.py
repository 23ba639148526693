"""One import against a broken upstream, asked for over the API or done by a worker, all in this process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models.functions import Now

from backend.accounts.models import User
from backend.core.models import Question
from backend.imports.models import ImportJob, JobState
from backend.infrastructure.models import Outbox
from backend.infrastructure.worker import run_until_empty
from backend.test_common.api import client_for
from tests.faults.house import assert_all_is_well, begin
from tests.faults.upstream import Upstream

KATA = 450
PAGE = 200


# What tests change in the patience of the HTTP client; empty where it has the product's.
patience: dict[str, float] = {}


class Asking:
    """bob's history has three pages; a test breaks the upstream, asks, and says what it expects."""

    def __init__(self, user: User, upstream: Upstream, point_at: Callable[[str], None]) -> None:
        self.user = user
        self.upstream = upstream
        self.point_at = point_at
        self.client = client_for(user)
        self.kata = upstream.make_history("bob", KATA)
        self.point_at(self.upstream.url)

    def ask(self) -> Any:
        """The HTTP answer."""
        return self.client.post("/import/codewars/", {"username": "bob"})

    def work(self) -> ImportJob:
        """What a worker makes of a new import before it has to wait or is done."""
        job = begin(self.user)
        run_until_empty()
        job.refresh_from_db()
        return job

    def work_again(self, job: ImportJob) -> ImportJob:
        """The waiting is over."""
        ImportJob.objects.filter(pk=job.pk, state=JobState.QUEUED).update(not_before=None)
        Outbox.objects.update(due_at=Now())
        run_until_empty()
        job.refresh_from_db()
        return job

    def heal(self) -> None:
        """From now on the upstream is well, and nobody is in a hurry: a busy machine is no fault of its."""
        patience.clear()
        self.upstream.heal()
        self.point_at(self.upstream.url)

    def assert_answer(self, answer: Any, status: int, code: str, *, read: int, state: str = "failed") -> None:
        """The status, the code, and a job that tells the same and holds the pages before the fault."""
        __tracebackhide__ = True
        body = answer.json()
        assert (answer.status_code, body["errors"][0]["code"]) == (status, code), body
        job = body["job"]
        assert answer["Location"] == f"/api/jobs/{job['id']}/"
        assert (job["state"], job["error"]["code"], job["counts"]["read"]) == (state, code, read)
        assert self.client.get(answer["Location"]).json() == job
        self.assert_kept(read)

    def assert_put_off(self, job: ImportJob, code: str, *, read: int) -> None:
        __tracebackhide__ = True
        assert (job.state, job.error_code, job.read_count) == (JobState.QUEUED, code, read)
        assert job.not_before is not None and job.lease_until is None
        self.assert_kept(read)

    def assert_kept(self, read: int) -> None:
        __tracebackhide__ = True
        assert Question.objects.filter(user=self.user).count() == read

    def assert_the_next_import_is_right(self) -> None:
        __tracebackhide__ = True
        self.heal()
        answer = self.ask()
        assert answer.status_code == 200, answer.json()
        assert_all_is_well(self.user, self.kata, ImportJob.objects.get(pk=answer.json()["id"]))
