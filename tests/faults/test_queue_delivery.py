"""What a queue may do with a message: deliver it twice at once, after the end, and in any order."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.accounts.models import User
from backend.core.models import QuestionLog
from backend.imports.models import LIVE, ImportJob, JobState
from backend.imports.services import run
from backend.infrastructure.worker import run_batch
from backend.test_common.aws import event_of
from backend.test_common.codewars_server import Kata
from backend.test_common.people import make_user
from backend.test_common.processes import wait_until
from tests.faults import queue_sabotage, sabotage
from tests.faults.house import (
    BY_QUEUE,
    SHOWN_TO_ALL,
    House,
    assert_all_is_well,
    begin,
    wait_for,
    wait_for_claim,
)

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True), BY_QUEUE]

KATA, PAGE = 30, 10
_numbers = count()


def test_a_message_that_two_workers_get_at_once_is_worked_on_by_one(house: House, alice) -> None:
    kata = house.upstream.make_history("bob", 300)
    gate = house.upstream.hold_page(1)
    job = begin(alice)
    workers = [house.worker(patches=SHOWN_TO_ALL, IMPORT_LEASE_SECONDS=10) for _ in range(2)]
    gate.wait()
    wait_until(lambda: any("import not claimed" in one.output() for one in workers), "one worker's leave")
    gate.open()
    job = wait_for(job, JobState.COMPLETED)
    house.queue.wait_for(0)
    assert (len(house.upstream.list_calls()), job.attempts) == (12, 1)
    assert_all_is_well(alice, kata, job)


def test_without_a_conditional_claim_both_work_on_it_and_it_is_seen(house: House, alice) -> None:
    house.upstream.make_history("bob", 300)
    gate = house.upstream.hold_page(1)
    job = begin(alice)
    for _ in range(2):
        house.worker(
            patches=SHOWN_TO_ALL, IMPORT_LEASE_SECONDS=10, sabotage=sabotage.without_a_conditional_claim
        )
    gate.wait()
    wait_for_claim(job, 2)
    gate.open()
    wait_for(job, JobState.COMPLETED)
    assert len(house.upstream.list_calls()) > 12


def test_a_message_that_comes_again_after_the_end_calls_nobody_and_changes_nothing(
    house: House, alice
) -> None:
    job, before, calls = done_but_not_deleted(house, alice)
    worker = house.worker()
    wait_until(lambda: "import not claimed, acknowledged" in worker.output(), "the worker's word")
    house.queue.wait_for(0)
    assert ImportJob.objects.filter(pk=job.pk).values().get() == before
    assert len(house.upstream.calls) == calls
    assert house.queue.dead_letters() == []


def test_without_a_conditional_claim_it_is_all_done_again_and_it_is_seen(house: House, alice) -> None:
    job, before, calls = done_but_not_deleted(house, alice)
    house.worker(sabotage=sabotage.without_a_conditional_claim)
    wait_until(lambda: len(house.upstream.calls) > calls, "the calls that nobody needs")
    house.queue.wait_for(0)
    assert ImportJob.objects.get(pk=job.pk).finished_at > before["finished_at"]


def done_but_not_deleted(house: House, user: User) -> tuple[ImportJob, dict[str, Any], int]:
    """The job, all its columns and the calls so far, of an import whose worker died before it deleted the message."""
    kata = house.upstream.make_history("bob", 50)
    job = begin(user)
    assert house.worker(sabotage=queue_sabotage.dies_before_it_deletes).wait() == -9
    assert house.queue.size() > 0
    job.refresh_from_db()
    assert_all_is_well(user, kata, job)
    return job, ImportJob.objects.filter(pk=job.pk).values().get(), len(house.upstream.calls)


# --- Any order --------------------------------------------------------------------------------------------------


class Post:
    """Two imports of one person; their letters, and those of all that goes on, delivered in any order."""

    def __init__(self, house: House, kata: list[Kata]) -> None:
        self.house, self.kata = house, kata
        self.user = make_user(f"somebody{next(_numbers)}")
        self.jobs = [begin(self.user, "bob"), begin(self.user, "rob")]
        self.hand: list[Any] = []

    def collect(self) -> list[Any]:
        """All that has arrived, in the order in which it was sent."""
        self.hand += self.house.queue.receive(10)
        return self.hand

    def deliver(self, which: int, *, pages: int = 99, keep: bool = False) -> None:
        """A worker takes it and has time for so many pages; `keep`: it will be delivered once more."""
        message = self.hand[which]
        event = event_of([message], self.house.queue.arn())
        last = len(self.house.upstream.list_calls()) + pages
        answer = run_batch(
            event,
            seconds_left=lambda: 60.0,
            stopping=lambda: len(self.house.upstream.list_calls()) >= last,
        )
        assert answer == {"batchItemFailures": []}
        if not keep:
            self.house.queue.delete(self.hand.pop(which))

    def outcome(self) -> dict[str, Any]:
        """What a person has in the end. Which of two jobs brought what both hold is no part of it."""
        jobs = ImportJob.objects.filter(user=self.user).order_by("pk")
        logs = QuestionLog.objects.filter(user=self.user).order_by("external_id")
        return {
            "jobs": [(job.username, job.state, job.read_count, job.error_code) for job in jobs],
            "new": sum(job.new_count for job in jobs),
            "journal": [
                (log.external_id, log.question.title, log.date_attempted, log.outcome, sorted(log.languages))
                for log in logs.select_related("question")
            ],
        }


@pytest.fixture
def post(house: House, open_queue, settings) -> Any:
    """A post office of one's own: who has a message in hand keeps it until it is delivered."""
    house = House(house.nursery, house.upstream, open_queue(visibility=600))
    settings.PLATFORM_BASE_URLS = {"codewars": house.upstream.url}
    house.upstream.delay, house.upstream.page_size = 0.0, PAGE
    kata = house.upstream.share_history("bob", "rob", KATA)
    return lambda: Post(house, kata)


def in_order(post: Any) -> dict[str, Any]:
    here = post()
    while here.collect():
        here.deliver(0)
    return here.outcome()


@pytest.mark.parametrize("examples", [6, pytest.param(200, marks=pytest.mark.deep)])
def test_in_whatever_order_letters_arrive_the_end_is_the_same(post, examples: int) -> None:
    expected = in_order(post)

    @given(st.data())
    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    def any_order(data: Any) -> None:
        here, copies = post(), 4
        while here.collect():
            which = data.draw(st.integers(0, len(here.hand) - 1), label="which")
            keep = copies > 0 and data.draw(st.booleans(), label="once more")
            copies -= keep
            here.deliver(which, pages=data.draw(st.integers(1, 3), label="pages"), keep=keep)
        assert here.outcome() == expected
        assert_all_is_well(here.user, here.kata, *here.jobs)

    any_order()


def test_a_continuation_before_its_original_changes_nothing(post) -> None:
    assert the_original_comes_last(post) == in_order(post)


def test_without_a_conditional_claim_the_late_original_is_seen(post, monkeypatch) -> None:
    expected = in_order(post)
    monkeypatch.setattr(run, "claim", run.claim)
    sabotage.without_a_conditional_claim()
    assert the_original_comes_last(post) != expected


def the_original_comes_last(post: Any) -> dict[str, Any]:
    here = post()
    here.collect()
    here.deliver(0, pages=1, keep=True)
    while len(here.collect()) > 1:
        here.deliver(len(here.hand) - 1)
    here.deliver(0)
    assert not ImportJob.objects.filter(user=here.user, state__in=LIVE).exists()
    return here.outcome()
