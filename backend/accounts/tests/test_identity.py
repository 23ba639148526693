from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from backend.accounts.models import User

IDENTITY = "/api/accounts/identity/"


@pytest.mark.django_db
def test_a_stranger_is_nobody_and_gets_a_csrf_token(client_for: Callable[..., APIClient]) -> None:
    answer = client_for().get(IDENTITY)

    assert answer.json() == {"authenticated": False, "user": None}
    assert len(answer.cookies["csrftoken"].value) == 32
    assert "sessionid" not in answer.cookies


@pytest.mark.django_db
def test_a_stranger_costs_no_query(
    client_for: Callable[..., APIClient], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        client_for().get(IDENTITY)


@pytest.mark.django_db
def test_who_is_signed_in_is_told(client_for: Callable[..., APIClient], alice: User) -> None:
    assert client_for(alice).get(IDENTITY).json() == {
        "authenticated": True,
        "user": {
            "id": alice.pk,
            "username": "alice",
            "email": "alice@example.org",
            "time_zone": "UTC",
            "is_guest": False,
        },
    }


@pytest.mark.django_db
def test_the_answer_is_kept_by_no_cache(client_for: Callable[..., APIClient], alice: User) -> None:
    answer = client_for(alice).get(IDENTITY)

    assert answer.headers["Cache-Control"] == "no-store"
    assert "Cookie" in answer.headers["Vary"]
