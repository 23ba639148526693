"""LeetCode: the 20 newest accepted submissions of anybody; every problem ever tried with the person's own session."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace

from backend.platforms.base.config import VERSION
from backend.platforms.base.errors import CredentialRejected, PlatformError, UpstreamInvalidResponse
from backend.platforms.base.fields import whole
from backend.platforms.base.platform import Call, Credential, Platform
from backend.platforms.base.records import (
    Account,
    Cursor,
    Details,
    JsonValue,
    Page,
    Record,
    Solve,
    Stats,
    Unusable,
)
from backend.platforms.leetcode import parse
from backend.platforms.leetcode.queries import (
    OWNER_QUERY,
    PROFILE_QUERY,
    PROGRESS_QUERY,
    QUESTIONS_QUERY,
    RECENT_QUERY,
)

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
OWNER = Call(
    "owner",
    "/graphql",
    parse.parse_owner,
    method="POST",
    document=OWNER_QUERY,
    words=("userStatus",),
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
    reach = "your 20 newest accepted submissions"
    calls = (RECENT, PROGRESS, PROFILE, QUESTIONS, OWNER)

    def fetch_page(self, account: Account, cursor: Cursor | None) -> Page:
        """Without a session the newest are all there is. With one the cursor is a place among all problems, and which
        of the newest no problem has told yet, with their languages."""
        if not account.secret:
            return Page(self._newest(account), None, note=NEWEST_ONLY)
        skip = whole((cursor or {}).get("skip"), least=0)
        newest = _languages((cursor or {}).get("newest"))
        if cursor is None:
            skip, newest = 0, {_name(item): _language(item) for item in self._newest(account)}
        return self._rest(account, newest) if skip is None else self._problems(account, skip, newest)

    def _newest(self, account: Account) -> tuple[Record, ...]:
        variables: dict[str, JsonValue] = {"username": account.username, "limit": RECENT_LIMIT}
        listing = self.ask(RECENT, body=variables)
        if not listing.items:
            # Nobody of that name and nobody's submissions look the same here.
            self.ask(PROFILE, body={"username": account.username})
        return listing.items

    def _problems(self, account: Account, skip: int, newest: dict[str, JsonValue]) -> Page:
        if skip >= PAGE * self.page_limit:
            raise UpstreamInvalidResponse(f"endless list: more than {self.page_limit} pages")
        listing = self.ask(PROGRESS, account=account, body={"filters": {"skip": skip, "limit": PAGE}})
        total, reached = whole(listing.total, least=0), skip + len(listing.items)
        more = len(listing.items) > 0 and (
            reached < total if total is not None else len(listing.items) >= PAGE
        )
        items = tuple(_with_language(item, newest) for item in listing.items)
        following: Cursor = {"skip": reached} if more else {}
        return Page(items, following | ({"newest": newest} if newest else {}) or None, total)

    def _rest(self, account: Account, newest: Mapping[str, JsonValue]) -> Page:
        """Earlier tries of problems that were tried again since."""
        return Page(tuple(item for item in self._newest(account) if _name(item) in newest), None)

    def fetch_stats(self, account: Account) -> Stats:
        stats = self.ask(PROFILE, body={"username": account.username})
        if account.secret:
            self._check_owner(account, stats.username)
        return stats

    def _check_owner(self, account: Account, username: str) -> None:
        """Raises CredentialRejected for a session of another account: its problems would come in under this name."""
        try:
            owner = self.ask(OWNER, account=account)
        except UpstreamInvalidResponse:
            # It may not be told any more; the history says by itself whether the session is good.
            return
        if owner.casefold() != username.casefold():
            raise CredentialRejected(f"this session belongs to another account on {self.name}: {owner}")

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


def _name(item: Record) -> str:
    """The attempt's, also where it is no record; "" where it has none."""
    if isinstance(item, Unusable):
        return str(item.values.get("attempt_id") or "")
    return item.attempt_id if isinstance(item, Solve) else ""


def _language(item: Record) -> str:
    return next(iter(item.languages), "") if isinstance(item, Solve) else ""


def _with_language(item: Record, newest: dict[str, JsonValue]) -> Record:
    """What a problem has told is taken from `newest`."""
    name = _name(item)
    language = newest.pop(name, None) if name else None
    if not isinstance(item, Solve) or not isinstance(language, str) or not language:
        return item
    return replace(item, languages=(language,))


def _languages(told: JsonValue) -> dict[str, JsonValue]:
    return dict(told) if isinstance(told, dict) else {}
