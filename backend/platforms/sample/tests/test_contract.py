from backend.platforms.sample.platform import Sample
from backend.platforms.testing import PlatformContract


class TestSample(PlatformContract):
    platform = Sample
    good_usernames = ("alice", "a", "A_b-9", "x" * 40)
    more_bad_usernames = ("two words", "lo@", "é", "x" * 41)
