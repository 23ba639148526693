"""Every route, by every method, for its owner, another person, a stranger and a member of staff."""

import json
from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any

import pytest
from rest_framework.response import Response
from rest_framework.test import APIClient

from backend.accounts.models import User
from backend.test_common.api import client_for
from tests.security.matrix import MATRIX, Row
from tests.security.routes import ABSENT, SAFE, Route, fill, targets
from tests.security.worlds import World, dump, make_world, mark

pytestmark = pytest.mark.django_db
Wanted = Callable[[Route, Row], object]


def each(wanted: Wanted) -> pytest.MarkDecorator:
    """Runs a test once for each row of the matrix that is wanted."""
    rows = [
        pytest.param(route, row, id=str(route)) for route, row in sorted(MATRIX.items()) if wanted(route, row)
    ]
    return pytest.mark.parametrize(("route", "row"), rows)


def send(
    client: APIClient,
    route: Route,
    row: Row,
    own: World,
    things: World,
    extra: Mapping[str, Any] | None = None,
) -> Response:
    """The call of a row, its address naming `things` and its body what is the caller's `own`."""
    address = fill(
        route.path, {"platform": "sample"} | {part: things[name] for part, name in row.ids.items()}
    )
    sent = {**row.body(own), **(extra or {})} if row.body else None
    return client.generic(route.method, address, *_as_json(sent))


def _as_json(sent: Mapping[str, Any] | None) -> tuple[str, ...]:
    return (json.dumps(sent), "application/json") if sent is not None else ()


def test_every_route_is_in_the_matrix() -> None:
    assert sorted(map(str, MATRIX)) == sorted(str(target.route) for target in targets())


def test_what_is_open_to_anyone_is_listed() -> None:
    assert {str(target.route) for target in targets() if target.is_open} == {
        str(route) for route, row in MATRIX.items() if row.is_open
    }


@each(lambda route, row: True)
def test_its_owner_is_answered(route: Route, row: Row, alice: User) -> None:
    world = make_world(alice)

    client = client_for(None if row.is_open else alice)

    assert send(client, route, row, world, world).status_code == row.status


@each(lambda route, row: not row.is_open)
def test_a_stranger_is_refused_and_changes_nothing(route: Route, row: Row, alice: User) -> None:
    world = make_world(alice)
    before = dump()

    answer = send(client_for(), route, row, world, world)

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (403, "not_authenticated")
    assert dump() == before


@each(lambda route, row: row.ids)
def test_what_is_anothers_is_as_absent_as_nothing(
    route: Route, row: Row, alice: User, bob: User, sam: User
) -> None:
    things, nothing = make_world(alice), {"session": ABSENT["public_id"]}
    for caller in (bob, sam):
        own, client = make_world(caller), client_for(caller)
        before = dump()

        foreign = send(client, route, row, own, things)
        absent = send(client, route, row, own, dict.fromkeys(things, 999_999_999) | nothing)

        assert (foreign.status_code, foreign.json()) == (404, absent.json())
        assert dump() == before


@each(lambda route, row: len(row.ids) > 1)
def test_every_part_of_an_address_must_be_ones_own(route: Route, row: Row, alice: User, bob: User) -> None:
    things, own, client = make_world(alice), make_world(bob), client_for(bob)
    before = dump()

    for number in range(1, len(row.ids) + 1):
        for names in combinations(row.ids.values(), number):
            mixed = own | {name: things[name] for name in names}
            assert send(client, route, row, own, mixed).status_code == 404
    assert dump() == before


@each(lambda route, row: not (row.ids or row.is_open))
def test_what_everybody_has_shows_and_changes_ones_own_alone(
    route: Route, row: Row, alice: User, request: pytest.FixtureRequest
) -> None:
    make_world(alice)
    before = dump()
    for name in ("bob", "sam"):
        caller = request.getfixturevalue(name)
        own = make_world(caller)

        answer = send(client_for(caller), route, row, own, own)

        assert answer.status_code == row.status
        assert mark(alice) not in answer.content.decode()
    after = dump()
    assert [line for table, lines in before.items() for line in lines if line not in after[table]] == []


@pytest.mark.parametrize("method", SAFE)
@each(lambda route, row: route.method in SAFE)
def test_reading_changes_nothing(route: Route, row: Row, method: str, alice: User) -> None:
    world = make_world(alice)
    client, stranger = client_for(alice), client_for()
    before = dump()

    answers = [send(client, Route(method, route.path), row, world, world).status_code for _ in range(2)]
    send(stranger, Route(method, route.path), row, world, world)

    assert answers == [row.status] * 2
    assert dump() == before
