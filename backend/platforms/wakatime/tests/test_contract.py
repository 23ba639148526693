from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from backend.platforms.base.platform import Platform
from backend.platforms.testing import NOW, OnlineContract, build
from backend.platforms.wakatime.platform import WakaTime
from backend.test_common.platform_servers.wakatime import WakaTimeServer


class TestWakaTime(OnlineContract):
    platform = WakaTime
    good_usernames = ("lantern.keeper", "current", "a_b-9")
    more_bad_usernames = ("a b", "lo@", "灯台守", "x" * 65)
    fixtures = Path(__file__).parent / "fixtures"
    answers = {"summaries": "summaries.json", "owner": "owner.json", "all_time": "all_time.json"}

    @contextmanager
    def living(self) -> Iterator[Platform]:
        """One answer for all spans would be the same days again and again."""
        with WakaTimeServer(now=lambda: NOW) as server:
            server.add_user("lantern.keeper")
            server.add_days("lantern.keeper", 40)
            yield build(WakaTime, server.url)
