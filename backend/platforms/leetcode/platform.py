"""LeetCode: the 20 newest accepted submissions of anybody; every problem ever tried with the person's own session."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from backend.platforms.base.config import VERSION
from backend.platforms.base.errors import PlatformError, UpstreamInvalidResponse
from backend.platforms.base.fields import whole
from backend.platforms.base.platform import Call, Credential, Platform
from backend.platforms.base.records import Account, Cursor, Details, JsonValue, Page, Stats
from backend.platforms.leetcode import parse
from backend.platforms.leetcode.queries import PROFILE_QUERY, PROGRESS_QUERY, QUESTIONS_QUERY, RECENT_QUERY

RECENT = Call(
    "recent",
    "/graphql",
    parse.parse_recent,
    method="POST",
    document=RECENT_QUERY,
    words=("recentAcSubmissionList",),
    rows="data.recentAcSubmissionList",
)
PROGRESS = Call(
    "progress",
    "/graphql",
    parse.parse_progress,
    method="POST",
    document=PROGRESS_QUERY,
    words=("userProgressQuestionList",),
    rows="data.userProgressQuestionList.questions",
)
PROFILE = Call(
    "profile",
    "/graphql",
    parse.parse_profile,
    method="POST",
    document=PROFILE_QUERY,
    words=("matchedUser",),
)
QUESTIONS = Call(
    "questions",
    "/graphql",
    parse.parse_questions,
    method="POST",
    document=QUESTIONS_QUERY,
    words=("problemsetQuestionList",),
)

RECENT_LIMIT = 20
PAGE = 50
NEWEST_ONLY = "LeetCode shows your 20 newest; add your session cookie for all"


class LeetCode(Platform):
    slug = "leetcode"
    name = parse.NAME
    homepage = "https://leetcode.com"
    default_base_url = "https://leetcode.com"
    username_pattern = re.compile(r"(?=.*[A-Za-z0-9])[A-Za-z0-9_.-]+")
    username_help = "the name in the address of your LeetCode profile: letters, digits, _ - and ."
    username_max = 64
    nominal_minutes = parse.NOMINAL_MINUTES
    page_size = PAGE
    page_limit = 200
    min_interval = 1.0
    # Its 429 says nothing.
    rate_limit_pause = 60.0
    user_agent = f"Mozilla/5.0 (X11; Linux x86_64) SkillTracker/{VERSION}"
    headers = {"Referer": "https://leetcode.com", "Origin": "https://leetcode.com"}
    credential = Credential(
        kind="cookie",
        required=False,
        label="session cookie",
        help="the value of the cookie LEETCODE_SESSION of a browser in which you are signed in; it is a full sign-in",
        url="https://leetcode.com/progress/",
        pattern=re.compile(r"[0-9A-Za-z_.-]{20,4000}"),
        reach="every problem that you ever tried",
        example="a-long-line-that-begins-with-eyJ",
    )
    has_details = True
    reach = "your 20 newest accepted submissions; with your session cookie every problem that you ever tried"
    calls = (RECENT, PROGRESS, PROFILE, QUESTIONS)

    def fetch_page(self, account: Account, cursor: Cursor | None) -> Page:
        """With a session the newest first, for their languages, then all problems, from the cursor's place on."""
        skip = whole((cursor or {}).get("skip"), least=0)
        if account.secret and skip is not None:
            return self._progress(account, skip)
        variables: dict[str, JsonValue] = {"username": account.username, "limit": RECENT_LIMIT}
        listing = self.ask(RECENT, body=variables)
        if not listing.items:
            # Nobody of that name and nobody's submissions look the same here.
            self.fetch_stats(account)
        if account.secret:
            return Page(listing.items, {"skip": 0})
        return Page(listing.items, None, note=NEWEST_ONLY)

    def _progress(self, account: Account, skip: int) -> Page:
        if skip >= PAGE * self.page_limit:
            raise UpstreamInvalidResponse(f"endless list: more than {self.page_limit} pages")
        listing = self.ask(PROGRESS, account=account, body={"filters": {"skip": skip, "limit": PAGE}})
        total, reached = whole(listing.total, least=0), skip + len(listing.items)
        more = len(listing.items) > 0 and (
            reached < total if total is not None else len(listing.items) >= PAGE
        )
        return Page(listing.items, {"skip": reached} if more else None, total)

    def fetch_stats(self, account: Account) -> Stats:
        return self.ask(PROFILE, body={"username": account.username})

    def fetch_details(self, question_id: str) -> Details:
        words = question_id.replace("-", " ")
        variables: dict[str, JsonValue] = {
            "categorySlug": "",
            "skip": 0,
            "limit": 20,
            "filters": {"searchKeywords": words},
        }
        return self.ask(QUESTIONS, body=variables).get(question_id, Details())

    def authorize(self, account: Account) -> Mapping[str, str]:
        """The site compares its CSRF cookie with a header; both are ours to choose."""
        token = hashlib.sha256(account.secret.encode()).hexdigest()[:32]
        cookie = f"LEETCODE_SESSION={account.secret}; csrftoken={token}"
        return {"Cookie": cookie, "x-csrftoken": token}

    def read_error(self, status: int, headers: Mapping[str, str], body: bytes) -> PlatformError | None:
        return parse.meaning_of(body, status)
