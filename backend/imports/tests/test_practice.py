"""Practice time comes in by the same story as solves: once, again without doubling, and a person's edits win."""

import pytest

from backend.core.models import Activity, DeletedImport, Question
from backend.imports.models import StagedRow
from backend.imports.tests.invented import bring_in, counts, practice
from backend.profiles.models import PlatformProfile
from backend.test_common.builders import make_activity

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def told(activity: Activity) -> tuple:
    return (activity.date.isoformat(), activity.minutes, activity.is_estimated, activity.title)


def edit(api, user, activity: Activity, **values):
    answer = api(user).patch(f"/api/activities/{activity.pk}/", values)
    assert answer.status_code == 200, answer.json()


def test_days_of_practice_are_imported_whole(alice, diary):
    diary.items = [practice(number, 30 + number, minutes_estimated=number == 2) for number in range(12)]
    job = bring_in(alice, diary)
    assert (job.state, counts(job)) == ("completed", {"read": 12, "new": 12})
    third = Activity.objects.get(external_id="diary-2")
    assert told(third) == ("2026-03-03", 32, True, "skilltracker")
    assert (third.user, third.service, third.platform) == (alice, "diary", "diary")
    assert (third.created_by_job, third.profile_id) == (job.pk, PlatformProfile.objects.get().pk)
    assert not Question.objects.exists()


def test_the_second_import_adds_nothing_and_changes_nothing(alice, diary):
    diary.items = [practice(number) for number in range(12)]
    bring_in(alice, diary)
    before = list(Activity.objects.order_by("pk").values())
    assert counts(bring_in(alice, diary)) == {"read": 12, "unchanged": 12}
    assert list(Activity.objects.order_by("pk").values()) == before
    assert StagedRow.objects.count() == 12


def test_a_day_that_grew_is_updated(alice, diary):
    diary.items = [practice(0), practice(1)]
    bring_in(alice, diary)
    diary.items = [practice(0), practice(1, 95, "skilltracker, dotfiles"), practice(2)]
    job = bring_in(alice, diary)
    assert counts(job) == {"read": 3, "new": 1, "updated": 1, "unchanged": 1}
    activity = Activity.objects.get(external_id="diary-1")
    assert told(activity) == ("2026-03-02", 95, False, "skilltracker, dotfiles")
    assert activity.changed_by_job == job.pk


def test_an_estimate_that_becomes_a_report_is_updated(alice, diary):
    diary.items = [practice(0, minutes_estimated=True)]
    bring_in(alice, diary)
    diary.items = [practice(0)]
    assert counts(bring_in(alice, diary)) == {"read": 1, "updated": 1}
    assert not Activity.objects.get().is_estimated


def test_what_i_changed_stays_mine_and_the_rest_follows(api, alice, diary):
    diary.items = [practice(0)]
    bring_in(alice, diary)
    edit(api, alice, Activity.objects.get(), title="Mine")
    diary.items = [practice(0, 95)]
    assert counts(bring_in(alice, diary)) == {"read": 1, "updated": 1}
    assert told(Activity.objects.get()) == ("2026-03-01", 95, False, "Mine")


def test_minutes_that_both_sides_changed_stay_mine_and_are_listed_once(api, alice, diary):
    diary.items = [practice(0, minutes_estimated=True)]
    bring_in(alice, diary)
    edit(api, alice, Activity.objects.get(), minutes=45)
    diary.items = [practice(0, 95, minutes_estimated=True)]
    job = bring_in(alice, diary)
    assert counts(job) == {"read": 1, "unchanged": 1}
    assert [row.kept_mine for row in job.rows.all()] == [[{"field": "minutes", "mine": 45, "theirs": 95}]]
    assert told(Activity.objects.get())[1:3] == (45, False)
    again = bring_in(alice, diary)
    assert counts(again) == {"read": 1, "unchanged": 1} and not again.rows.exists()


def test_minutes_of_mine_are_no_estimate_whatever_upstream_says_of_its_own(api, alice, diary):
    diary.items = [practice(0)]
    bring_in(alice, diary)
    edit(api, alice, Activity.objects.get(), minutes=45)
    diary.items = [practice(0, minutes_estimated=True)]
    bring_in(alice, diary)
    assert told(Activity.objects.get())[1:3] == (45, False)


def test_a_day_that_lost_its_title_upstream_keeps_the_one_we_have(alice, diary):
    diary.items = [practice(0)]
    bring_in(alice, diary)
    diary.items = [practice(0, title="")]
    assert counts(bring_in(alice, diary)) == {"read": 1, "unchanged": 1}
    assert Activity.objects.get().title == "skilltracker"


def test_a_day_that_i_deleted_stays_away_until_asked_back(api, alice, diary):
    diary.items = [practice(0), practice(1)]
    bring_in(alice, diary)
    api(alice).delete(f"/api/activities/{Activity.objects.get(external_id='diary-1').pk}/")
    assert counts(bring_in(alice, diary)) == {"read": 2, "unchanged": 1, "ignored": 1}
    answer = api(alice).post("/import/diary/", {"username": "somebody", "bring_back": True}).json()
    assert (answer["counts"]["new"], answer["record_type"]) == (1, "activity")
    assert not DeletedImport.objects.exists()


def test_the_same_day_twice_in_a_run_is_counted_as_duplicate(alice, diary):
    diary.items = [practice(0), practice(1), practice(0, 95), *map(practice, range(2, 6)), practice(1)]
    assert counts(bring_in(alice, diary)) == {"read": 8, "new": 6, "duplicate": 2}
    assert Activity.objects.get(external_id="diary-0").minutes == 60


def test_a_day_belongs_to_the_account_that_first_brought_it(alice, diary):
    diary.items = [practice(0)]
    bring_in(alice, diary)
    PlatformProfile.objects.all().delete()
    diary.items = [practice(0, 5)]
    assert counts(bring_in(alice, diary)) == {"read": 1, "unchanged": 1}
    assert Activity.objects.get().minutes == 60


def test_own_rows_of_the_same_service_are_left_alone(alice, bob, diary):
    own = make_activity(alice, service="diary")
    diary.items = [practice(0)]
    bring_in(alice, diary)
    assert counts(bring_in(bob, diary)) == {"read": 1, "new": 1}
    own.refresh_from_db()
    assert (own.minutes, own.edited_at, Activity.objects.count()) == (30, None, 3)


def test_a_preview_writes_nothing_until_it_is_committed(api, alice, diary):
    diary.items = [practice(number) for number in range(7)]
    job = bring_in(alice, diary, preview=True)
    assert (job.state, counts(job), Activity.objects.count()) == ("previewed", {"read": 7, "new": 7}, 0)
    done = api(alice).post(f"/api/jobs/{job.pk}/commit/").json()
    assert (done["state"], done["counts"]["new"], Activity.objects.count()) == ("completed", 7, 7)
