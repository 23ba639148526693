from pathlib import Path

from backend.platforms.atcoder.platform import AtCoder
from backend.platforms.testing import OnlineContract


class TestAtCoder(OnlineContract):
    platform = AtCoder
    good_usernames = ("bob", "Petr", "a_1", "x" * 24)
    more_bad_usernames = ("a-b", "a.b", "two words", "千", "a&b", "x" * 25)
    fixtures = Path(__file__).parent / "fixtures"
    answers = {"submissions": "submissions.json", "rank": "rank.json", "person": "person.json"}
