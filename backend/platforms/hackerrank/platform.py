"""HackerRank: the challenges that were accepted, newest first, without a key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from backend.platforms.base.config import VERSION
from backend.platforms.base.errors import (
    NotFound,
    PlatformError,
    ProfileNotFound,
    UpstreamInvalidResponse,
    UpstreamUnavailable,
)
from backend.platforms.base.platform import Call, Platform
from backend.platforms.base.records import Account, Cursor, Page, Stats
from backend.platforms.hackerrank.parse import (
    NAME,
    NOMINAL_MINUTES,
    parse_challenges,
    parse_profile,
    parse_ratings,
    parse_scores,
)

Answer = TypeVar("Answer")

CHALLENGES = Call(
    "challenges",
    "/hackers/{username}/recent_challenges",
    parse_challenges,
    errors={404: NotFound},
    rows="models",
)
PROFILE = Call(
    "profile",
    "/contests/master/hackers/{username}/profile",
    parse_profile,
    errors={404: ProfileNotFound},
    aliases=("/hackers/{username}/profile",),
)
SCORES = Call("scores", "/hackers/{username}/scores_elo", parse_scores, errors={404: NotFound})
RATINGS = Call("ratings", "/hackers/{username}/rating_histories_elo", parse_ratings, errors={404: NotFound})

PAGE = 100
NOTHING_SHOWN = "HackerRank shows no solved challenges of this account"


class HackerRank(Platform):
    slug = "hackerrank"
    name = NAME
    homepage = "https://www.hackerrank.com"
    default_base_url = "https://www.hackerrank.com/rest"
    username_pattern = re.compile(r"(?=.*[A-Za-z0-9])[A-Za-z0-9_.-]+")
    username_help = "the name in the address of your HackerRank profile: letters, digits, _ - and ."
    username_max = 64
    nominal_minutes = NOMINAL_MINUTES
    page_size = PAGE
    page_limit = 100
    min_interval = 1.0
    rate_limit_pause = 30.0
    # The plain name of a library is refused at the door.
    user_agent = f"Mozilla/5.0 (X11; Linux x86_64) SkillTracker/{VERSION}"
    newest_first = True
    reach = "every challenge that was accepted; attempts that were not are not shown by HackerRank"
    calls = (CHALLENGES, PROFILE, SCORES, RATINGS)

    def fetch_page(self, account: Account, cursor: Cursor | None) -> Page:
        """The cursor is HackerRank's own word for the place."""
        place = (cursor or {}).get("cursor")
        params: dict[str, str | int] = {"limit": PAGE, "response_version": "v2"}
        if isinstance(place, str) and place:
            params["cursor"] = place
        try:
            listing = self.ask(CHALLENGES, {"username": account.username}, params)
        except NotFound:
            # The same answer for nobody, for somebody who hides, and for somebody who did nothing.
            self.ask(PROFILE, {"username": account.username})
            return Page((), None, note=NOTHING_SHOWN)
        following = listing.following
        return Page(listing.items, {"cursor": following} if following and following != place else None)

    def fetch_stats(self, account: Account) -> Stats:
        stats = self.ask(PROFILE, {"username": account.username})
        scores, rating = self._extra(SCORES, account), self._extra(RATINGS, account)
        raw = stats.raw if scores is None else {**stats.raw, "practice_scores": scores}
        return replace(stats, raw=raw, rating=rating)

    def _extra(self, call: Call[Answer], account: Account) -> Answer | None:
        """What there is beside the profile; for some accounts its address fails for good."""
        try:
            return self.ask(call, {"username": account.username})
        except (NotFound, UpstreamUnavailable, UpstreamInvalidResponse):
            return None

    def read_error(self, status: int, headers: Mapping[str, str], body: bytes) -> PlatformError | None:
        # Nobody is signed in, so a refusal is the wall's in front of the site, and passes.
        return UpstreamUnavailable(service=NAME, status=status) if status in (401, 403) else None
