"""The limiter by itself; who may try what how often is tested in tests/security."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.test import RequestFactory
from pytest_django import Settings

from backend.accounts.limits import client_address, give_back, hit
from backend.accounts.models import RateBucket

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def count(times: int, *parts: object, limit: int = 3) -> list[bool]:
    return [hit("test", *parts, limit=limit, window=60) is None for _ in range(times)]


def move_clock(seconds: float) -> None:
    """The database's clock decides, so the windows are moved instead."""
    RateBucket.objects.update(expires_at=F("expires_at") - timedelta(seconds=seconds))


def test_as_many_as_the_limit_pass() -> None:
    assert count(5) == [True, True, True, False, False]


def test_the_wait_is_the_rest_of_the_window() -> None:
    count(3)
    move_clock(20.5)

    wait = hit("test", limit=3, window=60)

    assert wait is not None
    assert 35 < wait < 40


def test_what_was_refused_does_not_prolong_the_wait() -> None:
    count(10)
    move_clock(60)

    assert count(4) == [True, True, True, False]


def test_a_window_begins_with_its_first_hit() -> None:
    count(1)
    move_clock(50)
    count(2)
    move_clock(11)

    assert count(4) == [True, True, True, False]


def test_what_is_given_back_can_be_taken_again() -> None:
    count(3)
    give_back("test")

    assert count(2) == [True, False]


def test_more_cannot_be_given_back_than_was_taken() -> None:
    count(1)
    for _ in range(5):
        give_back("test")
    give_back("nothing of this kind was ever taken")

    assert count(4) == [True, True, True, False]


def test_each_name_has_its_own_count() -> None:
    count(3, "a", "b")

    assert count(1, "a,b") == count(1, "ab") == count(1, "b", "a") == count(1) == [True]
    assert hit("another", "a", "b", limit=3, window=60) is None
    assert count(1, "a", "b") == [False]


def test_numbers_and_texts_name_the_same() -> None:
    count(3, 7)

    assert count(1, "7") == [False]


def test_no_name_or_address_is_kept() -> None:
    hit("sign-in", "alice", "192.0.2.7", limit=1, window=60)

    kept = str(RateBucket.objects.values().get())
    assert "alice" not in kept
    assert "192.0.2" not in kept


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "198.51.100.1", "192.0.2.1"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        (2, "203.0.113.9, 198.51.100.1", "203.0.113.9"),
        (2, "1.1.1.1, 203.0.113.9, 198.51.100.1", "203.0.113.9"),
        (3, "198.51.100.1", "198.51.100.1"),
        (1, "198.51.100.1:4711", "198.51.100.1"),
        (1, "[2001:db8:1:2::9]:4711", "2001:db8:1:2::/64"),
        (1, "nonsense", "192.0.2.1"),
        (1, " , ", "192.0.2.1"),
        (1, None, "192.0.2.1"),
    ],
)
def test_only_trusted_proxies_say_where_a_call_comes_from(
    proxies: int, forwarded: str | None, expected: str, settings: Settings
) -> None:
    settings.NUM_PROXIES = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded is not None else {}

    assert client_address(RequestFactory().get("/", headers=headers, REMOTE_ADDR="192.0.2.1")) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:192.0.2.5", "192.0.2.5"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
    ],
)
def test_a_network_that_one_person_holds_is_one_address(given: str, expected: str) -> None:
    assert client_address(RequestFactory().get("/", REMOTE_ADDR=given)) == expected
