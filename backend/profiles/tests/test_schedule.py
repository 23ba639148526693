"""When an account is read next: rarer while nothing happens, more often while something does, never all at once."""

from datetime import timedelta
from statistics import mean

import pytest
from django.utils import timezone

from backend.platforms.base.records import Stats
from backend.profiles.models import PlatformProfile
from backend.profiles.services import (
    claim_sync,
    due_profiles,
    least_pause,
    note_failure,
    note_stats,
    note_sync,
    note_trouble,
)
from backend.profiles.services.notes import note_cancelled
from backend.profiles.services.schedule import LONGEST, SHORTEST, SPREAD, claim_look, stale_profiles
from backend.profiles.status import status_of

pytestmark = [pytest.mark.django_db, pytest.mark.data]
HOUR = 3600.0


@pytest.fixture
def bob(alice) -> PlatformProfile:
    """An account of alice's that was never read."""
    return PlatformProfile.objects.create(
        user=alice, platform="sample", username="bob", verified_at=timezone.now()
    )


def hours_left(profile, name="next_sync_at") -> float:
    profile.refresh_from_db()
    return (getattr(profile, name) - timezone.now()).total_seconds() / HOUR


def ran(profile, *, new=0, **more) -> None:
    note_sync(profile.pk, counts={"new": new}, began_at=timezone.now(), **more)
    profile.refresh_from_db()


def make_due(profile) -> None:
    PlatformProfile.objects.filter(pk=profile.pk).update(next_sync_at=timezone.now() - timedelta(seconds=5))


def numbers(solved=3) -> Stats:
    return Stats("bob", None, 1500, None, solved, {}, {})


def about(hours: float):
    return pytest.approx(hours, rel=SPREAD + 0.01)


def test_a_new_account_is_due_at_once_and_after_its_first_run_a_day_later(bob):
    assert due_profiles("sample", 10) == [bob]
    ran(bob, new=500)
    assert due_profiles("sample", 10) == [] and hours_left(bob) == about(24)
    assert bob.next_sync_reason == "once a day"


def test_it_is_read_more_often_while_it_brings_something_down_to_some_hours(bob):
    ran(bob)
    waits = []
    for _ in range(4):
        ran(bob, new=1)
        waits.append(bob.sync_interval_seconds / HOUR)
    assert waits == [12, 6, 4, 4] and hours_left(bob) == about(SHORTEST.total_seconds() / HOUR)
    assert bob.next_sync_reason == "every 4 hours: there was something new"


def test_it_is_read_more_rarely_while_nothing_happens_up_to_a_week(bob):
    ran(bob)
    waits = []
    for _ in range(4):
        ran(bob)
        waits.append(bob.sync_interval_seconds / HOUR / 24)
    assert waits == [2, 4, 7, 7] and hours_left(bob) == about(LONGEST.total_seconds() / HOUR)
    assert bob.next_sync_reason == "every 7 days: nothing new of late"


def test_a_run_over_a_span_changes_no_plan(bob):
    ran(bob)
    before = bob.next_sync_at
    ran(bob, new=5, is_span=True)
    assert bob.next_sync_at == before


def test_accounts_that_were_read_together_do_not_come_back_together(alice):
    crowd = [
        PlatformProfile.objects.create(user=alice, platform="sample", username=f"u{n}") for n in range(60)
    ]
    for one in crowd:
        ran(one)
    left = [hours_left(one) for one in crowd]
    assert max(left) - min(left) > 3 and 22 < mean(left) < 26
    # No hour of those seven has more than its share of them by far.
    assert max(sum(1 for one in left if hour <= one < hour + 1) for hour in range(20, 28)) < 30


def test_failures_are_tried_again_later_each_time(bob):
    waits = []
    for _ in range(7):
        note_failure(bob.pk, "upstream_timeout", "too slow")
        waits.append(hours_left(bob))
    assert waits == [about(1), about(2), about(4), about(8), about(16), about(24), about(24)]
    assert bob.next_sync_reason == "later each time that it fails"


def test_what_only_a_person_can_mend_is_tried_again_rarely(bob):
    for _ in range(9):
        note_failure(bob.pk, "profile_not_found")
    assert hours_left(bob) == about(7 * 24)


def test_a_good_run_ends_the_waiting_after_failures(bob):
    note_failure(bob.pk, "upstream_timeout")
    ran(bob)
    assert hours_left(bob) == about(24) and bob.failures == 0


def test_paused_and_keyless_accounts_are_not_due(bob):
    PlatformProfile.objects.update(is_paused=True)
    assert due_profiles("sample", 10) == [] and not claim_sync(bob)
    PlatformProfile.objects.update(is_paused=False)
    note_failure(bob.pk, "credential_missing")
    make_due(bob)
    assert due_profiles("sample", 10) == [] and not claim_sync(bob)


def test_accounts_of_people_who_may_not_sign_in_are_not_due(bob, alice):
    alice.is_active = False
    alice.save()
    assert due_profiles("sample", 10) == []


