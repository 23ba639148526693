"""Nobody learns from the answers, nor from the work behind them, who has an account here."""

from collections.abc import Callable, Iterator
from unittest import mock

import pytest
from argon2.low_level import hash_secret, verify_secret
from rest_framework.response import Response
from rest_framework.test import APIClient

from backend.accounts.models import User
from backend.test_common.people import PASSWORD

pytestmark = pytest.mark.django_db
LOGIN, REGISTER = "/api/accounts/login/", "/api/accounts/register/"
CAUSES = {
    "an unknown name": ("nobody", PASSWORD),
    "a wrong password": ("alice", "wrong"),
    "a disabled account": ("disabled", PASSWORD),
    "a disabled account and a wrong password": ("disabled", "wrong"),
    "an account without a password": ("unusable", PASSWORD),
    "an address": ("alice@example.org", PASSWORD),
    "a name that nobody could have": ("no such name!", PASSWORD),
    "a name that folds to nothing known": ("\u212aarl", PASSWORD),
}


@pytest.fixture
def people(alice: User, bob: User) -> None:
    User.objects.create_user("disabled", password=PASSWORD, is_active=False)
    User.objects.create_user("unusable", password=None)


@pytest.fixture
def hashed() -> Iterator[list[str]]:
    """Counts the work: one entry for each hash that was computed."""
    work: list[str] = []

    def counted(original: Callable[..., object]) -> Callable[..., object]:
        def run(*args: object, **options: object) -> object:
            work.append(original.__name__)
            return original(*args, **options)

        return run

    with (
        mock.patch("argon2.low_level.hash_secret", counted(hash_secret)),
        mock.patch("argon2._password_hasher.verify_secret", counted(verify_secret)),
    ):
        yield work


@pytest.mark.parametrize(("name", "password"), CAUSES.values(), ids=CAUSES.keys())
def test_every_refusal_is_the_same(
    name: str, password: str, people: None, client_for: Callable[..., APIClient]
) -> None:
    answer = client_for().post(LOGIN, {"username": name, "password": password})

    assert answer.status_code == 400
    assert answer.json() == {
        "type": "client_error",
        "errors": [{"code": "invalid_credentials", "detail": "Invalid credentials", "attr": None}],
    }
    assert not answer.cookies


@pytest.mark.real_hasher
@pytest.mark.parametrize(("name", "password"), CAUSES.values(), ids=CAUSES.keys())
def test_every_refusal_costs_one_hash(
    name: str, password: str, people: None, hashed: list[str], client_for: Callable[..., APIClient]
) -> None:
    hashed.clear()

    client_for().post(LOGIN, {"username": name, "password": password})

    assert len(hashed) == 1


def test_every_refusal_uses_up_the_same_tries(people: None, client_for: Callable[..., APIClient]) -> None:
    for name in ("nobody", "alice", "disabled"):
        tries = [
            client_for().post(LOGIN, {"username": name, "password": "wrong"}).status_code for _ in range(11)
        ]
        assert tries == [400] * 10 + [429]


def register(client: APIClient, **fields: object) -> Response:
    return client.post(REGISTER, {"username": "dora", "password": PASSWORD, **fields})


@pytest.mark.parametrize("address", ["alice@example.org", "ALICE@EXAMPLE.ORG", "free@example.org"])
def test_a_taken_address_is_taken_like_a_free_one(
    address: str, alice: User, client_for: Callable[..., APIClient]
) -> None:
    client = client_for()
    answer = register(client, email=address)
    signed_in = client.post(LOGIN, {"username": "dora", "password": PASSWORD})

    shown = User.objects.normalize_email(address)
    assert (answer.status_code, answer.json()["email"]) == (201, shown)
    assert signed_in.json()["user"]["email"] == shown


def test_a_taken_address_stays_with_its_first_holder(
    alice: User, client_for: Callable[..., APIClient]
) -> None:
    register(client_for(), email="Alice@Example.org")

    assert User.objects.get(email__iexact="alice@example.org") == alice
    assert User.objects.get(username="dora").email is None


def test_a_taken_name_with_a_taken_address_is_only_a_taken_name(
    alice: User, client_for: Callable[..., APIClient]
) -> None:
    answer = register(client_for(), username="Alice", email="alice@example.org")

    assert [one["code"] for one in answer.json()["errors"]] == ["not_available"]


@pytest.mark.parametrize("address", ["bob@example.org", "free@example.org"])
def test_changing_to_a_taken_address_is_like_changing_to_a_free_one(
    address: str, alice: User, bob: User, client_for: Callable[..., APIClient]
) -> None:
    client = client_for(alice)
    answer = client.patch("/api/accounts/me/", {"email": address, "current_password": PASSWORD})

    assert (answer.status_code, answer.json()["email"]) == (200, address)
    assert client.get("/api/accounts/identity/").json()["user"]["email"] == address
    assert User.objects.get(email="bob@example.org") == bob or address != "bob@example.org"
