"""No other site acts in a visitor's name: neither with their session, nor by signing them in as somebody else."""

from collections.abc import Callable

import pytest
from pytest_django import Settings
from rest_framework.response import Response
from rest_framework.test import APIClient

from backend.accounts.models import User
from backend.test_common.api import LiveApi
from backend.test_common.people import PASSWORD
from tests.security.routes import SAFE, Target, targets

UNSAFE = [target for target in targets() if target.route.method not in SAFE and target.is_api]
OPEN = [target for target in UNSAFE if target.is_open]
FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://testserver:8080"},
    {"Origin": "https://testserver"},
    {"Origin": "http://testserver.evil.example"},
    {"Origin": ""},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
]
OWN = [
    {},
    {"Origin": "http://testserver"},
    {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"},
    {"Origin": "http://127.0.0.1:8000"},
    {"Sec-Fetch-Site": "none"},
]
FORMS = [
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/json",
    "",
]
LOGIN = "/api/accounts/login/"


def code(answer: Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["errors"][0]["code"]


@pytest.mark.django_db
@pytest.mark.parametrize("target", UNSAFE, ids=lambda target: str(target.route))
def test_a_session_alone_changes_nothing(
    target: Target, client_for: Callable[..., APIClient], alice: User
) -> None:
    client = client_for(alice, enforce_csrf=True)
    client.get("/api/accounts/identity/")

    for headers in ({}, {"X-CSRFToken": ""}, {"X-CSRFToken": "x"}, {"X-CSRFToken": "x" * 32}):
        answer = client.generic(
            target.route.method, target.example, "{}", "application/json", headers=headers
        )
        assert code(answer) == (403, "csrf_failed")


@pytest.mark.django_db
def test_the_cookie_in_the_header_passes(client_for: Callable[..., APIClient], alice: User) -> None:
    client = client_for(alice, enforce_csrf=True)
    client.get("/api/accounts/identity/")
    token = client.cookies["csrftoken"].value

    assert client.post("/api/accounts/logout/", headers={"X-CSRFToken": token}).status_code == 204


@pytest.mark.django_db
@pytest.mark.parametrize("headers", FOREIGN[:6], ids=str)
def test_the_right_token_from_a_foreign_page_does_not_pass(
    headers: dict[str, str], client_for: Callable[..., APIClient], alice: User
) -> None:
    client = client_for(alice, enforce_csrf=True)
    client.get("/api/accounts/identity/")
    token = client.cookies["csrftoken"].value

    answer = client.post("/api/accounts/logout/", headers={"X-CSRFToken": token, **headers})

    assert code(answer) == (403, "csrf_failed")


@pytest.mark.django_db
@pytest.mark.parametrize("headers", FOREIGN, ids=str)
@pytest.mark.parametrize("target", OPEN, ids=lambda target: str(target.route))
def test_what_is_open_to_anyone_is_closed_to_other_sites(
    target: Target, headers: dict[str, str], client_for: Callable[..., APIClient]
) -> None:
    client = client_for()

    answer = client.generic(target.route.method, target.example, "{}", "application/json", headers=headers)

    assert code(answer) == (403, "cross_site")


@pytest.mark.django_db
@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_another_site_signs_nobody_in(
    headers: dict[str, str], client_for: Callable[..., APIClient], alice: User
) -> None:
    answer = client_for().post(LOGIN, {"username": "alice", "password": PASSWORD}, headers=headers)

    assert answer.status_code == 403
    assert "sessionid" not in answer.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("headers", OWN, ids=str)
def test_our_own_page_and_a_program_sign_in(
    headers: dict[str, str], client_for: Callable[..., APIClient], alice: User
) -> None:
    answer = client_for().post(LOGIN, {"username": "alice", "password": PASSWORD}, headers=headers)

    assert answer.status_code == 200


@pytest.mark.django_db
def test_a_front_end_that_is_named_may_sign_in_from_its_own_site(
    client_for: Callable[..., APIClient], alice: User, settings: Settings
) -> None:
    settings.CSRF_TRUSTED_ORIGINS = ["https://app.example.org"]
    headers = {"Origin": "https://app.example.org", "Sec-Fetch-Site": "cross-site"}

    answer = client_for().post(LOGIN, {"username": "alice", "password": PASSWORD}, headers=headers)

    assert answer.status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("target", UNSAFE, ids=lambda target: str(target.route))
def test_what_a_form_can_send_is_not_read(
    target: Target, client_for: Callable[..., APIClient], alice: User
) -> None:
    client = client_for(alice)

    for kind in FORMS:
        answer = client.generic(
            target.route.method, target.example, '{"username": "alice"}', content_type=kind
        )
        assert code(answer) == (415, "unsupported_media_type")


@pytest.mark.django_db(transaction=True)
def test_with_a_browsers_cookies_the_token_decides(live_api: LiveApi, alice: User) -> None:
    live_api.login(alice)

    without = live_api.patch(
        "/api/accounts/me/", json={"time_zone": "Asia/Tokyo"}, headers={"X-CSRFToken": None}
    )
    with_it = live_api.patch("/api/accounts/me/", json={"time_zone": "Asia/Tokyo"})

    assert (without.status_code, with_it.status_code) == (403, 200)


@pytest.mark.django_db(transaction=True)
def test_the_token_from_before_signing_in_is_worth_nothing_after(live_api: LiveApi, alice: User) -> None:
    live_api.get("/api/accounts/identity/")
    old = live_api.cookie("csrftoken")
    live_api.login(alice)

    assert live_api.cookie("csrftoken") != old
    assert live_api.post("/api/accounts/logout/", headers={"X-CSRFToken": old}).status_code == 403
