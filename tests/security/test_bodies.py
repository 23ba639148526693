"""What a body or a query may say: ids of one's own things alone, and nothing that the server decides."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from rest_framework.test import APIClient

from backend.accounts.models import User
from backend.common.docs import read_schema
from backend.test_common.api import client_for
from tests.security.matrix import MATRIX, Row
from tests.security.routes import Route, fill
from tests.security.test_matrix import send
from tests.security.worlds import World, dump, is_steady, make_world

pytestmark = pytest.mark.django_db
Body = Callable[[World, World], dict[str, Any]]

# Every field of a body that takes an id, and a body of one's own things with a foreign id in its place.
FOREIGN_IDS: dict[tuple[str, str], Body] = {
    ("POST /api/questions/", "tag_ids"): lambda own, alices: {"title": "x", "tag_ids": [alices["tag"]]},
    ("PUT /api/questions/<pk>/", "tag_ids"): lambda own, alices: {"title": "x", "tag_ids": [alices["tag"]]},
    ("PATCH /api/questions/<pk>/", "tag_ids"): lambda own, alices: {"tag_ids": [own["tag"], alices["tag"]]},
    ("POST /api/questions/bulk/", "ids"): lambda own, alices: {
        "ids": [own["question"], alices["question"]],
        "delete": True,
    },
    ("POST /api/questions/bulk/", "add_tags"): lambda own, alices: {
        "ids": [own["question"]],
        "add_tags": [alices["tag"]],
    },
    ("POST /api/questions/bulk/", "remove_tags"): lambda own, alices: {
        "ids": [own["question"]],
        "remove_tags": [alices["tag"]],
    },
    ("POST /api/logs/", "question"): lambda own, alices: {"question": alices["question"]},
    ("PUT /api/logs/<pk>/", "question"): lambda own, alices: {"question": alices["question"]},
    ("PATCH /api/logs/<pk>/", "question"): lambda own, alices: {"question": alices["question"]},
    ("POST /api/tags/<pk>/merge/", "into"): lambda own, alices: {"into": alices["tag"]},
    ("POST /api/profiles/connect/", "profile"): lambda own, alices: {
        "platform": "github",
        "profile": alices["profile"],
    },
}
# The things whose ids a query parameter may name.
QUERY_IDS = {
    "question": ["question", "imported_question"],
    "tag": ["tag", "other_tag"],
    "job": ["finished_job", "reviewed_job", "previewed_job"],
    "profile": ["profile"],
}
# What no caller decides, under every name that a table or an answer has for it.
DECIDED_BY_THE_SERVER = {
    "id": 987654321,
    "pk": 987654321,
    "slug": "chosen",
    "is_staff": True,
    "is_superuser": True,
    "groups": [1],
    "created_at": "2001-01-01T00:00:00Z",
    "updated_at": "2001-01-01T00:00:00Z",
    "edited_at": None,
    "attempts_count": 99,
    "solved_count": 99,
    "questions_count": 99,
    "last_attempted_at": "2001-01-01T00:00:00Z",
    "time_is_estimated": True,
    "is_estimated": True,
    "job": 1,
    "imported": {"title": "x"},
    "platform": "codewars",
    "external_id": "chosen",
    "profile_id": 1,
    "created_by_job": 1,
    "changed_by_job": 1,
    "state": "completed",
    "phase": "staged",
    "fence": 99,
    "lease_until": "2099-01-01T00:00:00Z",
    "counts": {"read": 99, "new": 99},
    "read_count": 99,
    "new_count": 99,
    "total": 99,
    "attempts": 99,
    "cursor": {"page": 9},
    "outcome": "new",
    "effects": {"question": 1},
    "resolution": "edited",
}
WITH_BODY = [pytest.param(route, row, id=str(route)) for route, row in sorted(MATRIX.items()) if row.body]


def test_every_id_in_a_body_is_listed() -> None:
    called_one = re.compile(r"(^|_)ids?$|^(user|question|tag|log|job|profile|group|row|issue|session)s?$")

    found = {
        (name, field)
        for name, fields in _bodies().items()
        for field, description in fields.items()
        if called_one.search(field) or _is_id(description)
    }

    assert found == {(_unnamed(name), field) for name, field in FOREIGN_IDS}


@pytest.mark.parametrize(("name", "field"), FOREIGN_IDS)
def test_the_id_of_anothers_thing_is_as_unknown_as_none(
    name: str, field: str, alice: User, bob: User
) -> None:
    things, own, client = make_world(alice), make_world(bob), client_for(bob)
    nothing = dict.fromkeys(things, 999_999_999)
    route = Route(*name.split(" "))
    address = fill(route.path, {part: own[thing] for part, thing in MATRIX[route].ids.items()})
    before = dump()

    answers = [
        client.generic(
            route.method, address, json.dumps(FOREIGN_IDS[name, field](own, foreign)), "application/json"
        )
        for foreign in (things, nothing)
    ]

    assert [answer.status_code for answer in answers] == [400, 400]
    first, second = (answer.json()["errors"] for answer in answers)
    assert first[0]["attr"].startswith(field) and "exist" in first[0]["detail"]
    assert _without_numbers(first) == _without_numbers(second)
    assert dump() == before


@pytest.mark.parametrize(("route", "row"), WITH_BODY)
def test_what_the_server_decides_makes_no_difference(
    route: Route, row: Row, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secrets.token_hex", lambda size: "a" * size)  # a guest is named by chance
    world = make_world(alice)
    extra = {"user": bob.pk, "user_id": bob.pk, "owner": bob.pk, **DECIDED_BY_THE_SERVER}
    own_fields = _bodies().get(_unnamed(str(route)), {})
    forbidden = {name: value for name, value in extra.items() if name not in own_fields}
    first, second = (client_for(None if row.is_open else alice) for _ in range(2))
    before = dump(is_steady)

    plain = _try(first, route, row, world, {})
    loaded = _try(second, route, row, world, forbidden)

    assert plain[0] == row.status
    assert loaded == plain or loaded == (400, before)


def test_the_id_of_anothers_thing_in_a_query_finds_what_an_unknown_one_finds(alice: User, bob: User) -> None:
    things, own, client = make_world(alice), make_world(bob), client_for(bob)

    for path, name in _query_ids():
        row = MATRIX[next(route for route in MATRIX if _unnamed(str(route)) == f"GET {path}")]
        for thing in QUERY_IDS[name]:
            address = _filled(path, [own[part] for part in row.ids.values()])
            foreign = client.get(address, {name: things[thing]})
            absent = client.get(address, {name: 999_999_999})
            assert (foreign.status_code, foreign.json()) == (absent.status_code, absent.json())


def test_a_nested_attempt_stays_at_its_question(alice: User, bob: User) -> None:
    things, own = make_world(alice), make_world(bob)

    for question in (things["question"], own["other_question"]):
        address = f"/api/questions/{own['question']}/logs/{own['log']}/"
        answer = client_for(bob).patch(address, {"question": question, "question_id": question})
        assert answer.status_code in (200, 400)

    assert client_for(bob).get(f"/api/logs/{own['log']}/").json()["question"] == own["question"]


def _try(client: APIClient, route: Route, row: Row, world: World, extra: dict[str, Any]) -> tuple[int, Any]:
    """The answer's status and the database it leaves, by what does not change from one try to the next; undone."""
    point = transaction.savepoint()
    status = send(client, route, row, world, world, extra).status_code
    after = dump(is_steady)
    transaction.savepoint_rollback(point)
    return status, after


