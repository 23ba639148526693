import json
from pathlib import Path
from typing import Any

import pytest

from backend.platforms.base.errors import UpstreamInvalidResponse
from backend.platforms.base.records import Account, Stats
from backend.platforms.codewars.parse import parse_user
from backend.platforms.codewars.platform import Codewars
from backend.platforms.testing import NOW, Exchange, expecting
from backend.test_common.fault_server import Response

BODY = json.loads((Path(__file__).parent / "fixtures" / "user.json").read_text())


def test_statistics_are_rank_score_and_totals_in_the_true_spelling() -> None:
    with expecting(Codewars, Exchange("/users/lantern.keeper", Response(body=BODY))) as platform:
        assert platform.fetch_stats(Account("lantern.keeper")) == Stats(
            username="Lantern.Keeper",
            platform_user_id="bb00000000000000000000b1",
            rating=743,
            rank="4 kyu",
            problems_solved=131,
            by_difficulty={},
            raw={
                "honor": 812,
                "leaderboardPosition": None,
                "totalAuthored": 2,
                "languages": {"python": 701, "rust": 9},
            },
        )


def test_personal_data_is_not_kept() -> None:
    assert "灯台守" not in str(parse_user(BODY, NOW))


@pytest.mark.parametrize("odd", [None, [], "x", 7, {"overall": None, "languages": []}])
def test_missing_parts_count_as_not_told(odd: Any) -> None:
    stats = parse_user({"username": "bob", "honor": "many", "ranks": odd, "codeChallenges": odd}, NOW)
    assert (stats.rating, stats.rank, stats.problems_solved, stats.raw["languages"]) == (None, None, None, {})


def test_numbers_that_no_column_holds_count_as_not_told() -> None:
    body = {
        **BODY,
        "ranks": {"overall": {"score": 10**30, "name": "x\x00"}},
        "codeChallenges": {"totalCompleted": -1},
    }
    stats = parse_user(body, NOW)
    assert (stats.rating, stats.rank, stats.problems_solved) == (None, "x", None)


@pytest.mark.parametrize("body", [None, [], {}, {"username": None}, {"username": " \x00"}, {"username": 5}])
def test_a_user_without_a_name_makes_no_sense(body: Any) -> None:
    with pytest.raises(UpstreamInvalidResponse):
        parse_user(body, NOW)
