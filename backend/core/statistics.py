"""Numbers about a person's practice, each by one statement over their rows. Days are days in their time zone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce, TruncDate

from backend.core.models import Outcome, Question, QuestionLog

SOLVED: Final = Q(outcome=Outcome.SOLVED)
MOST_TAGS: Final = 20
UNTOUCHED: Final = 5


@dataclass(frozen=True, slots=True)
class Day:
    date: date
    attempts: int
    solved: int
    minutes: int


def statistics(*, user_id: int, zone: ZoneInfo, today: date, days: int, estimated: bool) -> dict[str, Any]:
    """Totals over all time, streaks, and the last `days` days up to `today`, idle ones left out.

    Minutes are those that were reported; with `estimated`, nominal ones count too.
    """
    active = _active_days(user_id, zone, estimated)
    since = today - timedelta(days=days - 1)
    return {
        "totals": _totals(user_id, active),
        "streak": streaks([day.date for day in active], today),
        "since": since,
        "until": today,
        "days": [day for day in active if since <= day.date <= today],
        "by_platform": _by_platform(user_id),
        "by_difficulty": _by_difficulty(user_id),
        "by_tag": _by_tag(user_id),
        "untouched": _untouched(user_id),
    }


def streaks(days: Sequence[date], today: date) -> dict[str, Any]:
    """`days` are active days in order. A streak that reached yesterday still stands: today is not over."""
    longest = run = 0
    last: date | None = None
    for day in days:
        run = run + 1 if last is not None and day - last == timedelta(days=1) else 1
        longest = max(longest, run)
        last = day
    stands = last is not None and today - last <= timedelta(days=1)
    return {"current": run if stands else 0, "longest": longest, "last_active": last}


def _active_days(user_id: int, zone: ZoneInfo, estimated: bool) -> list[Day]:
    minutes = Sum("time_spent_min") if estimated else Sum("time_spent_min", filter=Q(time_is_estimated=False))
    rows = (
        QuestionLog.objects.filter(user_id=user_id)
        .annotate(day=TruncDate("date_attempted", tzinfo=zone))
        .order_by("day")
        .values_list("day")
        .annotate(attempts=Count("pk"), solved=Count("pk", filter=SOLVED), minutes=Coalesce(minutes, 0))
    )
    return [Day(*row) for row in rows]


def _totals(user_id: int, active: Sequence[Day]) -> dict[str, int]:
    questions = Question.objects.filter(user_id=user_id).aggregate(
        questions=Count("pk"), solved_questions=Count("pk", filter=Q(solved_count__gt=0))
    )
    return {
        **questions,
        "attempts": sum(day.attempts for day in active),
        "solved": sum(day.solved for day in active),
        "minutes": sum(day.minutes for day in active),
        "active_days": len(active),
    }


def _by_platform(user_id: int) -> list[dict[str, Any]]:
    """Questions by where they were imported from; null: made by the person."""
    rows = _grouped(Question.objects.filter(user_id=user_id), "platform")
    return [{**row, "platform": row["platform"] or None} for row in rows]


def _by_difficulty(user_id: int) -> list[dict[str, Any]]:
    return _grouped(Question.objects.filter(user_id=user_id), "difficulty")


def _grouped(questions: Any, name: str) -> list[dict[str, Any]]:
    rows = (
        questions.order_by()
        .values(name)
        .annotate(questions=Count("pk"), solved=Count("pk", filter=Q(solved_count__gt=0)))
    )
    return sorted(rows, key=lambda row: (-row["questions"], str(row[name])))


def _by_tag(user_id: int) -> list[dict[str, Any]]:
    links = Question.tags.through.objects.filter(tag__user_id=user_id).values("tag_id", "tag__name")
    rows = links.annotate(
        number=Count("question_id"), solved=Count("question_id", filter=Q(question__solved_count__gt=0))
    ).order_by("-number", "tag__name")[:MOST_TAGS]
    return [
        {"id": row["tag_id"], "name": row["tag__name"], "questions": row["number"], "solved": row["solved"]}
        for row in rows
    ]


def _untouched(user_id: int) -> list[dict[str, Any]]:
    """The active questions whose last attempt is longest ago."""
    rows = Question.objects.filter(user_id=user_id, is_active=True, last_attempted_at__isnull=False)
    names = ("id", "title", "difficulty", "last_attempted_at")
    return [dict(row) for row in rows.order_by("last_attempted_at", "pk").values(*names)[:UNTOUCHED]]
