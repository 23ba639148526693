"""Secrets at rest: encrypted, bound to their row, rotated, and in no place where they do not belong."""

import io
import logging
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.utils import timezone

from backend import settings as module
from backend.common.logging import JsonLines, Text
from backend.profiles import credentials
from backend.profiles.checks import keys_are_keys, production_has_keys
from backend.profiles.models import PlatformProfile
from backend.profiles.services import account_of
from backend.test_common.api import error
from backend.test_common.fault_server import Response
from backend.test_common.keyed_platform import CANARY, OTHER_CANARY
from tests.security.worlds import dump

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def new_key() -> str:
    return Fernet.generate_key().decode()


@pytest.fixture
def ada(keyed, add) -> PlatformProfile:
    keyed.add("ada")
    return PlatformProfile.objects.get(pk=add("keyed", "ada", credential=CANARY)["id"])


@pytest.fixture
def lines() -> io.StringIO:
    """Everything that is logged, at every level, as both formats write it."""
    stream, root = io.StringIO(), logging.getLogger()
    handlers = [logging.StreamHandler(stream), logging.StreamHandler(stream)]
    for handler, formatter in zip(handlers, (JsonLines(), Text()), strict=True):
        handler.setFormatter(formatter)
        root.addHandler(handler)
    before, root.level = root.level, logging.DEBUG
    yield stream
    root.level = before
    for handler in handlers:
        root.removeHandler(handler)


def test_a_secret_is_read_back_from_its_row(ada):
    assert credentials.reveal(ada) == CANARY
    assert account_of(ada).secret == CANARY


def test_a_secret_put_into_another_row_is_refused(keyed, ada, add):
    keyed.add("grace", id="id-2")
    grace = PlatformProfile.objects.get(pk=add("keyed", "grace", credential=OTHER_CANARY)["id"])
    grace.credential = ada.credential
    with pytest.raises(credentials.Unreadable, match="another row"):
        credentials.reveal(grace)


def test_a_swapped_secret_goes_nowhere_and_is_asked_for_again(client, keyed, ada, add):
    keyed.add("grace", id="id-2")
    grace = add("keyed", "grace", credential=OTHER_CANARY)["id"]
    PlatformProfile.objects.filter(pk=grace).update(credential=ada.credential)
    calls = len(keyed.calls)
    answer = client.post(f"/api/profiles/{grace}/sync/")
    assert error(answer) == (400, "credential_missing", "credential") and len(keyed.calls) == calls
    assert client.get(f"/api/profiles/{grace}/").json()["status"]["state"] == "needs_credential"


@pytest.mark.parametrize("spoil", [lambda text: text[:-4] + "AAAA", lambda text: "", lambda text: "x"])
def test_a_spoilt_secret_is_refused_without_a_word_of_it(ada, spoil):
    ada.credential = spoil(ada.credential) or "gAAAA"
    with pytest.raises(credentials.Unreadable) as refused:
        credentials.reveal(ada)
    assert refused.value.__cause__ is None and CANARY not in str(refused.value)


def test_a_secret_in_a_repr_is_left_out(ada):
    assert CANARY not in repr(account_of(ada)) and CANARY not in repr(ada) + str(ada)


def test_rotation_puts_every_secret_under_the_newest_key(settings, ada, capsys):
    old, new = settings.CREDENTIAL_KEYS[0], new_key()
    settings.CREDENTIAL_KEYS = [new, old]
    call_command("rotate_credentials")
    assert "Done: 1 rotated, 0 were under" in capsys.readouterr().out
    settings.CREDENTIAL_KEYS = [new]
    assert credentials.reveal(PlatformProfile.objects.get()) == CANARY
    settings.CREDENTIAL_KEYS = [old]
    with pytest.raises(credentials.Unreadable):
        credentials.reveal(PlatformProfile.objects.get())


