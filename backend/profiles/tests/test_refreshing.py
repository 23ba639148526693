"""The numbers of an account are fetched again: a failure leaves those there are."""

from datetime import timedelta

import pytest
from django.utils import timezone

from backend.profiles.models import PlatformProfile
from backend.test_common.api import error
from backend.test_common.fault_server import Response, hang, html, throttled
from backend.test_common.keyed_platform import CANARY

pytestmark = [pytest.mark.django_db, pytest.mark.data]
NUMBERS = ("rating", "rank", "problems_solved", "by_difficulty", "raw_stats", "stats_at", "username")


@pytest.fixture
def ada(keyed, add):
    """An account whose numbers are ten minutes old."""
    keyed.add("ada")
    told = add("keyed", "ada", credential=CANARY)
    PlatformProfile.objects.update(stats_at=timezone.now() - timedelta(minutes=10))
    return told["id"]


def refresh(client, pk):
    return client.post(f"/api/profiles/{pk}/refresh/")


def numbers(client, pk):
    told = client.get(f"/api/profiles/{pk}/").json()
    return {name: told[name] for name in NUMBERS}


def test_fresh_numbers_take_the_place_of_the_old(client, keyed, ada):
    keyed.add("ada", solved=9, rating=1700)
    told = refresh(client, ada).json()
    assert (told["rating"], told["problems_solved"], told["by_difficulty"]) == (1700, 9, {"Easy": 9})
    assert told["stats_at"] > (timezone.now() - timedelta(minutes=1)).isoformat()


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [
        (Response(500), 502, "upstream_unavailable"),
        (html(), 502, "upstream_invalid_response"),
        (throttled("3600"), 503, "upstream_rate_limited"),
        (Response(404, {}), 409, "profile_not_found"),
        (Response(401, {}), 409, "credential_rejected"),
    ],
)
def test_a_failure_leaves_the_last_good_numbers_and_their_date(client, keyed, ada, fault, status, code):
    before = numbers(client, ada)
    keyed.answer = fault
    answer = refresh(client, ada)
    assert error(answer) == (status, code, None)
    assert answer.json()["profile"]["last_error"]["code"] == code
    assert numbers(client, ada) == before
    assert ("Retry-After" in answer) == (status == 503)


def test_a_platform_that_is_too_slow_is_left_after_the_patience(client, keyed, ada, monkeypatch):
    monkeypatch.setattr("backend.profiles.services.statistics.PATIENCE", 0.5)
    keyed.answer = hang(20)
    assert error(refresh(client, ada)) == (504, "upstream_timeout", None)


def test_after_a_useful_look_the_next_one_has_to_wait(client, keyed, ada):
    assert refresh(client, ada).status_code == 200
    again = refresh(client, ada)
    assert error(again) == (429, "throttled", None) and 290 < int(again["Retry-After"]) <= 300
    assert "5 min" in again.json()["errors"][0]["detail"]


def test_after_a_failure_the_next_look_need_not_wait(client, keyed, ada):
    keyed.answer = Response(500)
    assert refresh(client, ada).status_code == 502
    keyed.answer = None
    told = refresh(client, ada).json()
    assert told["last_error"] is None and told["status"]["state"] == "never_synced"


def test_a_dead_key_pauses_the_account_and_says_so_and_stays(client, keyed, ada, add):
    keyed.add("grace", id="id-2")
    other = add("keyed", "grace", credential=CANARY)["id"]
    before = PlatformProfile.objects.get(pk=ada).credential
    keyed.tokens.clear()
    told = refresh(client, ada).json()["profile"]
    assert (told["is_paused"], told["credential"]["state"]) == (True, "rejected")
    assert (told["status"]["state"], told["status"]["action"]) == ("needs_credential", "set_credential")
    assert PlatformProfile.objects.get(pk=ada).credential == before
    assert client.get(f"/api/profiles/{other}/").json()["is_paused"] is False


def test_a_new_key_lets_a_paused_account_go_on(client, keyed, ada):
    keyed.tokens.clear()
    refresh(client, ada)
    keyed.tokens.add("another-good-token")
    told = client.patch(f"/api/profiles/{ada}/", {"credential": "another-good-token"}).json()
    assert (told["is_paused"], told["credential"]["state"], told["last_error"]) == (False, "ok", None)
    assert told["status"]["state"] == "never_synced"


def test_a_new_name_that_the_platform_tells_is_followed(client, keyed, ada):
    keyed.rename("ada", "lovelace")
    assert refresh(client, ada).json()["username"] == "lovelace"


def test_a_new_name_that_another_account_of_mine_has_is_left(client, keyed, ada, add):
    keyed.add("grace", id="id-2")
    add("keyed", "grace", credential=CANARY)
    keyed.people["ada"]["name"] = "grace"
    assert refresh(client, ada).json()["username"] == "ada"


def test_a_name_that_is_somebody_elses_now_is_not_believed(client, keyed, ada):
    before = numbers(client, ada)
    keyed.add("ada", id="id-99", solved=500)
    answer = refresh(client, ada)
    assert error(answer) == (409, "other_account", None)
    status = answer.json()["profile"]["status"]
    assert (status["state"], status["action"]) == ("not_found", "rename")
    assert numbers(client, ada) == before


def test_many_looks_in_an_hour_are_answered_with_429(client, keyed, ada, monkeypatch):
    monkeypatch.setattr("backend.profiles.services.limits.CHECKS_AN_HOUR", 2)  # adding was one
    keyed.answer = Response(500)
    assert [refresh(client, ada).status_code for _ in range(2)] == [502, 429]
