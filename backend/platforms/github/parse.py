"""GitHub's answers as records. Pure. Shapes: https://docs.github.com/rest/activity/events and the README here.

Of an event only its id, its time, its author's id and its repository's name are read: payloads hold e-mails.
"""

from __future__ import annotations

from datetime import datetime

from backend.platforms.base import fields
from backend.platforms.base.errors import UpstreamInvalidResponse
from backend.platforms.base.fields import InvalidValue, whole
from backend.platforms.base.reading import not_an_object
from backend.platforms.base.records import JsonValue, Moment, Stats, Trail, Unusable
from backend.platforms.base.storable import clean_line, storable

NUMBERS = ("public_repos", "public_gists", "followers", "following")
_TOLD = ("id", "type", "created_at")


def parse_events(body: JsonValue, now: datetime) -> Trail:
    if not isinstance(body, list):
        raise UpstreamInvalidResponse("GitHub gave no list of events")
    return Trail(tuple(_parse_event(item, now) for item in body))


def _parse_event(item: JsonValue, now: datetime) -> Moment | Unusable:
    if not isinstance(item, dict):
        return not_an_object(None)
    try:
        return Moment(
            moment_id=fields.identifier("activity_id", item.get("id")),
            at=fields.instant(item.get("created_at"), now),
            who=_identifier(_part(item, "actor").get("id")),
            what=_line(_part(item, "repo").get("name")),
        )
    except InvalidValue as problem:
        field = "day" if problem.field == "solved_at" else problem.field
        return Unusable(problem.code, field, problem.detail, storable(_without_payload(item)))


def _without_payload(event: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """What helps a person to find the event again."""
    plain = {name: event[name] for name in _TOLD if isinstance(event.get(name), str | int)}
    return {**plain, "repo": _line(_part(event, "repo").get("name"))}


def parse_user(body: JsonValue, now: datetime) -> Stats:
    """Public numbers alone; GitHub has neither a rating nor problems."""
    login = _line(body.get("login")) if isinstance(body, dict) else ""
    if not isinstance(body, dict) or not login:
        raise UpstreamInvalidResponse("GitHub gave a user without a login")
    return Stats(
        username=login,
        platform_user_id=_identifier(body.get("id")) or None,
        rating=None,
        rank=None,
        problems_solved=None,
        by_difficulty={},
        raw={name: whole(body.get(name), least=0) for name in NUMBERS},
    )


def _identifier(value: JsonValue) -> str:
    try:
        # A day is written behind it, and an id has room for 200 characters.
        return fields.identifier("activity_id", value)[:100]
    except InvalidValue:
        return ""


def _part(whole_object: dict[str, JsonValue], name: str) -> dict[str, JsonValue]:
    part = whole_object.get(name)
    return part if isinstance(part, dict) else {}


def _line(value: JsonValue) -> str:
    return clean_line(value, 140) if isinstance(value, str) else ""
