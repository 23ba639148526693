"""An activity: the practice time of one calendar day."""

from collections.abc import Mapping
from typing import Any, Final

from backend.core.practice import all_told_before, match_practice, write_practice
from backend.imports.records.record_type import RecordType
from backend.platforms.base.records import Practice, practice_from_values, practice_to_values


def _key(practice: Practice) -> str:
    return practice.activity_id


def _without_built_id(values: Mapping[str, Any]) -> dict[str, Any]:
    """Where the day stands in for an id, another day is another id."""
    built = values.get("activity_id") == values.get("day")
    return {name: value for name, value in values.items() if not (built and name == "activity_id")}


ACTIVITY: Final = RecordType(
    name="activity",
    fields=("activity_id", "day", "minutes", "title", "minutes_estimated"),
    to_values=practice_to_values,
    from_values=practice_from_values,
    key=_key,
    match=match_practice,
    write=write_practice,
    all_told_before=all_told_before,
    without_built_id=_without_built_id,
)
