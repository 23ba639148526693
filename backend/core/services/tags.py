from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Lower

from backend.accounts.services import lock_user
from backend.common.bulk import insert_links
from backend.common.errors import invalid
from backend.core.models import Question, Tag


class TagChanges(TypedDict, total=False):
    name: str
    description: str


@transaction.atomic
def create_tag(*, user_id: int, name: str, description: str = "") -> Tag:
    """Raises ValidationError at `name` (code `unique`) where the person has such a tag, in whatever case."""
    lock_user(user_id)
    _check_free(user_id, name)
    return Tag.objects.create(user_id=user_id, name=name, description=description)


@transaction.atomic
def update_tag(*, user_id: int, tag_id: int, **changes: Unpack[TagChanges]) -> Tag:
    """Raises Tag.DoesNotExist, and ValidationError at `name` (code `unique`) where another tag has it."""
    lock_user(user_id)
    tag = Tag.objects.get(pk=tag_id, user_id=user_id)
    changed = {name: value for name, value in changes.items() if getattr(tag, name) != value}
    if "name" in changed:
        _check_free(user_id, changes["name"], but=tag_id)
    if changed:
        for name, value in changed.items():
            setattr(tag, name, value)
        tag.save(update_fields=[*changed, "updated_at"])
    return tag


@transaction.atomic
def delete_tag(*, user_id: int, tag_id: int) -> None:
    """Its questions stay, and do not count as edited by it. Raises Tag.DoesNotExist."""
    lock_user(user_id)
    Tag.objects.get(pk=tag_id, user_id=user_id).delete()


@transaction.atomic
def merge_tags(*, user_id: int, tag_id: int, into_id: int) -> Tag:
    """Put the questions of one tag under another, which is answered, and delete the first.

    Raises Tag.DoesNotExist for the first, and ValidationError at `into` where the other is not the person's or is
    the same one.
    """
    lock_user(user_id)
    tag = Tag.objects.get(pk=tag_id, user_id=user_id)
    into = Tag.objects.filter(pk=into_id, user_id=user_id).first()
    if into is None:
        raise invalid("into", f'Invalid id "{into_id}": the tag does not exist.', "does_not_exist")
    if into.pk == tag.pk:
        raise invalid("into", "A tag cannot be merged into itself.", "same_tag")
    questions = tag.questions.values_list("pk", flat=True)
    insert_links(Question.tags.through, [(question_id, into.pk) for question_id in questions])
    tag.delete()
    return into


def _check_free(user_id: int, name: str, but: int | None = None) -> None:
    """The database lowers both sides, to agree with its constraint; the lock keeps the answer true."""
    same = Tag.objects.annotate(key=Lower("name")).filter(user_id=user_id, key=Lower(Value(name)))
    if any(tag_id != but for tag_id in same.values_list("pk", flat=True)):
        raise invalid("name", "You have a tag of this name already.", "unique")
