"""An import from parsed solves in memory to the finished job, against `get_or_create` a row."""

import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from benchmarks.environment import database
from benchmarks.table import print_table

SOLVES = 10_000
PAGE = 200
BASELINE_ROWS = 1_000
ROUNDS = 3


def run() -> list[dict[str, Any]]:
    """Rows of the table of `make bench`: name, ours_ms, baseline_ms, ratio, target, holds."""
    with database():
        _in_use()
        pairs = [_round(number) for number in range(ROUNDS)]
    first, second, baseline = (statistics.median(column) for column in zip(*pairs, strict=True))
    return [
        _row(f"import of {SOLVES} solves, against get_or_create a row", first, baseline, 15),
        _row("the same import again, against the first time", second, first, 5),
    ]


def _row(name: str, ours: float, baseline: float, least: int) -> dict[str, Any]:
    ratio = baseline / ours
    return {
        "name": name,
        "ours_ms": round(ours * 1000, 1),
        "baseline_ms": round(baseline * 1000, 1),
        "ratio": round(ratio, 2),
        "target": f">= {least}",
        "holds": ratio >= least,
    }


def _in_use() -> None:
    """Other people's journals, and the statistics that the server's own upkeep keeps."""
    from django.db import connection

    from backend.accounts.models import User

    for number in range(4):
        _import(User.objects.create(username=f"other{number}"), _solves())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _round(number: int) -> tuple[float, float, float]:
    from backend.accounts.models import User

    user = User.objects.create(username=f"bench{number}")
    naive = User.objects.create(username=f"naive{number}")
    solves = _solves()
    first = _timed(lambda: _import(user, solves))
    second = _timed(lambda: _import(user, solves))
    some = solves[:BASELINE_ROWS]
    baseline = _timed(lambda: _get_or_create(naive, some)) * len(solves) / len(some)
    return first, second, baseline


def _timed(work: Any) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _solves() -> list[Any]:
    from backend.platforms.base.records import Solve

    newest = datetime(2026, 6, 30, tzinfo=UTC)
    return [
        Solve(
            question_id=f"{number:024x}",
            attempt_id=f"{number:024x}",
            title=f"Kata number {number} about sorting things",
            solved_at=newest - timedelta(hours=5 * number),
            url=f"https://www.codewars.com/kata/{number:024x}",
            languages=("python", "javascript"),
        )
        for number in range(SOLVES)
    ]


def _import(user: Any, solves: list[Any]) -> None:
    """The product's own run, with pages out of memory in the place of the network."""
    from backend.imports.models import ImportJob
    from backend.imports.services import run
    from backend.platforms.base.records import Page

    def pages(job: Any, **_: Any) -> Iterator[Page]:
        for start in range(0, len(solves), PAGE):
            end = start + PAGE
            cursor = {"page": end // PAGE} if end < len(solves) else None
            yield Page(tuple(solves[start:end]), cursor, len(solves))

    run.platform_pages = pages
    job = ImportJob.objects.create(user=user, platform="codewars", username=user.username)
    run.run_import(job.pk, seconds=600)
    job.refresh_from_db()
    assert job.state == "completed" and job.read_count == len(solves), job.state


def _get_or_create(user: Any, solves: list[Any]) -> None:
    """What one writes first: look each row up, make it where it is missing."""
    from django.db.models import F, Value
    from django.db.models.functions import Greatest

    from backend.core.models import Question, QuestionLog

    for solve in solves:
        question, _ = Question.objects.get_or_create(
            user=user,
            platform="codewars",
            external_id=solve.question_id,
            defaults={"title": solve.title, "url": solve.url, "slug": solve.question_id},
        )
        _, is_new = QuestionLog.objects.get_or_create(
            question=question,
            external_id=solve.attempt_id,
            defaults={"user": user, "date_attempted": solve.solved_at, "languages": list(solve.languages)},
        )
        if is_new:
            # The numbers that a finished import leaves on a question.
            Question.objects.filter(pk=question.pk).update(
                attempts_count=F("attempts_count") + 1,
                solved_count=F("solved_count") + 1,
                last_attempted_at=Greatest("last_attempted_at", Value(solve.solved_at)),
            )


def main() -> None:
    print_table(run())


if __name__ == "__main__":
    main()
