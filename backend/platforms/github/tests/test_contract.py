from pathlib import Path

from backend.platforms.github.platform import GitHub
from backend.platforms.testing import OnlineContract


class TestGitHub(OnlineContract):
    platform = GitHub
    good_usernames = ("Lantern-Keeper", "bob", "a-b-c9", "someone_corp", "x" * 39)
    more_bad_usernames = ("a b", "lo@", "a.b", "dependabot[bot]", "灯台守", "x" * 40)
    fixtures = Path(__file__).parent / "fixtures"
    answers = {
        "events": "events.json",
        "public_events": "events.json",
        "user": "user.json",
        "owner": "user.json",
    }
