"""AtCoder through the mirror of AtCoder Problems: every submission, oldest first, without a key."""

from __future__ import annotations

import re
from collections.abc import Mapping

from backend.platforms.atcoder.parse import NOMINAL_MINUTES, parse_rank, parse_submissions
from backend.platforms.base.errors import NotFound, PlatformError, ProfileNotFound, UpstreamUnavailable
from backend.platforms.base.fields import whole
from backend.platforms.base.platform import WHOLE, Call, Platform
from backend.platforms.base.records import Account, Cursor, Listing, Page, Record, Solve, Stats, Unusable

SUBMISSIONS = Call("submissions", "/user/submissions", parse_submissions, rows=WHOLE)
RANK = Call("rank", "/user/ac_rank", parse_rank, errors={404: NotFound})
# The mirror answers for everybody; whether there is such a person only the site itself can tell.
PERSON = Call(
    "person",
    "/users/{username}",
    lambda body, now: True,
    errors={404: ProfileNotFound},
    origin="https://atcoder.jp",
    status_only=True,
)

ROWS = 500


class AtCoder(Platform):
    slug = "atcoder"
    name = "AtCoder"
    homepage = "https://atcoder.jp"
    default_base_url = "https://kenkoooo.com/atcoder/atcoder-api/v3"
    username_pattern = re.compile(r"[A-Za-z0-9_]+")
    username_help = "your AtCoder user name: up to 24 letters, digits and _"
    username_max = 24
    nominal_minutes = NOMINAL_MINUTES
    page_size = ROWS
    page_limit = 400
    # Its maintainer asks for more than a second between two calls.
    min_interval = 1.1
    # Without it the mirror has refused calls.
    headers = {"Accept-Encoding": "gzip"}
    # The mirror is minutes behind in a contest, and up to days behind elsewhere.
    resync_days = 7
    reach = "your whole history: every submission, as far as AtCoder Problems has seen it"
    calls = (SUBMISSIONS, RANK, PERSON)

    def fetch_page(self, account: Account, cursor: Cursor | None) -> Page:
        """The cursor is a second and the ids already read of it, for the next page begins with that second again."""
        start = self._start(account, cursor)
        listing = self.ask(SUBMISSIONS, {}, {"user": account.username, "from_second": start})
        if not listing.items and not cursor:
            self._check_person(account)
        items = tuple(item for item in listing.items if not _is_known(item, cursor))
        return Page(items, _following(listing, start) if len(listing.items) >= ROWS else None)

    def _start(self, account: Account, cursor: Cursor | None) -> int:
        told = whole((cursor or {}).get("from"), least=0)
        if told is not None:
            return told
        # `since` allows for `resync_days`.
        return max(0, int(account.since.timestamp())) if account.since else 0

    def _check_person(self, account: Account) -> None:
        """Raises ProfileNotFound."""
        self.ask(PERSON, {"username": account.username})

    def read_error(self, status: int, headers: Mapping[str, str], body: bytes) -> PlatformError | None:
        # Nobody is signed in, so a refusal is not the person's to mend, and passes.
        return UpstreamUnavailable(service=self.name, status=status) if status in (401, 403) else None

    def fetch_stats(self, account: Account) -> Stats:
        try:
            solved, rank = self.ask(RANK, {}, {"user": account.username})
        except NotFound:
            solved, rank = 0, None
        if not solved:
            self._check_person(account)
        return Stats(account.username, None, None, None, solved, {}, {"ac_count": solved, "ac_rank": rank})


def _is_known(item: Record, cursor: Cursor | None) -> bool:
    known = (cursor or {}).get("ids")
    return isinstance(known, list) and _id_of(item) in known


def _id_of(item: Record) -> str | None:
    """Also of a row that is no record (yet)."""
    if isinstance(item, Solve):
        return item.attempt_id
    raw = item.raw if isinstance(item, Unusable) else None
    return str(raw.get("id")) if isinstance(raw, dict) else None


def _following(listing: Listing, start: int) -> Cursor:
    """The last second again, as the page may have ended within it; a page full of one second cannot be asked on."""
    following = listing.following
    last = whole(following.get("from"), least=0) if isinstance(following, dict) else None
    if not isinstance(following, dict) or last is None or last <= start:
        return {"from": start + 1}
    return following
