"""WakaTime's answers as records. Pure. Shapes: https://wakatime.com/developers and the README beside this file.

Of a day only its date, its total and the names of projects and languages are read: the rest holds file paths and
names of machines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from backend.platforms.base import fields
from backend.platforms.base.errors import (
    CredentialRejected,
    PlatformError,
    UpstreamInvalidResponse,
    UpstreamRateLimited,
    UpstreamUnavailable,
)
from backend.platforms.base.fields import InvalidValue
from backend.platforms.base.reading import not_an_object, read_practice
from backend.platforms.base.records import JsonValue, Listing, Practice, Record
from backend.platforms.base.storable import clean_line
from backend.platforms.base.zones import zone_of

_NAMED = 3
_NAME_LIMIT = 60
# Buckets of their own at WakaTime, but no name of anything.
_UNNAMED = {"other", "unknown", "unknown project", "unknown language"}
_ADDRESS = re.compile(r"\S@\S+\.\S")
_FILE_PATH = re.compile(r"^(/|~|\\|[A-Za-z]:[\\/])")


@dataclass(frozen=True)
class Owner:
    """Whose key it is. `created` is the day, in `zone`, on which the account began."""

    user_id: str
    username: str
    zone: str
    created: date | None
    plan: str


@dataclass(frozen=True)
class TotalTime:
    """`seconds` may be too few while `is_up_to_date` is false."""

    seconds: int | None
    is_up_to_date: bool
    since: str | None


def parse_summaries(body: JsonValue, now: datetime) -> Listing:
    """One item for each day, idle ones with 0 minutes; `total` is the seconds of them all, as WakaTime has it."""
    answer = _object(body)
    days = answer.get("data")
    if not isinstance(days, list):
        raise _complaint(answer)
    # Misspelled until about 2022.
    cumulative = _part(answer, "cumulative_total") or _part(answer, "cummulative_total")
    return Listing(tuple(parse_day(item, now) for item in days), total=_seconds(cumulative.get("seconds")))


def parse_day(item: JsonValue, now: datetime) -> Record:
    """A day of the summaries or of an export; its id is the day alone until `owned` adds whose it is."""
    if not isinstance(item, dict):
        return not_an_object(None)
    day = _day(item)
    seconds = _part(item, "grand_total").get("total_seconds")
    values = {
        "activity_id": day or "?",
        "day": day,
        "minutes": _minutes(seconds),
        "title": title_of(item),
    }
    return read_practice(values, raw={"date": day, "total_seconds": _seconds(seconds)}, now=now)


def _day(item: dict[str, JsonValue]) -> str | None:
    """The local day: told in words, or the one that begins at `start` in the zone of the answer."""
    told = _part(item, "range").get("date", item.get("date"))
    if isinstance(told, str) and told.strip():
        return clean_line(told, 40)
    try:
        start = fields.instant(_part(item, "range").get("start"))
        return start.astimezone(zone_of(_line(_part(item, "range").get("timezone")))).date().isoformat()
    except (InvalidValue, OverflowError):
        return None


def _minutes(seconds: JsonValue) -> int | None:
    """Whole minutes, half ones up, and one where there is any time at all."""
    known = _seconds(seconds)
    if known is None:
        return None
    return max(int(known / 60 + 0.5), 1) if known > 0 else 0


def _seconds(value: JsonValue) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if 0 <= value <= 60 * fields.MINUTES_LIMIT else None


def title_of(day: dict[str, JsonValue]) -> str:
    """ "harbour, tides · Python, Rust": the most time first, projects before languages."""
    parts = (_names(day.get("projects")), _names(day.get("languages")))
    return clean_line(
        " · ".join(", ".join(names) for names in parts if names) or "Coding", fields.TITLE_LIMIT
    )


def _names(value: JsonValue) -> list[str]:
    items = [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
    timed = [(_time_on(item), _public_name(item.get("name"))) for item in items]
    ordered = sorted((-seconds, name) for seconds, name in timed if seconds > 0 and name)
    return list(dict.fromkeys(name for _, name in ordered))[:_NAMED]


def _time_on(item: dict[str, JsonValue]) -> float:
    """Projects of an export hold their time a level deeper."""
    told = item.get("total_seconds", _part(item, "grand_total").get("total_seconds"))
    return _seconds(told) or 0.0


def _public_name(value: JsonValue) -> str:
    """Without the path that a project may be named by, and "" for an address or for no name at all."""
    name = _line(value)
    if _FILE_PATH.match(name):
        name = re.split(r"[\\/]", name.rstrip("\\/"))[-1].strip("~ ")
    return "" if _ADDRESS.search(name) or name.casefold() in _UNNAMED else name


def owned(record: Record, owner: str) -> Record:
    """The record under an id that is no other account's."""
    if not isinstance(record, Practice) or not owner:
        return record
    return replace(record, activity_id=f"{owner}:{record.day.isoformat()}")


