from pathlib import Path

from backend.platforms.leetcode.platform import LeetCode
from backend.platforms.testing import OnlineContract


class TestLeetCode(OnlineContract):
    platform = LeetCode
    good_usernames = ("bob", "Bob_99", "b-o.b", "7")
    more_bad_usernames = ("two words", "a@b", "-.-", "千", "x" * 65)
    fixtures = Path(__file__).parent / "fixtures"
    answers = {
        "recent": "recent.json",
        "progress": "progress.json",
        "profile": "profile.json",
        "questions": "questions.json",
        "owner": "owner.json",
    }
