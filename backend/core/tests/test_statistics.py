"""`GET /api/stats/`: days in the zone of the person, and streaks that do not break before a day is over."""

from datetime import date

import pytest

from backend.core.models import Question, QuestionLog
from backend.core.statistics import streaks
from backend.test_common.builders import make_activity

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def question(alice):
    return Question.objects.create(user=alice, title="Two sum", slug="two-sum", difficulty="Easy")


def attempt(question, at: str, **values):
    return QuestionLog.objects.create(user=question.user, question=question, date_attempted=at, **values)


def stats(api, user, **query):
    answer = api(user).get("/api/stats/", query)
    assert answer.status_code == 200, answer.json()
    return answer.json()


def test_a_day_is_a_day_in_the_time_zone_of_the_person(api, alice, question, time_machine):
    time_machine.move_to("2026-03-10T12:00:00Z")
    attempt(question, "2026-03-09T23:30:00Z", time_spent_min=20)
    attempt(question, "2026-03-09T02:00:00Z", outcome="Failed")
    assert [day["date"] for day in stats(api, alice)["days"]] == ["2026-03-09"]
    alice.time_zone = "America/New_York"
    alice.save()
    days = stats(api, alice)["days"]
    assert [(day["date"], day["attempts"], day["solved"], day["minutes"]) for day in days] == [
        ("2026-03-08", 1, 0, 0),
        ("2026-03-09", 1, 1, 20),
    ]


@pytest.mark.parametrize(
    ("days", "current", "longest"),
    [
        ([], 0, 0),
        ([10], 1, 1),
        ([9], 1, 1),
        ([8], 0, 1),
        ([1, 2, 3, 5, 8, 9, 10], 3, 3),
        ([1, 2, 3, 4, 9], 1, 4),
        ([10, 11], 2, 2),
    ],
)
def test_a_streak_stands_until_a_whole_day_is_missed(days, current, longest):
    found = streaks(
        [date(2026, 3, day) for day in days], date(2026, 3, 10 if max(days, default=0) < 11 else 11)
    )
    assert (found["current"], found["longest"]) == (current, longest)


def test_estimated_minutes_count_only_when_asked(api, alice, question, time_machine):
    time_machine.move_to("2026-03-10T12:00:00Z")
    attempt(question, "2026-03-09T10:00:00Z", time_spent_min=20)
    attempt(question, "2026-03-09T11:00:00Z", time_spent_min=30, time_is_estimated=True)
    assert stats(api, alice)["totals"]["minutes"] == 20
    assert stats(api, alice, estimated="true")["totals"]["minutes"] == 50


def test_shares_are_told_by_platform_difficulty_and_tag(api, alice, question):
    tag = api(alice).post("/api/tags/", {"name": "array"}).json()
    api(alice).patch(f"/api/questions/{question.pk}/", {"tag_ids": [tag["id"]]})
    api(alice).post(f"/api/questions/{question.pk}/logs/", {})
    found = stats(api, alice)
    assert found["by_platform"] == [{"platform": None, "questions": 1, "solved": 1}]
    assert found["by_difficulty"] == [{"difficulty": "Easy", "questions": 1, "solved": 1}]
    assert found["by_tag"] == [{"id": tag["id"], "name": "array", "questions": 1, "solved": 1}]
    assert [one["title"] for one in found["untouched"]] == ["Two sum"]


def test_nobody_counts_what_is_not_theirs(api, alice, charlie, question):
    attempt(question, "2026-03-09T10:00:00Z")
    make_activity(alice)
    found = stats(api, charlie)
    assert set(found["totals"].values()) == {0}
    assert found["days"] == found["by_service"] == []


def test_the_number_of_statements_does_not_grow(api, alice, question, django_assert_num_queries):
    for hour in range(20):
        attempt(question, f"2026-03-09T{hour:02}:00:00Z")
        make_activity(alice, date(2026, 3, 1 + hour))
    client = api(alice)
    with django_assert_num_queries(9):
        client.get("/api/stats/")


@pytest.mark.parametrize("query", [{"days": "0"}, {"days": "x"}, {"estimated": "maybe"}, {"unknown": "1"}])
def test_a_query_that_is_not_documented_is_refused(api, alice, query):
    assert api(alice).get("/api/stats/", query).status_code == 400