def _bodies() -> dict[str, dict[str, Any]]:
    """The fields of each operation's body, as the schema describes them."""
    schema = read_schema()
    return {
        _unnamed(f"{method.upper()} {path}"): _properties(schema, content["schema"])
        for path, operations in schema["paths"].items()
        for method, operation in operations.items()
        for content in operation.get("requestBody", {}).get("content", {}).values()
    }


def _properties(schema: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in part:
        part = schema["components"]["schemas"][part["$ref"].rsplit("/", 1)[1]]
    found = dict(part.get("properties", {}))
    for inner in [*part.get("oneOf", ()), *part.get("allOf", ()), *part.get("anyOf", ())]:
        found |= _properties(schema, inner)
    return found


def _is_id(description: dict[str, Any]) -> bool:
    return "int64" in (description.get("format"), description.get("items", {}).get("format"))


def _without_numbers(errors: list[dict[str, str]]) -> list[dict[str, str]]:
    return [error | {"detail": re.sub(r"\d+", "N", error["detail"])} for error in errors]


def _query_ids() -> Iterator[tuple[str, str]]:
    """Each list, and each of its query parameters that takes an id."""
    for path, operations in read_schema()["paths"].items():
        for parameter in operations.get("get", {}).get("parameters", ()):
            if parameter["in"] == "query" and _is_id(parameter["schema"]):
                yield _unnamed(path), parameter["name"]


def _filled(path: str, ids: list[object]) -> str:
    for one in ids:
        path = path.replace("<>", str(one), 1)
    return path


def _unnamed(route: str) -> str:
    """The schema and the resolver name the variable parts of an address differently."""
    return re.sub(r"<[^>]*>|\{[^}]*\}", "<>", route)
