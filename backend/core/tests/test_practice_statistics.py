"""`GET /api/stats/`: the minutes of attempts and of activities, reported and estimated apart."""

from datetime import date

import pytest

from backend.test_common.builders import NOON, make_activity, make_log, make_question

pytestmark = [pytest.mark.django_db, pytest.mark.data]
FIRST = date(2026, 3, 1)


@pytest.fixture
def client(api, alice, time_machine):
    time_machine.move_to("2026-03-02T12:00:00Z")
    return api(alice)


@pytest.fixture
def practised(alice):
    """On one day: 20 reported and 30 estimated minutes of attempts, 90 reported and 50 estimated of activities."""
    question = make_question(alice)
    make_log(question, NOON, time_spent_min=20)
    make_log(question, NOON, time_spent_min=30, time_is_estimated=True)
    make_log(question, NOON, time_spent_min=None)
    make_activity(alice, FIRST, minutes=60, service="wakatime")
    make_activity(alice, FIRST, minutes=30)
    make_activity(alice, FIRST, minutes=50, service="github", is_estimated=True)


def stats(client, **query) -> dict:
    return client.get("/api/stats/", query).json()


def minutes(found: dict) -> list[int]:
    return [found[name] for name in ("minutes", "attempt_minutes", "activity_minutes")]


def test_estimates_are_left_out_of_totals_and_days(client, practised):
    found = stats(client)
    assert minutes(found["totals"]) == minutes(found["days"][0]) == [110, 20, 90]


def test_estimates_count_when_asked_for(client, practised):
    found = stats(client, estimated="true")
    assert minutes(found["totals"]) == minutes(found["days"][0]) == [190, 50, 140]


@pytest.mark.parametrize("estimated", ["true", "false"])
def test_reported_and_estimated_minutes_are_always_told_apart(client, practised, estimated):
    totals = stats(client, estimated=estimated)["totals"]
    assert (totals["reported_minutes"], totals["estimated_minutes"]) == (110, 80)


@pytest.mark.parametrize("estimated", ["true", "false"])
def test_a_day_tells_its_estimates_whatever_was_asked(client, practised, estimated):
    (day,) = stats(client, estimated=estimated)["days"]
    assert (day["estimated_attempt_minutes"], day["estimated_activity_minutes"]) == (30, 50)


def test_attempts_and_activities_are_counted_beside_each_other(client, practised):
    (day,) = stats(client)["days"]
    assert (day["date"], day["attempts"], day["solved"], day["activities"]) == ("2026-03-01", 3, 3, 3)
    assert stats(client)["totals"]["activities"] == 3


def test_where_the_time_went_is_told_by_service(client, practised):
    assert stats(client)["by_service"] == [
        {"service": "wakatime", "activities": 1, "minutes": 60, "estimated_minutes": 0},
        {"service": "A course", "activities": 1, "minutes": 30, "estimated_minutes": 0},
        {"service": "github", "activities": 1, "minutes": 0, "estimated_minutes": 50},
    ]
    assert [row["service"] for row in stats(client, estimated="true")["by_service"]] == [
        "wakatime",
        "github",
        "A course",
    ]


def test_totals_speak_of_all_time_and_days_of_the_days_asked_for(client, alice):
    make_activity(alice, date(2020, 1, 1), minutes=40)
    make_activity(alice, FIRST, minutes=5)
    found = stats(client, days=2)
    assert found["totals"]["minutes"] == 45
    assert [day["date"] for day in found["days"]] == ["2026-03-01"]
