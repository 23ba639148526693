"""Changes to many questions at once, in one transaction and a fixed number of statements."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from backend.accounts.services import lock_user
from backend.common.bulk import insert_links
from backend.common.errors import invalid
from backend.core.models import DeletedImport, Question, Tag


@dataclass(frozen=True, slots=True)
class Change:
    """What to do with each question; what is left empty stays as it is."""

    add_tags: Sequence[int] = ()
    remove_tags: Sequence[int] = ()
    is_active: bool | None = None
    difficulty: str | None = None
    delete: bool = False


@transaction.atomic
def change_questions(*, user_id: int, ids: Collection[int], change: Change) -> int:
    """Apply one change to these questions and say how many were changed.

    Raises ValidationError at `ids`, `add_tags` or `remove_tags` where one of them is not the person's; then nothing
    is changed.
    """
    lock_user(user_id)
    _own(Question, user_id, ids, "ids")
    _own(Tag, user_id, change.add_tags, "add_tags")
    _own(Tag, user_id, change.remove_tags, "remove_tags")
    questions = Question.objects.filter(user_id=user_id, pk__in=set(ids))
    if change.delete:
        return _delete(user_id, questions)
    changed = _retag(set(ids), change) | _set_fields(questions, change)
    questions.filter(pk__in=changed).update(edited_at=timezone.now(), updated_at=timezone.now())
    return len(changed)


def _own(model: type[Question] | type[Tag], user_id: int, ids: Collection[int], attr: str) -> None:
    found = set(model._default_manager.filter(user_id=user_id, pk__in=set(ids)).values_list("pk", flat=True))
    if missing := sorted(set(ids) - found):
        raise invalid(attr, f'Invalid id "{missing[0]}": it does not exist.', "does_not_exist")


def _delete(user_id: int, questions: QuerySet[Question]) -> int:
    """Imported ones stay away from later imports, as with a single deletion."""
    imported = questions.exclude(platform="").values_list("platform", "external_id")
    DeletedImport.objects.bulk_create(
        [DeletedImport(user_id=user_id, platform=name, external_id=pk) for name, pk in imported],
        ignore_conflicts=True,
    )
    return questions.delete()[1].get(Question._meta.label, 0)


def _retag(ids: set[int], change: Change) -> set[int]:
    """The questions whose tags really changed."""
    links = Question.tags.through.objects.filter(question__in=ids)
    gone = links.filter(tag__in=change.remove_tags)
    changed = set(gone.values_list("question_id", flat=True))
    gone.delete()
    there = set(links.filter(tag__in=change.add_tags).values_list("question_id", "tag_id"))
    missing = {(pk, tag) for pk in ids for tag in change.add_tags} - there
    insert_links(Question.tags.through, missing)
    return changed | {pk for pk, _ in missing}


def _set_fields(questions: QuerySet[Question], change: Change) -> set[int]:
    changed: set[int] = set()
    for name, value in (("is_active", change.is_active), ("difficulty", change.difficulty)):
        if value is not None:
            other = set(questions.values_list("pk", name))
            differing = {pk for pk, old in other if old != value}
            questions.filter(pk__in=differing).update(**{name: value})
            changed |= differing
    return changed
