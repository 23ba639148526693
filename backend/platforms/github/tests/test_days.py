from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from backend.platforms.base.records import Moment, Practice
from backend.platforms.github.days import DAY_CAP, LEAD_IN, estimated_minutes, practice_of_days, title_of

NOON = datetime(2026, 6, 10, 12, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def moments(*kinds: str) -> list[Moment]:
    return [Moment(str(number), at(number), "4711", kind) for number, kind in enumerate(kinds)]


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        ([0], LEAD_IN),
        ([0, 45], LEAD_IN + 45),
        ([45, 0], LEAD_IN + 45),
        ([0, 119], LEAD_IN + 119),
        ([0, 120], 2 * LEAD_IN),
        ([0, 60, 300, 330], 2 * LEAD_IN + 60 + 30),
        ([0, 0.5], LEAD_IN),
        ([60 * step for step in range(12)], DAY_CAP),
    ],
)
def test_a_day_is_estimated_by_rule_1(minutes: list[float], expected: int) -> None:
    assert estimated_minutes([at(minute) for minute in minutes]) == expected


def test_each_day_with_an_event_is_one_row_newest_first() -> None:
    found = [Moment("1", NOON, "4711", "a/b"), Moment("2", NOON - timedelta(days=2), "4711", "a/c")]
    assert practice_of_days(found, "4711", UTC) == [
        Practice("4711:2026-06-10", date(2026, 6, 10), LEAD_IN, "1 event in a/b", True),
        Practice("4711:2026-06-08", date(2026, 6, 8), LEAD_IN, "1 event in a/c", True),
    ]


def test_an_event_that_is_told_twice_counts_once() -> None:
    (day,) = practice_of_days([*moments("a/b"), *moments("a/b")], "4711", UTC)
    assert day.title == "1 event in a/b"


@pytest.mark.parametrize(
    ("zone", "day"), [("Pacific/Auckland", date(2026, 6, 11)), ("America/Los_Angeles", date(2026, 6, 10))]
)
def test_a_day_is_the_one_of_the_persons_calendar(zone: str, day: date) -> None:
    evening = Moment("1", datetime(2026, 6, 10, 23, 30, tzinfo=UTC))
    (found,) = practice_of_days([evening], "4711", ZoneInfo(zone))
    assert found.day == day and found.activity_id == f"4711:{day}"


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_days_of_23_and_25_hours_count_real_time(day: date) -> None:
    zone = ZoneInfo("Europe/Berlin")
    times = [datetime(day.year, day.month, day.day, hour, 30, tzinfo=zone) for hour in (1, 3)]
    gap = (times[1].astimezone(UTC) - times[0].astimezone(UTC)).total_seconds() / 60
    (found,) = practice_of_days([Moment(str(time), time.astimezone(UTC)) for time in times], "1", zone)
    assert found.minutes == (LEAD_IN + gap if gap < 120 else 2 * LEAD_IN)


def test_the_title_names_the_busiest_first() -> None:
    assert title_of(moments("a/x", "a/y", "a/y")) == "3 events in a/y, a/x"


def test_the_title_counts_what_it_does_not_name() -> None:
    assert title_of(moments("a/1", "a/2", "a/3", "a/4", "a/5")) == "5 events in a/1, a/2, a/3 and 2 more"


def test_events_without_a_repository_have_a_title_too() -> None:
    assert title_of(moments("", "")) == "2 events"


def test_long_names_fit_the_table() -> None:
    assert len(title_of(moments("a" * 140, "b" * 140, "c" * 140, "d" * 140))) <= 300
