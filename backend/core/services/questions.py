from collections.abc import Sequence
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone

from backend.accounts.services import lock_user
from backend.common.errors import invalid
from backend.core.models import Question, Tag
from backend.core.services.tombstones import remember_deletion
from backend.core.slugs import slugs_for, taken_slugs


class QuestionChanges(TypedDict, total=False):
    title: str
    source: str
    url: str
    content: str
    difficulty: str | None
    is_active: bool
    tag_ids: Sequence[int]


@transaction.atomic
def create_question(
    *,
    user_id: int,
    title: str,
    source: str = "",
    url: str = "",
    content: str = "",
    difficulty: str | None = None,
    is_active: bool = True,
    tag_ids: Sequence[int] = (),
) -> Question:
    """Raises ValidationError at `tag_ids` for a tag that is not the person's."""
    lock_user(user_id)
    tags = _own_tags(user_id, tag_ids)
    question = Question.objects.create(
        user_id=user_id,
        title=title,
        slug=slugs_for([title], taken_slugs(user_id, [title]))[0],
        source=source,
        url=url,
        content=content,
        difficulty=difficulty,
        is_active=is_active,
    )
    if tags:
        question.tags.set(tags)
    return question


@transaction.atomic
def update_question(*, user_id: int, question_id: int, **changes: Unpack[QuestionChanges]) -> Question:
    """Take over what differs, and note that a person edited it; nothing is written where nothing differs.

    The slug stays with its question, whatever the title becomes, so that links to it keep working. Raises
    Question.DoesNotExist, and ValidationError at `tag_ids` for a tag that is not the person's.
    """
    lock_user(user_id)
    question = Question.objects.get(pk=question_id, user_id=user_id)
    tag_ids = changes.pop("tag_ids", None)
    changed = [name for name, value in changes.items() if getattr(question, name) != value]
    if tag_ids is not None and _set_tags(question, tag_ids):
        changed.append("tags")
    if changed:
        for name in changed:
            if name in changes:
                setattr(question, name, changes[name])  # type: ignore[literal-required]
        question.edited_at = timezone.now()
        fields = [name for name in changed if name != "tags"]
        question.save(update_fields=[*fields, "edited_at", "updated_at"])
    return question


@transaction.atomic
def delete_question(*, user_id: int, question_id: int) -> None:
    """Its logs go with it. An imported one stays away from later imports. Raises Question.DoesNotExist."""
    lock_user(user_id)
    question = Question.objects.get(pk=question_id, user_id=user_id)
    remember_deletion(question)
    question.delete()


def _set_tags(question: Question, tag_ids: Sequence[int]) -> bool:
    wanted = _own_tags(question.user_id, tag_ids)
    if wanted == set(question.tags.values_list("pk", flat=True)):
        return False
    question.tags.set(wanted)
    return True


def _own_tags(user_id: int, tag_ids: Sequence[int]) -> set[int]:
    """The ids, looked up while the lock keeps their tags from going away."""
    if not tag_ids:
        return set()
    found = set(Tag.objects.filter(user_id=user_id, pk__in=set(tag_ids)).values_list("pk", flat=True))
    for tag_id in tag_ids:
        if tag_id not in found:
            raise invalid("tag_ids", f'Invalid id "{tag_id}": the tag does not exist.', "does_not_exist")
    return found
