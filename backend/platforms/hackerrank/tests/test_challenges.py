import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from backend.platforms.base.errors import ProfileNotFound, UpstreamInvalidResponse, UpstreamUnavailable
from backend.platforms.base.records import Account, Solve, Unusable
from backend.platforms.hackerrank.parse import parse_challenges
from backend.platforms.hackerrank.platform import NOTHING_SHOWN, HackerRank
from backend.platforms.testing import NOW, Exchange, expecting
from backend.test_common.fault_server import HTML, Response

MODELS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "fixtures" / "challenges.json").read_text()
)["models"]
FIRST = "/hackers/bob/recent_challenges?limit=100&response_version=v2"
PROFILE = "/contests/master/hackers/bob/profile"


def page(target: str, models: list[Any], cursor: Any = None, last: bool = True) -> Exchange:
    return Exchange(target, Response(body={"models": models, "cursor": cursor, "last_page": last}))


def read(*models: Any) -> list[Any]:
    return list(parse_challenges({"models": list(models)}, NOW).items)


def test_a_challenge_is_one_solve_in_its_contest() -> None:
    [solve] = read(MODELS[0])
    assert isinstance(solve, Solve)
    assert solve.question_id == solve.attempt_id == "w9/paper-kites"
    assert (solve.title, solve.outcome) == ("Paper Kites", "Solved")
    assert solve.solved_at == datetime(2015, 3, 2, 17, 9, 43, tzinfo=UTC)
    assert solve.url == "https://www.hackerrank.com/contests/w9/challenges/paper-kites"


def test_a_challenge_without_a_contest_is_of_the_practice_area() -> None:
    [solve] = read({**MODELS[1], "con_slug": None})
    assert isinstance(solve, Solve) and (solve.question_id, solve.title) == (
        "master/two-lanterns",
        "Two Lanterns",
    )


def test_a_challenge_without_its_name_in_the_address_is_told() -> None:
    [item] = read({**MODELS[0], "ch_slug": "", "url": None})
    assert isinstance(item, Unusable) and item.field == "question_id"


@pytest.mark.parametrize(("place", "key"), [(0, "w9/paper-kites"), (1, "master/two-lanterns")])
def test_the_address_alone_names_a_challenge_too(place: int, key: str) -> None:
    [solve] = read({**MODELS[place], "ch_slug": None, "con_slug": None})
    assert isinstance(solve, Solve) and solve.question_id == key


@pytest.mark.parametrize("url", ["//evil.example/x", "/challenges/../admin", "https://evil.example", None, 7])
def test_an_odd_address_is_left_out(url: Any) -> None:
    [solve] = read({**MODELS[0], "url": url})
    assert isinstance(solve, Solve) and solve.url == ""


def test_the_cursor_is_followed_to_the_last_page() -> None:
    with expecting(
        HackerRank,
        page(FIRST, MODELS[:1], "MTQw==", last=False),
        page(f"{FIRST}&cursor=MTQw%3D%3D", MODELS[1:2], "MTQx", last=False),
        page(f"{FIRST}&cursor=MTQx", MODELS[2:], "", last=True),
    ) as platform:
        assert sum(len(one.items) for one in platform.pages(Account("bob"))) == 3


@pytest.mark.parametrize("cursor", [None, "", 0, "null", True, {}, "same"])
def test_a_cursor_that_is_empty_or_repeats_ends_the_list(cursor: Any) -> None:
    again = f"{FIRST}&cursor=same"
    with expecting(HackerRank, page(again, MODELS, cursor, last=False)) as platform:
        assert platform.fetch_page(Account("bob"), {"cursor": "same"}).next_cursor is None


@pytest.mark.parametrize(("cursor", "word"), [(1405547694, "1405547694"), ("MTQ=", "MTQ=")])
def test_a_cursor_may_be_a_word_or_a_number(cursor: Any, word: str) -> None:
    body = {"models": MODELS, "cursor": cursor, "last_page": False}
    assert parse_challenges(body, NOW).following == word


def test_an_account_that_shows_nothing_is_told_apart_from_one_that_is_not_there() -> None:
    nothing = Exchange(FIRST, Response(404, {"status": False}))
    there = Exchange(PROFILE, Response(body={"model": {"username": "bob"}}))
    with expecting(HackerRank, nothing, there) as platform:
        page_told = platform.fetch_page(Account("bob"), None)
    assert (page_told.items, page_told.note) == ((), NOTHING_SHOWN)
    for gone in (
        Response(404),
        Response(body={}),
        Response(body={"model": {"username": "bob", "deleted": True}}),
    ):
        with expecting(HackerRank, nothing, Exchange(PROFILE, gone)) as platform:
            with pytest.raises(ProfileNotFound):
                platform.fetch_page(Account("bob"), None)


def test_a_refusal_by_the_wall_in_front_of_the_site_passes() -> None:
    with expecting(HackerRank, Exchange(FIRST, Response(403, HTML))) as platform:
        with pytest.raises(UpstreamUnavailable):
            platform.fetch_page(Account("bob"), None)


@pytest.mark.parametrize("body", [{}, [], {"models": {}}, {"status": False, "message": "Not Found"}])
def test_what_holds_no_list_is_no_history(body: Any) -> None:
    with pytest.raises(UpstreamInvalidResponse):
        parse_challenges(body, NOW)
