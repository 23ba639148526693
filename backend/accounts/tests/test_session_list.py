from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from backend.accounts.limits import hit
from backend.accounts.models import RateBucket, Session, User

pytestmark = pytest.mark.django_db
SESSIONS = "/api/accounts/sessions/"


def sign_in(client: APIClient, agent: str) -> APIClient:
    client.post(
        "/api/accounts/login/",
        {"username": "alice", "password": "correct horse battery"},
        headers={"User-Agent": agent},
    )
    return client


@pytest.fixture
def laptop(client_for: Callable[..., APIClient], alice: User) -> APIClient:
    return sign_in(client_for(), "Laptop/1.0")


@pytest.fixture
def phone(client_for: Callable[..., APIClient], laptop: APIClient) -> APIClient:
    return sign_in(client_for(), "Phone/2.0")


def test_each_browser_is_listed_and_this_one_marked(laptop: APIClient, phone: APIClient) -> None:
    listed = phone.get(SESSIONS).json()

    assert listed["count"] == 2
    assert [(one["user_agent"], one["current"]) for one in listed["results"]] == [
        ("Phone/2.0", True),
        ("Laptop/1.0", False),
    ]
    assert set(listed["results"][0]) == {"id", "created_at", "last_used_at", "user_agent", "current"}


def test_the_keys_of_sessions_are_not_told(laptop: APIClient) -> None:
    text = laptop.get(SESSIONS).content.decode()

    assert Session.objects.get().session_key not in text


def test_a_session_keeps_its_public_id(laptop: APIClient, phone: APIClient) -> None:
    def ids() -> set[str]:
        return {one["id"] for one in laptop.get(SESSIONS).json()["results"]}

    before = ids()
    session = laptop.session
    session["something"] = 1
    session.save()

    assert ids() == before


def test_ending_a_session_signs_its_browser_out(laptop: APIClient, phone: APIClient) -> None:
    other = next(one for one in phone.get(SESSIONS).json()["results"] if not one["current"])

    assert phone.delete(f"{SESSIONS}{other['id']}/").status_code == 204

    assert laptop.get(SESSIONS).status_code == 403
    assert phone.get(SESSIONS).json()["count"] == 1


def test_ending_the_session_one_is_in_is_signing_out(laptop: APIClient) -> None:
    here = laptop.get(SESSIONS).json()["results"][0]

    assert laptop.delete(f"{SESSIONS}{here['id']}/").status_code == 204
    assert laptop.get(SESSIONS).status_code == 403
    assert not Session.objects.exists()


def test_all_others_end_at_once(laptop: APIClient, phone: APIClient) -> None:
    assert phone.delete(SESSIONS).status_code == 204

    assert laptop.get(SESSIONS).status_code == 403
    assert phone.get(SESSIONS).status_code == 200


def test_the_sessions_of_others_are_as_absent_as_none(
    laptop: APIClient, bob: User, client_for: Callable[..., APIClient]
) -> None:
    alices = Session.objects.get()
    client = client_for(bob)

    foreign = client.delete(f"{SESSIONS}{alices.public_id}/")
    absent = client.delete(f"{SESSIONS}{uuid4()}/")

    assert (foreign.status_code, foreign.json()) == (404, absent.json())
    assert laptop.get(SESSIONS).status_code == 200


def test_the_others_of_one_person_are_not_those_of_another(
    laptop: APIClient, bob: User, client_for: Callable[..., APIClient]
) -> None:
    client_for(bob).delete(SESSIONS)

    assert laptop.get(SESSIONS).status_code == 200


def test_expired_sessions_are_not_listed(laptop: APIClient, phone: APIClient) -> None:
    Session.objects.filter(user_agent="Laptop/1.0").update(expire_date=timezone.now() - timedelta(seconds=1))

    assert phone.get(SESSIONS).json()["count"] == 1


@pytest.mark.parametrize("query", ["?color=red", "?page=0", "?page=1&page=2", "?page_size=101"])
def test_unknown_query_values_are_refused(query: str, laptop: APIClient) -> None:
    assert laptop.get(SESSIONS + query).status_code == 400


def test_the_list_costs_five_queries(
    laptop: APIClient, phone: APIClient, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(5):  # session, user, count, ids, rows
        phone.get(SESSIONS)


def test_what_has_expired_is_swept_at_the_next_sign_in(
    laptop: APIClient, client_for: Callable[..., APIClient]
) -> None:
    hit("past", limit=1, window=60)
    hit("present", limit=1, window=60)
    RateBucket.objects.exclude(pk=RateBucket.objects.last().pk).update(
        expires_at=timezone.now() - timedelta(1)
    )
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    sign_in(client_for(), "Phone/2.0")

    assert [session.user_agent for session in Session.objects.all()] == ["Phone/2.0"]
    assert not RateBucket.objects.filter(expires_at__lt=timezone.now()).exists()


def test_a_browsers_name_is_cut_and_cleaned(client_for: Callable[..., APIClient], alice: User) -> None:
    sign_in(client_for(), "A\x00\x1b[31m" + "x" * 300)

    agent = Session.objects.get().user_agent
    assert agent == ("A[31m" + "x" * 300)[:200]
