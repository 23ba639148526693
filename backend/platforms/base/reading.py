"""From one item of a platform to a record. Pure: nothing is fetched, no clock is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from backend.platforms.base import fields
from backend.platforms.base.records import InvalidValue, JsonValue, Record, Unusable, solve_from_values
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
        if name in ("question_id", "attempt_id"):
            value = _id_or_none(name, value)
        if name == "solved_at":
            value = _date_or_none(value)
        if value not in (None, "", (), []):
            readable[name] = storable(value)
    return readable


def _id_or_none(name: str, value: object) -> str | None:
    try:
        return fields.identifier(name, value)
    except InvalidValue:
        return None


def _date_or_none(value: object) -> str | None:
    try:
        return fields.instant(value).isoformat()
    except InvalidValue:
        return None
