"""A connected account goes with its person: its token goes back all the same, by a task, once that is committed."""

from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models.signals import pre_delete
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from backend.accounts.guests import clear_guests
from backend.accounts.models import Session, User
from backend.infrastructure.models import Outbox
from backend.infrastructure.worker import run_one
from backend.profiles.models import PlatformProfile, UnusedToken
from backend.profiles.services.revocation import TASK, leave_token
from backend.test_common.connecting import connect, github_with_app
from backend.test_common.fault_server import Response
from backend.test_common.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def github(settings):
    with github_with_app(settings) as server:
        yield server


@pytest.fixture
def connected(client, github) -> int:
    return connect(client).json()["id"]


def token_of(github) -> str:
    return github.people["bob"].token


def sent_back(github) -> list[str]:
    """The tokens that were given back, one entry a call."""
    return [call.json()["access_token"] for call in github.calls if call.method == "DELETE"]


def work(*, later: bool = False) -> None:
    """Run what is due, or as well what is due some time later."""
    if later:
        Outbox.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    while run_one():
        pass


def make_lost_guest(client_for, github) -> None:
    """A guest with a connected account, to whom nobody can come back."""
    guest = client_for()
    guest.post("/api/accounts/guest/", {"time_zone": "UTC"})
    assert connect(guest).status_code == 201
    User.objects.update(date_joined=timezone.now() - timedelta(days=30))
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))


def test_the_token_of_a_guest_that_is_cleared_goes_back_once_and_nothing_of_it_stays(
    client_for, github, caplog
):
    make_lost_guest(client_for, github)
    assert clear_guests() == 1
    waiting = Outbox.objects.get(task=TASK)
    assert waiting.args == {"token_id": str(UnusedToken.objects.get().pk)} and not sent_back(github)
    assert token_of(github) not in UnusedToken.objects.get().token
    work()
    assert sent_back(github) == [token_of(github)] and github.revoked == {token_of(github)}
    assert not (PlatformProfile.objects.exists() or UnusedToken.objects.exists() or Outbox.objects.exists())
    assert token_of(github) not in caplog.text


@pytest.mark.parametrize("way", ["a person", "persons", "a profile", "profiles"])
def test_whatever_way_a_connected_account_goes_its_token_goes_back(alice, github, connected, way):
    if way == "a person":
        alice.delete()
    elif way == "persons":
        User.objects.filter(pk=alice.pk).delete()
    elif way == "a profile":
        PlatformProfile.objects.get().delete()
    else:
        PlatformProfile.objects.all().delete()
    work()
    assert sent_back(github) == [token_of(github)] and not UnusedToken.objects.exists()


def test_while_the_platform_is_away_it_is_tried_again_later(alice, github, connected):
    github.fault(lambda request: True, Response(500), times=None)
    alice.delete()
    work()
    calls, waiting = len(github.calls), Outbox.objects.get(task=TASK)
    assert UnusedToken.objects.get().tries == 1 and not github.revoked
    assert 50 < (waiting.due_at - timezone.now()).total_seconds() <= 60
    work()
    assert len(github.calls) == calls
    github.heal()
    work(later=True)
    assert github.revoked == {token_of(github)}
    assert not UnusedToken.objects.exists() and not Outbox.objects.exists()


def test_after_five_tries_the_token_is_given_up_and_forgotten(alice, github, connected, caplog):
    github.fault(lambda request: True, Response(500), times=None)
    alice.delete()
    for tries in range(1, 5):
        work(later=True)
        assert UnusedToken.objects.get().tries == tries
    assert "a token was not revoked" not in caplog.text
    work(later=True)
    assert not UnusedToken.objects.exists() and not Outbox.objects.exists()
    assert caplog.text.count("a token was not revoked") == 1 and token_of(github) not in caplog.text


def test_a_deletion_that_is_rolled_back_gives_nothing_back(alice, github, connected):
    with transaction.atomic():
        alice.delete()
        transaction.set_rollback(True)
    work()
    assert not sent_back(github) and not UnusedToken.objects.exists()
    assert PlatformProfile.objects.get().pk == connected


def test_a_person_without_connected_accounts_goes_without_a_call_or_a_further_query(github):
    def queries_of_a_deletion(name: str) -> int:
        person = make_user(name)
        for number in range(3):
            PlatformProfile.objects.create(user=person, platform="github", username=f"{name}{number}")
        with CaptureQueriesContext(connection) as queries:
            person.delete()
        return len(queries)

    watched = queries_of_a_deletion("ada")
    assert pre_delete.disconnect(leave_token, sender=PlatformProfile, dispatch_uid="leave_token")
    try:
        assert queries_of_a_deletion("eve") == watched
    finally:
        pre_delete.connect(leave_token, sender=PlatformProfile, dispatch_uid="leave_token")
    assert not github.calls and not Outbox.objects.exists()


def test_an_account_that_a_person_removes_while_the_platform_is_away_gives_its_token_back_later(
    client, github, connected
):
    github.fault(lambda request: True, Response(500), times=None)
    assert client.delete(f"/api/profiles/{connected}/").status_code == 200
    github.heal()
    work()
    assert github.revoked == {token_of(github)}


def test_a_token_that_was_given_back_already_is_not_left_to_the_task(client, github, connected):
    assert client.delete(f"/api/profiles/{connected}/").status_code == 200
    assert sent_back(github) == [token_of(github)] and not Outbox.objects.exists()


def test_a_token_that_no_key_opens_does_not_keep_its_person(alice, github, connected, settings, caplog):
    settings.CREDENTIAL_KEYS = [Fernet.generate_key().decode()]
    alice.delete()
    assert not User.objects.exists() and not Outbox.objects.exists()
    assert "a token was not revoked" in caplog.text


def test_a_token_that_waits_is_put_under_the_new_key_as_well(alice, github, connected, settings):
    alice.delete()
    new = Fernet.generate_key().decode()
    settings.CREDENTIAL_KEYS = [new, *settings.CREDENTIAL_KEYS]
    call_command("rotate_credentials")
    settings.CREDENTIAL_KEYS = [new]
    work()
    assert github.revoked == {token_of(github)}
