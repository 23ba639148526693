from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone

from backend.accounts.services import lock_user
from backend.common.errors import invalid
from backend.core.aggregates import refresh_aggregates
from backend.core.models import Outcome, Question, QuestionLog
from backend.core.services.tombstones import remember_deletion


class LogChanges(TypedDict, total=False):
    question_id: int
    date_attempted: datetime
    time_spent_min: int | None
    outcome: str
    solution_approach: str
    self_notes: str
    languages: list[str]


@transaction.atomic
def create_log(
    *,
    user_id: int,
    question_id: int,
    date_attempted: datetime | None = None,
    time_spent_min: int | None = None,
    outcome: str = Outcome.SOLVED,
    solution_approach: str = "",
    self_notes: str = "",
    languages: Sequence[str] = (),
) -> QuestionLog:
    """An attempt without a date was made now. Raises ValidationError at `question` for a foreign one."""
    lock_user(user_id)
    question = _own_question(user_id, question_id)
    log = QuestionLog.objects.create(
        user_id=user_id,
        question=question,
        date_attempted=date_attempted or timezone.now(),
        time_spent_min=time_spent_min,
        outcome=outcome,
        solution_approach=solution_approach,
        self_notes=self_notes,
        languages=list(languages),
    )
    refresh_aggregates([question.pk])
    return log


@transaction.atomic
def update_log(*, user_id: int, log_id: int, **changes: Unpack[LogChanges]) -> QuestionLog:
    """Take over what differs, and note that a person edited it; nothing is written where nothing differs.

    Minutes that a person changes are no estimate any more. Raises QuestionLog.DoesNotExist, and
    ValidationError at `question` where the attempt cannot go to the one named.
    """
    lock_user(user_id)
    log = QuestionLog.objects.get(pk=log_id, user_id=user_id)
    changed = {name: value for name, value in changes.items() if getattr(log, name) != value}
    if not changed:
        return log
    touched = {log.question_id}
    if "question_id" in changed:
        touched.add(_new_home(log, changes["question_id"]).pk)
    if "time_spent_min" in changed:
        changed["time_is_estimated"] = False
    for name, value in changed.items():
        setattr(log, name, value)
    log.edited_at = timezone.now()
    log.save(update_fields=[*changed, "edited_at", "updated_at"])
    refresh_aggregates(touched)
    return log


@transaction.atomic
def delete_log(*, user_id: int, log_id: int) -> None:
    """One that was imported stays away from later imports. Raises QuestionLog.DoesNotExist."""
    lock_user(user_id)
    log = QuestionLog.objects.select_related("question").get(pk=log_id, user_id=user_id)
    remember_deletion(log.question, log)
    log.delete()
    refresh_aggregates([log.question_id])


def _new_home(log: QuestionLog, question_id: int) -> Question:
    question = _own_question(log.user_id, question_id)
    if log.external_id:
        raise invalid("question", "An imported attempt stays with its question.", "imported")
    return question


def _own_question(user_id: int, question_id: int) -> Question:
    question = Question.objects.filter(pk=question_id, user_id=user_id).first()
    if question is None:
        raise invalid(
            "question", f'Invalid id "{question_id}": the question does not exist.', "does_not_exist"
        )
    return question
