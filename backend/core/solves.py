"""The write path of imports: a page of solves is matched against the journal and written in sets, by natural key.

The number of statements is the same for a page of one and a page of two hundred.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Max

from backend.common.bulk import insert, insert_links
from backend.core.aggregates import refresh_aggregates
from backend.core.matching import Matched, Origin, match_solves
from backend.core.merge import rows_to_save
from backend.core.models import DeletedImport, Question, QuestionLog, Tag
from backend.core.slugs import slugs_for, taken_slugs
from backend.platforms.base.records import Solve

__all__ = ["Matched", "Origin", "bring_back", "known_details", "match_solves", "write_solves"]


def write_solves(origin: Origin, solves: Sequence[Solve]) -> list[Matched]:
    """Match and write. The caller is in a transaction and holds the writer's lock of the user."""
    matched = match_solves(origin, solves)
    _write_questions(origin, matched)
    _write_tags(origin, matched)
    _write_logs(origin, matched)
    fresh = {one.question.pk for one in matched if one.creates_question and one.question}
    refresh_aggregates(
        {one.question.pk for one in matched if one.result in ("new", "updated") and one.question} - fresh
    )
    for one in matched:
        one.effects = _effects(one)
    return matched


def bring_back(user_id: int, platform: str) -> int:
    """Forget what the user deleted of a platform, so that the next import brings it again; the number forgotten."""
    return DeletedImport.objects.filter(user_id=user_id, platform=platform).delete()[0]


def known_details(user_id: int, platform: str) -> frozenset[str]:
    """The ids of the questions whose difficulty is known already."""
    rows = Question.objects.filter(user_id=user_id, platform=platform, difficulty__isnull=False)
    return frozenset(rows.exclude(external_id="").values_list("external_id", flat=True))


_QUESTION_FIELDS = ["title", "url", "difficulty", "imported", "changed_by_job", "updated_at"]
_LOG_FIELDS = [
    "date_attempted",
    "outcome",
    "time_spent_min",
    "time_is_estimated",
    "languages",
    "imported",
    "imported_digest",
    "changed_by_job",
    "updated_at",
]


def _write_questions(origin: Origin, matched: Sequence[Matched]) -> None:
    new = [one.question for one in matched if one.creates_question and one.question]
    if new:
        titles = [question.title for question in new]
        for question, slug in zip(new, slugs_for(titles, taken_slugs(origin.user_id, titles)), strict=True):
            question.slug = slug
        insert(Question, new)
    merges = [(one.question, one.question_merge, "question" in one.old_bases) for one in matched]
    changed = rows_to_save(origin.job_id, merges)
    if changed:
        Question.objects.bulk_update(changed, _QUESTION_FIELDS)


def _write_logs(origin: Origin, matched: Sequence[Matched]) -> None:
    new = [one.log for one in matched if one.result == "new" and one.log]
    for log in new:
        log.question_id = log.question.pk
    insert(QuestionLog, new)
    merges = [(one.log, one.log_merge, "log" in one.old_bases) for one in matched]
    changed = rows_to_save(origin.job_id, merges)
    if changed:
        QuestionLog.objects.bulk_update(changed, _LOG_FIELDS)


def _write_tags(origin: Origin, matched: Sequence[Matched]) -> None:
    wanted = {name.casefold(): name for one in matched for name in one.tag_names}
    if not wanted:
        return
    tags = {
        tag.name.casefold(): tag
        for tag in Tag.objects.filter(user_id=origin.user_id)
        if tag.name.casefold() in wanted
    }
    before = Tag.objects.filter(user_id=origin.user_id).aggregate(last=Max("pk"))["last"] or 0
    missing = [
        Tag(user_id=origin.user_id, name=name) for folded, name in wanted.items() if folded not in tags
    ]
    for tag in Tag.objects.bulk_create(missing):
        tags[tag.name.casefold()] = tag
    for one in matched:
        ids = [tags[name.casefold()].pk for name in one.tag_names]
        one.effects = {"tags": ids, "new_tags": [pk for pk in ids if pk > before]} if ids else {}
    insert_links(
        Question.tags.through,
        [
            (one.question.pk, tag_id)
            for one in matched
            if one.question is not None
            for tag_id in one.effects.get("tags", ())
        ],
    )


def _effects(one: Matched) -> dict[str, Any]:
    """What undo needs to know, as JSON."""
    effects = dict(one.effects)
    created = {}
    if one.creates_question and one.question:
        created["question"] = one.question.pk
    if one.result == "new" and one.log:
        created["log"] = one.log.pk
    if created:
        effects["created"] = created
    changed = {}
    for name, row, merged in (
        ("question", one.question, one.question_merge),
        ("log", one.log, one.log_merge),
    ):
        if row is not None and merged is not None and (merged.changes or name in one.old_bases):
            changed[name] = {
                "id": row.pk,
                "fields": merged.changes,
                "base": one.old_bases.get(name, row.imported),
            }
    if changed:
        effects["changed"] = changed
    if one.question is not None and (created or changed or one.effects):
        effects["question"] = one.question.pk
    return effects
