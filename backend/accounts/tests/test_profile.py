from collections.abc import Callable

import pytest
from rest_framework.response import Response
from rest_framework.test import APIClient

from backend.accounts.models import User
from backend.test_common.people import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def change(client_for: Callable[..., APIClient], alice: User) -> Callable[..., Response]:
    """Alice changes herself."""
    return lambda **fields: client_for(alice).patch("/api/accounts/me/", fields)


def test_the_time_zone_alone_needs_no_password(change: Callable[..., Response], alice: User) -> None:
    answer = change(time_zone="Asia/Tokyo")

    assert answer.status_code == 200
    assert answer.json() == {
        "id": alice.pk,
        "username": "alice",
        "email": "alice@example.org",
        "time_zone": "Asia/Tokyo",
    }


def test_an_unknown_time_zone_changes_nothing(change: Callable[..., Response], alice: User) -> None:
    assert change(time_zone="Mars/Olympus").status_code == 400
    alice.refresh_from_db()
    assert alice.time_zone == "UTC"


def test_a_new_address_needs_the_current_password(change: Callable[..., Response], alice: User) -> None:
    answer = change(email="new@example.org")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["attr"] == "current_password"
    alice.refresh_from_db()
    assert alice.email == "alice@example.org"


def test_a_wrong_password_changes_nothing(change: Callable[..., Response], alice: User) -> None:
    answer = change(email="new@example.org", time_zone="Asia/Tokyo", current_password="wrong")

    assert answer.json()["errors"][0]["code"] == "wrong_password"
    alice.refresh_from_db()
    assert (alice.email, alice.time_zone) == ("alice@example.org", "UTC")


@pytest.mark.parametrize("address", ["new@example.org", None])
def test_the_current_password_changes_the_address(
    address: str | None, change: Callable[..., Response]
) -> None:
    answer = change(email=address, current_password=PASSWORD)

    assert answer.status_code == 200
    assert answer.json()["email"] == address


def test_the_address_one_has_needs_no_password(change: Callable[..., Response]) -> None:
    assert change(email="alice@example.org").status_code == 200


def test_the_address_may_change_its_case(change: Callable[..., Response]) -> None:
    assert change(email="Alice@example.org", current_password=PASSWORD).json()["email"] == "Alice@example.org"


def test_nothing_is_written_but_what_was_given(
    client_for: Callable[..., APIClient], alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The account is disabled while a change of its time zone is on its way."""
    client = client_for(alice)
    save = User.save

    def save_after(self: User, **options: object) -> None:
        User.objects.update(is_active=False)
        save(self, **options)

    monkeypatch.setattr(User, "save", save_after)
    client.patch("/api/accounts/me/", {"time_zone": "Asia/Tokyo"})

    alice.refresh_from_db()
    assert (alice.time_zone, alice.is_active) == ("Asia/Tokyo", False)


def test_name_and_rights_are_not_for_oneself_to_change(change: Callable[..., Response], alice: User) -> None:
    change(username="root", is_staff=True, is_superuser=True, id=99, password="x" * 20)

    alice.refresh_from_db()
    assert (alice.username, alice.is_staff, alice.is_superuser) == ("alice", False, False)
    assert alice.check_password(PASSWORD)


def test_the_current_password_is_tried_ten_times_at_most(change: Callable[..., Response]) -> None:
    tries = [change(email="new@example.org", current_password="wrong").status_code for _ in range(12)]

    assert tries == [400] * 10 + [429] * 2
    assert change(email="new@example.org", current_password=PASSWORD).status_code == 429
