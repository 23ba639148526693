from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from backend.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "header", ["Bearer x", "bearer x", "BEARER", "Bearer ", "Bearer a b c", "Bearer \u00e9"]
)
@pytest.mark.parametrize("path", ["/api/accounts/sessions/", "/api/accounts/identity/"])
def test_a_token_that_nobody_issued_is_refused(
    header: str, path: str, client_for: Callable[..., APIClient]
) -> None:
    answer = client_for().get(path, headers={"Authorization": header.encode().decode("latin-1")})

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json()["errors"][0]["code"] == "invalid_token"


def test_a_cookie_does_not_make_up_for_a_bad_token(client_for: Callable[..., APIClient], alice: User) -> None:
    answer = client_for(alice).get("/api/accounts/sessions/", headers={"Authorization": "Bearer x"})

    assert answer.status_code == 401


@pytest.mark.parametrize("header", [None, "", "Basic YWxpY2U6eA==", "Bearerx"])
def test_without_a_token_an_anonymous_call_is_forbidden(
    header: str | None, client_for: Callable[..., APIClient]
) -> None:
    answer = client_for().get("/api/accounts/sessions/", headers={"Authorization": header} if header else {})

    assert answer.status_code == 403
    assert answer.json()["errors"][0]["code"] == "not_authenticated"