def test_a_rotation_that_was_stopped_goes_on_where_it_was(settings, keyed, ada, add, capsys):
    keyed.add("grace", id="id-2")
    add("keyed", "grace", credential=OTHER_CANARY)
    settings.CREDENTIAL_KEYS = [new_key(), *settings.CREDENTIAL_KEYS]
    next(credentials.rotate(batch=1))  # and no further
    call_command("rotate_credentials", "--batch", "1")
    assert "Done: 1 rotated, 1 were under" in capsys.readouterr().out
    settings.CREDENTIAL_KEYS = settings.CREDENTIAL_KEYS[:1]
    assert [credentials.reveal(one) for one in PlatformProfile.objects.order_by("pk")] == [
        CANARY,
        OTHER_CANARY,
    ]


def test_a_secret_that_no_key_opens_is_named_and_left(settings, ada):
    before = ada.credential
    settings.CREDENTIAL_KEYS = [new_key()]
    with pytest.raises(CommandError, match=f"profiles: {ada.pk}"):
        call_command("rotate_credentials")
    assert PlatformProfile.objects.get().credential == before


def test_a_secret_given_during_a_rotation_stays(settings, ada, monkeypatch):
    settings.CREDENTIAL_KEYS = [new_key(), *settings.CREDENTIAL_KEYS]
    read = credentials._batch_after

    def read_then_change(last, batch):
        rows = read(last, batch)
        if rows:
            ada.credential = credentials.seal(ada, OTHER_CANARY)
            ada.save()
        return rows

    monkeypatch.setattr(credentials, "_batch_after", read_then_change)
    call_command("rotate_credentials")
    assert credentials.reveal(PlatformProfile.objects.get()) == OTHER_CANARY


def test_no_table_log_error_or_answer_holds_a_secret(client, keyed, add, lines):
    """Added, synced, refreshed, refused, unreadable, removed: with a server that sends back what it was sent."""
    keyed.add("ada")
    pk = add("keyed", "ada", credential=CANARY)["id"]
    asked = [client.post(f"/api/profiles/{pk}/sync/")]
    PlatformProfile.objects.update(stats_at=timezone.now() - timedelta(hours=1))
    asked.append(client.post(f"/api/profiles/{pk}/refresh/"))
    keyed.tokens.clear()
    asked.append(client.post(f"/api/profiles/{pk}/sync/", {"full": True}))
    asked.append(client.patch(f"/api/profiles/{pk}/", {"credential": OTHER_CANARY}))
    keyed.answer = Response(500, f"oh no, {CANARY}")
    asked.append(client.post("/import/keyed/", {"username": "ada"}))
    asked.append(
        client.post("/api/profiles/", {"platform": "keyed", "username": "x", "credential": [CANARY]})
    )
    asked += [
        client.get(path) for path in ("/api/profiles/", "/api/jobs/", "/api/issues/", "/api/platforms/")
    ]
    shown = repr(dump()) + lines.getvalue() + "".join(answer.content.decode() for answer in asked)
    assert [answer.status_code for answer in asked[:6]] == [200, 200, 409, 400, 502, 400]
    assert CANARY not in shown and OTHER_CANARY not in shown
    assert any(CANARY in call.headers.get("authorization", "") for call in keyed.calls)


def test_without_keys_no_secret_is_taken(settings, client, keyed):
    settings.CREDENTIAL_KEYS = []
    keyed.add("ada")
    answer = client.post("/api/profiles/", {"platform": "keyed", "username": "ada", "credential": CANARY})
    assert error(answer) == (409, "credentials_off", None)
    assert not keyed.calls and not PlatformProfile.objects.exists()


def test_a_production_installation_has_to_be_given_keys(settings):
    settings.CREDENTIAL_KEYS = []
    assert production_has_keys(None) == []
    settings.PRODUCTION = True
    assert [found.id for found in production_has_keys(None)] == ["profiles.E002"]
    assert "profiles.E002" in {found.id for found in run_checks(include_deployment_checks=True)}


def test_a_key_that_is_none_is_told_by_its_place_and_not_shown(settings):
    settings.CREDENTIAL_KEYS = [new_key(), "half-a-key"]
    (found,) = keys_are_keys(None)
    assert found.id == "profiles.E001" and "Key 2" in found.msg and "half" not in str(found)


def test_the_key_of_a_machine_of_ones_own_is_made_once_for_its_owner_alone(tmp_path):
    path = tmp_path / "credential_key"
    for text in ("first", "second"):
        module._write_once(path, text)
    assert path.read_text() == "first" and path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["credential_key"]
