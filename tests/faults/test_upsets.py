"""Whole runs of an import in one process, upset between any two pages: by rivals, deaths, errors, throttles, edits.

The rival runs inside the pause of the worker that it overtakes, so the order of events is the seed's alone.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, TypeAlias

import pytest
from django.db import OperationalError, connection
from django.db.models.functions import Now

from backend.accounts.models import User
from backend.core.models import Question
from backend.core.services.questions import update_question
from backend.imports.models import ImportJob, JobState
from backend.imports.services import run
from backend.imports.sources.read_ahead import one_ahead
from backend.platforms.base.errors import UpstreamRateLimited, UpstreamUnavailable
from backend.platforms.base.records import Page
from backend.platforms.codewars.parse import parse_completed
from backend.test_common.people import make_user
from tests.faults.house import assert_all_is_well, begin
from tests.faults.upstream import Upstream

pytestmark = [pytest.mark.faults, pytest.mark.django_db, pytest.mark.usefixtures("trail")]

Pages: TypeAlias = Generator[Page, None, None]

KATA, PAGE = 60, 5
DEEPEST = 3


class Death(BaseException):
    """The process is gone: nothing of it cleans up."""


class DatabaseAway(OperationalError):
    """The one that we made, not one that happens to us."""


class Upsets:
    """The pages of a history, and what happens before each of them is handed out."""

    def __init__(self, chance: Random, user: User, name: str) -> None:
        self.chance, self.user, self.name = chance, user, name
        self.upstream = Upstream()
        self.kata = self.upstream.make_history(name, KATA)
        self.titles: dict[str, str] = {}
        self.depth = 0
        self.calm = False

    def pages(self, job: ImportJob, *, interactive: bool, seconds_left: Callable[[], float]) -> Pages:
        number = int((job.cursor or {}).get("page", 0))
        while True:
            rows = self.kata[number * PAGE : (number + 1) * PAGE]
            last = (number + 1) * PAGE >= len(self.kata)
            items = parse_completed({"data": rows}, datetime.now(UTC)).items
            yield Page(items, None if last else {"page": number + 1}, len(self.kata))
            number += 1

    def upset_pages(self, source: Pages, **options: Any) -> Pages:
        with closing(one_ahead(source, **options)) as pages:
            self.upset()
            for page in pages:
                yield page
                self.upset()

    def upset(self) -> None:
        if self.calm or self.chance.random() < 0.7:
            return
        self.chance.choice(
            [self.rival, self.rival, self.edit, self.death, self.throttle, self.failure, self.bug]
        )()

    def rival(self) -> None:
        """The lease runs out while the worker waits for its page, and another one works for a while."""
        if self.depth < DEEPEST:
            self.time_passes()
            self.work()

    def edit(self) -> None:
        questions = list(Question.objects.filter(user=self.user).order_by("pk"))
        if questions:
            question = self.chance.choice(questions)
            self.titles[question.external_id] = title = f"Mine {self.chance.randrange(999)}"
            update_question(user_id=self.user.pk, question_id=question.pk, title=title)

    def death(self) -> None:
        raise Death if self.chance.random() < 0.5 else DatabaseAway

    def throttle(self) -> None:
        raise UpstreamRateLimited(retry_after=self.chance.choice([1.0, 99.0, 1e9]))

    def failure(self) -> None:
        raise UpstreamUnavailable

    def bug(self) -> None:
        raise RuntimeError("a bug of ours")

    def time_passes(self) -> None:
        """So much that nobody has been unlucky five times in a row."""
        mine = ImportJob.objects.filter(user=self.user)
        mine.filter(state=JobState.RUNNING).update(lease_until=Now() - timedelta(seconds=1), stalled=0)
        mine.filter(state=JobState.QUEUED).update(not_before=None, stalled=0)

    def work(self) -> None:
        self.depth += 1
        try:
            for job in ImportJob.objects.filter(user=self.user, state__in=("queued", "running")):
                run.run_import(job.pk, seconds=60)
        except (Death, DatabaseAway):
            pass
        finally:
            self.depth -= 1

    def to_the_end(self, job: ImportJob) -> ImportJob:
        for _ in range(60):
            self.time_passes()
            self.work()
            job.refresh_from_db()
            if job.state == JobState.COMPLETED:
                return job
        raise AssertionError(f"no end: {job.state} {job.cursor}")


def keep_autovacuum_away() -> None:
    """It sees no row of this one long transaction, and would have PostgreSQL plan for tables without any."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE core_question, core_questionlog IN SHARE UPDATE EXCLUSIVE MODE")


@pytest.mark.parametrize("rounds", [12, pytest.param(200, marks=pytest.mark.deep)])
def test_imports_that_are_upset_at_any_page_come_in_whole(
    monkeypatch: Any, chance: Random, rounds: int
) -> None:
    keep_autovacuum_away()
    for number in range(rounds):
        user = make_user(f"upset{number}")
        upsets = Upsets(chance, user, f"bob{number}")
        monkeypatch.setattr(run, "platform_pages", upsets.pages)
        monkeypatch.setattr(run, "one_ahead", upsets.upset_pages)
        first = upsets.to_the_end(begin(user, upsets.name))
        for kata in chance.sample(upsets.kata, 4):
            kata["completedLanguages"] = [*kata["completedLanguages"], "elixir"]
        second = upsets.to_the_end(begin(user, upsets.name))
        assert (first.new_count, second.new_count, second.updated_count) == (KATA, 0, 4)
        assert second.read_count == KATA == second.unchanged_count + 4
        assert_all_is_well(user, upsets.kata, first, second, **upsets.titles)
