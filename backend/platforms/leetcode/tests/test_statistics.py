import json
from pathlib import Path
from typing import Any

import pytest

from backend.platforms.base.errors import CredentialRejected
from backend.platforms.leetcode.parse import calendar, parse_profile
from backend.platforms.leetcode.platform import LeetCode
from backend.platforms.testing import NOW, account_on, build
from backend.test_common.fault_server import FaultServer, Response

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


def test_a_calendar_of_a_year_is_kept_whole_and_latest_first() -> None:
    days = {str(1_700_000_000 // 86400 * 86400 + 86400 * number): 1 + number for number in range(366)}
    user = {"username": "bob", "submissionCalendar": json.dumps(days)}
    kept = parse_profile({"data": {"matchedUser": user}}, NOW).raw["submissions_by_day"]
    assert isinstance(kept, dict) and len(kept) == 366
    assert list(kept.values()) == list(range(366, 0, -1))


def test_a_calendar_may_lie_a_level_deeper() -> None:
    user = {"username": "bob", "userCalendar": {"submissionCalendar": '{"1717027200": 4}'}}
    kept = parse_profile({"data": {"matchedUser": user}}, NOW).raw["submissions_by_day"]
    assert kept == {"2024-05-30": 4}


@pytest.mark.parametrize("rating", [float("nan"), float("inf"), True, "1500", None, {}])
def test_a_rating_that_is_no_number_is_not_told(rating: Any) -> None:
    data = {**BODY["data"], "userContestRanking": {"rating": rating}}
    assert parse_profile({"data": data}, NOW).rating is None


def owner(status: Any) -> Any:
    """What somebody's numbers are with a session of whom the site says this."""
    answers = iter([Response(body=BODY), Response(body={"data": {"userStatus": status}})])
    with FaultServer(route=lambda _: next(answers)) as server:
        return build(LeetCode, server.url).fetch_stats(account_on(LeetCode, "bob"))


def test_a_session_of_ones_own_is_good_in_any_spelling() -> None:
    assert owner({"isSignedIn": True, "username": "BOB"}).username == "Bob"


@pytest.mark.parametrize(
    "status", [{"isSignedIn": False, "username": ""}, {"isSignedIn": True, "username": "eve"}]
)
def test_a_session_that_ended_or_is_somebody_elses_is_refused(status: Any) -> None:
    with pytest.raises(CredentialRejected):
        owner(status)


@pytest.mark.parametrize("status", [None, {}, {"isSignedIn": True, "username": None}, []])
def test_a_site_that_does_not_say_whose_session_it_is_keeps_nobody_out(status: Any) -> None:
    assert owner(status).username == "Bob"
