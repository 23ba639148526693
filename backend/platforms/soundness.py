"""What the rest of the house relies on, for any record from any answer; asserted by the contract's tests."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from backend.platforms.base import fields
from backend.platforms.base.platform import Call
from backend.platforms.base.records import (
    InvalidValue,
    JsonValue,
    Listing,
    Moment,
    Practice,
    Record,
    Solve,
    Stats,
    Trail,
    Unusable,
    practice_from_values,
    practice_to_values,
    solve_from_values,
    solve_to_values,
)
from backend.platforms.base.storable import RAW_LIMIT

NOW = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


def assert_sound(record: Record, now: datetime = NOW) -> None:
    """What the rest of the house relies on, for any record from any answer."""
    if isinstance(record, Unusable):
        _assert_sound_unusable(record)
    elif isinstance(record, Practice):
        _assert_sound_practice(record, now)
    else:
        _assert_sound_solve(record, now)


def _assert_sound_practice(practice: Practice, now: datetime) -> None:
    assert 0 < len(practice.activity_id) <= fields.ID_LIMIT
    assert fields.EARLIEST.date() <= practice.day <= (now + fields.FUTURE_ALLOWED).date()
    assert 0 <= practice.minutes <= fields.MINUTES_LIMIT and type(practice.minutes) is int
    assert len(practice.title) <= fields.TITLE_LIMIT and practice.title == practice.title.strip()
    assert_storable(practice_to_values(practice))
    assert practice_from_values(practice_to_values(practice)) == practice


def _assert_sound_moment(moment: Moment, now: datetime) -> None:
    assert moment.moment_id and moment.at.utcoffset() == timedelta(0)
    assert fields.EARLIEST <= moment.at <= now + fields.FUTURE_ALLOWED
    assert_storable([moment.moment_id, moment.who, moment.what])


def _assert_sound_solve(solve: Solve, now: datetime) -> None:
    assert 0 < len(solve.question_id) <= fields.ID_LIMIT and 0 < len(solve.attempt_id) <= fields.ID_LIMIT
    assert 0 < len(solve.title) <= fields.TITLE_LIMIT and solve.title == solve.title.strip()
    assert solve.solved_at.utcoffset() == timedelta(0)
    assert fields.EARLIEST <= solve.solved_at <= now + fields.FUTURE_ALLOWED
    assert solve.url == "" or (solve.url.startswith("https://") and len(solve.url) <= fields.URL_LIMIT)
    assert len(set(solve.languages)) == len(solve.languages) <= fields.NAMES_LIMIT
    assert all(0 < len(name) <= fields.LANGUAGE_LIMIT for name in solve.languages)
    assert all(0 < len(name) <= fields.TAG_LIMIT for name in solve.tags or ())
    assert_storable(solve_to_values(solve))
    assert solve_from_values(solve_to_values(solve)) == solve


def _assert_sound_unusable(item: Unusable) -> None:
    assert re.fullmatch(r"[a-z_]+", item.code) and item.detail
    known = (set(Solve.__slots__), set(Practice.__slots__))
    assert any({*item.values, *filter(None, [item.field])} <= names for names in known)
    assert len(assert_storable(item.raw).encode()) <= RAW_LIMIT
    assert_storable(dict(item.values))
    for read in (solve_from_values, practice_from_values):
        with suppress(InvalidValue):
            read(item.values)


def assert_storable(value: object) -> str:
    """The value as jsonb takes it: UTF-8, no NUL, no NaN."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    text.encode("utf-8")
    assert "\\u0000" not in text
    return text


def assert_sound_result(call: Call[object], body: JsonValue, result: object, now: datetime = NOW) -> None:
    """Every item of a list has become a record or is told as unusable; numbers of a profile can be stored."""
    if isinstance(result, Stats):
        assert_storable([result.username, result.rank, dict(result.by_difficulty), dict(result.raw)])
    if not isinstance(result, Listing | Trail):
        assert not call.rows, "a call with rows gives a Listing or a Trail"
        return
    rows = call.rows_in(body)
    assert len(result.items) == len(rows or ())
    for item in result.items:
        _assert_sound_moment(item, now) if isinstance(item, Moment) else assert_sound(item, now)
