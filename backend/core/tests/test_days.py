"""Whose day it is: attempts are moments and fall on the days of the person's time zone, activities are of a day."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from backend.test_common.builders import make_activity, make_log, make_question

pytestmark = [pytest.mark.django_db, pytest.mark.data]

AUCKLAND, LOS_ANGELES = "Pacific/Auckland", "America/Los_Angeles"


def live_in(user, zone: str) -> None:
    user.time_zone = zone
    user.save()


def stats(api, user, zone: str | None = None, **query) -> dict:
    if zone:
        live_in(user, zone)
    answer = api(user).get("/api/stats/", query)
    assert answer.status_code == 200, answer.json()
    return answer.json()


def days(found: dict) -> list[str]:
    return [day["date"] for day in found["days"]]


def practise(user, *moments) -> None:
    question = make_question(user)
    for moment in moments:
        make_log(question, moment)


def test_the_same_solve_is_on_each_persons_own_day(api, alice, bob, time_machine):
    time_machine.move_to("2026-03-10T18:00:00Z")
    for user in (alice, bob):
        practise(user, "2026-03-10T11:30:00Z")
    there, here = stats(api, alice, AUCKLAND), stats(api, bob, LOS_ANGELES)
    assert (days(there), there["until"]) == (["2026-03-11"], "2026-03-11")
    assert (days(here), here["until"]) == (["2026-03-10"], "2026-03-10")
    assert there["streak"]["current"] == here["streak"]["current"] == 1


def test_the_same_solve_is_listed_under_each_persons_own_day(api, alice, bob):
    for user, zone, day in ((alice, AUCKLAND, "2026-03-11"), (bob, LOS_ANGELES, "2026-03-10")):
        live_in(user, zone)
        practise(user, "2026-03-10T11:30:00Z")
        answer = api(user).get("/api/logs/", {"since": day, "until": day})
        assert answer.json()["count"] == 1


@pytest.mark.parametrize(
    ("zone", "last_of_day", "first_of_next", "day"),
    [
        (AUCKLAND, "2026-03-10T10:59:59.999999Z", "2026-03-10T11:00:00Z", 10),
        (LOS_ANGELES, "2026-03-10T06:59:59.999999Z", "2026-03-10T07:00:00Z", 9),
        ("Asia/Kathmandu", "2026-03-09T18:14:59.999999Z", "2026-03-09T18:15:00Z", 9),
    ],
)
def test_a_day_ends_at_midnight_to_the_instant(
    api, alice, zone, last_of_day, first_of_next, day, time_machine
):
    time_machine.move_to("2026-03-12T00:00:00Z")
    practise(alice, last_of_day, first_of_next)
    assert days(stats(api, alice, zone)) == [f"2026-03-{day:02}", f"2026-03-{day + 1:02}"]


def test_moving_to_another_zone_moves_attempts_and_leaves_activities(api, alice, time_machine):
    time_machine.move_to("2026-03-10T18:00:00Z")
    practise(alice, "2026-03-10T11:30:00Z")
    make_activity(alice, date(2026, 3, 10), minutes=25)
    assert days(stats(api, alice, LOS_ANGELES)) == ["2026-03-10"]
    found = stats(api, alice, AUCKLAND)
    assert [(day["date"], day["attempts"], day["activity_minutes"]) for day in found["days"]] == [
        ("2026-03-10", 0, 25),
        ("2026-03-11", 1, 0),
    ]


@pytest.mark.parametrize(
    ("zone", "moments", "expected"),
    [
        # Clocks go forward: the day has 23 hours, and none at half past two.
        (
            LOS_ANGELES,
            ["2026-03-08T07:59:59Z", "2026-03-08T08:00:00Z", "2026-03-09T06:59:59Z", "2026-03-09T07:00:00Z"],
            [("2026-03-07", 1), ("2026-03-08", 2), ("2026-03-09", 1)],
        ),
        # Clocks go back: the day has 25 hours, and half past one twice.
        (
            LOS_ANGELES,
            ["2026-11-01T06:59:59Z", "2026-11-01T08:30:00Z", "2026-11-01T09:30:00Z", "2026-11-02T07:59:59Z"],
            [("2026-10-31", 1), ("2026-11-01", 3)],
        ),
        (
            AUCKLAND,
            ["2026-04-04T10:59:59Z", "2026-04-04T11:00:00Z", "2026-04-05T11:59:59Z", "2026-04-05T12:00:00Z"],
            [("2026-04-04", 1), ("2026-04-05", 2), ("2026-04-06", 1)],
        ),
    ],
)
def test_days_on_which_the_clocks_change_are_whole(api, alice, zone, moments, expected, time_machine):
    time_machine.move_to("2026-11-20T12:00:00Z")
    practise(alice, *moments)
    found = stats(api, alice, zone)
    assert [(day["date"], day["attempts"]) for day in found["days"]] == expected


@pytest.mark.parametrize(
    ("zone", "first"),
    [
        (AUCKLAND, date(2026, 3, 20)),
        (AUCKLAND, date(2026, 9, 10)),
        (LOS_ANGELES, date(2026, 2, 20)),
        (LOS_ANGELES, date(2026, 10, 15)),
    ],
)
def test_a_streak_runs_through_the_nights_on_which_the_clocks_change(api, alice, zone, first, time_machine):
    time_machine.move_to("2026-12-01T12:00:00Z")
    evenings = (
        datetime.combine(first + timedelta(days=number), time(23, 55), ZoneInfo(zone)) for number in range(30)
    )
    practise(alice, *evenings)
    assert stats(api, alice, zone)["streak"]["longest"] == 30


def test_two_solves_an_hour_apart_are_two_days_of_a_streak_in_one_zone_and_one_in_another(
    api, alice, time_machine
):
    time_machine.move_to("2026-03-10T11:45:00Z")
    practise(alice, "2026-03-10T10:30:00Z", "2026-03-10T11:30:00Z")
    assert stats(api, alice, AUCKLAND)["streak"]["current"] == 2
    assert stats(api, alice, LOS_ANGELES)["streak"]["current"] == 1


def test_a_streak_stands_until_the_day_is_over_where_the_person_is(api, alice, time_machine):
    practise(alice, "2026-03-08T12:00:00Z")
    live_in(alice, AUCKLAND)  # the 9th of March there
    for moment, current in (
        ("2026-03-10T10:59:59Z", 1),  # the 10th is not over
        ("2026-03-10T11:00:00Z", 0),  # the 11th has begun
    ):
        time_machine.move_to(moment)
        assert stats(api, alice)["streak"]["current"] == current


@pytest.mark.parametrize("outcome", ["Solved", "Failed"])
def test_any_practice_keeps_a_streak(api, alice, outcome, time_machine):
    time_machine.move_to("2026-03-10T12:00:00Z")
    make_log(make_question(alice), "2026-03-08T12:00:00Z", outcome=outcome)
    make_activity(alice, date(2026, 3, 9), is_estimated=True)
    make_activity(alice, date(2026, 3, 10))
    found = stats(api, alice)
    assert found["streak"] == {"current": 3, "longest": 3, "last_active": "2026-03-10"}
    assert found["totals"]["active_days"] == 3


def test_a_day_of_no_minutes_is_no_practice(api, alice, time_machine):
    time_machine.move_to("2026-03-10T12:00:00Z")
    make_activity(alice, date(2026, 3, 9), minutes=0)
    found = stats(api, alice)
    assert (found["days"], found["streak"]["longest"], found["totals"]["activities"]) == ([], 0, 0)
