"""An account is added: its platform is asked, and what it says decides."""

import time

import pytest

from backend.profiles.models import PlatformProfile
from backend.test_common.api import error
from backend.test_common.fault_server import Response, hang, html, throttled
from backend.test_common.keyed_platform import CANARY

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def post(client, platform="codewars", username="bob", **more):
    return client.post("/api/profiles/", {"platform": platform, "username": username, **more})


def test_an_account_that_the_platform_knows_is_kept_with_its_numbers(client, codewars):
    codewars.make_history("Bob", 7)
    answer = post(client, username=" bob ")
    told = answer.json()
    assert answer.status_code == 201 and answer["Location"] == f"/api/profiles/{told['id']}/"
    assert (told["username"], told["problems_solved"], told["rating"]) == ("Bob", 7, 307)
    assert told["verified_at"] and told["stats_at"] and told["platform_user_id"]
    assert told["credential"] == {"set": False, "last4": "", "kind": "", "set_at": None, "state": ""}
    assert told["status"]["state"] == "never_synced"
    assert client.get(answer["Location"]).json() == told


def test_a_name_that_the_platform_does_not_know_is_refused_at_the_name(client, codewars):
    answer = post(client, username="nobody")
    assert error(answer) == (400, "profile_not_found", "username")
    assert answer.json()["errors"][0]["detail"] == "no such user on Codewars"
    assert not PlatformProfile.objects.exists()


@pytest.mark.parametrize("name", ["..", "a/b", "bob\r\nHost: evil", "x" * 65])
def test_a_name_that_cannot_be_one_is_refused_before_any_call(client, codewars, name):
    assert error(post(client, username=name)) == (400, "invalid_username", "username")
    assert not codewars.calls


def test_an_unknown_platform_is_refused_at_the_platform(client):
    assert error(post(client, platform="nowhere")) == (400, "unknown_platform", "platform")


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Response(500), "upstream_unavailable"),
        (html(), "upstream_invalid_response"),
        (throttled("3600"), "upstream_rate_limited"),
        (Response(403), "credential_rejected"),
    ],
)
def test_while_the_platform_cannot_say_the_account_is_kept_unverified(client, codewars, fault, code):
    codewars.fault(lambda request: True, fault, times=None)
    answer = post(client)
    told = answer.json()
    assert answer.status_code == 201
    assert told["verified_at"] is None and told["stats_at"] is None
    assert told["rating"] is None and told["problems_solved"] is None
    assert told["status"]["state"] == "unverified" and told["status"]["action"] == "wait"
    assert told["last_error"]["code"] == code


def test_a_platform_that_is_too_slow_holds_nobody_longer_than_eight_seconds(client, codewars, monkeypatch):
    monkeypatch.setattr("backend.profiles.services.changes.PATIENCE", 1.0)
    codewars.fault(lambda request: True, hang(20.0), times=None)
    began = time.monotonic()
    told = post(client).json()
    assert time.monotonic() - began < 2.5
    assert (told["status"]["state"], told["last_error"]["code"]) == ("unverified", "upstream_timeout")


def test_an_unverified_account_is_looked_up_at_its_next_sync(client, codewars):
    codewars.make_history("bob", 2)
    codewars.fault(lambda request: True, Response(500), times=None)
    told = post(client).json()
    codewars.heal()
    assert client.post(f"/api/profiles/{told['id']}/sync/").status_code == 200
    status = client.get(f"/api/profiles/{told['id']}/").json()["status"]
    assert (status["state"], status["last_sync"]["new"]) == ("ok", 2)


@pytest.mark.parametrize("again", ["bob", "BOB"])
def test_the_same_account_twice_is_a_conflict(client, codewars, add, again):
    codewars.make_history("bob", 1)
    add()
    assert error(post(client, username=again)) == (409, "profile_exists", None)
    assert PlatformProfile.objects.count() == 1


def test_the_same_account_under_another_name_is_a_conflict(client, keyed, add):
    keyed.add("ada")
    add("keyed", "ada", credential=CANARY)
    keyed.rename("ada", "lovelace")
    assert error(post(client, "keyed", "lovelace", credential=CANARY)) == (409, "profile_exists", None)


def test_several_accounts_on_one_platform_are_kept_apart(client, codewars, add):
    codewars.make_history("bob", 1)
    codewars.make_history("ada", 2)
    add(username="bob")
    add(username="ada")
    told = client.get("/api/profiles/?platform=codewars").json()["results"]
    assert [one["username"] for one in told] == ["bob", "ada"]


def test_another_person_may_have_the_same_account(api, bob, codewars, add):
    codewars.make_history("bob", 1)
    add()
    assert post(api(bob)).status_code == 201


def test_a_key_that_the_platform_needs_is_asked_for_at_its_field(client, keyed):
    answer = post(client, "keyed", "ada")
    assert error(answer) == (400, "credential_missing", "credential")
    assert answer.json()["errors"][0]["detail"] == "Keyed needs your API token."
    assert not keyed.calls


def test_a_key_that_is_refused_is_told_at_its_field(client, keyed):
    keyed.add("ada")
    keyed.tokens.clear()
    assert error(post(client, "keyed", "ada", credential=CANARY)) == (
        400,
        "credential_rejected",
        "credential",
    )
    assert not PlatformProfile.objects.exists()


@pytest.mark.parametrize("secret", ["", "has blanks in it", "line\r\nbreak", "x" * 5000, "schlüssel"])
def test_what_cannot_be_a_key_is_refused_before_any_call(client, keyed, secret):
    assert error(post(client, "keyed", "ada", credential=secret))[::2] == (400, "credential")
    assert not keyed.calls


def test_a_key_that_the_platform_has_no_use_for_is_refused(client, codewars):
    assert error(post(client, credential=CANARY)) == (400, "not_needed", "credential")


def test_a_key_is_told_by_its_last_four_and_never_shown(client, keyed, add):
    keyed.add("Ada")
    told = add("keyed", "ada", credential=CANARY)
    set_at = told["credential"].pop("set_at")
    assert told["credential"] == {"set": True, "last4": "oken", "kind": "token", "state": "ok"} and set_at
    assert CANARY not in client.get("/api/profiles/").content.decode()


def test_of_a_very_short_key_nothing_is_shown(keyed, add):
    keyed.add("ada")
    keyed.tokens.add("short-key")
    assert add("keyed", "ada", credential="short-key")["credential"]["last4"] == ""


def test_too_many_look_ups_in_an_hour_are_answered_with_429(client, codewars, monkeypatch):
    monkeypatch.setattr("backend.profiles.services.limits.CHECKS_AN_HOUR", 2)
    answers = [post(client, username=name) for name in ("nobody", "no-one", "none")]
    assert [answer.status_code for answer in answers] == [400, 400, 429]
    assert int(answers[-1]["Retry-After"]) > 3000
