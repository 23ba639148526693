from pathlib import Path

from backend.platforms.hackerrank.platform import HackerRank
from backend.platforms.testing import OnlineContract


class TestHackerRank(OnlineContract):
    platform = HackerRank
    good_usernames = ("bob", "bob_99", "b-o.b", "h99")
    more_bad_usernames = ("two words", "a@b", "-.-", "x" * 65)
    fixtures = Path(__file__).parent / "fixtures"
    answers = {
        "challenges": "challenges.json",
        "profile": "profile.json",
        "scores": "scores.json",
        "ratings": "ratings.json",
    }
