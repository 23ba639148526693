import pytest
from django.db import IntegrityError, transaction

from backend.core.models import Activity, DeletedImport
from backend.test_common.builders import make_activity, make_imported_activity

pytestmark = pytest.mark.data

FULL = {"date": "2026-03-01", "service": "A course", "minutes": 90, "title": "Graphs, week 2"}


def test_practice_time_is_noted(api, alice):
    answer = api(alice).post("/api/activities/", FULL)
    assert answer.status_code == 201
    assert {name: answer.json()[name] for name in FULL} == FULL
    assert (answer.json()["platform"], answer.json()["job"], answer.json()["is_estimated"]) == (
        None,
        None,
        False,
    )
    assert Activity.objects.get().user == alice
    assert api(alice).get(answer.headers["Location"]).json() == answer.json()


@pytest.mark.parametrize(
    ("zone", "today"), [("Pacific/Auckland", "2026-03-11"), ("America/Los_Angeles", "2026-03-10")]
)
def test_practice_without_a_date_was_today_where_the_person_is(api, alice, zone, today, time_machine):
    time_machine.move_to("2026-03-10T12:00:00Z")
    alice.time_zone = zone
    alice.save()
    made = api(alice).post("/api/activities/", {"service": "A book", "minutes": 15}).json()
    assert (made["date"], made["title"]) == (today, "")


@pytest.mark.parametrize(
    "field, value",
    [
        ("date", "1969-12-31"),
        ("date", "2999-01-01"),
        ("date", "9999-12-31"),
        ("date", "2026-02-30"),
        ("date", "2026-03-01T00:00:00Z"),
        ("date", "20260301"),
        ("date", 5),
        ("date", None),
        ("service", ""),
        ("service", " "),
        ("service", "x" * 51),
        ("service", None),
        ("minutes", 0),
        ("minutes", 1441),
        ("minutes", -1),
        ("minutes", 1.5),
        ("minutes", "90"),
        ("minutes", True),
        ("minutes", None),
        ("title", "x" * 301),
        ("title", None),
        ("colour", "red"),
    ],
)
def test_a_value_that_is_not_allowed_is_refused_at_its_field(api, alice, field, value):
    answer = api(alice).post("/api/activities/", {**FULL, field: value})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["attr"] == field
    assert not Activity.objects.exists()


@pytest.mark.parametrize("field", ["service", "minutes"])
def test_service_and_minutes_are_needed(api, alice, field):
    answer = api(alice).post("/api/activities/", {name: FULL[name] for name in FULL if name != field})
    assert [(e["attr"], e["code"]) for e in answer.json()["errors"]] == [(field, "required")]


@pytest.mark.parametrize(("day", "status"), [("2026-03-12", 201), ("2026-03-13", 400)])
def test_a_day_may_be_tomorrow_where_the_person_is_and_no_later(api, alice, day, status, time_machine):
    time_machine.move_to("2026-03-10T12:00:00Z")
    alice.time_zone = "Pacific/Auckland"
    alice.save()
    assert api(alice).post("/api/activities/", {**FULL, "date": day}).status_code == status


def test_put_resets_the_title_but_not_the_date(api, alice):
    activity = make_activity(alice, title="x")
    changed = api(alice).put(f"/api/activities/{activity.pk}/", {"service": "A book", "minutes": 5}).json()
    assert (changed["service"], changed["minutes"], changed["title"]) == ("A book", 5, "")
    assert changed["date"] == activity.date.isoformat()


def test_minutes_that_a_person_changes_are_no_estimate(api, alice):
    activity = make_imported_activity(alice, is_estimated=True)
    path = f"/api/activities/{activity.pk}/"
    assert api(alice).patch(path, {"title": "Mine", "minutes": 60}).json()["is_estimated"] is True
    assert api(alice).patch(path, {"minutes": 45}).json()["is_estimated"] is False


def test_an_edit_is_noted_and_nothing_is_written_where_nothing_differs(api, alice):
    activity = make_imported_activity(alice)
    path = f"/api/activities/{activity.pk}/"
    before = api(alice).get(path).json()
    assert api(alice).patch(path, {"minutes": 60}).json() == before
    api(alice).patch(path, {"minutes": 61})
    activity.refresh_from_db()
    assert activity.edited_at is not None


@pytest.mark.parametrize("minutes", [0, 1500])
def test_what_an_import_brought_can_be_sent_back_as_it_was_read(api, alice, minutes):
    activity = make_imported_activity(alice, minutes=minutes)
    path = f"/api/activities/{activity.pk}/"
    read = api(alice).get(path).json()
    assert api(alice).put(path, {**read, "title": "Mine"}).status_code == 200


def test_imported_practice_stays_with_its_service(api, alice):
    activity = make_imported_activity(alice)
    answer = api(alice).patch(f"/api/activities/{activity.pk}/", {"service": "A book"})
    assert [(e["attr"], e["code"]) for e in answer.json()["errors"]] == [("service", "imported")]
    assert answer.status_code == 400


def test_what_only_the_server_decides_is_passed_over(api, alice):
    body = {**FULL, "is_estimated": True, "platform": "codewars", "external_id": "x", "id": 99, "job": 3}
    api(alice).post("/api/activities/", body)
    made = Activity.objects.get()
    assert (made.is_estimated, made.platform, made.external_id, made.created_by_job) == (False, "", "", None)
    assert made.pk != 99


def test_an_imported_day_that_is_deleted_stays_away_and_an_own_one_is_just_gone(api, alice):
    imported, own = make_imported_activity(alice), make_activity(alice)
    for activity in (imported, own):
        assert api(alice).delete(f"/api/activities/{activity.pk}/").status_code == 204
    assert not Activity.objects.exists()
    assert list(DeletedImport.objects.values_list("platform", "external_id")) == [("wakatime", "2026-03-01")]


def test_a_day_of_a_service_is_there_once_and_own_rows_as_often_as_one_likes(alice, bob):
    for user in (alice, bob):
        make_imported_activity(user)
    make_activity(alice), make_activity(alice)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_imported_activity(alice)
