"""An account is connected: there, back, and a token that nobody sees becomes its key."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from backend.profiles import credentials
from backend.profiles.models import PendingConnection, PlatformProfile, PlatformState
from backend.profiles.services.pending import sweep_pending
from backend.test_common.api import error
from backend.test_common.connecting import APP, begin, come_back, connect, finish, github_with_app
from backend.test_common.fault_server import Response, hang, html, throttled

pytestmark = [pytest.mark.django_db, pytest.mark.data]
UNEXPECTED = (400, "oauth_state_invalid", "state")


@pytest.fixture
def github(settings):
    with github_with_app(settings) as server:
        yield server


def token_calls(github):
    return [call for call in github.calls if call.path == "/login/oauth/access_token"]


def given_back(github):
    """The tokens that were given back."""
    return [call.json()["access_token"] for call in github.calls if call.method == "DELETE"]


def test_whoever_agreed_is_added_with_a_token_that_is_kept_under_our_keys(client, github):
    answer = connect(client)
    told = answer.json()
    profile = PlatformProfile.objects.get()
    assert answer.status_code == 201 and answer["Location"] == f"/api/profiles/{profile.pk}/"
    assert (told["platform"], told["username"]) == ("github", "Bob") and told["verified_at"]
    token = credentials.reveal(profile)
    set_at = told["credential"].pop("set_at")
    assert told["credential"] == {"set": True, "last4": token[-4:], "kind": "oauth", "state": "ok"} and set_at
    assert token == github.people["bob"].token and token not in profile.credential
    assert profile.next_sync_at is not None and not PendingConnection.objects.exists()


def test_the_address_asks_for_little_and_leads_back_to_one_place(client, github, settings):
    settings.PUBLIC_BASE_URL = "https://skilltracker.example"
    url = urlsplit(begin(client))
    asked = {name: values[0] for name, values in parse_qs(url.query).items()}
    assert f"{url.scheme}://{url.netloc}{url.path}" == f"{github.url}/login/oauth/authorize"
    assert len(asked.pop("state")) >= 43 and len(asked.pop("code_challenge")) == 43
    assert asked == {
        "response_type": "code",
        "client_id": APP[0],
        "redirect_uri": "https://skilltracker.example/accounts/connect",
        "scope": "read:user",
        "code_challenge_method": "S256",
    }


@pytest.mark.parametrize("field", ["next", "redirect_uri", "url"])
def test_nothing_of_the_request_decides_where_a_person_comes_back_to(client, github, field):
    body = {"platform": "github", field: "https://evil.example/"}
    assert error(client.post("/api/profiles/connect/", body)) == (400, "unknown", field)
    spoofed = {"HTTP_X_FORWARDED_HOST": "evil.example", "HTTP_ORIGIN": "https://evil.example"}
    url = client.post("/api/profiles/connect/", {"platform": "github"}, **spoofed).json()["url"]
    assert "evil" not in url


def test_the_account_that_is_here_already_gets_the_token_and_the_old_one_goes_back(client, github):
    first = connect(client).json()["id"]
    old = github.people["bob"].token
    again = connect(client)
    assert (again.status_code, again.json()["id"]) == (200, first)
    assert given_back(github) == [old] and PlatformProfile.objects.count() == 1
    assert credentials.reveal(PlatformProfile.objects.get()) == github.people["bob"].token != old


def test_an_account_that_was_added_by_name_is_found_whatever_its_case(client, github, add):
    pk = add("github", "bob")["id"]
    PlatformProfile.objects.update(username="bOB", platform_user_id="")
    assert connect(client).json()["id"] == pk
    assert PlatformProfile.objects.get().username == "Bob"


def test_an_account_that_was_renamed_there_is_found_by_its_number(client, github, add):
    pk = add("github", "bob")["id"]
    github.people["bob"].login = "Robert"
    answer = connect(client, profile=pk)
    assert (answer.status_code, answer.json()["id"], answer.json()["username"]) == (200, pk, "Robert")


def test_a_token_of_somebody_else_is_given_back_and_nothing_is_connected(client, github, add):
    github.add_user("ada")
    pk = add("github", "ada")["id"]
    assert error(connect(client, profile=pk)) == (400, "oauth_other_account", None)
    assert given_back(github) == [github.people["bob"].token]
    assert PlatformProfile.objects.get().credential == ""


def test_a_key_that_had_been_refused_lets_the_account_go_on(client, github, add):
    pk = add("github", "bob")["id"]
    PlatformProfile.objects.update(
        is_paused=True, pause_reason="needs_credential", last_error_code="credential_rejected"
    )
    told = connect(client, profile=pk).json()
    assert (told["is_paused"], told["last_error"]) == (False, None)


# --- The state ---------------------------------------------------------------------------------------------------


def test_a_state_is_good_once(client, github):
    back = come_back(begin(client))
    assert finish(client, back).status_code == 201
    assert error(finish(client, back)) == UNEXPECTED
    assert len(token_calls(github)) == 1


def test_a_state_is_used_up_before_the_platform_is_asked(client, github):
    back = come_back(begin(client))
    github.fault(lambda request: True, Response(500), times=None)
    assert error(finish(client, back))[0] == 502
    github.heal()
    assert error(finish(client, back)) == UNEXPECTED


def test_a_state_is_of_no_use_to_another_session_of_the_same_person(api, alice, client, github):
    back = come_back(begin(client))
    assert error(finish(api(alice), back)) == UNEXPECTED
    assert not token_calls(github)
    assert finish(client, back).status_code == 201


def test_a_state_is_of_no_use_to_another_person(api, bob, client, github):
    back = come_back(begin(client))
    assert error(finish(api(bob), back)) == UNEXPECTED
    assert finish(api(), back).status_code == 403
    assert not token_calls(github) and not PlatformProfile.objects.exists()


def test_a_state_is_of_no_use_after_the_person_in_the_browser_has_changed(bob, client, github):
    back = come_back(begin(client))
    client.force_login(bob)
    assert error(finish(client, back)) == UNEXPECTED


@pytest.mark.parametrize("state", ["", "x", "A" * 43, "ü", "x" * 201])
def test_a_state_that_was_never_given_out_is_refused(client, github, state):
    begin(client)
    assert error(finish(client, {"code": "c", "state": state}))[::2] == (400, "state")
    assert not token_calls(github)


def test_a_state_lives_for_ten_minutes(client, github):
    back = come_back(begin(client))
    life = PendingConnection.objects.get().expires_at - timezone.now()
    assert timedelta(minutes=9) < life <= timedelta(minutes=10)
    PendingConnection.objects.update(expires_at=Now() - timedelta(seconds=1))
    assert error(finish(client, back)) == UNEXPECTED
    assert not token_calls(github)


def test_of_many_that_a_session_began_the_latest_five_are_good(client, github):
    backs = [come_back(begin(client)) for _ in range(7)]
    assert PendingConnection.objects.count() == 5
    assert [finish(client, back).status_code for back in backs] == [400, 400, 201, 200, 200, 200, 200]


def test_what_nobody_came_back_for_is_swept(client, github):
    begin(client)
    sweep_pending()
    assert PendingConnection.objects.count() == 1
    PendingConnection.objects.update(expires_at=Now() - timedelta(seconds=1))
    sweep_pending()
    assert not PendingConnection.objects.exists()


def test_neither_state_nor_verifier_lies_in_the_database(client, github):
    back = come_back(begin(client))
    pending = PendingConnection.objects.values().get()
    verifier = credentials.open_text(pending["verifier"], [pending["digest"]])
    finish(client, back)
    assert token_calls(github)[0].json()["code_verifier"] == verifier and len(verifier) >= 43
    kept = str(pending)
    assert verifier not in kept and back["state"] not in kept
    assert client.session.session_key not in kept


def test_a_verifier_of_another_state_is_of_no_use(client, github):
    first, second = come_back(begin(client)), come_back(begin(client))
    rows = list(PendingConnection.objects.order_by("expires_at"))
    PendingConnection.objects.filter(pk=rows[1].pk).update(verifier=rows[0].verifier)
    assert error(finish(client, second)) == UNEXPECTED
    assert finish(client, first).status_code == 201


@pytest.mark.parametrize("verifier", ["w" * 86, ""])
def test_a_code_without_its_verifier_is_refused_by_the_platform(client, github, verifier):
    back = come_back(begin(client))
    row = PendingConnection.objects.get()
    PendingConnection.objects.update(verifier=credentials.seal_text(verifier, [row.pk]))
    assert error(finish(client, back))[:2] == (409, "credential_rejected")
    assert not PlatformProfile.objects.exists()


# --- What goes wrong ---------------------------------------------------------------------------------------------


def test_who_does_not_agree_is_told_so_and_the_state_is_used_up(client, github):
    github.consenting = ""
    back = come_back(begin(client))
    assert back["error"] == "access_denied"
    assert error(finish(client, back)) == (409, "oauth_denied", None)
    assert error(finish(client, back)) == UNEXPECTED
    assert not token_calls(github)


def test_a_code_that_is_made_up_is_refused(client, github):
    back = come_back(begin(client)) | {"code": "made-up"}
    assert error(finish(client, back))[:2] == (409, "credential_rejected")


@pytest.mark.parametrize("given", [{}, {"code": "a", "error": "b"}, {"code": 7}, {"code": ""}])
def test_either_a_code_or_an_error_is_wanted(client, github, given):
    state = come_back(begin(client))["state"]
    assert error(finish(client, {"state": state, **given}))[::2] == (400, "code")
    assert PendingConnection.objects.count() == 1


@pytest.mark.parametrize("path", ["/login/oauth/access_token", "/user"])
@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [
        (Response(500), 502, "upstream_unavailable"),
        (html(), 502, "upstream_invalid_response"),
        (throttled("3600"), 503, "upstream_rate_limited"),
        (Response(302, headers={"Location": "https://evil.example"}), 502, "upstream_invalid_response"),
        (Response(401), 409, "credential_rejected"),
    ],
)
def test_a_platform_in_trouble_connects_nothing(client, github, path, fault, status, code):
    github.fault(lambda request: request.path == path, fault, times=None)
    answer = connect(client)
    assert error(answer) == (status, code, None)
    assert not PlatformProfile.objects.exists()
    assert len(given_back(github)) == (path == "/user")


def test_a_platform_that_is_too_slow_holds_nobody_for_long(client, github, monkeypatch):
    monkeypatch.setattr("backend.profiles.services.connecting.PATIENCE", 0.5)
    github.fault(lambda request: request.path == "/login/oauth/access_token", hang(20.0), times=None)
    assert error(connect(client))[:2] == (504, "upstream_timeout")


def test_without_an_app_nothing_can_be_connected(client, github, settings):
    settings.OAUTH_APPS = {}
    answer = client.post("/api/profiles/connect/", {"platform": "github"})
    assert error(answer) == (409, "oauth_not_configured", None)


@pytest.mark.parametrize("platform", ["codewars", "nowhere", "kattis"])
def test_a_platform_without_oauth_is_refused_at_the_platform(client, github, platform):
    answer = client.post("/api/profiles/connect/", {"platform": platform})
    assert error(answer) == (400, "no_oauth", "platform")


def test_an_account_on_another_platform_cannot_be_connected(client, github, codewars, add):
    codewars.make_history("bob", 1)
    body = {"platform": "github", "profile": add()["id"]}
    assert error(client.post("/api/profiles/connect/", body)) == (400, "does_not_exist", "profile")


def test_a_platform_that_is_switched_off_is_not_asked(client, github):
    back = come_back(begin(client))
    PlatformState.objects.create(slug="github", is_off=True, reason="a rest")
    for answer in (client.post("/api/profiles/connect/", {"platform": "github"}), finish(client, back)):
        assert error(answer)[:2] == (503, "platform_off")
    assert not token_calls(github)


def test_without_keys_of_our_own_nobody_is_sent_away(client, github, settings):
    settings.CREDENTIAL_KEYS = []
    answer = client.post("/api/profiles/connect/", {"platform": "github"})
    assert error(answer) == (409, "credentials_off", None)


def test_an_account_that_is_removed_meanwhile_is_not_made_again(client, github, add):
    pk = add("github", "bob")["id"]
    back = come_back(begin(client, profile=pk))
    client.delete(f"/api/profiles/{pk}/")
    assert error(finish(client, back)) == UNEXPECTED
    assert not PlatformProfile.objects.exists()


@pytest.mark.parametrize("path", ["connect", "connect/finish"])
def test_opening_an_address_connects_nothing(client, github, path):
    assert client.get(f"/api/profiles/{path}/").status_code == 405
