from datetime import timedelta

import pytest

from backend.core.models import QuestionLog
from backend.test_common.builders import (
    NOON,
    make_imported_log,
    make_imported_question,
    make_log,
    make_question,
)

pytestmark = pytest.mark.data


@pytest.fixture
def found(api, alice):
    def find(path="/api/logs/", **query):
        answer = api(alice).get(path, query)
        assert answer.status_code == 200, answer.json()
        return [log["id"] for log in answer.json()["results"]]

    return find


@pytest.mark.parametrize("path, statements", [("/api/logs/", 5), ("/api/questions/{}/logs/", 6)])
def test_a_list_costs_the_same_statements_however_many_logs(
    api, alice, path, statements, django_assert_num_queries
):
    client, question = api(alice), make_question(alice)
    for number in range(30):
        make_log(question, NOON + timedelta(days=number))
    with django_assert_num_queries(statements):  # session, user, (question,) count, ids, rows
        assert len(client.get(path.format(question.pk)).json()["results"]) == 30


def test_the_latest_come_first(found, alice):
    question = make_question(alice)
    logs = [make_log(question, NOON + timedelta(days=day)).pk for day in (2, 3, 1)]
    assert found() == [logs[1], logs[0], logs[2]]
    assert found(ordering="date_attempted") == [logs[2], logs[0], logs[1]]


def test_logs_are_listed_under_their_question_alone(found, alice):
    log = make_log(make_question(alice))
    make_log(make_question(alice, "Other"))
    assert found(f"/api/questions/{log.question_id}/logs/") == [log.pk]
    assert found(question=log.question_id) == [log.pk]


def test_by_platform(found, alice):
    question = make_imported_question(alice)
    imported, own = make_imported_log(question), make_log(question)
    assert (found(platform="codewars"), found(platform="none")) == ([imported.pk], [own.pk])


def test_by_outcome_and_period(found, alice):
    question = make_question(alice)
    early, late = make_log(question, outcome="Failed"), make_log(question, NOON + timedelta(days=9))
    assert (found(outcome="Failed"), found(since="2026-03-02"), found(until="2026-03-01")) == (
        [early.pk],
        [late.pk],
        [early.pk],
    )


def test_by_the_import_that_brought_it(found, alice):
    log = make_imported_log(make_imported_question(alice), created_by_job=7)
    make_log(make_question(alice, "Other"))
    assert found(job=7) == [log.pk]


def test_a_log_tells_where_it_came_from(api, alice):
    log = make_imported_log(make_imported_question(alice), created_by_job=7)
    shown = api(alice).get(f"/api/logs/{log.pk}/").json()
    assert (shown["platform"], shown["job"], shown["time_is_estimated"]) == ("codewars", 7, True)


def test_an_own_attempt_at_an_imported_question_is_of_no_platform(api, alice):
    log = make_log(make_imported_question(alice))
    assert api(alice).get(f"/api/logs/{log.pk}/").json()["platform"] is None


@pytest.mark.parametrize(
    "name, value",
    [
        ("colour", "red"),
        ("question", "x"),
        ("platform", "nowhere"),
        ("outcome", "solved"),
        ("since", "soon"),
        ("until", "2026-02-30"),
        ("job", "-1"),
        ("ordering", "outcome"),
    ],
)
def test_an_unknown_name_or_value_is_refused(api, alice, name, value):
    answer = api(alice).get("/api/logs/", {name: value})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["attr"] == name


def test_a_foreign_question_is_refused_as_an_absent_one(api, alice, bob):
    foreign = api(alice).get("/api/logs/", {"question": make_question(bob).pk})
    absent = api(alice).get("/api/logs/", {"question": 10**12})
    assert foreign.status_code == absent.status_code == 400
    assert foreign.json() == absent.json()


def test_the_list_under_a_question_takes_no_other_question(api, alice):
    question = make_question(alice)
    answer = api(alice).get(f"/api/questions/{question.pk}/logs/", {"question": question.pk})
    assert answer.status_code == 400
    assert not QuestionLog.objects.exists()
