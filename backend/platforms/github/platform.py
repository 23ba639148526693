"""GitHub: what one did in the last 30 days, as practice time estimated for each day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.platforms.base.errors import PlatformError, ProfileNotFound
from backend.platforms.base.platform import WHOLE, Call, Credential, OAuth, Platform, Reply
from backend.platforms.base.records import (
    Account,
    Cursor,
    JsonValue,
    Moment,
    Page,
    Practice,
    Stats,
    Trail,
    Unusable,
)
from backend.platforms.base.zones import zone_of
from backend.platforms.github.days import day_of, practice_of_days
from backend.platforms.github.parse import parse_events, parse_user
from backend.platforms.github.refusals import meaning_of

NO_SUCH_USER = {404: ProfileNotFound}
# The next page's address names the user by number.
EVENTS = Call(
    "events",
    "/users/{login}/events",
    parse_events,
    errors=NO_SUCH_USER,
    rows=WHOLE,
    aliases=("/user/{login}/events",),
)
PUBLIC_EVENTS = Call(
    "public_events",
    "/users/{login}/events/public",
    parse_events,
    errors=NO_SUCH_USER,
    rows=WHOLE,
    aliases=("/user/{login}/events/public",),
)
USER = Call("user", "/users/{login}", parse_user, errors=NO_SUCH_USER)
OWNER = Call("owner", "/user", parse_user)

PAGE_SIZE = 100
EVENTS_LIMIT = 300
WINDOW = timedelta(days=30)


class GitHub(Platform):
    slug = "github"
    name = "GitHub"
    homepage = "https://github.com"
    default_base_url = "https://api.github.com"
    # Enterprise accounts hold an underscore, names from before 2014 may begin or end with a hyphen.
    username_pattern = re.compile(r"[A-Za-z0-9_-]{1,39}")
    username_help = "up to 39 letters, digits and hyphens, as in the address of your GitHub page"
    username_max = 39
    record_type = "activity"
    yields = ("practice", "statistics")
    page_size = PAGE_SIZE
    page_limit = EVENTS_LIMIT // PAGE_SIZE
    min_interval = 0.1
    paced_by = "credential"
    concurrency = 4
    rate_limit_pause = 60.0
    headers = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
    reach = "your last 30 days, up to 300 events: practice time estimated for each day"
    credential = Credential(
        kind="token",
        required=False,
        label="GitHub token",
        help="a fine-grained token with the user permission “Events: read”",
        url="https://github.com/settings/personal-access-tokens/new",
        pattern=re.compile(r"[A-Za-z0-9_.-]{20,1000}"),
        reach="your last 30 days, private events too, within 5,000 calls an hour of your own",
        example="github_pat_00EXAMPLE00000000000",
    )
    oauth = OAuth(
        authorize_url="https://github.com/login/oauth/authorize",
        token_url="https://github.com/login/oauth/access_token",
        revoke_url="https://api.github.com/applications/{client_id}/token",
        scope="read:user",
        help="shows GitHub that you agree; nothing but your profile and your events is read",
        manage_url="https://github.com/settings/connections/applications/{client_id}",
    )
    calls = (EVENTS, PUBLIC_EVENTS, USER, OWNER)

    def fetch_page(self, account: Account, cursor: Cursor | None) -> Page:
        """All that GitHub shows, at once: a day's time comes from all its events, wherever the pages break."""
        state = _State.of(account)
        first = self._events(account, 1, state.etag)
        if first.unchanged:
            return Page((), None, state=dict(account.state))
        events, is_cut = self._all_events(account, first)
        zone = zone_of(account.time_zone)
        moments = [item for item in events if isinstance(item, Moment)]
        left_out = {day_of(self.now() - WINDOW, zone)}
        if is_cut and moments:
            left_out.add(day_of(min(moment.at for moment in moments), zone))
        days = practice_of_days(moments, _owner(account, moments), zone)
        items = [day for day in days if day.day not in left_out and _is_asked_for(day, account)]
        odd = [item for item in events if isinstance(item, Unusable)]
        return Page((*items, *odd), None, state=_State.after(first, account, self.now()))

    def _events(self, account: Account, page: int, etag: str = "") -> Reply[Trail]:
        return self.ask_reply(
            EVENTS if account.secret else PUBLIC_EVENTS,
            {"login": account.username},
            {"per_page": PAGE_SIZE, "page": page},
            account=account,
            headers={"If-None-Match": etag} if etag else None,
        )

    def _all_events(self, account: Account, reply: Reply[Trail]) -> tuple[list[Moment | Unusable], bool]:
        """All events, and whether GitHub has more than it shows."""
        events = list(reply.value.items if reply.value else ())
        for page in range(2, self.page_limit + 1):
            if not _leads_on(reply):
                break
            try:
                reply = self._events(account, page)
            except PlatformError as error:
                if error.status != 422:
                    raise
                return events, True
            events += reply.value.items if reply.value else ()
        return events, len(events) >= EVENTS_LIMIT or _leads_on(reply)

    def fetch_stats(self, account: Account) -> Stats:
        return self.ask(USER, {"login": account.username}, account=account)

    def fetch_owner(self, account: Account) -> Stats | None:
        return self.ask(OWNER, account=account) if account.secret else None

    def authorize(self, account: Account) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {account.secret}"}

    def read_error(self, status: int, headers: Mapping[str, str], body: bytes) -> PlatformError | None:
        return meaning_of(status, headers, body, self.now())


@dataclass(frozen=True)
class _State:
    """What is kept between two runs. An ETag is good only for the same question put in the same name, and only
    while the answer would be counted in the same days."""

    etag: str

    @classmethod
    def of(cls, account: Account) -> _State:
        state = account.state
        etag = state.get("etag")
        same = state.get("zone") == account.time_zone and state.get("signed") is bool(account.secret)
        if not same or account.until is not None or not isinstance(etag, str):
            return cls("")
        return cls(etag if etag.isascii() and etag.isprintable() else "")

    @staticmethod
    def after(reply: Reply[Trail], account: Account, now: datetime) -> dict[str, JsonValue]:
        interval = reply.headers.get("x-poll-interval", "")
        return {
            "etag": reply.headers.get("etag", "")[:200],
            "poll_interval": int(interval) if interval.isdigit() and len(interval) < 6 else 60,
            "zone": account.time_zone,
            "signed": bool(account.secret),
            "read_at": now.isoformat(timespec="seconds"),
        }


def _leads_on(reply: Reply[Trail]) -> bool:
    """Whether Link names a next page. Only that is taken from it: its address is never gone to."""
    return any(rel == "next" for rel in _relations(reply.headers.get("link", "")))


def _relations(link: str) -> Iterator[str]:
    for found in re.finditer(r'<[^<>]{0,2000}>\s*;[^<]*?\brel\s*=\s*"?([a-z]+)', link[:8000], re.IGNORECASE):
        yield found[1].lower()


def _owner(account: Account, moments: list[Moment]) -> str:
    return next((moment.who for moment in moments if moment.who), account.user_id or account.username.lower())


def _is_asked_for(practice: Practice, account: Account) -> bool:
    return account.until is None or practice.day <= day_of(account.until, zone_of(account.time_zone))
