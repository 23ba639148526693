import json
from pathlib import Path
from typing import Any

import pytest

from backend.platforms.base.records import Account, Details, Solve
from backend.platforms.codewars.parse import kyu_difficulty, parse_kata
from backend.platforms.codewars.platform import Codewars
from backend.platforms.testing import NOW, build
from backend.test_common.codewars_server import CodewarsServer
from backend.test_common.fault_server import Response

BODY = json.loads((Path(__file__).parent / "fixtures" / "kata.json").read_text())


@pytest.mark.parametrize(
    ("rank", "difficulty"),
    [
        *((rank, "Easy") for rank in (-8, -7)),
        *((rank, "Medium") for rank in (-6, -5)),
        *((rank, "Hard") for rank in (-4, -3, -2, -1, 1, 8)),
        *((rank, None) for rank in (None, 0, -9, True, "-8", 1.0)),
    ],
)
def test_difficulty_follows_the_kyu_rule(rank: Any, difficulty: str | None) -> None:
    assert kyu_difficulty(rank) == difficulty


def test_a_kata_tells_difficulty_and_each_tag_once() -> None:
    assert parse_kata(BODY, NOW) == Details("Medium", ("Arrays", "Fundamentals"))


def test_a_beta_kata_has_no_difficulty() -> None:
    body = {**BODY, "rank": {"id": None, "name": None, "color": None}, "tags": []}
    assert parse_kata(body, NOW) == Details(None, ())


def test_parts_of_a_wrong_type_count_as_not_told() -> None:
    assert parse_kata({"rank": [-8], "tags": "Arrays"}, NOW) == Details(None, None)


def test_a_list_page_is_handed_on_in_slices_with_details() -> None:
    with CodewarsServer() as server:
        server.make_history("bob", 12)
        pages = list(build(Codewars, server.url).pages(Account("bob", details=True)))
    assert [len(page.items) for page in pages] == [10, 2]
    assert all(
        isinstance(item, Solve) and item.difficulty and item.tags for page in pages for item in page.items
    )
    assert len(server.calls) == 13


def test_known_details_cost_no_call() -> None:
    with CodewarsServer() as server:
        known = frozenset(kata["id"] for kata in server.make_history("bob", 12)[2:])
        list(build(Codewars, server.url).pages(Account("bob", details=True, known_details=known)))
    assert len(server.calls) == 3


def test_a_kata_that_is_gone_is_imported_without_details() -> None:
    with CodewarsServer() as server:
        server.make_history("bob", 2)
        server.fault(1, Response(404, {"success": False, "reason": "not found"}))
        (page,) = build(Codewars, server.url).pages(Account("bob", details=True))
    first, second = page.items
    assert isinstance(first, Solve) and first.difficulty is None
    assert isinstance(second, Solve) and second.difficulty is not None


def test_an_id_that_could_change_a_path_is_not_asked_for() -> None:
    with CodewarsServer() as server:
        server.add_kata("bob", id="..")
        list(build(Codewars, server.url).pages(Account("bob", details=True)))
    assert len(server.calls) == 1
