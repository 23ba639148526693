from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.platforms.base.reading import not_final, read_practice
from backend.platforms.base.records import (
    InvalidValue,
    Practice,
    Record,
    Unusable,
    practice_from_values,
    practice_to_values,
)
from backend.platforms.base.zones import zone_of

NOW = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
VALUES = {"activity_id": "7:2026-06-30", "day": "2026-06-30", "minutes": 45, "title": "harbour"}


def read(**values: Any) -> Record:
    return read_practice({**VALUES, **values}, raw={"odd": True}, now=NOW)


def test_practice_goes_to_plain_values_and_back() -> None:
    practice = Practice("7:2026-06-30", date(2026, 6, 30), 45, "harbour", True)
    assert practice_to_values(practice) == {**VALUES, "minutes_estimated": True}
    assert practice_from_values(practice_to_values(practice)) == practice


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"day": None}, "day", "missing_date"),
        ({"day": "soon"}, "day", "invalid_date"),
        ({"day": "2026-W27-2"}, "day", "invalid_date"),
        ({"day": "1969-12-31"}, "day", "invalid_date"),
        ({"day": 20260630}, "day", "invalid_date"),
        ({"day": "2026-07-03"}, "day", "future_date"),
        ({"minutes": None}, "minutes", "missing_minutes"),
        ({"minutes": -1}, "minutes", "invalid_value"),
        ({"minutes": 1.5}, "minutes", "invalid_value"),
        ({"minutes": 100_001}, "minutes", "invalid_value"),
        ({"activity_id": ""}, "activity_id", "missing_id"),
        ({"activity_id": []}, "activity_id", "invalid_value"),
    ],
)
def test_what_makes_it_no_practice_is_told_with_the_rest(
    values: dict[str, Any], field: str, code: str
) -> None:
    item = read(**values)
    assert isinstance(item, Unusable) and (item.field, item.code) == (field, code)
    good = {name: value for name, value in VALUES.items() if name != field}
    assert dict(item.values) == good and practice_from_values({**good, field: VALUES[field]}) == read()


def test_a_day_that_has_begun_somewhere_is_no_future() -> None:
    assert isinstance(read(day="2026-07-02"), Practice)


def test_a_title_of_a_wrong_type_counts_as_not_told() -> None:
    item = read(title=["x"])
    assert isinstance(item, Practice) and item.title == ""


def test_without_an_id_the_day_is_the_id() -> None:
    assert practice_from_values({"day": date(2026, 6, 30), "minutes": 5}).activity_id == "2026-06-30"


@given(st.dictionaries(st.sampled_from(Practice.__slots__), st.none() | st.integers() | st.text()))
@settings(deadline=None, database=None)
def test_whatever_a_person_writes_is_practice_or_an_invalid_value(values: dict[str, Any]) -> None:
    try:
        practice = practice_from_values({**VALUES, **values})
    except InvalidValue as problem:
        assert problem.field in Practice.__slots__
    else:
        assert practice_from_values(practice_to_values(practice)) == practice


def test_what_is_not_decided_yet_is_told_as_passing() -> None:
    item = not_final({"result": "WJ"})
    assert item.transient and (item.code, item.raw) == ("not_final", {"result": "WJ"})


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../../etc/passwd", "/etc/passwd", "\x00", "x" * 5000])
def test_a_zone_that_is_not_known_counts_as_utc(name: str) -> None:
    assert zone_of(name) is UTC


def test_a_zone_is_known_by_name() -> None:
    assert NOW.astimezone(zone_of("Pacific/Auckland")).day == 2
