"""Numbers about a person's practice, each by one statement over their rows.

An attempt is a moment, and its day is that in the person's time zone; an activity is of a calendar day already.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce, TruncDate

from backend.core.models import Activity, Outcome, Question, QuestionLog

SOLVED: Final = Q(outcome=Outcome.SOLVED)
MOST_TAGS: Final = 20
MOST_SERVICES: Final = 20
UNTOUCHED: Final = 5


@dataclass(frozen=True, slots=True)
class Minutes:
    reported: int = 0
    estimated: int = 0

    def __add__(self, other: "Minutes") -> "Minutes":
        return Minutes(self.reported + other.reported, self.estimated + other.estimated)

    def counted(self, with_estimates: bool) -> int:
        return self.reported + (self.estimated if with_estimates else 0)


@dataclass(slots=True)
class Day:
    """What was practised on one day. Any practice makes a day: an attempt, however it went, or a minute of activity."""

    date: date
    attempts: int = 0
    solved: int = 0
    activities: int = 0
    of_attempts: Minutes = field(default_factory=Minutes)
    of_activities: Minutes = field(default_factory=Minutes)


def statistics(*, user_id: int, zone: ZoneInfo, today: date, days: int, estimated: bool) -> dict[str, Any]:
    """Totals over all time, streaks, and the last `days` days up to `today`, idle ones left out.

    Minutes are those that were reported; with `estimated`, estimates count too.
    """
    shares = _activity_days(user_id)
    active = _active_days(_attempt_days(user_id, zone), shares)
    since = today - timedelta(days=days - 1)
    return {
        "totals": {**_questions(user_id), **_totals(active, estimated)},
        "streak": streaks([day.date for day in active], today),
        "since": since,
        "until": today,
        "days": [_told(day, estimated) for day in active if since <= day.date <= today],
        "by_service": _by_service(shares, estimated),
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


@dataclass(frozen=True, slots=True)
class _Share:
    """What one service has of one day."""

    date: date
    service: str
    activities: int
    minutes: Minutes


def _attempt_days(user_id: int, zone: ZoneInfo) -> list[Day]:
    rows = (
        QuestionLog.objects.filter(user_id=user_id)
        .annotate(day=TruncDate("date_attempted", tzinfo=zone))
        .order_by()
        .values_list("day")
        .annotate(
            attempts=Count("pk"),
            solved=Count("pk", filter=SOLVED),
            **_sums("time_spent_min", "time_is_estimated"),
        )
    )
    return [
        Day(day, attempts, solved, of_attempts=Minutes(reported, estimated))
        for day, attempts, solved, reported, estimated in rows
    ]


def _activity_days(user_id: int) -> list[_Share]:
    rows = (
        Activity.objects.filter(user_id=user_id, minutes__gt=0)
        .order_by()
        .values_list("date", "service")
        .annotate(activities=Count("pk"), **_sums("minutes", "is_estimated"))
    )
    return [
        _Share(day, service, activities, Minutes(reported, estimated))
        for day, service, activities, reported, estimated in rows
    ]


def _sums(minutes: str, is_estimated: str) -> dict[str, Coalesce]:
    """The minutes that were reported, and those that are an estimate."""
    return {
        name: Coalesce(Sum(minutes, filter=Q(**{is_estimated: value})), 0)
        for name, value in (("reported", False), ("estimated", True))
    }


def _active_days(of_attempts: Iterable[Day], shares: Iterable[_Share]) -> list[Day]:
    """The days with practice, in order."""
    days = {day.date: day for day in of_attempts}
    for share in shares:
        day = days.setdefault(share.date, Day(share.date))
        day.activities += share.activities
        day.of_activities += share.minutes
    return [days[key] for key in sorted(days)]


def _questions(user_id: int) -> dict[str, int]:
    return Question.objects.filter(user_id=user_id).aggregate(
        questions=Count("pk"), solved_questions=Count("pk", filter=Q(solved_count__gt=0))
    )


def _totals(active: Sequence[Day], with_estimates: bool) -> dict[str, int]:
    of_attempts = sum((day.of_attempts for day in active), Minutes())
    of_activities = sum((day.of_activities for day in active), Minutes())
    both = of_attempts + of_activities
    return {
        "attempts": sum(day.attempts for day in active),
        "solved": sum(day.solved for day in active),
        "activities": sum(day.activities for day in active),
        **_minutes(of_attempts, of_activities, with_estimates),
        "reported_minutes": both.reported,
        "estimated_minutes": both.estimated,
        "active_days": len(active),
    }


def _told(day: Day, with_estimates: bool) -> dict[str, Any]:
    return {
        "date": day.date,
        "attempts": day.attempts,
        "solved": day.solved,
        "activities": day.activities,
        **_minutes(day.of_attempts, day.of_activities, with_estimates),
        "estimated_attempt_minutes": day.of_attempts.estimated,
        "estimated_activity_minutes": day.of_activities.estimated,
    }


def _minutes(of_attempts: Minutes, of_activities: Minutes, with_estimates: bool) -> dict[str, int]:
    return {
        "minutes": (of_attempts + of_activities).counted(with_estimates),
        "attempt_minutes": of_attempts.counted(with_estimates),
        "activity_minutes": of_activities.counted(with_estimates),
    }


def _by_service(shares: Iterable[_Share], with_estimates: bool) -> list[dict[str, Any]]:
    """Where the time of activities went, most first."""
    activities: Counter[str] = Counter()
    minutes: defaultdict[str, Minutes] = defaultdict(Minutes)
    for share in shares:
        activities[share.service] += share.activities
        minutes[share.service] += share.minutes
    rows: list[dict[str, Any]] = [
        {
            "service": name,
            "activities": number,
            "minutes": minutes[name].counted(with_estimates),
            "estimated_minutes": minutes[name].estimated,
        }
        for name, number in activities.items()
    ]
    return sorted(rows, key=lambda row: (-row["minutes"], row["service"]))[:MOST_SERVICES]


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
