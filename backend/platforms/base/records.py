"""What a platform hands over. Frozen, checked, and small enough to fit the journal's tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date, datetime
from typing import TypeAlias

from backend.platforms.base import fields
from backend.platforms.base.fields import Difficulty, InvalidValue, Outcome
from backend.platforms.base.storable import JsonValue

__all__ = [
    "Account",
    "Cursor",
    "Details",
    "Difficulty",
    "InvalidValue",
    "JsonValue",
    "Listing",
    "Outcome",
    "Moment",
    "Page",
    "Practice",
    "Record",
    "Solve",
    "Stats",
    "Unusable",
    "practice_from_values",
    "practice_to_values",
    "solve_from_values",
    "solve_to_values",
]

Cursor: TypeAlias = dict[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Solve:
    """One attempt at one problem. Where the platform did not tell, difficulty, tags and minutes are None.

    `question_id` and `attempt_id` are the platform's own ids, `solved_at` is aware and in UTC, `url` is https
    or "".
    """

    question_id: str
    attempt_id: str
    title: str
    solved_at: datetime
    url: str = ""
    languages: tuple[str, ...] = ()
    outcome: Outcome = "Solved"
    difficulty: Difficulty | None = None
    tags: tuple[str, ...] | None = None
    minutes: int | None = None
    minutes_estimated: bool = False


@dataclass(frozen=True, slots=True)
class Practice:
    """Practice time of one calendar day that is no question.

    `activity_id` is one of a kind among a user's rows of the platform, so it holds the account's stable id
    where the day alone would not do. `day` is counted as the platform or the account's time zone counts it.
    """

    activity_id: str
    day: date
    minutes: int
    title: str
    minutes_estimated: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """A trace of work at one instant, from which a platform makes days of Practice; it is never stored.

    `who` is the stable id of its author where known, `what` what it was done on.
    """

    moment_id: str
    at: datetime
    who: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class Unusable:
    """An item that is no record, kept so that a person can settle it.

    `field` is a field of Solve or Practice, or "" when it is the item as a whole; `raw` can be stored as
    jsonb; `values` is what could be read, as `solve_from_values` or `practice_from_values` takes it, so that
    only the gap is left to fill. A `transient` item is not final yet (a verdict still being judged): no one
    has to settle it, it is read again next time.
    """

    code: str
    field: str
    detail: str
    raw: JsonValue
    values: Mapping[str, JsonValue] = dataclass_field(default_factory=dict)
    transient: bool = False


Record: TypeAlias = Solve | Practice | Unusable


@dataclass(frozen=True, slots=True)
class Page:
    """`next_cursor` is None at the end; `total` is what the platform claims, and platforms err.

    `state` is kept for the account after a good run and handed back in `Account.state` (an ETag, say); `note`
    is one line for people on what could not be read.
    """

    items: tuple[Record, ...]
    next_cursor: Cursor | None
    total: int | None = None
    state: Mapping[str, JsonValue] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """An answer that holds a list: each item as a record or told as unusable, the counts it claims, and what
    it says about where to go on (`following`: an opaque cursor, a flag; the platform knows)."""

    items: tuple[Record, ...]
    pages: JsonValue = None
    total: JsonValue = None
    following: JsonValue = None


@dataclass(frozen=True, slots=True)
class Trail:
    """An answer that holds a list of traces, from which the platform makes its records."""

    items: tuple[Moment | Unusable, ...]


@dataclass(frozen=True, slots=True)
class Details:
    """What a platform tells about a problem apart from the list; None where it does not."""

    difficulty: Difficulty | None = None
    tags: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Stats:
    """`username` in the platform's spelling; `raw` holds public numbers only, ready for jsonb."""

    username: str
    platform_user_id: str | None
    rating: int | None
    rank: str | None
    problems_solved: int | None
    by_difficulty: Mapping[str, int]
    raw: Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Account:
    """Whose history to read. `details` asks for difficulty and tags, which may cost a call a problem;
    ids in `known_details` are not asked for again.

    `secret` is the person's token, cookie or key, "" without; `user_id` the platform's own stable id of the
    account, where known; `time_zone` the IANA name of the person's zone. What is older than `since` is known
    already and will not change (`resync_days` are counted in): a platform that can begins there, and a list
    that is newest first ends there. What is newer than
    `until` is not asked for. `state` is what the platform left in `Page.state` at the last good run.
    """

    username: str
    details: bool = False
    known_details: frozenset[str] = frozenset()
    secret: str = dataclass_field(default="", repr=False)
    user_id: str | None = None
    time_zone: str = "UTC"
    since: datetime | None = None
    until: datetime | None = None
    state: Mapping[str, JsonValue] = dataclass_field(default_factory=dict)


