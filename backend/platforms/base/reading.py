"""From one item of a platform to a record. Pure: nothing is fetched, no clock is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from backend.platforms.base import fields
from backend.platforms.base.records import (
    InvalidValue,
    JsonValue,
    Record,
    Unusable,
    practice_from_values,
    solve_from_values,
)
from backend.platforms.base.storable import storable

_OPTIONAL: Mapping[str, Callable[[object], object]] = {
    "title": fields.title,
    "url": fields.https_url,
    "languages": fields.languages,
    "outcome": fields.outcome,
    "difficulty": fields.difficulty,
    "tags": fields.tags,
    "minutes": fields.minutes,
}


_CHECKED: Mapping[str, Callable[[object], JsonValue]] = {
    "question_id": lambda value: fields.identifier("question_id", value),
    "attempt_id": lambda value: fields.identifier("attempt_id", value),
    "activity_id": lambda value: fields.identifier("activity_id", value),
    "solved_at": lambda value: fields.instant(value).isoformat(),
    "day": lambda value: fields.day(value).isoformat(),
    "minutes": fields.minutes,
}


def read_solve(values: Mapping[str, object], *, raw: object, now: datetime) -> Record:
    """A Solve from an item's values under the field names of Solve; never raises.

    Strict on what makes a solve (id, date), lenient on the rest: an optional value of the wrong type counts
    as not told, for a person can add it later and a solve should not wait for it.
    """
    usable = {**values, **{name: told(name, values.get(name)) for name in _OPTIONAL}}
    try:
        fields.identifier("question_id", values.get("question_id"))
        return solve_from_values(usable, now=now)
    except InvalidValue as problem:
        return Unusable(
            problem.code, problem.field, problem.detail, storable(raw), _readable(usable, problem.field)
        )


def read_practice(values: Mapping[str, object], *, raw: object, now: datetime) -> Record:
    """A Practice from an item's values under the field names of Practice; never raises.

    Strict on what makes it one (id, day, minutes), lenient on the title.
    """
    usable = {**values, "title": told("title", values.get("title"))}
    try:
        fields.identifier("activity_id", values.get("activity_id"))
        return practice_from_values(usable, now=now)
    except InvalidValue as problem:
        return Unusable(
            problem.code, problem.field, problem.detail, storable(raw), _readable(usable, problem.field)
        )


def not_final(raw: object, detail: str = "this is not decided yet") -> Unusable:
    """An item that the platform is still busy with; it is read again next time."""
    return Unusable("not_final", "", detail, storable(raw), transient=True)


def not_an_object(raw: object) -> Unusable:
    return Unusable("not_an_object", "", "this item of the list is no object", storable(raw))


def told(name: str, value: object) -> object:
    """An optional field as far as it can be used, None where it cannot."""
    if isinstance(value, list | tuple):
        value = [item for item in value if isinstance(item, str)]
    try:
        return _OPTIONAL[name](value)
    except InvalidValue:
        return None


def _readable(values: Mapping[str, object], gap: str) -> dict[str, JsonValue]:
    """What is left of an item that is no solve, as plain JSON, without the field to be filled."""
    readable: dict[str, JsonValue] = {}
    for name, value in values.items():
        if name == gap:
            continue
        if name in _CHECKED:
            value = _told_or_none(_CHECKED[name], value)
        if value not in (None, "", (), []):
            readable[name] = storable(value)
    return readable


def _told_or_none(read: Callable[[object], JsonValue], value: object) -> JsonValue:
    try:
        return read(value)
    except InvalidValue:
        return None
