"""Undo of imported practice time, by the same rules as that of solves."""

import pytest

from backend.core.models import Activity
from backend.imports.tests.invented import bring_in, practice

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def client(api, alice):
    return api(alice)


def undo(client, job) -> dict:
    answer = client.post(f"/api/jobs/{job.pk}/undo/")
    assert answer.status_code == 200, answer.json()
    return answer.json()["undo"]


def test_undo_removes_what_the_import_created(client, alice, diary):
    diary.items = [practice(number) for number in range(12)]
    assert undo(client, bring_in(alice, diary)) == {
        "state": "done",
        "removed": 12,
        "restored": 0,
        "kept": [],
    }
    assert not Activity.objects.exists()


def test_undo_restores_what_the_import_changed(client, alice, diary):
    diary.items = [practice(0, minutes_estimated=True), practice(1)]
    bring_in(alice, diary)
    before = Activity.objects.order_by("pk").values("date", "minutes", "is_estimated", "title", "imported")
    before = list(before)
    diary.items = [practice(0, 95, "other"), practice(1)]
    answer = undo(client, bring_in(alice, diary))
    assert (answer["removed"], answer["restored"], answer["kept"]) == (0, 1, [])
    assert list(Activity.objects.order_by("pk").values(*before[0])) == before


def test_what_was_undone_is_news_to_the_next_import(client, alice, diary):
    diary.items = [practice(0), practice(1)]
    bring_in(alice, diary)
    diary.items = [practice(0, 95), practice(1), practice(2)]
    undo(client, bring_in(alice, diary))
    job = bring_in(alice, diary)
    assert (job.new_count, job.updated_count, job.unchanged_count) == (1, 1, 1)


def test_a_day_edited_since_is_kept_and_named_by_its_date(client, alice, diary):
    diary.items = [practice(0), practice(1, title="")]
    job = bring_in(alice, diary)
    for activity in Activity.objects.all():
        client.patch(f"/api/activities/{activity.pk}/", {"minutes": 5})
    kept = undo(client, job)["kept"]
    assert sorted((one["title"], one["reason"]) for one in kept) == [
        ("2026-03-01 skilltracker", "edited"),
        ("2026-03-02 diary", "edited"),
    ]
    assert Activity.objects.count() == 2


def test_what_a_later_import_changed_is_kept(client, alice, diary):
    diary.items = [practice(0), practice(1)]
    job = bring_in(alice, diary)
    diary.items = [practice(0, 95), practice(1)]
    bring_in(alice, diary)
    assert [one["reason"] for one in undo(client, job)["kept"]] == ["later_import"]
    assert Activity.objects.get().minutes == 95


def test_a_field_edited_since_stays_and_the_others_are_restored(client, alice, diary):
    diary.items = [practice(0)]
    bring_in(alice, diary)
    diary.items = [practice(0, 95, "other")]
    job = bring_in(alice, diary)
    client.patch(f"/api/activities/{Activity.objects.get().pk}/", {"title": "Mine"})
    assert [one["reason"] for one in undo(client, job)["kept"]] == ["edited"]
    activity = Activity.objects.get()
    assert (activity.minutes, activity.title) == (60, "Mine")


def test_a_day_deleted_meanwhile_is_passed_over(client, alice, diary):
    diary.items = [practice(0), practice(1)]
    job = bring_in(alice, diary)
    client.delete(f"/api/activities/{Activity.objects.first().pk}/")
    assert undo(client, job)["removed"] == 1
