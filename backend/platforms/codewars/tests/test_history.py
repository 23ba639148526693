import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from backend.platforms.base.errors import UpstreamInvalidResponse
from backend.platforms.base.records import Account, Page, Solve, Unusable
from backend.platforms.codewars.parse import parse_completed
from backend.platforms.codewars.platform import Codewars
from backend.platforms.testing import NOW, Exchange, build, expecting
from backend.test_common.codewars_server import CodewarsServer
from backend.test_common.fault_server import Response

BODY = json.loads((Path(__file__).parent / "fixtures" / "completed.json").read_text())
LIST = "/users/bob/code-challenges/completed"


def walk(server: CodewarsServer, username: str = "bob") -> list[Page]:
    return list(build(Codewars, server.url).pages(Account(username)))


def ids_of(pages: list[Page]) -> list[str]:
    return [item.question_id for page in pages for item in page.items if isinstance(item, Solve)]


def test_a_kata_becomes_a_solve() -> None:
    assert parse_completed(BODY, NOW).items[0] == Solve(
        question_id="aa00000000000000000000a1",
        attempt_id="aa00000000000000000000a1",
        title="Count the Lanterns",
        solved_at=datetime(2026, 6, 20, 18, 30, 15, 250_000, UTC),
        url="https://www.codewars.com/kata/aa00000000000000000000a1",
        languages=("python", "rust"),
        minutes=30,
        minutes_estimated=True,
    )


def test_times_without_milliseconds_are_read() -> None:
    item = parse_completed(BODY, NOW).items[1]
    assert isinstance(item, Solve) and item.solved_at == datetime(2017, 3, 2, 7, 5, tzinfo=UTC)


def test_a_kata_without_name_or_languages_is_known_by_its_id() -> None:
    item = parse_completed(BODY, NOW).items[2]
    assert isinstance(item, Solve) and (item.title, item.languages) == ("aa00000000000000000000a3", ())


def test_odd_items_are_told_beside_the_others() -> None:
    odd = [item for item in parse_completed(BODY, NOW).items if isinstance(item, Unusable)]
    assert [item.code for item in odd] == ["missing_id", "missing_date", "not_an_object", "future_date"]


def test_an_id_that_could_change_a_link_gets_none() -> None:
    body: Any = {"data": [{"id": "../x", "name": "n", "completedAt": "2026-01-01T00:00:00Z"}]}
    (item,) = parse_completed(body, NOW).items
    assert isinstance(item, Solve) and item.url == ""


@pytest.mark.parametrize("body", [[], None, "x", {}, {"data": None}, {"data": {}}, {"data": "x"}])
def test_an_answer_without_a_list_makes_no_sense(body: Any) -> None:
    with pytest.raises(UpstreamInvalidResponse):
        parse_completed(body, NOW)


def test_the_whole_history_is_read_page_by_page() -> None:
    with CodewarsServer() as server:
        history = server.make_history("bob", 450)
        pages = walk(server)
        assert ids_of(pages) == [kata["id"] for kata in history]
    assert [request.query for request in server.calls] == [{"page": "0"}, {"page": "1"}, {"page": "2"}]
    assert {page.total for page in pages} == {450}


def test_an_empty_history_is_one_empty_page() -> None:
    with CodewarsServer() as server:
        server.make_history("newcomer", 0)
        assert walk(server, "newcomer") == [Page((), None, 0)]


def test_a_body_of_2017_holds_everything_in_one_answer() -> None:
    with CodewarsServer(old_body=True) as server:
        server.make_history("bob", 321)
        assert len(ids_of(walk(server))) == 321
    assert len(server.calls) == 1


def test_a_body_of_2017_that_looks_like_a_full_page_is_not_counted_twice_for_ever() -> None:
    with CodewarsServer(old_body=True) as server:
        server.make_history("bob", 200)
        assert set(ids_of(walk(server))) == {kata["id"] for kata in server.people["bob"].completed}
    assert len(server.calls) == 2


def test_a_kata_finished_while_we_read_loses_nothing() -> None:
    with CodewarsServer() as server:
        before = [kata["id"] for kata in server.make_history("bob", 450)]
        pages = build(Codewars, server.url).pages(Account("bob"))
        first = next(pages)
        server.add_kata("bob")
        assert set(ids_of([first, *pages])) == set(before)


def test_a_page_count_that_lies_ends_at_the_empty_page() -> None:
    item = {"id": "a", "name": "n", "completedAt": "2026-01-01T00:00:00Z"}
    first = Response(body={"totalPages": 10**9, "totalItems": 10**12, "data": [item]})
    second = Response(body={"totalPages": 10**9, "data": []})
    exchanges = (Exchange(f"{LIST}?page=0", first), Exchange(f"{LIST}?page=1", second))
    with expecting(Codewars, *exchanges) as platform:
        assert len(ids_of(list(platform.pages(Account("bob"))))) == 1


def test_pages_without_end_are_stopped() -> None:
    def endless(request: Any) -> Response:
        item = {"id": f"a{request.query['page']}", "name": "n", "completedAt": "2026-01-01T00:00:00Z"}
        return Response(body={"totalPages": 10**6, "totalItems": 10**8, "data": [item]})

    with CodewarsServer() as server:
        server.fault(lambda _: True, endless, times=None)
        with pytest.raises(UpstreamInvalidResponse, match="endless"):
            walk(server)
    assert len(server.calls) == Codewars.page_limit


def test_a_name_is_quoted_on_the_wire() -> None:
    with CodewarsServer() as server:
        server.make_history("lo@ 千", 1)
        walk(server, "lo@ 千")
    assert server.server.lines == [
        "GET /api/v1/users/lo%40%20%E5%8D%83/code-challenges/completed?page=0 HTTP/1.1"
    ]
