import json
from dataclasses import FrozenInstanceError
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.platforms.base.records import InvalidValue, Solve, solve_from_values, solve_to_values

WHEN = datetime(2026, 5, 4, 21, 30, tzinfo=UTC)
VALUES = {"question_id": "q1", "title": "Lanterns", "solved_at": "2026-05-04T21:30:00Z"}


def changed(**values: Any) -> dict[str, Any]:
    return {**VALUES, **values}


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        solve_from_values(VALUES).title = "other"  # type: ignore[misc]


def test_a_full_record_survives_the_way_through_json() -> None:
    full = Solve("q", "a", "T", WHEN, "https://x.example/q", ("go",), "Partial", "Hard", ("graph",), 12, True)
    assert solve_from_values(json.loads(json.dumps(solve_to_values(full)))) == full


def test_what_is_missing_is_as_if_the_platform_had_not_told() -> None:
    assert solve_from_values(VALUES) == Solve("q1", "q1", "Lanterns", WHEN)


def test_no_tags_are_something_else_than_tags_not_told() -> None:
    assert solve_from_values(changed(tags=[])).tags == ()
    assert solve_from_values(changed(tags=None)).tags is None


def test_without_a_title_the_id_stands_for_it() -> None:
    assert solve_from_values(changed(title=None)).title == "q1"


def test_times_of_other_zones_become_utc() -> None:
    at = datetime(2026, 5, 4, 23, 30, tzinfo=timezone(timedelta(hours=2)))
    assert solve_from_values(changed(solved_at=at)).solved_at.isoformat() == "2026-05-04T21:30:00+00:00"


def test_a_time_without_a_zone_is_utc() -> None:
    assert solve_from_values(changed(solved_at="2026-05-04T21:30:00")).solved_at == WHEN


@pytest.mark.parametrize("missing", [None, "", "  "])
def test_without_an_id_one_is_built_from_title_and_day(missing: object) -> None:
    built = solve_from_values(changed(question_id=missing))
    later = solve_from_values(
        changed(question_id=missing, title="LANTERNS", solved_at="2026-05-04T23:59:59Z")
    )
    assert built.question_id == "k1-1f970a1f7b089409f61b" == later.question_id == built.attempt_id


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"question_id": None, "title": ""}, "question_id", "missing_id"),
        ({"question_id": True}, "question_id", "invalid_value"),
        ({"question_id": ["q"]}, "question_id", "invalid_value"),
        ({"question_id": "q" * 201}, "question_id", "invalid_value"),
        ({"question_id": 10**5000}, "question_id", "invalid_value"),
        ({"solved_at": None}, "solved_at", "missing_date"),
        ({"solved_at": ""}, "solved_at", "missing_date"),
        ({"solved_at": "yesterday"}, "solved_at", "invalid_date"),
        ({"solved_at": 1714857000}, "solved_at", "invalid_date"),
        ({"solved_at": "1969-12-31T23:59:59Z"}, "solved_at", "invalid_date"),
        ({"solved_at": "0001-01-01T00:00:00+14:00"}, "solved_at", "invalid_date"),
        ({"solved_at": "9999-12-31T23:59:59-14:00"}, "solved_at", "invalid_date"),
        ({"title": 5}, "title", "invalid_value"),
        ({"url": "http://x.example"}, "url", "invalid_value"),
        ({"url": "javascript:alert(1)"}, "url", "invalid_value"),
        ({"url": "https://x.example/" + "x" * 500}, "url", "invalid_value"),
        ({"url": "https://[broken"}, "url", "invalid_value"),
        ({"languages": "python"}, "languages", "invalid_value"),
        ({"languages": [1]}, "languages", "invalid_value"),
        ({"tags": {"a": 1}}, "tags", "invalid_value"),
        ({"outcome": "solved"}, "outcome", "invalid_value"),
        ({"difficulty": "Insane"}, "difficulty", "invalid_value"),
        ({"difficulty": ["Easy"]}, "difficulty", "invalid_value"),
        ({"minutes": -1}, "minutes", "invalid_value"),
        ({"minutes": True}, "minutes", "invalid_value"),
        ({"minutes": 1.5}, "minutes", "invalid_value"),
        ({"minutes_estimated": "yes"}, "minutes_estimated", "invalid_value"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(values: dict[str, Any], field: str, code: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        solve_from_values(changed(**values))
    assert (caught.value.field, caught.value.code) == (field, code)


def test_a_day_ahead_is_allowed_and_more_is_not() -> None:
    now = WHEN - timedelta(hours=24)
    assert solve_from_values(VALUES, now=now).solved_at == WHEN
    with pytest.raises(InvalidValue) as caught:
        solve_from_values(VALUES, now=now - timedelta(seconds=1))
    assert caught.value.code == "future_date"


def test_names_are_told_once_cleaned_and_cut() -> None:
    solve = solve_from_values(changed(languages=["go", " go ", "", "x" * 60], tags=["DP", "dp", "a\x00b"]))
    assert solve.languages == ("go", "x" * 50) and solve.tags == ("DP", "ab")


def test_names_beyond_a_hundred_are_left_out() -> None:
    assert len(solve_from_values(changed(languages=[f"l{n}" for n in range(150)])).languages) == 100


def test_a_title_is_one_clean_line_of_at_most_300() -> None:
    assert solve_from_values(changed(title=" a\x00\ud800\nb ")).title == "a b"
    assert len(solve_from_values(changed(title="ü" * 400)).title) == 300


@given(
    st.dictionaries(
        st.sampled_from(Solve.__slots__), st.none() | st.integers() | st.text() | st.lists(st.text())
    )
)
@settings(deadline=None, database=None)
def test_whatever_a_person_writes_is_a_solve_or_an_invalid_value(values: dict[str, Any]) -> None:
    try:
        solve = solve_from_values(changed(**values))
    except InvalidValue as problem:
        assert problem.field in Solve.__slots__
    else:
        assert solve_from_values(solve_to_values(solve)) == solve
