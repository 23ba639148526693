"""What a person reads of an account: its standing, what mends it, and the check against the platform's own total."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from backend.core.models import Question
from backend.imports.models import ImportJob, JobState
from backend.profiles.models import PlatformProfile
from backend.profiles.services.platforms import note_platform_failure, switch_off
from backend.profiles.status import ERRORS, JobFacts, JournalFacts, LiveJob, status_of
from backend.test_common.keyed_platform import CANARY, Keyed
from backend.test_common.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.data]
NOW = timezone.now()


def profile(**fields) -> PlatformProfile:
    """An account that was synced an hour ago."""
    given = {
        "platform": "codewars",
        "username": "bob",
        "verified_at": NOW,
        "last_synced_at": NOW - timedelta(hours=1),
        "backfilled_at": NOW,
        "problems_solved": 215,
        **fields,
    }
    return PlatformProfile(pk=1, user_id=1, **given)


def standing(**fields) -> tuple[str, str]:
    status = status_of(profile(**fields))
    return status.state, status.action


def reconciliation(jobs: JobFacts, journal: JournalFacts, **fields) -> str:
    return status_of(profile(**fields), jobs=jobs, journal=journal).reconciliation["text"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ("ok", "none")),
        ({"last_synced_at": None}, ("never_synced", "wait")),
        ({"verified_at": None}, ("unverified", "wait")),
        ({"is_paused": True, "pause_reason": "user"}, ("paused", "none")),
        ({"last_error_code": "profile_not_found"}, ("not_found", "rename")),
        ({"last_error_code": "other_account"}, ("not_found", "rename")),
        ({"last_error_code": "profile_private"}, ("failing", "retry")),
        ({"last_error_code": "upstream_rate_limited"}, ("waiting", "wait")),
        ({"last_error_code": "upstream_unavailable"}, ("failing", "wait")),
        ({"last_error_code": "something_new"}, ("failing", "retry")),
        ({"last_error_code": "upstream_timeout", "verified_at": None}, ("unverified", "wait")),
        ({"removal": {}}, ("removing", "none")),
        ({"platform": "long_gone"}, ("platform_off", "none")),
    ],
)
def test_each_state_has_the_action_that_mends_it(fields, expected):
    assert standing(**fields) == expected


@pytest.mark.parametrize("code", ERRORS)
def test_every_error_is_told_in_words_with_the_names_in_them(code):
    status = status_of(profile(last_error_code=code, username="b{o}b"))
    assert "{" not in status.text.replace("b{o}b", "") and status.text.endswith(".")


def test_a_key_that_is_missing_or_refused_is_asked_for(keyed):
    missing = status_of(profile(platform="keyed"))
    refused = status_of(profile(platform="keyed", credential="x", credential_state="rejected"))
    assert (missing.state, missing.text) == ("needs_credential", "Keyed needs your API token.")
    assert refused.text == "Keyed refused your API token. Enter a new one."
    assert {missing.action, refused.action} == {"set_credential"}


def test_a_key_that_has_the_platforms_name_in_its_own_is_asked_for_without(keyed, monkeypatch):
    monkeypatch.setattr(Keyed, "credential", replace(Keyed.credential, label="Keyed API key"))
    missing = status_of(profile(platform="keyed"))
    refused = status_of(profile(platform="keyed", credential="x", credential_state="rejected"))
    assert missing.text == "Keyed needs your API key."
    assert refused.text == "Keyed refused your API key. Enter a new one."


def test_the_total_of_the_platform_is_accounted_for():
    jobs = JobFacts(open_issues={"missing_id": 2})
    assert reconciliation(jobs, JournalFacts(here=212, deleted=1)) == (
        "212 of 215: 2 without an id, 1 deleted by you"
    )


@pytest.mark.parametrize(
    ("jobs", "journal", "fields", "expected"),
    [
        (JobFacts(), JournalFacts(here=215), {}, "215 of 215"),
        (JobFacts(), JournalFacts(here=200), {}, "200 of 215: 15 out of reach"),
        (JobFacts(), JournalFacts(here=200), {"backfilled_at": None}, "200 of 215: 15 not read yet"),
        (JobFacts(), JournalFacts(here=216), {}, "216 of 215: the platform counts otherwise"),
        (JobFacts(discarded=1), JournalFacts(here=214, deleted=0), {}, "214 of 215: 1 left out by you"),
        (
            JobFacts(),
            JournalFacts(here=100, of_others=500),
            {},
            "100 of 215: 115 with another account of yours",
        ),
        (JobFacts(), JournalFacts(here=214, deleted=9), {}, "214 of 215: 1 deleted by you"),
        (JobFacts(), JournalFacts(here=0), {"problems_solved": 0}, "0 of 0"),
        (
            JobFacts(),
            JournalFacts(here=5),
            {"problems_solved": None, "last_counts": {"total": 6}},
            "5 of 6: 1 out of reach",
        ),
    ],
)
def test_a_difference_is_never_explained_by_more_than_there_is(jobs, journal, fields, expected):
    assert reconciliation(jobs, journal, **fields) == expected


def test_without_a_total_or_a_sync_there_is_nothing_to_compare():
    assert status_of(profile(problems_solved=None)).reconciliation is None
    assert status_of(profile(last_synced_at=None)).reconciliation is None


def test_the_check_counts_what_is_really_here(client, codewars, add):
    codewars.make_history("bob", 5)
    codewars.add_kata("bob", id=None)
    codewars.add_kata("bob", id=None, name="another one")
    pk = add()["id"]
    client.post(f"/api/profiles/{pk}/sync/")
    client.delete(f"/api/questions/{Question.objects.first().pk}/")
    told = client.get(f"/api/profiles/{pk}/").json()["status"]
    assert told["reconciliation"] == {
        "told": 7,
        "here": 4,
        "text": "4 of 7: 2 without an id, 1 deleted by you",
    }
    assert told["last_sync"]["new"] == 5 and told["last_sync"]["invalid"] == 2
    issue = client.get("/api/issues/").json()["results"][0]["id"]
    client.put(f"/api/issues/{issue}/", {"state": "resolved"})
    text = client.get(f"/api/profiles/{pk}/").json()["status"]["reconciliation"]["text"]
    assert text == "4 of 7: 1 without an id, 1 deleted by you, 1 left out by you"


def test_a_sync_that_was_put_off_says_until_when_and_why(client, codewars, alice, add):
    codewars.make_history("bob", 1)
    pk = add()["id"]
    later = timezone.now() + timedelta(hours=2)
    ImportJob.objects.create(
        user=alice,
        platform="codewars",
        username="bob",
        profile_id=pk,
        state=JobState.QUEUED,
        not_before=later,
        error_detail="Codewars asks us to wait",
    )
    status = client.get(f"/api/profiles/{pk}/").json()["status"]
    assert (status["state"], status["action"]) == ("waiting", "wait")
    assert f"{later:%H:%M} UTC: Codewars asks us to wait." in status["text"]
    assert (datetime.fromisoformat(status["next_sync_at"]), status["next_sync_reason"]) == (
        later,
        "the sync that was begun goes on",
    )


def test_an_account_that_was_never_seen_is_told_as_such_while_its_sync_waits():
    waiting = JobFacts(live=LiveJob(id=1, not_before=timezone.now() + timedelta(hours=1), detail=""))
    assert "Whether bob exists is checked then." in status_of(profile(verified_at=None), jobs=waiting).text
    seen = status_of(profile(verified_at=timezone.now()), jobs=waiting)
    assert "is checked" not in seen.text


def test_a_platform_that_is_off_or_out_of_order_is_said_of_every_account(client, codewars, add):
    codewars.make_history("bob", 1)
    pk = add()["id"]
    for number in range(5):
        note_platform_failure("codewars", "upstream_timeout", account=number)
    status = client.get(f"/api/profiles/{pk}/").json()["status"]
    assert status["state"] == "waiting" and "out of order" in status["text"]
    switch_off("codewars", reason="they asked us to {stop}.")
    status = client.get(f"/api/profiles/{pk}/").json()["status"]
    assert status["state"] == "platform_off" and "they asked us to {stop}." in status["text"]
    assert status["next_sync_at"] is None


def test_reach_says_what_a_key_would_add(keyed, monkeypatch):
    from dataclasses import replace

    from backend.test_common.keyed_platform import Keyed

    wanted = replace(Keyed.credential, required=False, reach="your whole history")
    monkeypatch.setattr(Keyed, "credential", wanted)
    without = status_of(profile(platform="keyed", sync_note="days before May are not shown"))
    assert (
        without.reach == "everything; with your API token: your whole history; days before May are not shown"
    )
    assert status_of(profile(platform="keyed", credential="x")).reach == "your whole history"


def test_reach_does_not_say_twice_what_a_key_would_add(keyed):
    told = status_of(profile(platform="leetcode")).reach
    assert told.count("every problem that you ever tried") == 1


def test_a_list_takes_the_same_statements_for_one_account_and_for_many(api, django_assert_num_queries, keyed):
    """Session, user, count, ids, profiles; solved, deleted; live jobs, issues, left out; states of platforms."""
    for number, name in ((1, "one"), (40, "many")):
        user = make_user(name)
        for place in range(number):
            PlatformProfile.objects.create(user=user, platform="codewars", username=f"u{place}")
        client = api(user)
        with django_assert_num_queries(11):
            assert client.get("/api/profiles/").json()["count"] == number


def test_lists_refuse_what_they_do_not_document(client):
    assert client.get("/api/profiles/?unknown=1").status_code == 400


def test_an_accounts_key_and_state_are_no_part_of_its_answer(client, keyed, add):
    keyed.add("ada")
    told = add("keyed", "ada", credential=CANARY)
    assert not {"sync_state", "credential_state", "known_until"} & set(told)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"next_sync_at": NOW, "next_sync_reason": "once a day"}, (NOW, "once a day")),
        ({"next_sync_at": None, "backfilled_at": None}, (None, "to read all there is")),
        ({"next_sync_at": NOW, "is_paused": True, "pause_reason": "user"}, (None, "")),
        ({"next_sync_at": NOW, "last_error_code": "profile_not_found"}, (None, "")),
    ],
)
def test_the_next_sync_is_told_with_its_reason_where_there_is_one(fields, expected):
    status = status_of(profile(**fields))
    assert (status.next_sync_at, status.next_sync_reason) == expected
