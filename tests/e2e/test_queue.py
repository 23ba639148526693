"""Imports where a queue takes them off the web process, and a worker of its own does them."""

import os
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from backend.accounts.models import User
from backend.core.models import QuestionLog
from backend.imports.models import ImportJob, JobState
from backend.infrastructure.models import Outbox
from backend.test_common.aws import Queue
from backend.test_common.codewars_server import CodewarsServer
from backend.test_common.processes import Nursery, Process
from tests.e2e.test_imports import imports
from tests.e2e.visitor import Visitor
from tests.queue.cloud import database

Start = Callable[[], Process]


@pytest.fixture(scope="module")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with Nursery(tmp_path_factory.mktemp("nursery"), settings_module="backend.settings") as warm:
        yield warm


@pytest.fixture
def start_worker(nursery: Nursery, sqs_queue: Queue, codewars: CodewarsServer) -> Iterator[Start]:
    """`manage.py run_worker` on the test's queue and database."""
    names = {**sqs_queue.environment(), "CODEWARS_BASE_URL": codewars.url, "ENV_FILE": os.devnull}

    def start() -> Process:
        return nursery.cold("manage.py", "run_worker", database=database(), **names)

    yield start
    nursery.kill_all()


def test_an_import_waits_for_a_worker_and_is_watched_to_its_end(
    visitor: Visitor, alice: User, codewars: CodewarsServer, start_worker: Start
) -> None:
    codewars.make_history("bob", 1200)
    codewars.delay = 0.4
    visitor.is_signed_in_as(alice)
    imports(visitor, "Codewars", "bob")
    visitor.sees("Waiting for its turn")
    visitor.finds_nothing_wrong()
    start_worker()
    visitor.sees(re.compile(r"^\d[\d,]* of 1,200$"), seconds=20)
    visitor.sees("1,200 new attempts.", seconds=20)
    visitor.finds_nothing_wrong()
    assert QuestionLog.objects.filter(user=alice).count() == 1200
    visitor.comes_to(False, Outbox.objects.exists)


def test_another_is_cancelled_half_way_and_what_came_in_stays(
    visitor: Visitor, alice: User, codewars: CodewarsServer, start_worker: Start
) -> None:
    codewars.make_history("bob", 4000)
    codewars.delay = 0.6
    start_worker()
    visitor.is_signed_in_as(alice)
    imports(visitor, "Codewars", "bob")
    visitor.sees(re.compile(r"^[1-9][\d,]* of 4,000$"), seconds=20)
    visitor.presses("button", "Cancel")
    visitor.sees(re.compile(r"^Stopped\. What came in before stays: [\d,]+ new attempts\."))
    visitor.finds_nothing_wrong()
    job = ImportJob.objects.get()
    assert job.state == JobState.CANCELLED
    assert 0 < QuestionLog.objects.filter(user=alice).count() == job.new_count < 4000
    expect(visitor.page.get_by_role("button", name="Cancel")).to_have_count(0)


def test_an_import_that_no_worker_has_begun_is_cancelled_at_once_and_stays_so(
    looker: Visitor, alice: User, codewars: CodewarsServer, sqs_queue: Queue, start_worker: Start
) -> None:
    codewars.make_history("bob", 30)
    looker.is_signed_in_as(alice)
    imports(looker, "Codewars", "bob")
    looker.sees("Waiting for its turn")
    sqs_queue.wait_for(1)
    looker.presses("button", "Cancel")
    looker.sees("Stopped before anything came in.")
    start_worker()
    looker.comes_to(0, sqs_queue.size, seconds=20)
    assert (ImportJob.objects.get().state, QuestionLog.objects.count()) == (JobState.CANCELLED, 0)
