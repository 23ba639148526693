from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from backend.core.models import QuestionLog
from backend.test_common.builders import make_imported_log, make_imported_question, make_log, make_question

pytestmark = pytest.mark.data

FULL = {
    "date_attempted": "2026-03-01T12:00:00Z",
    "time_spent_min": 25,
    "outcome": "Partial",
    "solution_approach": "Two pointers",
    "self_notes": "Again",
    "languages": ["python", "go"],
}


def test_a_log_is_noted_under_its_question(api, alice):
    question = make_question(alice)
    answer = api(alice).post(f"/api/questions/{question.pk}/logs/", FULL)
    assert answer.status_code == 201
    assert {name: answer.json()[name] for name in FULL} == FULL
    assert (answer.json()["question"], answer.json()["question_title"]) == (question.pk, "Two Sum")
    assert QuestionLog.objects.get().user == alice


def test_a_log_is_noted_with_the_question_in_its_body(api, alice):
    question = make_question(alice)
    answer = api(alice).post("/api/logs/", {**FULL, "question": question.pk})
    assert answer.status_code == 201
    assert answer.json()["question"] == question.pk


@pytest.mark.parametrize("path", ["/api/logs/", "/api/questions/{}/logs/"])
def test_the_answer_tells_where_the_new_log_is(api, alice, path):
    question = make_question(alice)
    answer = api(alice).post(path.format(question.pk), {"question": question.pk})
    assert answer.headers["Location"].startswith(path.format(question.pk))
    assert api(alice).get(answer.headers["Location"]).json() == answer.json()


def test_an_attempt_without_a_date_was_made_now(api, alice):
    before = timezone.now()
    made = api(alice).post("/api/logs/", {"question": make_question(alice).pk}).json()
    assert before <= datetime.fromisoformat(made["date_attempted"]) <= timezone.now()
    assert (made["outcome"], made["time_spent_min"], made["languages"]) == ("Solved", None, [])


def test_a_day_begins_in_the_time_zone_of_the_person(api, alice):
    alice.time_zone = "America/New_York"
    alice.save()
    made = api(alice).post(
        "/api/logs/", {"question": make_question(alice).pk, "date_attempted": "2026-03-01"}
    )
    assert made.json()["date_attempted"] == "2026-03-01T05:00:00Z"


def test_languages_are_stripped_and_kept_once(api, alice):
    question = make_question(alice)
    made = api(alice).post("/api/logs/", {"question": question.pk, "languages": [" go ", "sql", "go"]}).json()
    assert made["languages"] == ["go", "sql"]


@pytest.mark.parametrize(
    "field, value",
    [
        ("date_attempted", "1969-12-31T23:59:59Z"),
        ("date_attempted", "9999-12-31"),
        ("date_attempted", "0001-01-01T00:00:00+23:59"),
        ("date_attempted", "2026-02-30"),
        ("date_attempted", "yesterday"),
        ("date_attempted", 5),
        ("date_attempted", None),
        ("time_spent_min", -1),
        ("time_spent_min", 100_001),
        ("time_spent_min", 1.5),
        ("outcome", "solved"),
        ("outcome", None),
        ("solution_approach", "x" * 20_001),
        ("self_notes", "x" * 20_001),
        ("languages", "python"),
        ("languages", None),
        ("languages", [""]),
        ("languages", ["x" * 51]),
        ("languages", [f"language {number}" for number in range(101)]),
        ("languages", [["python"]]),
    ],
)
def test_a_value_that_is_not_allowed_is_refused_at_its_field(api, alice, field, value):
    answer = api(alice).post("/api/logs/", {"question": make_question(alice).pk, field: value})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["attr"].startswith(field)
    assert not QuestionLog.objects.exists()


@pytest.mark.parametrize("hours, status", [(23, 201), (25, 400)])
def test_an_attempt_may_be_a_day_ahead_and_no_more(api, alice, hours, status):
    moment = timezone.now() + timedelta(hours=hours)
    body = {"question": make_question(alice).pk, "date_attempted": moment.isoformat()}
    assert api(alice).post("/api/logs/", body).status_code == status


@pytest.mark.parametrize("method", ["post", "put", "patch"])
def test_a_question_that_is_not_mine_does_not_exist(api, alice, bob, method):
    log = make_log(make_question(alice))
    path = "/api/logs/" if method == "post" else f"/api/logs/{log.pk}/"
    for foreign in (make_question(bob).pk, 10**12):
        answer = getattr(api(alice), method)(path, {"question": foreign})
        assert answer.status_code == 400
        assert [(e["attr"], e["code"]) for e in answer.json()["errors"]] == [("question", "does_not_exist")]
    assert list(QuestionLog.objects.values_list("question", flat=True)) == [log.question_id]


def test_a_log_needs_a_question(api, alice):
    answer = api(alice).post("/api/logs/", FULL)
    assert [(e["attr"], e["code"]) for e in answer.json()["errors"]] == [("question", "required")]


def test_a_log_moves_to_another_question(api, alice):
    log, other = make_log(make_question(alice)), make_question(alice, "Other")
    moved = api(alice).patch(f"/api/logs/{log.pk}/", {"question": other.pk}).json()
    assert (moved["question"], moved["question_title"]) == (other.pk, "Other")


def test_an_imported_log_stays_with_its_question(api, alice):
    log, other = make_imported_log(make_imported_question(alice)), make_question(alice, "Other")
    answer = api(alice).patch(f"/api/logs/{log.pk}/", {"question": other.pk})
    assert [(e["attr"], e["code"]) for e in answer.json()["errors"]] == [("question", "imported")]


def test_put_resets_what_it_leaves_out_but_not_the_date(api, alice):
    log = make_log(make_question(alice), outcome="Failed", self_notes="x")
    changed = api(alice).put(f"/api/logs/{log.pk}/", {"time_spent_min": 5}).json()
    assert (changed["outcome"], changed["self_notes"], changed["time_spent_min"]) == ("Solved", "", 5)
    assert datetime.fromisoformat(changed["date_attempted"]) == log.date_attempted


def test_minutes_that_a_person_changes_are_no_estimate(api, alice):
    log = make_imported_log(make_imported_question(alice))
    changed = api(alice).patch(f"/api/logs/{log.pk}/", {"time_spent_min": 45}).json()
    assert (changed["time_spent_min"], changed["time_is_estimated"]) == (45, False)


def test_minutes_that_stay_as_they_are_stay_an_estimate(api, alice):
    log = make_imported_log(make_imported_question(alice))
    changed = api(alice).patch(f"/api/logs/{log.pk}/", {"time_spent_min": 20, "self_notes": "x"}).json()
    assert changed["time_is_estimated"] is True


@pytest.mark.parametrize("path", ["/api/logs/{1}/", "/api/questions/{0}/logs/{1}/"])
def test_a_log_is_deleted(api, alice, path):
    log = make_log(make_question(alice))
    assert api(alice).delete(path.format(log.question_id, log.pk)).status_code == 204
    assert not QuestionLog.objects.exists()
