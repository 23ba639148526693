import pytest

from backend.platforms.atcoder.platform import AtCoder
from backend.platforms.base.errors import ProfileNotFound
from backend.platforms.base.records import Account
from backend.platforms.testing import Exchange, expecting
from backend.test_common.fault_server import HTML, Response

RANKED = "/user/ac_rank?user=bob"


def test_the_number_of_accepted_problems_is_told() -> None:
    with expecting(AtCoder, Exchange(RANKED, Response(body={"count": 321, "rank": 9}))) as platform:
        stats = platform.fetch_stats(Account("bob"))
    assert (stats.problems_solved, stats.rating, stats.raw) == (321, None, {"ac_count": 321, "ac_rank": 9})


@pytest.mark.parametrize("answer", [Response(404, {"error": "not found"}), Response(body={"count": 0})])
def test_who_solved_nothing_is_looked_for_at_the_site(answer: Response) -> None:
    known = Exchange("/users/bob", Response(body=HTML))
    with expecting(AtCoder, Exchange(RANKED, answer), known) as platform:
        assert platform.fetch_stats(Account("bob")).problems_solved == 0


def test_who_is_at_neither_place_does_not_exist() -> None:
    rank, person = Exchange(RANKED, Response(404)), Exchange("/users/bob", Response(404, HTML))
    with expecting(AtCoder, rank, person) as platform, pytest.raises(ProfileNotFound):
        platform.fetch_stats(Account("bob"))
