"""Codeforces: every submission of a handle, newest first, without a key."""

from __future__ import annotations

import re
from collections.abc import Mapping

from backend.platforms.base.errors import PlatformError, UpstreamInvalidResponse
from backend.platforms.base.fields import whole
from backend.platforms.base.platform import Call, Platform
from backend.platforms.base.records import Account, Cursor, Page, Stats
from backend.platforms.codeforces.parse import NOMINAL_MINUTES, meaning_of, parse_submissions, parse_user

STATUS = Call("status", "/user.status", parse_submissions, rows="result")
INFO = Call("info", "/user.info", parse_user)

PAGE = 1000


class Codeforces(Platform):
    slug = "codeforces"
    name = "Codeforces"
    homepage = "https://codeforces.com"
    default_base_url = "https://codeforces.com/api"
    username_pattern = re.compile(r"(?=.*[A-Za-z0-9])[A-Za-z0-9_.-]+")
    username_help = "your Codeforces handle: up to 24 letters, digits, _ - and ."
    username_max = 24
    nominal_minutes = NOMINAL_MINUTES
    page_size = PAGE
    page_limit = 200
    # One call in two seconds is what its documentation allows.
    min_interval = 2.0
    rate_limit_pause = 5.0
    newest_first = True
    # Verdicts on pretests alone change when the contest is over, and hacks come later still.
    resync_days = 3
    reach = "your whole history: every submission, with its verdict, also in gyms and teams"
    calls = (STATUS, INFO)

    def fetch_page(self, account: Account, cursor: Cursor | None) -> Page:
        """The cursor is the place in the list, counted from 1; submissions made meanwhile shift it, and repeat some."""
        start = whole((cursor or {}).get("from"), least=1) or 1
        if start > PAGE * self.page_limit:
            raise UpstreamInvalidResponse(f"endless list: more than {self.page_limit} pages")
        params: dict[str, str | int] = {
            "handle": account.username,
            "from": start,
            "count": PAGE,
            "lang": "en",
        }
        listing = self.ask(STATUS, {}, params)
        more = len(listing.items) >= PAGE
        return Page(listing.items, {"from": start + len(listing.items)} if more else None)

    def fetch_stats(self, account: Account) -> Stats:
        """Also for a handle that was changed: the answer then has the new one."""
        params = {"handles": account.username, "checkHistoricHandles": "true", "lang": "en"}
        return self.ask(INFO, {}, params)

    def read_error(self, status: int, headers: Mapping[str, str], body: bytes) -> PlatformError | None:
        return meaning_of(body, status)
