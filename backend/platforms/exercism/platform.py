"""Exercism: every exercise that was begun, one entry each, with the person's own token."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from backend.platforms.base.errors import PlatformError
from backend.platforms.base.fields import whole
from backend.platforms.base.pagination import PageNumbers
from backend.platforms.base.platform import Call, Credential, Platform
from backend.platforms.base.records import Account, Cursor, Page, Stats
from backend.platforms.exercism.parse import (
    NOMINAL_MINUTES,
    meaning_of,
    parse_solutions,
    parse_token_check,
    parse_tracks,
)

SOLUTIONS = Call("solutions", "/solutions", parse_solutions, rows="results")
TRACKS = Call("tracks", "/tracks", parse_tracks)
TOKEN = Call("token", "/validate_token", parse_token_check)

NUMBERS = PageNumbers(size=100, limit=200, first=1)


class Exercism(Platform):
    slug = "exercism"
    name = "Exercism"
    homepage = "https://exercism.org"
    default_base_url = "https://exercism.org/api/v2"
    username_pattern = re.compile(r"(?=.*\w)[\w.-]+")
    username_help = (
        "your handle, as in the address of your Exercism profile; your token decides whose history is read"
    )
    username_max = 64
    nominal_minutes = NOMINAL_MINUTES
    page_limit = NUMBERS.limit
    page_size = NUMBERS.size
    # 60 calls a minute for a person, their own visits to the site included.
    min_interval = 1.5
    paced_by = "credential"
    # Its 429 for a token is an empty answer.
    rate_limit_pause = 60.0
    credential = Credential(
        kind="token",
        required=True,
        label="API token",
        help="the token that the command line client of Exercism uses",
        url="https://exercism.org/settings/api_cli",
        pattern=re.compile(r"[0-9A-Za-z_-]{16,200}"),
        example="3f2504e0-0000-4000-8000-00c04fd430c8",
    )
    reach = "your whole history: every exercise that you handed in, once a track"
    calls = (SOLUTIONS, TRACKS, TOKEN)

    def fetch_page(self, account: Account, cursor: Cursor | None) -> Page:
        page = NUMBERS.page(cursor)
        # Without this order the list is sorted by stars, and its pages shuffle while they are read.
        params: dict[str, str | int] = {"order": "oldest_first", "page": page, "per_page": NUMBERS.size}
        listing = self.ask(SOLUTIONS, {}, params, account=account)
        following = NUMBERS.after(page, items=len(listing.items), pages=listing.pages, total=listing.total)
        return Page(listing.items, following, whole(listing.total, least=0))

    def fetch_stats(self, account: Account) -> Stats:
        """The tracks are shown to anybody, with a bad token too: so the token is asked about first."""
        self.ask(TOKEN, account=account)
        return replace(self.ask(TRACKS, account=account), username=account.username)

    def authorize(self, account: Account) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {account.secret}"}

    def read_error(self, status: int, headers: Mapping[str, str], body: bytes) -> PlatformError | None:
        return meaning_of(body, status)
