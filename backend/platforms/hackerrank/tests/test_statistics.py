from typing import Any

import pytest

from backend.platforms.base.records import Account
from backend.platforms.hackerrank.parse import parse_ratings, parse_scores
from backend.platforms.hackerrank.platform import HackerRank
from backend.platforms.testing import NOW, Exchange, expecting
from backend.test_common.fault_server import Response

PROFILE = "/contests/master/hackers/old_bob/profile"
SCORES = "/hackers/old_bob/scores_elo"
RATINGS = "/hackers/old_bob/rating_histories_elo"
MODEL = {"id": 7654321, "username": "bob", "name": "Bob\x00  B.", "level": 5, "followers_count": 2}


def test_a_changed_name_is_answered_with_the_new_one() -> None:
    scores = [{"slug": "algorithms", "practice": {"score": 1498.514, "rank": 9}}]
    with expecting(
        HackerRank,
        Exchange(PROFILE, Response(body={"model": MODEL})),
        Exchange(SCORES, Response(body=scores)),
        Exchange(RATINGS, Response(body={"models": []})),
    ) as platform:
        stats = platform.fetch_stats(Account("old_bob"))
    assert (stats.username, stats.platform_user_id, stats.problems_solved) == ("bob", "7654321", None)
    assert stats.raw == {"level": 5, "followers": 2, "practice_scores": {"algorithms": 1498.51}}


@pytest.mark.parametrize("answer", [Response(404), Response(500), Response(body={"scores": []})])
def test_somebody_without_scores_has_a_profile_all_the_same(answer: Response) -> None:
    with expecting(
        HackerRank,
        Exchange(PROFILE, Response(body={"model": MODEL})),
        Exchange(SCORES, answer),
        Exchange(RATINGS, answer if answer.status != 200 else Response(body=[])),
    ) as platform:
        assert platform.fetch_stats(Account("old_bob")).raw == {"level": 5, "followers": 2}


def test_a_first_place_with_no_points_is_no_practice() -> None:
    assert (
        parse_scores([{"name": "C++", "practice": {"score": 0, "rank": 1}}, None, {"name": "Go"}], NOW) == {}
    )


def rated(date: Any, rating: Any) -> dict[str, Any]:
    return {"date": date, "rating": rating}


@pytest.mark.parametrize(
    ("events", "rating"),
    [
        ([], None),
        ([rated("2016-06-20", 1641.7), rated("2016-05-20", 1700)], 1642),
        ([rated("2016-06-20", None), rated("2016-05-20", 1700)], 1700),
        ([rated(None, 1500), None, "x", rated("2016-05-20", True)], 1500),
        ("none", None),
    ],
)
def test_the_rating_is_that_of_the_last_contest(events: Any, rating: int | None) -> None:
    assert parse_ratings({"models": [{"category": "Algorithms", "events": events}, None]}, NOW) == rating
