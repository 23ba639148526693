"""Codewars: the whole history, one entry a kata, without a key."""

from __future__ import annotations

import re

from backend.platforms.base.errors import NotFound, ProfileNotFound
from backend.platforms.base.fields import whole
from backend.platforms.base.pagination import PageNumbers
from backend.platforms.base.platform import Call, Platform
from backend.platforms.base.records import Account, Cursor, Details, Page, Stats
from backend.platforms.codewars.parse import NOMINAL_MINUTES, SAFE_ID, parse_completed, parse_kata, parse_user

NO_SUCH_USER = {404: ProfileNotFound}
COMPLETED = Call(
    "completed",
    "/users/{username}/code-challenges/completed",
    parse_completed,
    errors=NO_SUCH_USER,
    rows="data",
)
USER = Call("user", "/users/{username}", parse_user, errors=NO_SUCH_USER)
KATA = Call("kata", "/code-challenges/{kata}", parse_kata, errors={404: NotFound})

# Codewars has some 10,000 kata, so 100 pages of 200 are beyond any true history.
NUMBERS = PageNumbers(size=200, limit=100)


class Codewars(Platform):
    slug = "codewars"
    name = "Codewars"
    homepage = "https://www.codewars.com"
    default_base_url = "https://www.codewars.com/api/v1"
    # Names hold letters of any script, blanks and some marks (there is a user "lo@"); never marks alone.
    username_pattern = re.compile(r"(?=.*\w)[\w .@+'-]+")
    username_help = (
        "up to 64 letters, digits, blanks and _ - . @ + ', as in the address of your Codewars profile"
    )
    username_max = 64
    nominal_minutes = NOMINAL_MINUTES
    page_limit = NUMBERS.limit
    page_size = NUMBERS.size
    min_interval = 0.25
    concurrency = 4
    # Its 429 carries no Retry-After, only a sentence that says so.
    rate_limit_pause = 30.0
    has_details = True
    reach = "your whole history: every kata that you completed, once, with its languages"
    calls = (COMPLETED, USER, KATA)

    def fetch_page(self, account: Account, cursor: Cursor | None) -> Page:
        page = NUMBERS.page(cursor)
        listing = self.ask(COMPLETED, {"username": account.username}, {"page": page})
        next_cursor = NUMBERS.after(page, items=len(listing.items), pages=listing.pages, total=listing.total)
        return Page(listing.items, next_cursor, whole(listing.total, least=0))

    def fetch_stats(self, account: Account) -> Stats:
        return self.ask(USER, {"username": account.username})

    def fetch_details(self, question_id: str) -> Details:
        if not SAFE_ID.fullmatch(question_id):
            return Details()
        return self.ask(KATA, {"kata": question_id})
