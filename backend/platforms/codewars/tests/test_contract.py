from pathlib import Path

from backend.platforms.codewars.platform import Codewars
from backend.platforms.testing import OnlineContract


class TestCodewars(OnlineContract):
    platform = Codewars
    good_usernames = ("bob", "lo@", "千里冰封", "Two Words", "a.b-c_d", "5f1e2d3c4b5a69788796a5b4")
    more_bad_usernames = ("@", "- -", "a:b", "a&b", "a;b", "<b>", "x" * 65)
    fixtures = Path(__file__).parent / "fixtures"
    answers = {"completed": "completed.json", "user": "user.json", "kata": "kata.json"}
