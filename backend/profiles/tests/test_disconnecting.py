"""A connected account is disconnected, given another key, or removed: its token goes back where it came from."""

import pytest
from cryptography.fernet import Fernet
from django.utils import timezone

from backend.core.models import Activity
from backend.profiles.models import PlatformProfile, PlatformState
from backend.test_common.api import error
from backend.test_common.connecting import APP, connect, github_with_app
from backend.test_common.fault_server import Response

pytestmark = [pytest.mark.django_db, pytest.mark.data]
TYPED = "github_pat_00CANARY00000000000000"


@pytest.fixture
def github(settings):
    with github_with_app(settings) as server:
        yield server


@pytest.fixture
def connected(client, github) -> int:
    return connect(client).json()["id"]


def break_github(github):
    github.fault(lambda request: True, Response(500), times=None)


def test_the_token_goes_back_and_the_account_stays_with_its_history(client, github, connected):
    github.add_event("bob", timezone.now())
    client.post(f"/api/profiles/{connected}/sync/")
    answer = client.post(f"/api/profiles/{connected}/disconnect/")
    told = answer.json()
    assert answer.status_code == 200 and told["revocation"] == {"done": True, "detail": "", "url": ""}
    assert told["credential"] == {"set": False, "last4": "", "kind": "", "set_at": None, "state": ""}
    assert github.revoked == {github.people["bob"].token}
    assert PlatformProfile.objects.get().credential == "" and Activity.objects.count() == 1


@pytest.mark.parametrize("why", ["down", "no app", "switched off"])
def test_where_the_platform_cannot_be_told_the_key_goes_all_the_same(
    client, github, connected, settings, why
):
    if why == "down":
        break_github(github)
    elif why == "no app":
        settings.OAUTH_APPS = {}
    else:
        PlatformState.objects.create(slug="github", is_off=True)
    told = client.post(f"/api/profiles/{connected}/disconnect/").json()
    page = "https://github.com" + (f"/settings/connections/applications/{APP[0]}" if why != "no app" else "")
    assert told["revocation"]["done"] is False and told["revocation"]["url"] == page
    assert page in told["revocation"]["detail"] and not told["credential"]["set"]
    assert PlatformProfile.objects.get().credential == "" and not github.revoked


def test_a_token_that_we_cannot_read_any_more_is_forgotten(client, github, connected, settings):
    settings.CREDENTIAL_KEYS = [Fernet.generate_key().decode()]
    told = client.post(f"/api/profiles/{connected}/disconnect/").json()
    assert (told["revocation"]["done"], told["credential"]["set"]) == (False, False)


def test_an_account_that_is_not_connected_cannot_be_disconnected(client, github, connected):
    client.post(f"/api/profiles/{connected}/disconnect/")
    assert error(client.post(f"/api/profiles/{connected}/disconnect/")) == (409, "not_connected", None)


def test_a_typed_token_is_not_a_connection(client, github, add):
    github.add_user("Bob", token=TYPED)
    pk = add("github", "bob", credential=TYPED)["id"]
    assert error(client.post(f"/api/profiles/{pk}/disconnect/")) == (409, "not_connected", None)
    assert client.delete(f"/api/profiles/{pk}/").status_code == 200 and not github.revoked


@pytest.mark.parametrize("history", ["keep", "remove"])
def test_an_account_that_is_removed_gives_its_token_back(client, github, connected, history):
    assert client.delete(f"/api/profiles/{connected}/?history={history}").status_code == 200
    assert github.revoked == {github.people["bob"].token}


def test_an_account_goes_though_its_token_cannot_be_given_back(client, github, connected, caplog):
    break_github(github)
    assert client.delete(f"/api/profiles/{connected}/").status_code == 200
    assert not PlatformProfile.objects.exists()
    assert any(record.message == "a token was not revoked" for record in caplog.records)


def test_another_key_or_none_sends_the_token_back(client, github, connected):
    token = github.people["bob"].token
    client.patch(f"/api/profiles/{connected}/", {"credential": None})
    assert github.revoked == {token}
    connect(client)
    token = github.people["bob"].token
    github.add_user("Bob", token=TYPED)
    assert client.patch(f"/api/profiles/{connected}/", {"credential": TYPED}).status_code == 200
    assert [call.json()["access_token"] for call in github.calls if call.method == "DELETE"][-1] == token


def test_a_token_that_was_revoked_there_pauses_the_account_until_it_is_connected_anew(
    client, github, connected
):
    github.revoked.add(github.people["bob"].token)
    assert error(client.post(f"/api/profiles/{connected}/sync/"))[:2] == (409, "credential_rejected")
    told = client.get(f"/api/profiles/{connected}/").json()
    assert (told["credential"]["state"], told["status"]["state"]) == ("rejected", "needs_credential")
    assert told["status"]["text"] == "GitHub ended the connection. Connect it again."
    assert connect(client).json()["status"]["state"] == "never_synced"
