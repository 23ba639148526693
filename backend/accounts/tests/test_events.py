"""What the log says about accounts, and what it never says."""

import logging
from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from backend.accounts.models import User
from backend.test_common.people import PASSWORD

pytestmark = pytest.mark.django_db
LOGIN = "/api/accounts/login/"


@pytest.fixture
def events(caplog: pytest.LogCaptureFixture) -> Callable[[], list[tuple[str, str]]]:
    caplog.set_level(logging.INFO, "skilltracker.accounts")
    return lambda: [
        (record.levelname, record.getMessage())
        for record in caplog.records
        if record.name == "skilltracker.accounts"
    ]


def test_signing_in_and_out_is_noted(
    events: Callable[[], list[tuple[str, str]]], client_for: Callable[..., APIClient], alice: User
) -> None:
    client = client_for()
    client.post(LOGIN, {"username": "alice", "password": PASSWORD})
    client.post("/api/accounts/logout/")

    assert events() == [("INFO", "signed_in"), ("INFO", "signed_out")]


def test_a_failed_try_is_a_warning_that_marks_the_account(
    caplog: pytest.LogCaptureFixture, client_for: Callable[..., APIClient], alice: User
) -> None:
    for name in ("alice", "ALICE", "nobody"):
        client_for().post(LOGIN, {"username": name, "password": "canary-password"})

    marks = [record.account for record in caplog.records if record.getMessage() == "sign_in_failed"]
    assert len(marks) == 3
    assert marks[0] == marks[1] != marks[2]


def test_a_reached_limit_is_a_warning(
    events: Callable[[], list[tuple[str, str]]], client_for: Callable[..., APIClient], alice: User
) -> None:
    for _ in range(11):
        client_for().post(LOGIN, {"username": "alice", "password": "wrong"})

    assert events()[-1] == ("WARNING", "limit_reached")


def test_denied_access_is_a_warning(
    events: Callable[[], list[tuple[str, str]]], client_for: Callable[..., APIClient], alice: User
) -> None:
    client_for(alice, enforce_csrf=True).post("/api/accounts/logout/")
    client_for().get("/api/accounts/identity/", headers={"Authorization": "Bearer x"})
    client_for().post(LOGIN, {}, headers={"Origin": "https://evil.example"})

    assert events() == [("WARNING", "access_denied")] * 3


def test_a_changed_password_is_noted(
    events: Callable[[], list[tuple[str, str]]], client_for: Callable[..., APIClient], alice: User
) -> None:
    body = {"current_password": PASSWORD, "new_password": "another horse entirely"}
    client_for(alice).post("/api/accounts/password/", body)

    assert events() == [("INFO", "password_changed")]


def test_no_secret_and_no_name_is_logged(
    caplog: pytest.LogCaptureFixture, client_for: Callable[..., APIClient], alice: User
) -> None:
    caplog.set_level(logging.DEBUG)
    client = client_for()
    client.post(LOGIN, {"username": "canary-name", "password": "canary-password"})
    client.post(LOGIN, {"username": "alice", "password": PASSWORD})
    client.get("/api/accounts/identity/", headers={"Authorization": "Bearer canary-token"})
    client.post("/api/accounts/password/", {"current_password": "canary-old", "new_password": "canary-new"})

    logged = "\n".join(
        str(record.__dict__) for record in caplog.records if record.name.startswith("skilltracker")
    )
    assert "canary" not in logged
    assert client.cookies["sessionid"].value not in logged
