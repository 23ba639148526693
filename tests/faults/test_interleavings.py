"""Any order of pages, deaths, lapsed leases, rivals, throttles and edits: hypothesis looks for one that does harm.

A failure prints the steps that lead to it; `--hypothesis-seed` repeats a run.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.db import transaction
from django.db.models.functions import Now
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from backend.core.models import Question
from backend.core.services.logs import create_log
from backend.core.services.questions import update_question
from backend.imports.models import ImportJob, JobState
from backend.imports.services import finish as ends
from backend.imports.services.claim import Claim, Fenced, claim, hold
from backend.imports.services.pages import commit_page, seen_keys
from backend.platforms.base.records import Cursor, Page
from backend.platforms.codewars.parse import parse_completed
from backend.test_common.people import make_user
from tests.faults import invariants
from tests.faults.house import begin
from tests.faults.invariants import Story, violations
from tests.faults.upstream import Upstream

pytestmark = [pytest.mark.faults, pytest.mark.django_db, pytest.mark.usefixtures("trail")]

KATA, PAGE = 15, 3
ANY = st.integers(min_value=0, max_value=99)
_numbers = count()
# What also holds in the middle of an import.
ALWAYS = (
    invariants.doubled_rows,
    invariants.wrong_values,
    invariants.wrong_aggregates,
    invariants.lost_edits,
    invariants.wrong_counts,
    invariants.wrong_cursors,
)


@pytest.mark.parametrize("examples", [15, pytest.param(400, marks=pytest.mark.deep)])
def test_no_order_of_events_loses_doubles_or_overwrites_anything(examples: int) -> None:
    rules = settings(
        max_examples=examples,
        stateful_step_count=25,
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Import, settings=rules)


@dataclass
class Worker:
    """What a process knows: its claim, and where it believes to be."""

    claimed: Claim
    cursor: Cursor | None
    seen: set[bytes]


class Import(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        number = next(_numbers)
        self.user = make_user(f"somebody{number}")
        self.kata = Upstream().make_history(f"bob{number}", KATA)
        self.job_id = begin(self.user, f"bob{number}").pk
        self.workers: list[Worker] = []
        self.titles: dict[str, str] = {}

    @property
    def job(self) -> ImportJob:
        return ImportJob.objects.get(pk=self.job_id)

    @property
    def story(self) -> Story:
        return Story(self.user.pk, self.kata, [self.job_id], self.titles)

    @rule()
    def a_worker_comes(self) -> None:
        taken = claim(self.job_id)
        if taken is not None:
            claimed, job = taken
            self.workers.append(Worker(claimed, job.cursor, seen_keys(job.pk)))

    @precondition(lambda self: self.workers)
    @rule(which=ANY)
    def a_worker_brings_a_page(self, which: int) -> None:
        worker = self.workers[which % len(self.workers)]
        before = self.job
        holds = before.state == JobState.RUNNING and before.fence == worker.claimed.fence
        page = self.page(worker.cursor)
        try:
            job = commit_page(worker.claimed, page, worker.seen)
        except Fenced:
            assert not holds and changed(before, self.job) == {}
            self.workers.remove(worker)
            return
        assert holds, "a page was written without the claim"
        worker.cursor = page.next_cursor
        if job.state != JobState.RUNNING:
            self.workers.remove(worker)

    @precondition(lambda self: self.workers)
    @rule(which=ANY)
    def a_worker_dies(self, which: int) -> None:
        self.workers.pop(which % len(self.workers))

    @rule()
    def the_lease_runs_out(self) -> None:
        ImportJob.objects.filter(pk=self.job_id, state=JobState.RUNNING).update(lease_until=ago())

    @precondition(lambda self: self.workers)
    @rule(which=ANY, seconds=st.sampled_from([1, 30, 86_400]))
    def a_worker_is_throttled(self, which: int, seconds: int) -> None:
        worker = self.workers.pop(which % len(self.workers))
        before = self.job
        try:
            with transaction.atomic():
                ends.wait(hold(worker.claimed), seconds, code="upstream_rate_limited", detail="Wait.")
        except Fenced:
            assert changed(before, self.job) == {}

    @rule()
    def the_waiting_is_over(self) -> None:
        ImportJob.objects.filter(pk=self.job_id, state=JobState.QUEUED).update(not_before=ago())

    @rule(which=ANY)
    def the_person_edits_a_title(self, which: int) -> None:
        question = self.question(which)
        if question is not None:
            title = self.titles[question.external_id] = f"Mine {which}"
            update_question(user_id=self.user.pk, question_id=question.pk, title=title)

    @rule(which=ANY)
    def the_person_adds_an_attempt(self, which: int) -> None:
        question = self.question(which)
        if question is not None:
            create_log(user_id=self.user.pk, question_id=question.pk, outcome="Failed")

    @invariant()
    def nothing_is_wrong(self) -> None:
        assert [problem for check in ALWAYS for problem in check(self.story)] == []

    @invariant()
    def the_rows_are_those_before_the_cursor(self) -> None:
        job = self.job
        page = KATA if job.cursor is None and job.read_count else (job.cursor or {}).get("page", 0) * PAGE
        there = set(Question.objects.filter(user=self.user).values_list("external_id", flat=True))
        assert there == {kata["id"] for kata in self.kata[:page]}

    def teardown(self) -> None:
        """However it stands, one more worker brings it to its end."""
        self.the_lease_runs_out()
        self.the_waiting_is_over()
        self.workers.clear()
        self.a_worker_comes()
        while self.workers:
            self.a_worker_brings_a_page(0)
        assert violations(self.story) == []
        assert self.job.state == JobState.COMPLETED

    def page(self, cursor: Cursor | None) -> Page:
        number = int((cursor or {}).get("page", 0))
        rows = self.kata[number * PAGE : (number + 1) * PAGE]
        last = (number + 1) * PAGE >= KATA
        items = parse_completed({"data": rows}, datetime.now(UTC)).items
        return Page(items, None if last else {"page": number + 1}, KATA)

    def question(self, which: int) -> Question | None:
        questions = list(Question.objects.filter(user=self.user).order_by("pk"))
        return questions[which % len(questions)] if questions else None


def ago() -> Any:
    return Now() - timedelta(seconds=1)


def changed(before: ImportJob, after: ImportJob) -> dict[str, Any]:
    """The columns that differ."""
    names = [column.attname for column in ImportJob._meta.concrete_fields]
    return {name: getattr(after, name) for name in names if getattr(after, name) != getattr(before, name)}
