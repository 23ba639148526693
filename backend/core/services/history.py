"""What an account brought into a journal, taken out again or let go of.

A person's own work stays: what they edited, and what they hung attempts of their own on. Nothing that is taken out is
noted as deleted, so the account brings it again if it is added again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet

from backend.core.aggregates import refresh_aggregates
from backend.core.models import Activity, Question, QuestionLog


@dataclass(slots=True)
class Removed:
    """One step of a removal; `kept` holds `{title, reason}`, `is_last` says that nothing is left to look at."""

    questions: int = 0
    attempts: int = 0
    activities: int = 0
    kept: list[dict[str, str]] = field(default_factory=list)
    is_last: bool = False


def remove_history(user_id: int, profile_id: int, *, limit: int) -> Removed:
    """Look at up to `limit` rows of the account: attempts first, then questions, then practice time.

    What is kept is let go of, so that the next step does not see it again. The caller is in a transaction and holds
    the writer's lock of the user.
    """
    done = Removed()
    left = limit
    for remove_some in (_remove_attempts, _remove_questions, _remove_activities):
        left -= remove_some(done, user_id, profile_id, left)
        if left <= 0:
            return done
    done.is_last = True
    return done


def let_go_of_history(user_id: int, profile_id: int) -> None:
    """What the account brought belongs to no account any more; everything else about it stays as it is."""
    for model in (Question, QuestionLog, Activity):
        _of(model, user_id, profile_id).update(profile_id=None)


def _of(model: type[Model], user_id: int, profile_id: int) -> QuerySet[Any]:
    return model._default_manager.filter(user_id=user_id, profile_id=profile_id).order_by("pk")


def _remove_attempts(done: Removed, user_id: int, profile_id: int, limit: int) -> int:
    logs = list(_of(QuestionLog, user_id, profile_id).select_related("question")[:limit])
    edited = [log for log in logs if log.edited_at is not None]
    for log in edited:
        _keep(done, log.question.title, "edited")
    _let_go(QuestionLog, edited)
    done.attempts += _delete(QuestionLog, (log for log in logs if log.edited_at is None))
    refresh_aggregates({log.question_id for log in logs})
    return len(logs)


def _remove_questions(done: Removed, user_id: int, profile_id: int, limit: int) -> int:
    questions = list(_of(Question, user_id, profile_id)[:limit])
    logs: dict[int, list[QuestionLog]] = {}
    for log in QuestionLog.objects.filter(question__in=[question.pk for question in questions]):
        logs.setdefault(log.question_id, []).append(log)
    doomed: list[Question] = []
    kept: list[Question] = []
    for question in questions:
        reason = _reason(question, logs.get(question.pk, []))
        (kept if reason else doomed).append(question)
        if reason:
            _keep(done, question.title, reason)
    _let_go(Question, kept)
    done.questions += _delete(Question, doomed)
    return len(questions)


def _reason(question: Question, logs: list[QuestionLog]) -> str:
    """Why a question stays, whose attempts of this account are gone already; "" where it does not."""
    if any(not log.external_id for log in logs):
        return "own_attempts"
    if question.edited_at is not None or any(log.edited_at is not None for log in logs):
        return "edited"
    return "other_account" if logs else ""


def _remove_activities(done: Removed, user_id: int, profile_id: int, limit: int) -> int:
    activities = list(_of(Activity, user_id, profile_id)[:limit])
    edited = [activity for activity in activities if activity.edited_at is not None]
    for activity in edited:
        _keep(done, activity.title or f"{activity.service} {activity.date:%Y-%m-%d}", "edited")
    _let_go(Activity, edited)
    done.activities += _delete(Activity, (activity for activity in activities if activity.edited_at is None))
    return len(activities)


def _keep(done: Removed, title: str, reason: str) -> None:
    entry = {"title": title, "reason": reason}
    if entry not in done.kept:
        done.kept.append(entry)


def _let_go(model: type[Model], rows: Iterable[Model]) -> None:
    model._default_manager.filter(pk__in=[row.pk for row in rows]).update(profile_id=None)


def _delete(model: type[Model], rows: Iterable[Model]) -> int:
    return (
        model._default_manager.filter(pk__in=[row.pk for row in rows]).delete()[1].get(model._meta.label, 0)
    )
