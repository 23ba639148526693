"""The whole story over HTTP: a live server, real cookies, CSRF as a browser meets it."""

import pytest
import requests

from backend.accounts.models import User
from backend.test_common.api import LiveApi
from backend.test_common.people import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)
NEW = {"username": "dora", "password": PASSWORD, "email": "Dora@Example.org", "time_zone": "Europe/Berlin"}


def test_a_person_registers_and_is_not_signed_in_by_it(live_api: LiveApi) -> None:
    answer = live_api.post("/api/accounts/register/", json=NEW)

    assert answer.status_code == 201
    assert answer.json() == {
        "id": User.objects.get().pk,
        "username": "dora",
        "email": "Dora@example.org",
        "time_zone": "Europe/Berlin",
    }
    assert live_api.get("/api/accounts/identity/").json() == {"authenticated": False, "user": None}


def test_signing_in_by_cookies_reaches_what_was_closed(live_api: LiveApi, alice: User) -> None:
    assert live_api.get("/api/accounts/sessions/").status_code == 403

    live_api.login(alice)

    assert live_api.get("/api/accounts/identity/").json()["user"]["username"] == "alice"
    assert live_api.get("/api/accounts/sessions/").json()["count"] == 1


def test_a_change_needs_the_csrf_token(live_api: LiveApi, alice: User) -> None:
    live_api.login(alice)
    path, change = "/api/accounts/me/", {"time_zone": "Europe/Paris"}

    refused = live_api.patch(path, json=change, headers={"X-CSRFToken": "wrong"})

    assert refused.status_code == 403
    assert refused.json()["errors"][0]["code"] == "csrf_failed"
    assert live_api.patch(path, json=change).json()["time_zone"] == "Europe/Paris"


def test_the_cookie_of_a_session_that_was_signed_out_opens_nothing(live_api: LiveApi, alice: User) -> None:
    live_api.login(alice)
    old = live_api.cookie("sessionid")
    sessions = live_api.base_url + "/api/accounts/sessions/"
    assert requests.get(sessions, cookies={"sessionid": old}, timeout=60).status_code == 200

    assert live_api.post("/api/accounts/logout/").status_code == 204

    assert live_api.cookie("sessionid") is None
    assert requests.get(sessions, cookies={"sessionid": old}, timeout=60).status_code == 403


def test_a_program_without_an_origin_signs_in_without_a_token(live_api: LiveApi, alice: User) -> None:
    body = {"username": "Alice", "password": PASSWORD}

    answer = live_api.post("/api/accounts/login/", json=body)

    assert answer.status_code == 200
    assert answer.json()["user"]["username"] == "alice"
