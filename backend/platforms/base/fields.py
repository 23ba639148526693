"""The rules for each field of a Solve, one function a field, and the limits of the journal's tables."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Literal, TypeAlias, cast, get_args
from urllib.parse import urlsplit

from backend.platforms.base.storable import clean_line

Outcome: TypeAlias = Literal["Solved", "Partial", "Failed"]
Difficulty: TypeAlias = Literal["Easy", "Medium", "Hard"]

ID_LIMIT = 200
TITLE_LIMIT = 300
URL_LIMIT = 500
LANGUAGE_LIMIT = 50
TAG_LIMIT = 60
NAMES_LIMIT = 100
MINUTES_LIMIT = 100_000
_BIGGEST_NUMBER = 2**31 - 1
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
# Clocks and zones differ by up to a day; a date beyond that is a mistake.
FUTURE_ALLOWED = timedelta(hours=24)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class InvalidValue(ValueError):
    """One field that cannot be used. `code` is for programs, `detail` for people."""

    def __init__(self, field: str, code: str, detail: str) -> None:
        self.field = field
        self.code = code
        self.detail = detail
        super().__init__(f"{field}: {detail}")


def identifier(field: str, value: object) -> str:
    """An id as text; numbers are taken as they are written."""
    if value is None or value == "":
        raise InvalidValue(field, "missing_id", "the id is missing")
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise InvalidValue(field, "invalid_value", "an id is text or a number")
    if isinstance(value, int) and value.bit_length() > 256:
        raise InvalidValue(field, "invalid_value", "this number is too long for an id")
    text = clean_line(str(value), ID_LIMIT + 1)
    if not text:
        raise InvalidValue(field, "missing_id", "the id is empty")
    if len(text) > ID_LIMIT:
        raise InvalidValue(field, "invalid_value", f"an id has at most {ID_LIMIT} characters")
    return text


def built_identifier(title: str, solved_at: datetime) -> str:
    """The id of a solve without one, rule 1: "k1-", 20 hex digits of sha256(casefolded title|UTC day)."""
    day = solved_at.astimezone(UTC).date().isoformat()
    digest = hashlib.sha256(f"{title.casefold()}|{day}".encode()).hexdigest()
    return f"k1-{digest[:20]}"


def title(value: object) -> str:
    """One line; "" where there is none."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InvalidValue("title", "invalid_value", "a title is text")
    return clean_line(value, TITLE_LIMIT)


def instant(value: object, now: datetime | None = None) -> datetime:
    """Aware, in UTC; text is ISO 8601, and a time without a zone is taken as UTC.

    With `now`, a date more than a day ahead of it is refused.
    """
    if value is None or value == "":
        raise InvalidValue("solved_at", "missing_date", "the date is missing")
    moment = _moment(value)
    if moment is None or moment < EARLIEST:
        raise InvalidValue("solved_at", "invalid_date", "this is not a date after 1970")
    if now is not None and moment - now > FUTURE_ALLOWED:
        raise InvalidValue("solved_at", "future_date", "this date is in the future")
    return moment


def _moment(value: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value.strip()) if isinstance(value, str) else value
        if not isinstance(moment, datetime):
            return None
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def day(value: object, now: datetime | None = None) -> date:
    """A calendar day, from a date or its ISO text; with `now`, none that lies ahead in every time zone."""
    if value is None or value == "":
        raise InvalidValue("day", "missing_date", "the day is missing")
    found = _day(value)
    if found is None or found < EARLIEST.date():
        raise InvalidValue("day", "invalid_date", "this is not a day after 1970")
    if now is not None and found > (now + FUTURE_ALLOWED).date():
        raise InvalidValue("day", "future_date", "this day is in the future")
    return found


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    # fromisoformat also takes week dates and the like, which no one here means.
    if not isinstance(value, str) or not _DAY.fullmatch(value.strip()):
        return None
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        return None


def https_url(value: object) -> str:
    """An https address or ""; any other scheme could do harm as a link."""
    if value is None or value == "":
        return ""
    text = value.strip() if isinstance(value, str) else ""
    if not text or len(text) > URL_LIMIT or clean_line(text, URL_LIMIT) != text or not _is_https(text):
        raise InvalidValue(
            "url", "invalid_value", f"an address begins with https:// (up to {URL_LIMIT} characters)"
        )
    return text


def _is_https(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme == "https" and bool(parts.hostname) and not any(map(str.isspace, text))
    except ValueError:
        return False


def languages(value: object) -> tuple[str, ...]:
    return _unique(_names("languages", value), LANGUAGE_LIMIT)


def tags(value: object) -> tuple[str, ...] | None:
    """None where the platform did not tell; tags that differ by case alone are one."""
    if value is None:
        return None
    folded: dict[str, str] = {}
    for name in _unique(_names("tags", value), TAG_LIMIT):
        folded.setdefault(name.casefold(), name)
    return tuple(folded.values())


def _names(field: str, value: object) -> list[str]:
    if value is None:
        return []
    if not isinstance(value, list | tuple) or not all(isinstance(name, str) for name in value):
        raise InvalidValue(field, "invalid_value", "a list of names is expected")
    return list(value)


def _unique(names: Iterable[str], limit: int) -> tuple[str, ...]:
    cleaned = dict.fromkeys(clean_line(name, limit) for name in names)
    return tuple(name for name in cleaned if name)[:NAMES_LIMIT]


def outcome(value: object) -> Outcome:
    if value is None:
        return "Solved"
    return cast(Outcome, _choice("outcome", value, get_args(Outcome)))


def difficulty(value: object) -> Difficulty | None:
    if value is None or value == "":
        return None
    return cast(Difficulty, _choice("difficulty", value, get_args(Difficulty)))


def _choice(field: str, value: object, allowed: tuple[str, ...]) -> str:
    if not isinstance(value, str) or value not in allowed:
        raise InvalidValue(field, "invalid_value", f"one of {', '.join(allowed)} is expected")
    return value


def minutes(value: object) -> int | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MINUTES_LIMIT:
        raise InvalidValue(
            "minutes", "invalid_value", f"whole minutes from 0 to {MINUTES_LIMIT} are expected"
        )
    return value


def practice_minutes(value: object) -> int:
    """The minutes of practice time, which are nothing without them."""
    found = minutes(value)
    if found is None:
        raise InvalidValue("minutes", "missing_minutes", "the minutes are missing")
    return found


def flag(field: str, value: object) -> bool:
    if value is None:
        return False
    if not isinstance(value, bool):
        raise InvalidValue(field, "invalid_value", "yes or no is expected")
    return value


def whole(value: object, least: int = -_BIGGEST_NUMBER) -> int | None:
    """A number of a profile that fits an integer column; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= _BIGGEST_NUMBER:
        return None
    return value