def test_a_sync_is_claimed_once(bob):
    assert [claim_sync(bob) for _ in range(3)] == [True, False, False]
    assert hours_left(bob) == about(24)


def test_an_account_whose_first_run_was_cancelled_is_not_begun_anew_at_once(bob):
    note_cancelled(bob.pk)
    assert due_profiles("sample", 10) == [] and hours_left(bob) == about(24)


def test_a_platform_may_ask_for_a_longer_pause_than_ours(bob):
    ran(bob, new=1, state={"poll_interval": 20 * 3600})
    for _ in range(3):
        ran(bob, new=1)
        assert hours_left(bob) >= 20 - 0.01
    assert [least_pause(one).total_seconds() for one in (None, {}, {"poll_interval": "60"})] == [0, 0, 0]


# --- The numbers ------------------------------------------------------------------------------------------------


def test_numbers_are_looked_at_a_day_later(bob):
    assert stale_profiles("sample", 10) == []
    note_stats(bob.pk, numbers())
    assert hours_left(bob, "next_stats_at") == about(24)


def test_a_look_is_claimed_once_and_a_lost_one_is_due_again(bob):
    PlatformProfile.objects.update(next_stats_at=timezone.now() - timedelta(seconds=1))
    assert stale_profiles("sample", 10) == [bob]
    assert [claim_look(bob) for _ in range(2)] == [True, False] and stale_profiles("sample", 10) == []
    assert 0 < hours_left(bob, "next_stats_at") < 0.1


def test_numbers_that_have_changed_bring_the_sync_forward(bob):
    note_stats(bob.pk, numbers(3))
    ran(bob)
    PlatformProfile.objects.update(last_synced_at=timezone.now() - timedelta(hours=5))
    note_stats(bob.pk, numbers(3))
    assert hours_left(bob) == about(24)
    note_stats(bob.pk, numbers(4))
    assert hours_left(bob) <= 0 and bob.next_sync_reason == "its numbers have changed"


def test_but_not_within_hours_of_the_last_one(bob):
    note_stats(bob.pk, numbers(3))
    ran(bob)
    note_stats(bob.pk, numbers(4))
    assert hours_left(bob) == pytest.approx(4, abs=0.1)


def test_a_failed_look_keeps_the_numbers_and_says_since_when_they_are_stale(bob):
    note_stats(bob.pk, numbers())
    before = PlatformProfile.objects.get()
    note_trouble(bob.pk, "upstream_timeout", platform="sample", during="stats")
    after = PlatformProfile.objects.get()
    assert (after.problems_solved, after.rating, after.stats_at) == (3, 1500, before.stats_at)
    assert after.stale_since and after.failures == 0 and hours_left(bob, "next_stats_at") == about(1)
    note_trouble(bob.pk, "upstream_timeout", platform="sample", during="stats")
    assert PlatformProfile.objects.get().stale_since == after.stale_since
    note_stats(bob.pk, numbers())
    assert PlatformProfile.objects.get().stale_since is None


def test_a_look_that_goes_on_failing_is_made_less_often(bob):
    PlatformProfile.objects.update(stale_since=timezone.now() - timedelta(hours=9))
    note_failure(bob.pk, "upstream_timeout", during="stats")
    assert hours_left(bob, "next_stats_at") == about(9)


# --- Outages ----------------------------------------------------------------------------------------------------


def crowd_fails(user, number=6) -> list[PlatformProfile]:
    crowd = [
        PlatformProfile.objects.create(user=user, platform="sample", username=f"u{n}") for n in range(number)
    ]
    for one in crowd:
        note_trouble(one.pk, "upstream_unavailable", "out of order", platform="sample")
    return list(PlatformProfile.objects.filter(pk__in=[one.pk for one in crowd]))


def test_few_failures_are_the_accounts_own(alice):
    crowd = crowd_fails(alice, 4)
    assert {(one.last_error_code, one.failures) for one in crowd} == {("upstream_unavailable", 1)}


def test_an_outage_is_no_fault_of_the_accounts_that_met_it(alice):
    crowd = crowd_fails(alice)
    assert {(one.last_error_code, one.failures, one.last_error_at) for one in crowd} == {("", 0, None)}
    assert {one.next_sync_at <= timezone.now() for one in crowd} == {True}


def test_what_was_wrong_with_an_account_before_stays_wrong(alice, bob):
    note_failure(bob.pk, "profile_private")
    crowd_fails(alice)
    bob.refresh_from_db()
    assert (bob.last_error_code, bob.failures) == ("profile_private", 1)


def test_in_an_outage_an_account_says_what_it_waits_for(alice):
    from backend.profiles.services.platforms import states

    first = crowd_fails(alice)[0]
    state = states(["sample"])["sample"]
    told = status_of(first, platform=state)
    assert (told.state, told.action) == ("waiting", "wait") and "out of order" in told.text
    assert (told.next_sync_at, told.next_sync_reason) == (state.retry_at, "as soon as Sample works again")
