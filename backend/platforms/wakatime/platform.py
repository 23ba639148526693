"""WakaTime: the time in one's editor, a row a day, with the user's own API key."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from backend.platforms.base.errors import (
    PlanLimited,
    PlatformError,
    ProfileNotFound,
    UpstreamRateLimited,
    UpstreamUnavailable,
)
from backend.platforms.base.platform import Call, Credential, Platform
from backend.platforms.base.records import Account, Cursor, Listing, Page, Practice, Stats
from backend.platforms.base.zones import zone_of
from backend.platforms.wakatime.parse import owned, parse_all_time, parse_owner, parse_summaries

NO_SUCH_USER = {404: ProfileNotFound}
SUMMARIES = Call(
    "summaries",
    "/users/current/summaries",
    parse_summaries,
    errors=NO_SUCH_USER,
    rows="data",
    aliases=("/users/{user}/summaries",),
)
OWNER = Call("owner", "/users/current", parse_owner, errors=NO_SUCH_USER, aliases=("/users/{user}",))
ALL_TIME = Call(
    "all_time",
    "/users/current/all_time_since_today",
    parse_all_time,
    errors=NO_SUCH_USER,
    aliases=("/users/{user}/all_time_since_today",),
)

SPAN = 14
# Before the service existed; for accounts that do not tell when they began.
EARLIEST = date(2013, 1, 1)
DAY = timedelta(days=1)


class WakaTime(Platform):
    slug = "wakatime"
    name = "WakaTime"
    homepage = "https://wakatime.com"
    default_base_url = "https://wakatime.com/api/v1"
    username_pattern = re.compile(r"[A-Za-z0-9_.-]{1,64}")
    username_help = "your WakaTime user name, or any name for this account: the key says whose it is"
    record_type = "activity"
    yields = ("practice", "statistics")
    page_size = SPAN
    page_limit = 400
    # Ten calls a second on average over five minutes are the limit of a key.
    min_interval = 0.25
    paced_by = "credential"
    concurrency = 4
    rate_limit_pause = 60.0
    newest_first = True
    # Editors that were offline send their time later.
    resync_days = 7
    file_formats = ("wakatime-json",)
    reach = "every day since you signed up, as far back as your WakaTime plan shows"
    credential = Credential(
        kind="api_key",
        required=True,
        label="WakaTime API key",
        help="the secret API key of your WakaTime account settings",
        url="https://wakatime.com/settings/api-key",
        pattern=re.compile(r"(waka_)?[0-9A-Za-z-]{32,64}"),
        example="waka_00000000-0000-4000-8000-00000example",
    )
    calls = (SUMMARIES, OWNER, ALL_TIME)

    def fetch_page(self, account: Account, cursor: Cursor | None) -> Page:
        """Two weeks, the newest first: so what a plan hides is met once, at the end of the walk."""
        place = _Place.at(cursor) or self._beginning(account)
        if place.end < place.begin:
            return Page((), None)
        wanted = max(place.begin, place.end - (SPAN - 1) * DAY)
        start, listing = self._available(account, wanted, place.end)
        records = (owned(record, place.owner) for record in (listing.items if listing else ()))
        items = tuple(item for item in records if not isinstance(item, Practice) or item.minutes)
        if start > wanted:
            return Page(items, None, note=f"days before {start.isoformat()} are outside your plan")
        return Page(items, place.before(start))

    def _beginning(self, account: Account) -> _Place:
        """From today, in the zone that WakaTime counts in, back to the first day or to what is known already."""
        owner = self.ask(OWNER, account=account)
        zone = zone_of(owner.zone)
        today = self.now().astimezone(zone).date()
        begin, end = owner.created or EARLIEST, today
        if account.since:
            begin = max(begin, account.since.astimezone(zone).date())
        if account.until:
            end = min(end, account.until.astimezone(zone).date())
        return _Place(owner.user_id, begin, end)

    def _available(self, account: Account, start: date, end: date) -> tuple[date, Listing | None]:
        """The days of the span that the plan shows, from the one returned on; none where that is after `end`.

        A plan hides what is older than some day, so that day is found by halving.
        """
        try:
            return start, self._days(account, start, end)
        except PlanLimited:
            hidden, shown, listing = start, end + DAY, None
        while shown - hidden > DAY:
            middle = hidden + (shown - hidden) // 2
            try:
                listing = self._days(account, middle, end)
                shown = middle
            except PlanLimited:
                hidden = middle
        return shown, listing

    def _days(self, account: Account, start: date, end: date) -> Listing:
        params = {"start": start.isoformat(), "end": end.isoformat()}
        reply = self.ask_reply(SUMMARIES, {}, params, account=account)
        if reply.status == 202 or reply.value is None:
            raise UpstreamUnavailable("WakaTime is still counting these days", status=reply.status)
        return reply.value

    def fetch_stats(self, account: Account) -> Stats:
        owner = self.ask(OWNER, account=account)
        whole = self.ask(ALL_TIME, account=account)
        today = self.now().astimezone(zone_of(owner.zone)).date()
        return Stats(
            username=owner.username or account.username or owner.user_id,
            platform_user_id=owner.user_id,
            rating=None,
            rank=None,
            problems_solved=None,
            by_difficulty={},
            raw={
                "total_seconds": whole.seconds,
                "is_up_to_date": whole.is_up_to_date,
                "since": whole.since,
                "last_7_days_seconds": self._week(account, today),
                "plan": owner.plan or None,
            },
        )

    def _week(self, account: Account, today: date) -> int | None:
        try:
            total = self._days(account, today - 6 * DAY, today).total
        except PlanLimited:
            return None
        return int(total) if isinstance(total, int | float) else None

    def fetch_owner(self, account: Account) -> Stats | None:
        return self.fetch_stats(account)

    def authorize(self, account: Account) -> Mapping[str, str]:
        return {"Authorization": f"Basic {base64.b64encode(account.secret.encode()).decode()}"}

    def read_error(self, status: int, headers: Mapping[str, str], body: bytes) -> PlatformError | None:
        if status == 402:
            return PlanLimited(service=self.name)
        if status == 302:
            # Sent instead of 429 at times; followed, it times out.
            return UpstreamRateLimited(service=self.name)
        if status == 403 and body.lstrip().startswith(b"<"):
            return UpstreamUnavailable(service=self.name)
        return None


@dataclass(frozen=True)
class _Place:
    """How far a walk has come: the days from `begin` to `end` are still to be read."""

    owner: str
    begin: date
    end: date

    @classmethod
    def at(cls, cursor: Cursor | None) -> _Place | None:
        """None for no cursor, or for one that is not ours."""
        try:
            values = cursor or {}
            days = (date.fromisoformat(str(values[name])) for name in ("begin", "end"))
            return cls(str(values["owner"]), *days)
        except (KeyError, ValueError):
            return None

    def before(self, start: date) -> Cursor | None:
        """The cursor for what is older than `start`."""
        if start <= self.begin:
            return None
        return {"owner": self.owner, "begin": self.begin.isoformat(), "end": (start - DAY).isoformat()}