def read_export(data: JsonValue, now: datetime, owner: str = "") -> Iterator[Record]:
    """The days of an export ("daily totals") with time in them, and the odd ones.

    `owner` is the account's id at WakaTime, needed where the export does not tell it: exports of before 2020 do
    not, and their days would else stand beside those that come over the network.

    Raises UpstreamInvalidResponse for anything else than such an export.
    """
    export = _object(data)
    days = export.get("days")
    if not isinstance(days, list):
        raise UpstreamInvalidResponse("this is no export of WakaTime: it has no days")
    if any(isinstance(day, dict) and "heartbeats" in day and "grand_total" not in day for day in days):
        raise UpstreamInvalidResponse("this export holds heartbeats: ask WakaTime for the daily totals")
    whose = _identifier(_part(export, "user").get("id")) or owner
    for item in days:
        record = parse_day(item, now)
        if not isinstance(record, Practice) or record.minutes:
            yield owned(record, whose)


def parse_owner(body: JsonValue, now: datetime) -> Owner:
    user = _data(body)
    user_id = _identifier(user.get("id"))
    if not user_id:
        raise UpstreamInvalidResponse("WakaTime gave a user without an id")
    zone = _line(user.get("timezone")) or "UTC"
    return Owner(user_id, _line(user.get("username")), zone, _created(user, zone), _line(user.get("plan")))


def _created(user: dict[str, JsonValue], zone: str) -> date | None:
    try:
        return fields.instant(user.get("created_at")).astimezone(zone_of(zone)).date()
    except (InvalidValue, OverflowError):
        return None


def parse_all_time(body: JsonValue, now: datetime) -> TotalTime:
    data = _data(body)
    seconds = data.get("total_seconds")
    plain = seconds if isinstance(seconds, int | float) and not isinstance(seconds, bool) else None
    since = _line(_part(data, "range").get("start_date"))
    # A lifetime of seconds does not fit where a day's does.
    fits = plain is not None and 0 <= plain < 2**53
    return TotalTime(
        int(plain) if plain is not None and fits else None, data.get("is_up_to_date") is True, since or None
    )


def _complaint(answer: dict[str, JsonValue]) -> PlatformError:
    """What an answer means that has no data: `error` is a sentence, `errors` an object of fields."""
    text = _line(answer.get("error")).lower()
    if "unauthorized" in text or "forbidden" in text:
        return CredentialRejected(service="WakaTime")
    if "too many" in text:
        return UpstreamRateLimited(service="WakaTime")
    if text or answer.get("errors"):
        return UpstreamUnavailable("WakaTime could not answer")
    return UpstreamInvalidResponse("WakaTime gave no days")


def _data(body: JsonValue) -> dict[str, JsonValue]:
    answer = _object(body)
    if not isinstance(data := answer.get("data"), dict):
        raise _complaint(answer)
    return data


def _object(body: JsonValue) -> dict[str, JsonValue]:
    if not isinstance(body, dict):
        raise UpstreamInvalidResponse("WakaTime gave no object")
    return body


def _part(whole_object: dict[str, JsonValue], name: str) -> dict[str, JsonValue]:
    part = whole_object.get(name)
    return part if isinstance(part, dict) else {}


def _identifier(value: JsonValue) -> str:
    try:
        return fields.identifier("activity_id", value)[:100]
    except InvalidValue:
        return ""


def _line(value: JsonValue) -> str:
    return clean_line(value, _NAME_LIMIT) if isinstance(value, str) else ""
