"""An upstream that answers in the right shape and sends nonsense in it: nothing of it crashes, lies or gets stuck."""

from __future__ import annotations

import json
from typing import Any

import pytest

from backend.core.models import Question, QuestionLog
from backend.imports.models import ImportJob, Issue, JobState, StagedRow
from backend.test_common.codewars_server import CodewarsServer
from backend.test_common.fault_server import Request, Response
from tests.faults.asking import Asking
from tests.faults.house import assert_all_is_well

pytestmark = [pytest.mark.faults, pytest.mark.django_db, pytest.mark.usefixtures("hasty")]

AT = "2026-01-02T03:04:05.678Z"
NOT_SOLVES: list[Any] = [
    None,
    5,
    "kata",
    True,
    [],
    [[]],
    {},
    {"id": None, "completedAt": AT},
    {"id": "", "completedAt": AT},
    {"id": 5.5, "completedAt": AT},
    {"id": {"$oid": "5"}, "completedAt": AT},
    {"id": ["a"], "completedAt": AT},
    {"id": "x" * 5000, "completedAt": AT},
    {"id": "no-date"},
    {"id": "null-date", "completedAt": None},
    {"id": "word-date", "completedAt": "yesterday"},
    {"id": "huge-date", "completedAt": 10**30},
    {"id": "year-zero", "completedAt": "0000-00-00T00:00:00Z"},
    {"id": "next-century", "completedAt": "2126-01-01T00:00:00Z"},
    {"id": "list-date", "completedAt": [AT]},
    {"id": "nul-date\x00", "completedAt": "\x00"},
]


def test_what_is_no_solve_becomes_an_issue_and_the_rest_comes_in(asking: Asking) -> None:
    solves = list(asking.kata)
    for number, item in enumerate(NOT_SOLVES):
        asking.upstream.add_item("bob", item, place=number * 7)
    job = asking.ask().json()
    assert job["state"] == "needs_review" and job["open_issues"] == job["counts"]["invalid"] == len(
        NOT_SOLVES
    )
    assert job["counts"]["new"] == 450 and job["counts"]["read"] == 450 + len(NOT_SOLVES)
    assert_all_is_well(asking.user, solves, ImportJob.objects.get())
    again = asking.ask().json()
    assert (again["counts"]["unchanged"], Issue.objects.count()) == (450, len(NOT_SOLVES))


@pytest.mark.parametrize(
    "name",
    [
        "a\x00b",
        "\x00",
        "\ud800",
        "a\udfffb",
        "\u2028line",
        "x" * 10_000,
        5,
        None,
        ["a"],
        {"en": "a"},
        True,
        "",
    ],
)
def test_a_name_of_any_kind_can_be_stored(asking: Asking, name: Any) -> None:
    asking.upstream.add_kata("bob", id="odd", name=name, slug=name, completedLanguages=[name, "rust"])
    job = asking.ask().json()
    assert job["state"] == "completed" and job["counts"]["new"] == 451
    title = Question.objects.get(external_id="odd").title
    assert title and len(title) <= 300 and "\x00" not in title and title.encode()
    assert "rust" in QuestionLog.objects.get(external_id="odd").languages


def test_numbers_that_json_does_not_know_are_no_obstacle(asking: Asking) -> None:
    odd = {
        "id": "nan",
        "completedAt": float("nan"),
        "name": float("inf"),
        "honor": -float("inf"),
        "big": 10**4000,
    }
    asking.upstream.add_item("bob", odd)
    asking.upstream.add_kata("bob", id="fine", honor=float("nan"))
    job = asking.ask().json()
    assert (job["state"], job["counts"]["new"], job["counts"]["invalid"]) == ("needs_review", 451, 1)
    raw = StagedRow.objects.get(outcome="invalid").raw
    assert json.loads(json.dumps(raw, allow_nan=False))["id"] == "nan"


@pytest.mark.parametrize("told", [10**9, -5, 0, 1.5, "3", None, [3], float("nan"), 10**40])
def test_a_page_count_that_lies_loses_and_doubles_nothing(asking: Asking, told: Any) -> None:
    answering(asking.upstream, totalPages=told)
    job = asking.ask().json()
    assert (job["state"], job["counts"]["new"]) == ("completed", 450)
    assert len(asking.upstream.calls) <= 4
    assert_all_is_well(asking.user, asking.kata, ImportJob.objects.get())


@pytest.mark.parametrize("told", [-1, 1.5, "many", None, {}, float("inf"), 10**40])
def test_a_total_that_lies_is_no_obstacle(asking: Asking, told: Any) -> None:
    answering(asking.upstream, totalItems=told)
    job = asking.ask().json()
    assert (job["state"], job["counts"]["new"]) == ("completed", 450)


def test_a_list_that_begins_again_on_every_page_ends(asking: Asking) -> None:
    first = {"totalPages": 10**6, "data": asking.kata[:200]}
    asking.upstream.fault(0, Response(body=first), times=None)
    job = asking.ask().json()
    assert (job["state"], job["counts"]["new"], job["counts"]["duplicate"]) == ("completed", 200, 200)
    assert len(asking.upstream.calls) == 2


def test_a_list_without_an_end_is_stopped_and_what_came_is_kept(asking: Asking) -> None:
    def endless(request: Request) -> Response:
        page = request.query["page"]
        data = [{"id": f"{page}-{number}", "name": page, "completedAt": AT} for number in range(2)]
        return Response(body={"totalPages": 10**9, "totalItems": 10**9, "data": data})

    asking.upstream.fault(0, endless, times=None)
    asking.assert_answer(asking.ask(), 502, "upstream_invalid_response", read=200)
    assert len(asking.upstream.calls) == 100
    job = ImportJob.objects.get()
    assert job.state == JobState.FAILED and "endless" in job.error_detail


def answering(upstream: CodewarsServer, **lies: Any) -> None:
    """Its lists are right, and say this about themselves."""
    honest = upstream._healthy

    def lie(request: Request) -> Response:
        answer = honest(request)
        return Response(body={**answer.body, **lies})

    upstream._healthy = lie  # type: ignore[method-assign]
