from collections.abc import Callable

import pytest
from rest_framework.response import Response
from rest_framework.test import APIClient

from backend.accounts.models import User
from backend.test_common.people import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(client_for: Callable[..., APIClient]) -> Callable[..., Response]:
    def call(**fields: object) -> Response:
        body = {"username": "dora", "password": PASSWORD, **fields}
        return client_for().post("/api/accounts/register/", body)

    return call


def problems(answer: Response) -> list[tuple[str, str]]:
    return [(problem["attr"], problem["code"]) for problem in answer.json()["errors"]]


def test_a_name_and_a_password_are_enough(register: Callable[..., Response]) -> None:
    answer = register()

    dora = User.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {"id": dora.pk, "username": "dora", "email": None, "time_zone": "UTC"}
    assert dora.check_password(PASSWORD)


def test_nobody_is_signed_in_by_registering(register: Callable[..., Response]) -> None:
    assert "sessionid" not in register().cookies


@pytest.mark.parametrize("name", ["alice", "ALICE", " alice "])
def test_a_taken_name_is_not_available_in_any_case(
    name: str, register: Callable[..., Response], alice: User
) -> None:
    answer = register(username=name)

    assert answer.status_code == 400
    assert answer.json()["errors"] == [
        {"code": "not_available", "detail": "This username is not available.", "attr": "username"}
    ]


@pytest.mark.parametrize("name", ["", "two words", "a/b", "ålice", "a\u202eb", "x" * 151, None, 7.5, [], {}])
def test_a_name_that_is_no_username_is_refused(name: object, register: Callable[..., Response]) -> None:
    answer = register(username=name)

    assert answer.status_code == 400
    assert {attr for attr, _ in problems(answer)} == {"username"}


@pytest.mark.parametrize("name", ["d", "d.o+r@a-_9", "x" * 150])
def test_letters_digits_and_a_few_signs_make_a_name(name: str, register: Callable[..., Response]) -> None:
    assert register(username=name).status_code == 201


@pytest.mark.parametrize("zone", ["Mars/Olympus", "europe/berlin", "", "../../etc/passwd", None, "x" * 65, 2])
def test_a_time_zone_must_be_one_of_the_database(zone: object, register: Callable[..., Response]) -> None:
    answer = register(time_zone=zone)

    assert answer.status_code == 400
    assert {attr for attr, _ in problems(answer)} == {"time_zone"}


@pytest.mark.parametrize("email", ["x", "a@x, b@y", "a@b.c\nBcc: d@e.f", f"{'x' * 250}@example.org", 7, []])
def test_an_address_must_be_one_address(email: object, register: Callable[..., Response]) -> None:
    assert register(email=email).status_code == 400


@pytest.mark.parametrize("nothing", [None, ""])
def test_several_people_may_have_no_address(
    nothing: str | None, register: Callable[..., Response], charlie: User
) -> None:
    assert register(email=nothing).json()["email"] is None


def test_what_only_the_server_decides_is_overlooked(register: Callable[..., Response]) -> None:
    register(is_staff=True, is_superuser=True, id=77, is_active=False, date_joined="2001-01-01T00:00:00Z")

    dora = User.objects.get()
    assert (dora.is_staff, dora.is_superuser, dora.is_active) == (False, False, True)
    assert dora.pk != 77
    assert dora.date_joined.year > 2001


@pytest.mark.parametrize("body", [[], "text", 3, None])
def test_a_body_that_is_no_object_is_refused(body: object, client_for: Callable[..., APIClient]) -> None:
    assert client_for().post("/api/accounts/register/", body).status_code == 400
