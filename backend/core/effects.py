"""Undo of what an import did to the journal, from the effects that `write_solves` and `write_practice` noted.

What a person edited since, hung own attempts on, or a later import changed, is kept and told.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, Literal, TypeAlias

from django.utils import timezone

from backend.core.aggregates import refresh_aggregates
from backend.core.models import Activity, Question, QuestionLog, Tag

Reason = Literal["edited", "own_attempts", "later_import"]
Row: TypeAlias = Question | QuestionLog | Activity

# The fields that a restored row gets back, by the name its effects go under.
FIELDS: Final[Mapping[str, tuple[type[Row], tuple[str, ...]]]] = {
    "question": (Question, ("title", "url", "difficulty")),
    "log": (
        QuestionLog,
        ("date_attempted", "outcome", "time_spent_min", "time_is_estimated", "languages", "imported_digest"),
    ),
    "activity": (Activity, ("date", "minutes", "is_estimated", "title", "imported_digest")),
}


@dataclass(frozen=True, slots=True)
class Effect:
    """The effects of one staged row; `title` names it to a person."""

    title: str
    effects: Mapping[str, Any]


@dataclass(slots=True)
class Reverted:
    """What became of one row. A row whose things the person deleted meanwhile is neither removed nor restored."""

    removed: bool = False
    restored: bool = False
    kept: list[dict[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    job_id: int
    questions: dict[int, Question]
    logs: dict[int, QuestionLog]
    activities: dict[int, Activity]
    logs_of: dict[int, set[int]]
    doomed: dict[str, set[int]] = field(default_factory=lambda: {name: set() for name in FIELDS})
    restored: dict[str, dict[int, Any]] = field(default_factory=lambda: {name: {} for name in FIELDS})
    unlink: list[tuple[int, int]] = field(default_factory=list)
    new_tags: set[int] = field(default_factory=set)


def revert(user_id: int, job_id: int, rows: Sequence[Effect]) -> list[Reverted]:
    """Revert rows, given newest first; the caller is in a transaction and holds the writer's lock of the user."""
    state = _load(user_id, job_id, rows)
    done = [_revert_row(state, row) for row in rows]
    _write(user_id, state)
    return done


def _load(user_id: int, job_id: int, rows: Sequence[Effect]) -> _State:
    question_ids = {row.effects["question"] for row in rows if "question" in row.effects}
    logs_of: dict[int, set[int]] = {}
    created = {_created(row, "question") for row in rows} - {None}
    for question_id, log_id in QuestionLog.objects.filter(question__in=created).values_list(
        "question_id", "pk"
    ):
        logs_of.setdefault(question_id, set()).add(log_id)
    return _State(
        job_id=job_id,
        questions=Question.objects.filter(user_id=user_id).in_bulk(list(question_ids)),
        logs=QuestionLog.objects.filter(user_id=user_id).in_bulk(_ids(rows, "log")),
        activities=Activity.objects.filter(user_id=user_id).in_bulk(_ids(rows, "activity")),
        logs_of=logs_of,
    )


def _ids(rows: Sequence[Effect], name: str) -> list[int]:
    """What these effects created or changed under a name."""
    found = {pk for row in rows for pk in (_created(row, name), _changed(row, name).get("id"))}
    return [pk for pk in found if pk]


def _created(row: Effect, name: str) -> int | None:
    found: int | None = row.effects.get("created", {}).get(name)
    return found