def solve_to_values(solve: Solve) -> dict[str, JsonValue]:
    """Plain JSON under the field names of Solve; the date is ISO 8601 in UTC."""
    return {
        "question_id": solve.question_id,
        "attempt_id": solve.attempt_id,
        "title": solve.title,
        "solved_at": solve.solved_at.isoformat(),
        "url": solve.url,
        "languages": list(solve.languages),
        "outcome": solve.outcome,
        "difficulty": solve.difficulty,
        "tags": None if solve.tags is None else list(solve.tags),
        "minutes": solve.minutes,
        "minutes_estimated": solve.minutes_estimated,
    }


def solve_from_values(values: Mapping[str, object], *, now: datetime | None = None) -> Solve:
    """The way back, for values that a person has edited; what is missing is as the platform had not told it.

    Without an id, one is built from title and date (`fields.built_identifier`). Raises InvalidValue for the
    first field that cannot be used; with `now`, also for a date more than a day ahead.
    """
    solved_at = fields.instant(values.get("solved_at"), now)
    title = fields.title(values.get("title"))
    question_id = _question_id(values.get("question_id"), title, solved_at)
    attempt_id = values.get("attempt_id")
    return Solve(
        question_id=question_id,
        attempt_id=fields.identifier("attempt_id", attempt_id) if attempt_id else question_id,
        title=title or question_id,
        solved_at=solved_at,
        url=fields.https_url(values.get("url")),
        languages=fields.languages(values.get("languages")),
        outcome=fields.outcome(values.get("outcome")),
        difficulty=fields.difficulty(values.get("difficulty")),
        tags=fields.tags(values.get("tags")),
        minutes=fields.minutes(values.get("minutes")),
        minutes_estimated=fields.flag("minutes_estimated", values.get("minutes_estimated")),
    )


def _question_id(value: object, title: str, solved_at: datetime) -> str:
    if title and (value is None or (isinstance(value, str) and not value.strip())):
        return fields.built_identifier(title, solved_at)
    return fields.identifier("question_id", value)


def practice_to_values(practice: Practice) -> dict[str, JsonValue]:
    """Plain JSON under the field names of Practice; the day is YYYY-MM-DD."""
    return {
        "activity_id": practice.activity_id,
        "day": practice.day.isoformat(),
        "minutes": practice.minutes,
        "title": practice.title,
        "minutes_estimated": practice.minutes_estimated,
    }


def practice_from_values(values: Mapping[str, object], *, now: datetime | None = None) -> Practice:
    """The way back, for values that a person has edited; without an id, the day is the id.

    Raises InvalidValue for the first field that cannot be used; with `now`, also for a day that lies ahead.
    """
    day = fields.day(values.get("day"), now)
    activity_id = values.get("activity_id")
    return Practice(
        activity_id=fields.identifier("activity_id", activity_id) if activity_id else day.isoformat(),
        day=day,
        minutes=fields.practice_minutes(values.get("minutes")),
        title=fields.title(values.get("title")),
        minutes_estimated=fields.flag("minutes_estimated", values.get("minutes_estimated")),
    )
