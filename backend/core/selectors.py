"""What the API reads of a journal: the rows, narrowed and ordered as `queries.py` allows."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Lower

from backend.core.models import Activity, Difficulty, Question, QuestionLog, Tag

_HARDNESS = Case(
    *(When(difficulty=name, then=Value(rank)) for rank, name in enumerate(Difficulty.values)),
    output_field=IntegerField(),
)
QUESTION_ORDERINGS: Mapping[str, Combinable] = {
    "created_at": F("created_at"),
    "title": Lower("title"),
    "last_attempted_at": F("last_attempted_at"),
    "attempts_count": F("attempts_count"),
    "difficulty": _HARDNESS,
}
LOG_ORDERINGS: Mapping[str, Combinable] = {"date_attempted": F("date_attempted")}
ACTIVITY_ORDERINGS: Mapping[str, Combinable] = {"date": F("date"), "minutes": F("minutes")}
TAG_ORDERINGS: Mapping[str, Combinable] = {
    "name": Lower("name"),
    "questions_count": F("questions_count"),
    "created_at": F("created_at"),
}
# `NULLS LAST` on the others would only keep their indexes from being used.
_NULLABLE = {"last_attempted_at", "difficulty"}


def questions() -> QuerySet[Question]:
    """Without what only imports need; the tags come with the rows, by name."""
    tags = Prefetch("tags", Tag.objects.only("name").order_by(Lower("name"), "pk"), to_attr="tags_by_name")
    return Question.objects.defer(*_IMPORT_FIELDS).prefetch_related(tags)


_IMPORT_FIELDS = ("imported", "profile_id", "created_by_job", "changed_by_job", "edited_at")


def filter_questions(
    rows: QuerySet[Question],
    *,
    search: str | None = None,
    tag: int | None = None,
    difficulty: str | None = None,
    source: str | None = None,
    platform: str | None = None,
    is_active: bool | None = None,
    outcome: str | None = None,
    attempted_since: datetime | None = None,
    attempted_until: datetime | None = None,
    ordering: str = "-created_at",
) -> QuerySet[Question]:
    """Outcome and dates speak of one and the same attempt; both ends of a period belong to it."""
    rows = _matching(
        rows,
        tags=tag,
        difficulty=difficulty if difficulty != "none" else None,
        source__iexact=source,
        is_active=is_active,
    )
    if difficulty == "none":
        rows = rows.filter(difficulty=None)
    if platform == "none":
        rows = rows.filter(platform="")
    elif platform is not None:
        # Said twice, in the words of the natural key, so that its index answers.
        rows = rows.filter(platform=platform).exclude(external_id="")
    if search is not None:
        rows = rows.filter(_contains(search, "title", "content", "source", "slug"))
    attempt = {
        "outcome": outcome,
        "date_attempted__gte": attempted_since,
        "date_attempted__lte": attempted_until,
    }
    if any(value is not None for value in attempt.values()):
        logs = QuestionLog.objects.filter(question=OuterRef("pk"), user=OuterRef("user"))
        rows = rows.filter(Exists(_matching(logs, **attempt)))
    return _ordered(rows, ordering, QUESTION_ORDERINGS)


def logs() -> QuerySet[QuestionLog]:
    """Without what only imports need; each comes with the title and platform of its question."""
    return (
        QuestionLog.objects.select_related("question")
        .defer("imported", "profile_id", "changed_by_job", "edited_at")
        .only(*_LOG_FIELDS)
    )


_LOG_FIELDS = (
    "user_id",
    "question_id",
    "question__title",
    "question__platform",
    "date_attempted",
    "time_spent_min",
    "time_is_estimated",
    "outcome",
    "solution_approach",
    "self_notes",
    "languages",
    "external_id",
    "created_by_job",
    "created_at",
    "updated_at",
)


def filter_logs(
    rows: QuerySet[QuestionLog],
    *,
    question: int | None = None,
    platform: str | None = None,
    outcome: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    job: int | None = None,
    ordering: str = "-date_attempted",
) -> QuerySet[QuestionLog]:
    """`platform` is where the attempt itself came from; "none" are those that the person noted."""
    rows = _matching(
        rows,
        question=question,
        outcome=outcome,
        date_attempted__gte=since,
        date_attempted__lte=until,
        created_by_job=job,
    )
    if platform == "none":
        rows = rows.filter(external_id="")
    elif platform is not None:
        rows = rows.filter(question__platform=platform).exclude(external_id="")
    return _ordered(rows, ordering, LOG_ORDERINGS)


def activities() -> QuerySet[Activity]:
    """Without what only imports need."""
    return Activity.objects.defer("imported", "imported_digest", "profile_id", "changed_by_job", "edited_at")


def filter_activities(
    rows: QuerySet[Activity],
    *,
    since: date | None = None,
    until: date | None = None,
    service: str | None = None,
    platform: str | None = None,
    estimated: bool | None = None,
    job: int | None = None,
    search: str | None = None,
    ordering: str = "-date",
) -> QuerySet[Activity]:
    """Both ends of a period belong to it. `platform` "none" are those that the person noted."""
    rows = _matching(
        rows,
        date__gte=since,
        date__lte=until,
        service__iexact=service,
        platform="" if platform == "none" else platform,
        is_estimated=estimated,
        created_by_job=job,
    )
    if search is not None:
        rows = rows.filter(_contains(search, "title", "service"))
    return _ordered(rows, ordering, ACTIVITY_ORDERINGS)


def tags() -> QuerySet[Tag]:
    """Each with its `questions_count`."""
    links: Any = Question.tags.through.objects.filter(tag=OuterRef("pk")).order_by().values("tag")
    count = Coalesce(Subquery(links.annotate(n=Count("pk")).values("n")), 0)
    return Tag.objects.annotate(questions_count=count)


def filter_tags(rows: QuerySet[Tag], *, search: str | None = None, ordering: str = "name") -> QuerySet[Tag]:
    if search is not None:
        rows = rows.filter(_contains(search, "name", "description"))
    return _ordered(rows, ordering, TAG_ORDERINGS)


def has_question(user_id: int, question_id: int) -> bool:
    return Question.objects.filter(pk=question_id, user_id=user_id).exists()


def has_tag(user_id: int, tag_id: int) -> bool:
    return Tag.objects.filter(pk=tag_id, user_id=user_id).exists()


def _matching(rows: QuerySet[Any], **wanted: Any) -> QuerySet[Any]:
    return rows.filter(**{name: value for name, value in wanted.items() if value is not None})


def _contains(text: str, *columns: str) -> Q:
    condition = Q()
    for column in columns:
        condition |= Q(**{f"{column}__icontains": text})
    return condition


def _ordered(rows: QuerySet[Any], ordering: str, columns: Mapping[str, Combinable]) -> QuerySet[Any]:
    """Rows without a value come last in both directions; the id makes the order total."""
    name = ordering.removeprefix("-")
    last = True if name in _NULLABLE else None
    column: Any = columns[name]
    if ordering.startswith("-"):
        return rows.order_by(column.desc(nulls_last=last), "-pk")
    return rows.order_by(column.asc(nulls_last=last), "pk")
