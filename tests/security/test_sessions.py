"""Sessions: fixed by nobody, ended for good, limited in time, and their cookies kept close."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from pytest_django import Settings
from rest_framework.test import APIClient

from backend.accounts.models import Session, User
from backend.test_common.api import LiveApi
from backend.test_common.api import client_for as make_client
from backend.test_common.people import PASSWORD

pytestmark = pytest.mark.django_db
CLOSED = "/api/accounts/sessions/"
CREDENTIALS = {"username": "alice", "password": PASSWORD}
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def sign_in() -> APIClient:
    client = make_client()
    assert client.post("/api/accounts/login/", CREDENTIALS).status_code == 200
    return client


def with_cookie(key: str) -> APIClient:
    client = make_client()
    client.cookies["sessionid"] = key
    return client


def key_of(client: APIClient) -> str:
    return client.cookies["sessionid"].value


def is_in(client: APIClient) -> bool:
    return client.get(CLOSED).status_code == 200


def test_a_key_that_was_fixed_before_signing_in_opens_nothing(alice: User) -> None:
    fixed = "fixed0by0somebody0else0000000000"
    client = with_cookie(fixed)

    client.post("/api/accounts/login/", CREDENTIALS)

    assert key_of(client) != fixed
    assert not is_in(with_cookie(fixed))


def test_the_key_of_a_living_session_changes_when_somebody_signs_in_on_it(alice: User, bob: User) -> None:
    client = make_client(bob)
    old = key_of(client)

    client.post("/api/accounts/login/", CREDENTIALS)

    assert key_of(client) != old
    assert not is_in(with_cookie(old))


def test_signing_in_again_changes_the_key(alice: User) -> None:
    client = sign_in()
    old = key_of(client)

    client.post("/api/accounts/login/", CREDENTIALS)

    assert not is_in(with_cookie(old))
    assert is_in(client)


def test_a_password_change_moves_this_session_and_ends_the_others(alice: User) -> None:
    here, elsewhere = sign_in(), sign_in()
    old = key_of(here)

    body = {"current_password": PASSWORD, "new_password": "another horse entirely"}
    assert here.post("/api/accounts/password/", body).status_code == 204

    assert is_in(here)
    assert not is_in(with_cookie(old))
    assert not is_in(elsewhere)
    assert Session.objects.count() == 1


def test_signing_out_in_one_browser_leaves_the_other(alice: User) -> None:
    here, elsewhere = sign_in(), sign_in()
    old = key_of(here)

    here.post("/api/accounts/logout/")

    assert not is_in(with_cookie(old))
    assert is_in(elsewhere)


def test_a_disabled_person_is_out_at_once(alice: User) -> None:
    client = sign_in()

    User.objects.update(is_active=False)

    assert not is_in(client)
    assert client.get("/api/accounts/identity/").json() == {"authenticated": False, "user": None}


def test_a_deleted_person_is_out_at_once(alice: User) -> None:
    client = sign_in()

    alice.delete()

    assert not is_in(client)
    assert not Session.objects.exists()


def test_a_session_that_is_not_used_ends_after_fourteen_days(alice: User) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        client = sign_in()
        clock.shift(timedelta(days=14, seconds=-2))
        assert is_in(with_cookie(key_of(client)))

    with time_machine.travel(NOW, tick=False) as clock:
        client = sign_in()
        clock.shift(timedelta(days=14, seconds=2))
        assert not is_in(with_cookie(key_of(client)))


def test_each_use_lets_it_live_for_another_fourteen_days(alice: User) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        client = sign_in()
        clock.shift(timedelta(days=13))
        answer = client.get(CLOSED)
        clock.shift(timedelta(days=13))

        assert answer.cookies["sessionid"]["max-age"] == 14 * 24 * 3600
        assert is_in(client)


def test_however_much_it_is_used_it_ends_after_thirty_days(alice: User) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        client = sign_in()
        for _ in range(29):
            clock.shift(timedelta(days=1))
            assert is_in(client)

        last = client.get("/api/accounts/identity/")
        clock.shift(timedelta(days=1, seconds=1))
        assert last.json()["authenticated"]
        assert not is_in(client)


def test_a_shorter_absolute_age_ends_sessions_that_are_open(alice: User, settings: Settings) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        client = sign_in()
        clock.shift(timedelta(days=2))
        settings.SESSION_ABSOLUTE_AGE = 24 * 3600

        assert not is_in(client)
        assert not Session.objects.exists()


def test_the_cookie_does_not_outlive_the_session(alice: User) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        client = sign_in()
        for _ in range(25):
            clock.shift(timedelta(days=1))
            answer = client.get(CLOSED)

        assert answer.cookies["sessionid"]["max-age"] == 5 * 24 * 3600


def test_a_use_is_written_once_an_hour_at_most(alice: User) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        client = sign_in()
        written = []
        for _ in range(13):
            clock.shift(timedelta(minutes=10))
            client.get(CLOSED)
            written.append(Session.objects.get().last_used_at)

    assert set(written) == {NOW, NOW + timedelta(hours=1), NOW + timedelta(hours=2)}


def test_signing_in_again_begins_a_new_thirty_days(alice: User) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        client = sign_in()
        clock.shift(timedelta(days=13))
        client.post("/api/accounts/login/", CREDENTIALS)
        clock.shift(timedelta(days=13))
        is_in(client)
        clock.shift(timedelta(days=10))

        assert is_in(client)


@pytest.mark.django_db(transaction=True)
def test_two_browsers_end_each_other(live_api: LiveApi, alice: User) -> None:
    other = LiveApi(live_api.base_url)
    live_api.login(alice)
    other.login(alice)

    assert live_api.delete(CLOSED).status_code == 204

    assert other.get(CLOSED).status_code == 403
    assert live_api.get(CLOSED).status_code == 200
    other.session.close()


PRINT_COOKIES = """
import json, django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.test import Client
from backend.accounts.models import User
User.objects.create_user("alice", password="correct horse battery")
client = Client(headers={"X-Forwarded-Proto": "https"}, HTTP_HOST="tracker.example.org")
client.get("/api/accounts/identity/")
client.post("/api/accounts/login/", {"username": "alice", "password": "correct horse battery"}, "application/json")
print(json.dumps({name: cookie.OutputString() for name, cookie in client.cookies.items()}))
"""


def test_in_production_the_cookies_are_bound_to_host_and_https(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "backend.settings",
        "DATABASE_URL": f"sqlite:///{tmp_path}/production.sqlite3",
        "PUBLIC_BASE_URL": "https://tracker.example.org",
        "SECRET_KEY": "k" * 50,
        "NUM_PROXIES": "1",
    }
    made = subprocess.run(
        [sys.executable, "-c", PRINT_COOKIES],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    cookies = json.loads(made.stdout.splitlines()[-1])
    assert set(cookies) == {"__Host-sessionid", "__Host-csrftoken"}
    for text in cookies.values():
        assert {"Secure", "SameSite=Lax", "Path=/"} <= set(text.split("; "))
        assert "Domain" not in text
    assert "HttpOnly" in cookies["__Host-sessionid"]
