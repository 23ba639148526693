"""Looking around without an account, and keeping everything when one is made of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from backend.accounts.guests import clear_guests
from backend.accounts.models import Session, User
from backend.core.models import Question

pytestmark = pytest.mark.django_db
REAL = {"username": "ada", "password": "correct horse battery"}  # pragma: allowlist secret


@pytest.fixture
def guest(client_for):
    client = client_for()
    answer = client.post("/api/accounts/guest/", {"time_zone": "Europe/Berlin"})
    assert answer.status_code == 201, answer.json()
    return client


def test_a_guest_is_signed_in_and_told_to_be_one(guest):
    user = guest.get("/api/accounts/identity/").json()["user"]
    assert user["is_guest"] and user["time_zone"] == "Europe/Berlin" and user["username"].startswith("guest-")


def test_a_guest_can_import_and_becomes_a_real_account_with_everything(guest, client_for):
    guest.post("/import/sample/", {"username": "anybody"})
    number = Question.objects.count()
    answer = guest.post("/api/accounts/upgrade/", REAL)
    assert (answer.status_code, answer.json()["user"]["username"]) == (200, "ada")
    assert guest.get("/api/questions/").json()["count"] == number > 100
    other = client_for()
    assert other.post("/api/accounts/login/", REAL).status_code == 200
    assert other.get("/api/questions/").json()["count"] == number


def test_only_a_guest_can_be_upgraded(api, alice):
    assert api(alice).post("/api/accounts/upgrade/", REAL).json()["errors"][0]["code"] == "not_a_guest"


def test_a_taken_name_or_a_weak_password_leaves_the_guest_as_it_was(guest, alice):
    for body, attr in (
        ({**REAL, "username": "ALICE"}, "username"),
        ({**REAL, "password": "password"}, "password"),
    ):
        answer = guest.post("/api/accounts/upgrade/", body)
        assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, attr)
    assert guest.get("/api/accounts/identity/").json()["user"]["is_guest"]


def test_nobody_signs_in_as_a_guest_by_password(guest, client_for):
    name = User.objects.get(is_guest=True).username
    for password in ("", "!", "guest"):
        assert (
            client_for().post("/api/accounts/login/", {"username": name, "password": password}).status_code
            == 400
        )


def test_somebody_who_is_signed_in_needs_no_guest(api, alice):
    assert api(alice).post("/api/accounts/guest/", {}).status_code == 409


def test_guests_nobody_can_return_to_are_cleared(guest, alice):
    User.objects.update(date_joined=timezone.now() - timedelta(days=30))
    assert clear_guests() == 0
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert clear_guests() == 1
    assert list(User.objects.all()) == [alice]
