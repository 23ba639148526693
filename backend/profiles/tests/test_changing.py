"""An account is renamed, given a key, paused: what was there stays unless the platform says otherwise."""

import pytest

from backend.core.models import Question
from backend.profiles.models import PlatformProfile
from backend.test_common.api import error
from backend.test_common.fault_server import Response
from backend.test_common.keyed_platform import CANARY, OTHER_CANARY

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def ada(keyed, add):
    keyed.add("ada")
    return add("keyed", "ada", credential=CANARY)


def patch(client, told, **changes):
    return client.patch(f"/api/profiles/{told['id']}/", changes)


def stored(told) -> PlatformProfile:
    return PlatformProfile.objects.get(pk=told["id"])


def test_a_rename_keeps_the_history_and_is_looked_up_anew(client, keyed, ada):
    client.post(f"/api/profiles/{ada['id']}/sync/")
    keyed.rename("ada", "lovelace")
    before = stored(ada)
    told = patch(client, ada, username="lovelace").json()
    assert (told["username"], told["platform_user_id"]) == ("lovelace", "id-1")
    assert told["verified_at"] > before.verified_at.isoformat()
    assert stored(ada).known_until == before.known_until
    assert Question.objects.filter(profile_id=ada["id"]).count() == 3


def test_a_rename_to_another_account_has_its_whole_history_read(client, keyed, ada):
    client.post(f"/api/profiles/{ada['id']}/sync/")
    keyed.add("grace", id="id-2", solved=5)
    told = patch(client, ada, username="grace").json()
    assert (told["platform_user_id"], told["problems_solved"]) == ("id-2", 5)
    assert stored(ada).backfilled_at is None and stored(ada).known_until is None
    assert client.post(f"/api/profiles/{ada['id']}/sync/").json()["counts"]["new"] == 5
    assert Question.objects.filter(profile_id=ada["id"]).count() == 8


def test_a_rename_to_a_name_that_is_not_known_changes_nothing(client, keyed, ada):
    before = PlatformProfile.objects.values().get()
    assert error(patch(client, ada, username="nobody")) == (400, "profile_not_found", "username")
    assert PlatformProfile.objects.values().get() == before


def test_a_rename_while_the_platform_is_down_is_kept_unverified(client, keyed, ada):
    keyed.answer = Response(500)
    told = patch(client, ada, username="lovelace").json()
    assert (told["username"], told["verified_at"]) == ("lovelace", None)
    assert (told["status"]["state"], told["last_error"]["code"]) == ("unverified", "upstream_unavailable")


def test_a_rename_to_another_account_of_mine_is_a_conflict(client, keyed, ada, add):
    keyed.add("grace", id="id-2")
    add("keyed", "grace", credential=CANARY)
    assert error(patch(client, ada, username="GRACE")) == (409, "profile_exists", None)


def test_a_new_key_is_tried_before_it_takes_the_old_ones_place(client, keyed, ada):
    before = stored(ada).credential
    keyed.tokens.remove(OTHER_CANARY)
    assert error(patch(client, ada, credential=OTHER_CANARY)) == (400, "credential_rejected", "credential")
    assert stored(ada).credential == before
    keyed.tokens.add(OTHER_CANARY)
    assert patch(client, ada, credential=OTHER_CANARY).status_code == 200
    assert stored(ada).credential != before


def test_a_key_is_taken_away_with_null(client, keyed, ada):
    told = patch(client, ada, credential=None).json()
    assert told["credential"] == {"set": False, "last4": "", "kind": "", "set_at": None, "state": ""}
    assert (told["status"]["state"], told["status"]["action"]) == ("needs_credential", "set_credential")
    assert stored(ada).credential == ""


def test_an_account_can_be_paused_and_go_on(client, keyed, ada):
    told = patch(client, ada, is_paused=True).json()
    assert (told["is_paused"], told["status"]["state"]) == (True, "paused")
    assert patch(client, ada, is_paused=False).json()["status"]["state"] == "never_synced"


@pytest.mark.parametrize(
    "changes", [{"platform": "codewars"}, {"is_paused": "yes"}, {"username": None}, {"credential": 5}]
)
def test_what_cannot_be_changed_is_refused(client, keyed, ada, changes):
    assert patch(client, ada, **changes).status_code == 400


def test_nothing_given_changes_nothing(client, keyed, ada):
    calls = len(keyed.calls)
    assert patch(client, ada).status_code == 200 and len(keyed.calls) == calls