def _changed(row: Effect, name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = row.effects.get("changed", {}).get(name, {})
    return found


def _revert_row(state: _State, row: Effect) -> Reverted:
    done = Reverted()
    for name, rows in (("log", state.logs), ("activity", state.activities)):
        created = rows.get(_created(row, name) or 0)
        if created is not None:
            _remove(state, row, name, created, done)
    created_question = state.questions.get(_created(row, "question") or 0)
    if created_question is not None:
        _remove_question(state, row, created_question, done)
    else:
        _restore_tags(state, row)
    for name, found in (("question", state.questions), ("log", state.logs), ("activity", state.activities)):
        target = found.get(_changed(row, name).get("id", 0))
        if target is not None and target is not created_question:
            _restore(state, row, name, target, done)
    return done


def _remove_question(state: _State, row: Effect, question: Question, done: Reverted) -> None:
    if state.logs_of.get(question.pk, set()) - state.doomed["log"]:
        _keep(row, question, "own_attempts" if not done.kept else _reason(done), done)
    else:
        _remove(state, row, "question", question, done)


def _reason(done: Reverted) -> Reason:
    return done.kept[0]["reason"]  # type: ignore[return-value]


def _remove(state: _State, row: Effect, name: str, target: Row, done: Reverted) -> None:
    if target.edited_at is not None:
        _keep(row, target, "edited", done)
    elif target.changed_by_job not in (None, state.job_id):
        _keep(row, target, "later_import", done)
    else:
        state.doomed[name].add(target.pk)
        done.removed = True
        state.new_tags.update(row.effects.get("new_tags", ()))


def _keep(row: Effect, target: Row, reason: Reason, done: Reverted) -> None:
    title = row.title
    if isinstance(target, Activity):
        # Its day is what names it; many days share a title, or have none.
        title = f"{target.date} {target.title or target.service}"
    entry = {"title": title, "reason": reason}
    if entry not in done.kept:
        done.kept.append(entry)


def _restore(state: _State, row: Effect, name: str, target: Row, done: Reverted) -> None:
    """Give back the old value of each field that still has the one the import gave it."""
    changed = _changed(row, name)
    later = target.changed_by_job not in (None, state.job_id)
    for field_name, (old, new) in changed.get("fields", {}).items():
        if _as_json(getattr(target, field_name)) == new:
            setattr(target, field_name, _from_json(field_name, old))
            done.restored = True
        else:
            _keep(row, target, "later_import" if later else "edited", done)
    if not later:
        target.imported = changed.get("base")
        target.changed_by_job = None
    if isinstance(target, QuestionLog | Activity):
        target.imported_digest = ""
    state.restored[name][target.pk] = target


def _as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _from_json(name: str, value: Any) -> Any:
    if name == "date":
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if name == "date_attempted" and value else value


def _restore_tags(state: _State, row: Effect) -> None:
    question_id = row.effects.get("question", 0)
    state.unlink.extend((question_id, tag_id) for tag_id in row.effects.get("tags", ()))
    state.new_tags.update(row.effects.get("new_tags", ()))


def _write(user_id: int, state: _State) -> None:
    now = timezone.now()
    for name, (model, fields) in FIELDS.items():
        targets = [row for pk, row in state.restored[name].items() if pk not in state.doomed[name]]
        for target in targets:
            target.updated_at = now
        model._default_manager.bulk_update(targets, [*fields, "imported", "changed_by_job", "updated_at"])
    # What the restored questions were told is news again.
    QuestionLog.objects.filter(question__in=list(state.restored["question"])).update(imported_digest="")
    _unlink(state.unlink)
    touched = {log.question_id for log in state.logs.values()} - state.doomed["question"]
    for name in ("log", "question", "activity"):
        FIELDS[name][0]._default_manager.filter(pk__in=state.doomed[name]).delete()
    refresh_aggregates(touched)
    # A tag that the job made goes with its last question.
    Tag.objects.filter(user_id=user_id, pk__in=state.new_tags, questions__isnull=True).delete()


def _unlink(pairs: Iterable[tuple[int, int]]) -> None:
    questions_of: dict[int, list[int]] = {}
    for question_id, tag_id in pairs:
        questions_of.setdefault(tag_id, []).append(question_id)
    for tag_id, question_ids in questions_of.items():
        Question.tags.through.objects.filter(tag_id=tag_id, question_id__in=question_ids).delete()
