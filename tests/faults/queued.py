"""One import against a broken upstream, asked for over the API and done by what takes its letters off a queue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models.functions import Now

from backend.accounts.models import User
from backend.imports.models import ImportJob, JobState
from backend.infrastructure.models import Outbox
from backend.infrastructure.relay import relay
from backend.infrastructure.worker import bring_back, run_batch
from backend.test_common.aws import LocalEsm, Queue
from backend.test_common.fault_server import Request
from tests.faults.asking import Asking
from tests.faults.house import assert_all_is_well
from tests.faults.upstream import Upstream


class Queued(Asking):
    """`esm` remembers what was delivered, and what came of it."""

    def __init__(self, user: User, upstream: Upstream, point_at: Callable[[str], None], queue: Queue) -> None:
        super().__init__(user, upstream, point_at)
        self.queue = queue
        self.esm = LocalEsm(queue, _run)

    def start(self, username: str = "bob") -> ImportJob:
        """Accepted, and nothing done."""
        __tracebackhide__ = True
        answer = self.client.post("/import/codewars/", {"username": username})
        assert (answer.status_code, answer.json()["state"]) == (202, "queued"), answer.json()
        return ImportJob.objects.get(pk=answer.json()["id"])

    def work(self) -> ImportJob:
        """What comes of a new import before it has to wait or is done."""
        return self.deliver(self.start())

    def deliver(self, job: ImportJob) -> ImportJob:
        """All that can be received now, and what that leads to at once."""
        # On a busy machine the queue may have been too slow for a request.
        relay()
        while self.esm.step():
            pass
        job.refresh_from_db()
        return job

    def work_again(self, job: ImportJob) -> ImportJob:
        """The waiting is over, and the relay sends what has come due."""
        ImportJob.objects.filter(pk=job.pk, state=JobState.QUEUED).update(not_before=None)
        Outbox.objects.update(due_at=Now(), claimed_until=None, sent_at=None)
        bring_back()
        return self.deliver(job)

    def assert_put_off(self, job: ImportJob, code: str, *, read: int) -> None:
        """As without a queue; the message is gone, and a row will bring the next one."""
        __tracebackhide__ = True
        told = (job.state, job.error_code, job.read_count, bool(job.not_before), job.lease_until)
        assert told == (JobState.QUEUED, code, read, True, None), told
        self.assert_kept(read)
        self.assert_all_acknowledged()
        rows = list(Outbox.objects.all())
        assert len(rows) == 1, f"{len(rows)} rows wait"
        row = rows[0]
        # Written by the next statement, and never due before its job is.
        late = (row.due_at - job.not_before).total_seconds() if job.not_before else -1.0
        assert (row.args, row.attempts) == ({"job_id": job.pk}, 0), row
        assert 0 <= late < 1, f"the letter is due {late} s after its job"

    def assert_failed(self, job: ImportJob, code: str, *, read: int) -> None:
        __tracebackhide__ = True
        told = (job.state, job.error_code, job.read_count, bool(job.finished_at), job.not_before)
        assert told == (JobState.FAILED, code, read, True, None), told
        self.assert_kept(read)
        self.assert_nothing_is_left()

    def assert_completed(self, job: ImportJob) -> None:
        __tracebackhide__ = True
        assert job.state == JobState.COMPLETED, (job.state, job.error_code, job.error_detail)
        self.assert_all_acknowledged()
        assert_all_is_well(self.user, self.kata, job)

    def assert_all_acknowledged(self) -> None:
        __tracebackhide__ = True
        refused = [delivery.answer for delivery in self.esm.deliveries if delivery.failed]
        assert self.esm.deliveries and not refused, refused
        assert self.queue.waiting() == 0 and not self.queue.dead_letters()

    def assert_nothing_is_left(self) -> None:
        __tracebackhide__ = True
        self.assert_all_acknowledged()
        assert (self.queue.size(), Outbox.objects.count()) == (0, 0)

    def assert_the_next_import_is_right(self) -> None:
        __tracebackhide__ = True
        self.heal()
        self.assert_completed(self.work())


def _run(event: dict[str, Any]) -> Any:
    return run_batch(event, seconds_left=lambda: 60.0)


def is_second_page(request: Request) -> bool:
    """However often a busy machine has made us ask for the first one."""
    return request.query.get("page") == "1"
