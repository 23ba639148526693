"""What happens when two ask for the same at the same moment."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections, transaction

from backend.accounts.models import User
from backend.accounts.services import lock_user
from backend.test_common.api import client_for
from backend.test_common.people import PASSWORD

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]
AT_ONCE = 8


def at_once(call: Callable[[int], int]) -> Counter[int]:
    """The answers of calls that all start at the same moment."""
    start = Barrier(AT_ONCE)

    def run(number: int) -> int:
        try:
            start.wait(timeout=10)
            return call(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(run, range(AT_ONCE)))


def register(**fields: object) -> int:
    return client_for().post("/api/accounts/register/", {"password": PASSWORD, **fields}).status_code


def test_a_name_goes_to_one(db: None) -> None:
    assert at_once(lambda number: register(username="dora" if number % 2 else "DORA")) == {201: 1, 400: 7}
    assert User.objects.count() == 1


def test_an_address_goes_to_one_and_all_get_in(db: None) -> None:
    answers = at_once(lambda number: register(username=f"dora{number}", email="dora@example.org"))

    assert answers == {201: AT_ONCE}
    assert User.objects.filter(email="dora@example.org").count() == 1
    assert User.objects.filter(wanted_email="dora@example.org").count() == AT_ONCE - 1


def test_signing_in_at_once_from_many_places_works(alice: User) -> None:
    body = {"username": "alice", "password": PASSWORD}

    assert at_once(lambda _: client_for().post("/api/accounts/login/", body).status_code) == {200: AT_ONCE}
    assert alice.sessions.count() == AT_ONCE


def test_the_writers_lock_needs_a_transaction(alice: User) -> None:
    with pytest.raises(RuntimeError):
        lock_user(alice.pk)


def test_the_writers_lock_of_an_account_that_is_gone_is_refused(db: None) -> None:
    with pytest.raises(User.DoesNotExist), transaction.atomic():
        lock_user(999_999_999)


def test_under_the_writers_lock_no_update_is_lost(alice: User) -> None:
    def lengthen(number: int) -> int:
        with transaction.atomic():
            zone = lock_user(alice.pk).time_zone
            return User.objects.filter(pk=alice.pk).update(time_zone=zone + "x")

    at_once(lengthen)

    alice.refresh_from_db()
    assert alice.time_zone == "UTC" + "x" * AT_ONCE
