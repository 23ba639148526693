"""One of everything that a person can own, made directly, and the whole database as it can be compared."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeAlias

from django.apps import apps
from django.db import models
from django.utils import timezone

from backend.accounts.models import RateBucket, Session, User
from backend.imports.models import ImportJob, Issue, JobState, RowOutcome, RowState, StagedRow
from backend.platforms.base.records import Solve, solve_to_values
from backend.profiles.models import PlatformProfile
from backend.test_common.builders import (
    make_activity,
    make_imported_activity,
    make_imported_log,
    make_imported_question,
    make_log,
    make_question,
    make_tag,
)

World = dict[str, Any]
Dump = dict[str, list[tuple[Any, ...]]]
Column: TypeAlias = "models.Field[Any, Any]"


def mark(user: User) -> str:
    """Is in every text of a person's things, so that an answer that shows one of them can be told."""
    return f"only-for-{user.username}"


def make_world(user: User) -> World:
    """Ids of a person's things, by name."""
    name = mark(user)
    tag, other_tag = make_tag(user, f"{name} tag"), make_tag(user, f"{name} other tag")
    question = make_question(user, f"{name} question", tags=(tag,))
    other_question = make_question(user, f"{name} other question")
    imported = make_imported_question(user, title=f"{name} imported question")
    return {
        "tag": tag.pk,
        "other_tag": other_tag.pk,
        "question": question.pk,
        "other_question": other_question.pk,
        "imported_question": imported.pk,
        "log": make_log(question, self_notes=f"{name} log").pk,
        "other_log": make_log(other_question, self_notes=f"{name} other log").pk,
        "imported_log": make_imported_log(imported).pk,
        "activity": make_activity(user, service=f"{name} service", title=f"{name} activity").pk,
        "imported_activity": make_imported_activity(user, title=f"{name} imported activity").pk,
        "session": _session(user).public_id,
        **_imports(user),
    }


def _session(user: User) -> Session:
    return Session.objects.create(
        session_key=f"session0of0{user.username}",
        expire_date=timezone.now() + timedelta(days=1),
        user=user,
        user_agent=mark(user),
        last_used_at=timezone.now(),
    )


def _imports(user: User) -> World:
    name = mark(user)
    profile = PlatformProfile.objects.create(
        user=user, platform="sample", username=name, verified_at=timezone.now()
    )
    make = lambda state, **fields: ImportJob.objects.create(  # noqa: E731
        user=user, platform="sample", username=f"{name}-{state}", profile=profile, state=state, **fields
    )
    previewed = make(JobState.PREVIEWED, preview=True, read_count=1, new_count=1)
    reviewed = make(JobState.NEEDS_REVIEW, read_count=1, invalid_count=1)
    bad_row = _row(reviewed, RowOutcome.INVALID)
    issue = Issue.objects.create(
        job=reviewed, row=bad_row, code="missing_id", detail=name, fingerprint="f" * 32
    )
    finished = make(JobState.COMPLETED, read_count=1, new_count=1, finished_at=timezone.now())
    _row(finished, RowOutcome.NEW, RowState.COMMITTED)
    return {
        "profile": profile.pk,
        "previewed_job": previewed.pk,
        "waiting_row": _row(previewed, RowOutcome.NEW).pk,
        "reviewed_job": reviewed.pk,
        "invalid_row": bad_row.pk,
        "issue": issue.pk,
        "finished_job": finished.pk,
    }


def _row(job: ImportJob, outcome: RowOutcome, state: RowState = RowState.WAITING) -> StagedRow:
    title = f"{mark(job.user)} {outcome} row"
    solve = Solve(question_id=title, attempt_id="1", title=title, solved_at=timezone.now())
    return StagedRow.objects.create(
        job=job,
        row_number=1,
        raw={"title": title},
        values=solve_to_values(solve),
        outcome=outcome,
        state=state,
    )


def dump(keep: Callable[[Column], bool] = lambda field: True) -> Dump:
    """Every row of every table, by the columns to keep; without the limiter, and without when sessions were used."""
    return {
        model._meta.label: sorted(model._default_manager.values_list(*names), key=repr)
        for model in apps.get_models(include_auto_created=True)
        if model is not RateBucket and (names := _columns(model, keep))
    }


def _columns(model: type[models.Model], keep: Callable[[Column], bool]) -> list[str]:
    moving = {"last_used_at", "expire_date", "session_data"} if model is Session else set()
    return [
        field.attname for field in model._meta.concrete_fields if field.name not in moving and keep(field)
    ]


PASSING_TYPES = (models.AutoField, models.DateTimeField, models.UUIDField, models.JSONField)
PASSING_NAMES = {
    "session_key",
    "password",
    "request_id",
    "profile_id",
    "created_by_job",
    "changed_by_job",
    "imported_digest",
}


def is_steady(field: Column) -> bool:
    """Whether a column has the same value each time the same thing is done: no counters of rows and no clocks."""
    if isinstance(field, models.ForeignKey):
        return field.related_model is User and field.model is not Session
    return not isinstance(field, PASSING_TYPES) and field.name not in PASSING_NAMES
