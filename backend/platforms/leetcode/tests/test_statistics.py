import json
from pathlib import Path
from typing import Any

import pytest

from backend.platforms.leetcode.parse import calendar, parse_profile
from backend.platforms.testing import NOW

BODY: dict[str, Any] = json.loads((Path(__file__).parent / "fixtures" / "profile.json").read_text())


def test_totals_come_by_difficulty_and_all_is_not_one_of_them() -> None:
    stats = parse_profile(BODY, NOW)
    assert (stats.username, stats.rating, stats.problems_solved) == ("Bob", 1581, 215)
    assert stats.by_difficulty == {"Easy": 120, "Medium": 80, "Hard": 15}
    assert stats.raw == {"ranking": 123456, "submissions_by_day": {"2024-05-29": 4, "2024-05-28": 1}}


def test_who_never_took_part_in_a_contest_has_no_rating() -> None:
    data = {**BODY["data"], "userContestRanking": None}
    assert parse_profile({"data": data}, NOW).rating is None


def test_totals_are_found_under_their_older_name_too() -> None:
    user = {"username": "bob", "submitStats": {"acSubmissionNum": [{"difficulty": "All", "count": 7}]}}
    assert parse_profile({"data": {"matchedUser": user}}, NOW).problems_solved == 7


@pytest.mark.parametrize("text", [None, "", "{", "[]", 5, '{"x": 1, "1716940800": "2"}'])
def test_a_calendar_that_is_hidden_or_odd_is_empty(text: Any) -> None:
    assert calendar(text) == {}
