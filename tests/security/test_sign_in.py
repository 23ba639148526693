"""Guessing passwords: slowed down for whoever guesses, from wherever, and never a lock on the account."""

import multiprocessing
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connections
from django.db.models import F
from pytest_django import Settings
from rest_framework.response import Response
from rest_framework.test import APIClient

from backend.accounts.models import RateBucket, User
from backend.test_common.api import client_for as make_client
from backend.test_common.people import PASSWORD

pytestmark = pytest.mark.django_db
LOGIN = "/api/accounts/login/"


def guess(
    name: str = "alice", password: str = "wrong", address: str = "192.0.2.1", **headers: str
) -> Response:
    body = {"username": name, "password": password}
    return make_client().post(LOGIN, body, REMOTE_ADDR=address, headers=headers)


def guesses(number: int, **given: str) -> Counter[int]:
    return Counter(guess(**given).status_code for _ in range(number))


def let_time_pass(**span: float) -> None:
    """The limits run on the database's clock, so the windows are moved instead."""
    RateBucket.objects.update(expires_at=F("expires_at") - timedelta(**span))


def test_ten_wrong_tries_at_an_account_from_one_address(alice: User) -> None:
    assert guesses(14) == {400: 10, 429: 4}


def test_what_is_refused_says_when_to_come_back(alice: User) -> None:
    guesses(10)
    let_time_pass(minutes=5)

    answer = guess()

    assert answer.json()["errors"][0]["code"] == "throttled"
    assert 590 <= int(answer.headers["Retry-After"]) <= 600


def test_the_right_password_is_not_looked_at_while_the_limit_stands(alice: User) -> None:
    guesses(10)

    assert guess(password=PASSWORD).status_code == 429


def test_after_a_quarter_of_an_hour_there_are_ten_more(alice: User) -> None:
    guesses(10)
    let_time_pass(minutes=15)

    assert guesses(12) == {400: 10, 429: 2}


def test_right_passwords_use_nothing_up(alice: User) -> None:
    assert guesses(60, password=PASSWORD) == {200: 60}
    assert guesses(11) == {400: 10, 429: 1}


def test_the_case_of_a_name_does_not_make_another_account(alice: User) -> None:
    assert guesses(10, name="Alice") == {400: 10}
    assert guess(name="aLICE").status_code == 429


def test_the_owner_gets_in_from_another_address(alice: User) -> None:
    guesses(12)

    assert guess(password=PASSWORD, address="198.51.100.7").status_code == 200


def test_fifty_wrong_tries_an_hour_from_one_address(db: None) -> None:
    tried = Counter(guess(name=f"user{number}").status_code for number in range(60))

    assert tried == {400: 50, 429: 10}
    assert guess(name="user0", address="198.51.100.7").status_code == 400


def test_addresses_of_one_network_are_one_guesser(alice: User) -> None:
    tried = Counter(guess(address=f"2001:db8:1:2::{number}").status_code for number in range(1, 15))

    assert tried == {400: 10, 429: 4}


def test_past_a_hundred_tries_an_account_answers_each_address_slowly(alice: User) -> None:
    for number in range(100):
        assert guess(address=f"192.0.2.{number}").status_code == 400

    assert [guess(address="203.0.113.1").status_code for _ in range(2)] == [400, 429]
    let_time_pass(seconds=5)
    assert guess(address="203.0.113.1").status_code == 400


def test_past_a_hundred_tries_its_owner_still_gets_in(alice: User) -> None:
    for number in range(120):
        guess(address=f"192.0.2.{number}")

    assert guess(password=PASSWORD, address="198.51.100.7").status_code == 200


def test_a_header_that_anyone_can_write_does_not_hide_a_guesser(alice: User) -> None:
    tried = [guess(**{"X-Forwarded-For": f"203.0.113.{number}"}).status_code for number in range(12)]

    assert tried == [400] * 10 + [429] * 2


def test_behind_a_proxy_its_own_word_counts_and_nothing_before_it(alice: User, settings: Settings) -> None:
    settings.NUM_PROXIES = 1
    tried = [
        guess(**{"X-Forwarded-For": f"203.0.113.{number}, 198.51.100.7"}).status_code for number in range(12)
    ]

    assert tried == [400] * 10 + [429] * 2
    assert guess(**{"X-Forwarded-For": "198.51.100.8"}).status_code == 400


def test_incomplete_tries_count_for_nothing(alice: User, client_for: Callable[..., APIClient]) -> None:
    for _ in range(20):
        assert client_for().post(LOGIN, {"username": "alice"}).status_code == 400

    assert guess(password=PASSWORD).status_code == 200


def test_registering_is_limited_by_address(client_for: Callable[..., APIClient], alice: User) -> None:
    tried = [
        client_for().post("/api/accounts/register/", {"username": "alice", "password": PASSWORD}).status_code
        for _ in range(101)
    ]

    assert tried == [400] * 100 + [429]


def _guess_often(number: int) -> list[int]:
    connections.close_all()
    try:
        return [guess(password=f"wrong {number}").status_code for _ in range(25)]
    finally:
        connections.close_all()


@pytest.mark.data
@pytest.mark.django_db(transaction=True)
def test_of_four_hundred_parallel_tries_ten_are_looked_at(alice: User) -> None:
    connections.close_all()  # a connection must not be shared with the processes that are forked here
    with multiprocessing.get_context("fork").Pool(16) as pool:
        answers = pool.map(_guess_often, range(16), chunksize=1)

    assert Counter(status for part in answers for status in part) == {400: 10, 429: 390}
