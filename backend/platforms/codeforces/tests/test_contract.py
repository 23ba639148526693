from pathlib import Path

from backend.platforms.codeforces.platform import Codeforces
from backend.platforms.testing import OnlineContract


class TestCodeforces(OnlineContract):
    platform = Codeforces
    good_usernames = ("bob", "Um_nik", "a.b-c", "7", "x" * 24)
    more_bad_usernames = ("a;b", "a&b", "...", "two words", "千", "x" * 25)
    fixtures = Path(__file__).parent / "fixtures"
    answers = {"status": "status.json", "info": "info.json"}
