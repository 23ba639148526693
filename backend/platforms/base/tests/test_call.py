from typing import Any

import pytest

from backend.platforms.base.call import WHOLE, Call, find_call


def call(name: str = "x", path: str = "/users/{user}", **values: Any) -> Call[object]:
    return Call(name, path, lambda body, now: body, **values)


def test_a_path_is_known_by_its_places() -> None:
    assert call().path_args("/users/lo%40") == {"user": "lo@"}
    assert call().path_args("/users/bob/more") is None


@pytest.mark.parametrize("path", ["/graphql", "/graphql/"])
def test_a_slash_at_the_end_makes_no_difference(path: str) -> None:
    assert call(path="/graphql/").path_args(path) == {}


def test_another_path_that_gives_the_same_answer_is_known_too() -> None:
    assert call(aliases=("/user/{number}",)).path_args("/user/7") == {"number": "7"}


def test_calls_of_one_path_are_told_apart_by_the_words_of_their_query() -> None:
    one = call("one", "/g", method="POST", words=("matchedUser",))
    two = call("two", "/g", method="POST", words=("matchedUser", "userCalendar"))
    calls = (one, two)
    assert find_call(calls, "POST", "/g", text="query { matchedUser { userCalendar } }") is two
    assert find_call(calls, "POST", "/g", text="query { matchedUser { username } }") is one
    assert find_call(calls, "POST", "/g", text="query { recentMatchedUsers }") is None


def test_calls_of_one_path_are_told_apart_by_the_names_in_their_address() -> None:
    one, two = call("one", "/q"), call("two", "/q", needs=("cursor",))
    assert find_call((one, two), "GET", "/q", names=("limit",)) is one
    assert find_call((one, two), "GET", "/q", names=("limit", "cursor")) is two


def test_a_call_of_another_method_is_another_call() -> None:
    assert find_call((call("one", "/q"),), "POST", "/q") is None


@pytest.mark.parametrize(
    ("rows", "body", "found"),
    [
        ("", {"data": []}, None),
        ("data", {"data": [1]}, [1]),
        ("data.user.list", {"data": {"user": {"list": [1, 2]}}}, [1, 2]),
        ("data.user.list", {"data": {"user": None}}, None),
        ("data", {"data": {"0": 1}}, None),
        (WHOLE, [1, 2], [1, 2]),
        (WHOLE, {"a": 1}, None),
    ],
)
def test_the_list_is_found_at_its_place(rows: str, body: Any, found: list[int] | None) -> None:
    assert call(rows=rows).rows_in(body) == found


def test_a_graphql_call_sends_its_document_and_the_variables() -> None:
    graphql = call(document="query { me }")
    assert graphql.payload({"a": 1}) == {"query": "query { me }", "variables": {"a": 1}}
    assert graphql.payload(None) == {"query": "query { me }", "variables": {}}
    assert call().payload(None) is None
