from datetime import date, timedelta

import pytest

from backend.test_common.builders import make_activity, make_imported_activity

pytestmark = pytest.mark.data
FIRST = date(2026, 3, 1)


@pytest.fixture
def found(api, alice):
    def find(**query):
        answer = api(alice).get("/api/activities/", query)
        assert answer.status_code == 200, answer.json()
        return [activity["id"] for activity in answer.json()["results"]]

    return find


def test_a_list_costs_the_same_statements_however_many_activities(api, alice, django_assert_num_queries):
    client = api(alice)
    for number in range(30):
        make_activity(alice, FIRST + timedelta(days=number))
    with django_assert_num_queries(5):  # session, user, count, ids, rows
        assert len(client.get("/api/activities/").json()["results"]) == 30


def test_one_costs_three_statements(api, alice, django_assert_num_queries):
    client, activity = api(alice), make_imported_activity(alice)
    with django_assert_num_queries(3):  # session, user, row
        client.get(f"/api/activities/{activity.pk}/")


def test_the_latest_day_comes_first(found, alice):
    rows = [make_activity(alice, FIRST + timedelta(days=day)).pk for day in (2, 3, 1)]
    assert found() == [rows[1], rows[0], rows[2]]
    assert found(ordering="date") == [rows[2], rows[0], rows[1]]


def test_by_minutes(found, alice):
    rows = [make_activity(alice, minutes=minutes).pk for minutes in (20, 90, 5)]
    assert found(ordering="-minutes") == [rows[1], rows[0], rows[2]]


def test_both_ends_of_a_period_belong_to_it(found, alice):
    rows = [make_activity(alice, FIRST + timedelta(days=day)).pk for day in range(4)]
    assert found(since="2026-03-02", until="2026-03-03") == [rows[2], rows[1]]


def test_a_day_is_the_same_day_in_every_time_zone(found, alice):
    activity = make_activity(alice, FIRST)
    for zone in ("Pacific/Auckland", "America/Los_Angeles"):
        alice.time_zone = zone
        alice.save()
        assert found(since="2026-03-01", until="2026-03-01") == [activity.pk]


def test_by_service_and_platform(found, alice):
    imported, own = make_imported_activity(alice), make_activity(alice)
    assert (found(service="WAKATIME"), found(service="a course")) == ([imported.pk], [own.pk])
    assert found(platform="none") == [own.pk]


def test_by_whether_the_minutes_are_an_estimate(found, alice):
    told, guessed = make_activity(alice), make_activity(alice, is_estimated=True)
    assert (found(estimated="false"), found(estimated="true")) == ([told.pk], [guessed.pk])


def test_by_the_import_that_brought_it(found, alice):
    activity = make_imported_activity(alice, created_by_job=7)
    make_activity(alice)
    assert found(job=7) == [activity.pk]


def test_by_part_of_the_title_or_service(found, alice):
    graphs, course = make_activity(alice, title="Graphs, week 2", service="X"), make_activity(alice)
    assert (found(search="GRAPHS"), found(search="cour")) == ([graphs.pk], [course.pk])


@pytest.mark.parametrize(
    "name, value",
    [
        ("colour", "red"),
        ("platform", "nowhere"),
        ("estimated", "maybe"),
        ("since", "2026-02-30"),
        ("since", "2026-03-01T10:00:00Z"),
        ("until", "0001-01-01"),
        ("job", "-1"),
        ("ordering", "title"),
    ],
)
def test_an_unknown_name_or_value_is_refused(api, alice, name, value):
    answer = api(alice).get("/api/activities/", {name: value})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["attr"] == name


def test_a_period_that_ends_before_it_begins_is_refused(api, alice):
    answer = api(alice).get("/api/activities/", {"since": "2026-03-02", "until": "2026-03-01"})
    assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, "until")


def test_what_is_anothers_is_not_there(api, alice, bob):
    activity = make_activity(alice)
    assert api(bob).get("/api/activities/").json()["count"] == 0
    for call in ("get", "delete"):
        assert getattr(api(bob), call)(f"/api/activities/{activity.pk}/").status_code == 404
    assert api(bob).patch(f"/api/activities/{activity.pk}/", {"minutes": 1}).status_code == 404
    assert api(alice).get(f"/api/activities/{activity.pk}/").json()["minutes"] == 30
