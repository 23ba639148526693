"""The write path of practice time: a page of days is matched against the journal and written in sets, by natural key.

As with solves, the number of statements is the same for a page of one and a page of two hundred.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Any, Final

from backend.common.bulk import insert
from backend.core import merge
from backend.core.matching import Origin, Result, owns
from backend.core.models import Activity, DeletedImport
from backend.platforms.base.records import Practice

_FIELDS: Final = [
    "date",
    "minutes",
    "is_estimated",
    "title",
    "imported",
    "imported_digest",
    "changed_by_job",
    "updated_at",
]


@dataclass(slots=True)
class MatchedPractice:
    """What one day's practice does to the journal; after `write_practice` its id and effects are real."""

    practice: Practice
    result: Result
    activity: Activity | None = None
    merged: merge.Merge | None = None
    old_base: dict[str, Any] | None = None
    is_rebased: bool = False
    effects: dict[str, Any] = field(default_factory=dict)

    @property
    def kept_mine(self) -> list[dict[str, Any]]:
        return self.merged.kept if self.merged else []


def write_practice(origin: Origin, practices: Sequence[Practice]) -> list[MatchedPractice]:
    """Match and write. The caller is in a transaction and holds the writer's lock of the user."""
    matched = match_practice(origin, practices)
    insert(Activity, [one.activity for one in matched if one.result == "new" and one.activity])
    changed = merge.rows_to_save(
        origin.job_id, [(one.activity, one.merged, one.is_rebased) for one in matched]
    )
    if changed:
        Activity.objects.bulk_update(changed, _FIELDS)
    for one in matched:
        one.effects = _effects(one)
    return matched


def match_practice(origin: Origin, practices: Sequence[Practice]) -> list[MatchedPractice]:
    """Say for each day what it would do, in order, without writing anything."""
    digests = [_digest(origin, practice) for practice in practices]
    told = _told_before(origin, practices, digests)
    fresh = [practice.activity_id for practice, same in zip(practices, told, strict=True) if not same]
    rows, deleted = _load(origin, fresh)
    return [
        MatchedPractice(practice, "unchanged") if same else _match(origin, rows, deleted, practice, digest)
        for practice, digest, same in zip(practices, digests, told, strict=True)
    ]


def all_told_before(origin: Origin, practices: Sequence[Practice]) -> bool:
    """Whether each of these was merged before just as it is now, so that there is nothing to write."""
    return all(_told_before(origin, practices, [_digest(origin, practice) for practice in practices]))


# --- reading ----------------------------------------------------------------------------------------------------


def _digest(origin: Origin, practice: Practice) -> str:
    """Equal for practice that tells the same."""
    told = (origin.profile_id, practice.day.isoformat(), practice.minutes)
    more = (practice.minutes_estimated, practice.title)
    return blake2b(repr((told, more)).encode("utf-8", "replace"), digest_size=8).hexdigest()


def _told_before(origin: Origin, practices: Sequence[Practice], digests: Sequence[str]) -> list[bool]:
    ids = {practice.activity_id for practice in practices}
    known = dict(
        _of_origin(origin, ids).exclude(imported_digest="").values_list("external_id", "imported_digest")
    )
    return [
        known.get(practice.activity_id) == digest for practice, digest in zip(practices, digests, strict=True)
    ]


def _load(origin: Origin, ids: Sequence[str]) -> tuple[dict[str, Activity], set[str]]:
    """The rows with these ids, and which of the ids the person has deleted."""
    if not ids:
        return {}, set()
    deleted = DeletedImport.objects.filter(
        user_id=origin.user_id, platform=origin.platform, external_id__any_of=ids, log_external_id=""
    )
    rows = {activity.external_id: activity for activity in _of_origin(origin, ids)}
    return rows, set(deleted.values_list("external_id", flat=True))


def _of_origin(origin: Origin, ids: Any) -> Any:
    rows = Activity.objects.filter(user_id=origin.user_id, service=origin.platform, external_id__any_of=ids)
    # Said outright, since the index of natural keys asks for it.
    return rows.exclude(external_id="")


# --- matching ---------------------------------------------------------------------------------------------------


def _match(
    origin: Origin, rows: dict[str, Activity], deleted: set[str], practice: Practice, digest: str
) -> MatchedPractice:
    if practice.activity_id in deleted:
        return MatchedPractice(practice, "ignored")
    activity = rows.get(practice.activity_id)
    if activity is None:
        activity = rows[practice.activity_id] = _new_activity(origin, practice, digest)
        return MatchedPractice(practice, "new", activity)
    one = MatchedPractice(practice, "unchanged", activity)
    # A day belongs to the account that first brought it.
    if owns(origin, activity):
        _merge(one, activity, digest)
    return one


def _new_activity(origin: Origin, practice: Practice, digest: str) -> Activity:
    return Activity(
        user_id=origin.user_id,
        date=practice.day,
        service=origin.platform,
        minutes=practice.minutes,
        is_estimated=practice.minutes_estimated,
        title=practice.title,
        platform=origin.platform,
        external_id=practice.activity_id,
        imported={
            "date": practice.day.isoformat(),
            "minutes": practice.minutes,
            "is_estimated": practice.minutes_estimated,
            "title": practice.title,
        },
        imported_digest=digest,
        profile_id=origin.profile_id,
        created_by_job=origin.job_id,
    )


def _merge(one: MatchedPractice, activity: Activity, digest: str) -> None:
    merged = one.merged = merge.start(activity.imported)
    practice = one.practice
    merged.scalar("date", activity.date.isoformat(), practice.day.isoformat())
    _merge_minutes(merged, activity, practice)
    # A service that forgets a title tells no new one.
    if practice.title:
        merged.scalar("title", activity.title, practice.title, untold="")
    _take(one, activity, merged, digest)
    if merged.changes:
        one.result = "updated"


def _merge_minutes(merged: merge.Merge, activity: Activity, practice: Practice) -> None:
    """Whether minutes are an estimate goes with the minutes: those that a person set are none."""
    is_mine = activity.minutes != merged.base.get("minutes")
    merged.scalar("minutes", activity.minutes, practice.minutes)
    if is_mine:
        merged.base["is_estimated"] = practice.minutes_estimated
    else:
        merged.scalar("is_estimated", activity.is_estimated, practice.minutes_estimated)


def _take(one: MatchedPractice, activity: Activity, merged: merge.Merge, digest: str) -> None:
    """Carry the merge onto the row in memory; the writer saves what differs."""
    one.old_base = activity.imported
    one.is_rebased = merged.base != activity.imported or digest != activity.imported_digest
    activity.imported, activity.imported_digest = merged.base, digest
    for name, (_, new) in merged.changes.items():
        setattr(activity, name, date.fromisoformat(new) if name == "date" else new)


# --- effects ----------------------------------------------------------------------------------------------------


def _effects(one: MatchedPractice) -> dict[str, Any]:
    """What undo needs to know, as JSON."""
    if one.activity is None:
        return {}
    if one.result == "new":
        return {"created": {"activity": one.activity.pk}}
    if one.merged is None or not (one.merged.changes or one.is_rebased):
        return {}
    changed = {"id": one.activity.pk, "fields": one.merged.changes, "base": one.old_base}
    return {"changed": {"activity": changed}}
