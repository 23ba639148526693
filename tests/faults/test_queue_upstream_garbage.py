"""Nonsense of an upstream through a queue: a bad item costs itself, a bad page is put off, no list is endless.

Each test has a control in test_queue_upstream_controls.py.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from backend.core.models import Question, QuestionLog
from backend.imports.models import ImportJob, Issue, JobState, StagedRow
from backend.test_common.fault_server import Request, Response
from tests.faults.asking import PAGE
from tests.faults.house import assert_all_is_well
from tests.faults.queued import Queued, is_second_page
from tests.faults.test_upstream_failures import TEMPORARY
from tests.faults.test_upstream_garbage import AT, NOT_SOLVES, answering

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("hasty")]

NAMES: list[Any] = ["a\x00b", "\ud800", "a\udfffb", "\u2028line", "x" * 10_000, 5, None, ["a"], {"en": "a"}]
# All of them are asked of an inline import; here one of each kind.
GARBAGE = [
    "a page for people",
    "json that breaks off",
    "nested 100,000 deep",
    "data as a mapping",
    "NaN",
    "no http",
]


def test_what_is_no_solve_becomes_an_issue_and_the_message_does_not_come_back(queued: Queued) -> None:
    solves = list(queued.kata)
    for number, item in enumerate(NOT_SOLVES):
        queued.upstream.add_item("bob", item, place=number * 7)
    job = queued.work()
    assert (job.state, job.error_code) == (JobState.NEEDS_REVIEW, "")
    assert (job.invalid_count, Issue.objects.count(), job.new_count) == (
        len(NOT_SOLVES),
        len(NOT_SOLVES),
        450,
    )
    assert_all_is_well(queued.user, solves, job)
    queued.assert_nothing_is_left()


def test_names_of_any_kind_can_be_stored(queued: Queued) -> None:
    for number, name in enumerate(NAMES):
        odd = {"name": name, "slug": name, "completedLanguages": [name, "rust"], "unknown": name}
        queued.upstream.add_kata("bob", id=f"odd-{number}", **odd)
    job = queued.work()
    assert (job.state, job.new_count) == (JobState.COMPLETED, 450 + len(NAMES))
    for title in Question.objects.filter(external_id__startswith="odd").values_list("title", flat=True):
        assert title and len(title) <= 300 and "\x00" not in title and title.encode()
    assert QuestionLog.objects.filter(
        external_id__startswith="odd", languages__contains=["rust"]
    ).count() == len(NAMES)


def test_numbers_that_json_does_not_know_are_no_obstacle(queued: Queued) -> None:
    nonsense = {"id": "nan", "completedAt": float("nan"), "honor": -float("inf"), "big": 10**4000}
    queued.upstream.add_item("bob", nonsense)
    queued.upstream.add_kata("bob", id="fine", honor=float("nan"))
    job = queued.work()
    assert (job.state, job.new_count, job.invalid_count) == (JobState.NEEDS_REVIEW, 451, 1)
    raw = StagedRow.objects.get(outcome="invalid").raw
    assert json.loads(json.dumps(raw, allow_nan=False))["id"] == "nan"


@pytest.mark.parametrize("name", GARBAGE)
def test_a_page_of_garbage_is_put_off_and_leaves_what_came_before(queued: Queued, name: str) -> None:
    queued.upstream.fault(is_second_page, TEMPORARY[name][0], times=None)
    queued.assert_put_off(queued.work(), "upstream_invalid_response", read=PAGE)


@pytest.mark.parametrize("told", [10**9, float("nan")])
def test_a_page_count_that_lies_loses_and_doubles_nothing(queued: Queued, told: Any) -> None:
    answering(queued.upstream, totalPages=told)
    queued.assert_completed(queued.work())
    assert len(queued.upstream.calls) <= 4


def test_a_list_that_begins_again_on_every_page_ends(queued: Queued) -> None:
    queued.upstream.fault(0, Response(body={"totalPages": 10**6, "data": queued.kata[:200]}), times=None)
    job = queued.work()
    assert (job.state, job.new_count, job.duplicate_count) == (JobState.COMPLETED, 200, 200)
    assert len(queued.upstream.calls) == 2


def test_a_list_without_an_end_is_stopped_and_fails_without_another_call(queued: Queued) -> None:
    def endless(request: Request) -> Response:
        page = request.query["page"]
        data = [{"id": f"{page}-{number}", "name": page, "completedAt": AT} for number in range(2)]
        return Response(body={"totalPages": 10**9, "totalItems": 10**9, "data": data})

    queued.upstream.fault(0, endless, times=None)
    job: ImportJob = queued.work()
    queued.assert_put_off(job, "upstream_invalid_response", read=200)
    while job.state == JobState.QUEUED:
        job = queued.work_again(job)
    assert len(queued.upstream.calls) == 100
    assert (job.state, job.error_code, job.attempts) == (JobState.FAILED, "upstream_invalid_response", 6)
    assert "endless" in job.error_detail
