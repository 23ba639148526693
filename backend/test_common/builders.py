"""Rows of a journal, made directly and as the write path would leave them, with slugs and aggregates."""

from datetime import UTC, date, datetime
from typing import Any

from backend.accounts.models import User
from backend.core.aggregates import refresh_aggregates
from backend.core.models import Activity, Question, QuestionLog, Tag
from backend.core.slugs import slugs_for, taken_slugs

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def make_tag(user: User, name: str = "arrays", **fields: Any) -> Tag:
    return Tag.objects.create(user=user, name=name, **fields)


def make_question(
    user: User, title: str = "Two Sum", *, tags: tuple[Tag, ...] = (), **fields: Any
) -> Question:
    slug = slugs_for([title], taken_slugs(user.pk, [title]))[0]
    question = Question.objects.create(user=user, title=title, **{"slug": slug, **fields})
    if tags:
        question.tags.set(tags)
    return question


def make_imported_question(
    user: User, external_id: str = "5277c8a221e209d3f6000b56", title: str = "Valid Braces", **fields: Any
) -> Question:
    imported = {"title": title, "url": "", "difficulty": None, "tags": None}
    given = {"platform": "codewars", "source": "Codewars", "imported": imported, **fields}
    return make_question(user, title, external_id=external_id, **given)


def make_log(question: Question, date_attempted: datetime = NOON, **fields: Any) -> QuestionLog:
    log = QuestionLog.objects.create(
        question=question, user_id=question.user_id, date_attempted=date_attempted, **fields
    )
    refresh_aggregates([question.pk])
    return log


def make_imported_log(question: Question, external_id: str = "1", **fields: Any) -> QuestionLog:
    """Its minutes are the platform's nominal ones, marked as an estimate."""
    given = {"time_spent_min": 20, "time_is_estimated": True, "imported": {"outcome": "Solved"}, **fields}
    return make_log(question, external_id=external_id, **given)


def make_activity(user: User, day: date | None = None, **fields: Any) -> Activity:
    return Activity.objects.create(
        user=user, date=day or NOON.date(), **{"service": "A course", "minutes": 30, **fields}
    )


def make_imported_activity(user: User, external_id: str = "2026-03-01", **fields: Any) -> Activity:
    """Of an hour on one day, as the platform reported it."""
    imported = {"date": "2026-03-01", "minutes": 60, "is_estimated": False, "title": "skilltracker"}
    given = {"service": "wakatime", "platform": "wakatime", "minutes": 60, "title": "skilltracker", **fields}
    return make_activity(user, external_id=external_id, imported=imported, **given)
