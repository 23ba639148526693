"""A day that cannot be used waits for a person, under the names of its own fields."""

import pytest

from backend.core.models import Activity
from backend.imports.tests.invented import bring_in, practice, without_minutes

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def client(api, alice):
    return api(alice)


@pytest.fixture
def job(alice, diary):
    diary.items = [practice(0), without_minutes(8)]
    return bring_in(alice, diary)


def the_issue(client) -> dict:
    (issue,) = client.get("/api/issues/").json()["results"]
    return issue


def test_the_rest_is_imported_and_the_gap_is_named(client, job):
    issue = the_issue(client)
    assert (job.state, Activity.objects.count()) == ("needs_review", 1)
    assert (issue["code"], issue["field"], issue["record_type"]) == (
        "missing_minutes",
        "minutes",
        "activity",
    )
    assert issue["row_fields"] == ["activity_id", "day", "minutes", "title", "minutes_estimated"]


def test_what_was_missing_is_filled_in_and_then_imported(client, job):
    issue = the_issue(client)
    answer = client.put(f"/api/issues/{issue['id']}/", {"state": "resolved", "values": {"minutes": 25}})
    assert (answer.json()["resolution"], answer.json()["row"]["outcome"]) == ("edited", "new")
    done = client.post(f"/api/jobs/{job.pk}/reprocess/").json()
    assert (done["state"], done["counts"]["new"]) == ("completed", 2)
    activity = Activity.objects.get(external_id="diary-8")
    assert (activity.date.isoformat(), activity.minutes) == ("2026-03-09", 25)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("minutes", -1, "invalid_value"),
        ("day", "2026-02-30", "invalid_date"),
        ("day", "2999-01-01", "future_date"),
        ("title", 5, "invalid_value"),
        ("solved_at", "2026-03-09T10:00:00Z", "unknown"),
    ],
)
def test_a_wrong_or_unknown_value_is_told_at_its_field(client, job, field, value, code):
    row = the_issue(client)["row"]
    answer = client.put(f"/api/staging/{row['id']}/", {"values": {"minutes": 5, field: value}})
    error = answer.json()["errors"][0]
    assert (answer.status_code, error["attr"], error["code"]) == (400, f"values.{field}", code)


def test_where_the_day_stands_in_for_an_id_another_day_is_another_id(client, job):
    row = the_issue(client)["row"]
    path = f"/api/staging/{row['id']}/"
    client.put(path, {"values": {"minutes": 5, "activity_id": ""}})
    client.put(path, {"values": {"day": "2026-03-10"}})
    client.post(f"/api/jobs/{job.pk}/reprocess/")
    assert Activity.objects.get(minutes=5).external_id == "2026-03-10"


def test_a_day_that_was_left_out_is_not_asked_about_again(client, job, alice, diary):
    row = the_issue(client)["row"]
    client.put(f"/api/staging/{row['id']}/", {"state": "discarded"})
    again = bring_in(alice, diary)
    assert (again.ignored_count, again.unchanged_count, again.state) == (1, 1, "completed")


def test_two_rows_that_were_mended_to_the_same_day_make_one(client, alice, diary):
    diary.items = [without_minutes(8), without_minutes(9)]
    job = bring_in(alice, diary)
    for minutes, issue in enumerate(client.get("/api/issues/").json()["results"], start=10):
        values = {"activity_id": "same", "minutes": minutes}
        client.put(f"/api/issues/{issue['id']}/", {"state": "resolved", "values": values})
    done = client.post(f"/api/jobs/{job.pk}/reprocess/").json()
    assert (done["state"], done["counts"]["new"], done["counts"]["updated"]) == ("completed", 1, 1)
    assert Activity.objects.count() == 1


def test_a_day_that_was_mended_to_one_that_is_there_changes_it(client, job):
    row = the_issue(client)["row"]
    values = {"activity_id": "diary-0", "day": "2026-03-01", "minutes": 75}
    edited = client.put(f"/api/staging/{row['id']}/", {"values": values}).json()
    assert edited["outcome"] == "updated"
    client.post(f"/api/jobs/{job.pk}/reprocess/")
    assert Activity.objects.get().minutes == 75
