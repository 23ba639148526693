from pathlib import Path

from backend.platforms.exercism.platform import Exercism
from backend.platforms.testing import OnlineContract


class TestExercism(OnlineContract):
    platform = Exercism
    good_usernames = ("bob", "bob-the-2nd", "Bob_1", "b.ob")
    more_bad_usernames = ("two words", "a@b", "-.-", "x" * 65)
    fixtures = Path(__file__).parent / "fixtures"
    answers = {"solutions": "solutions.json", "tracks": "tracks.json", "token": "token.json"}
