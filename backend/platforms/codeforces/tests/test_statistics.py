from typing import Any

import pytest

from backend.platforms.base.errors import UpstreamInvalidResponse
from backend.platforms.base.records import Account
from backend.platforms.codeforces.parse import parse_user
from backend.platforms.codeforces.platform import Codeforces
from backend.platforms.testing import NOW, Exchange, expecting
from backend.test_common.fault_server import Response

ASKED = "/user.info?handles=old_bob&checkHistoricHandles=true&lang=en"


def user(**values: Any) -> dict[str, Any]:
    return {"status": "OK", "result": [{"handle": "Bob", **values}]}


def test_a_handle_that_was_changed_is_answered_with_the_new_one() -> None:
    with expecting(
        Codeforces, Exchange(ASKED, Response(body=user(rating=1421, rank="specialist")))
    ) as platform:
        stats = platform.fetch_stats(Account("old_bob"))
    assert (stats.username, stats.rating, stats.rank) == ("Bob", 1421, "specialist")


def test_who_never_took_part_in_a_contest_has_no_rating() -> None:
    stats = parse_user(user(contribution=0), NOW)
    assert (stats.rating, stats.rank, stats.problems_solved) == (None, None, None)


def test_addresses_and_names_of_people_are_left_out() -> None:
    stats = parse_user(user(email="bob@example.org", firstName="Bob", vkId="7", maxRating=1502), NOW)
    assert stats.raw == {"rating": None, "maxRating": 1502, "contribution": None, "friendOfCount": None}


@pytest.mark.parametrize("result", [[], None, [{}], [None], [{"handle": ""}]])
def test_a_user_without_a_handle_is_no_answer(result: Any) -> None:
    with pytest.raises(UpstreamInvalidResponse):
        parse_user({"status": "OK", "result": result}, NOW)
