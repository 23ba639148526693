"""A walk through one history: stops lists that never end, and adds details a few problems at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from backend.platforms.base.errors import (
    NotFound,
    OutOfTime,
    PlatformError,
    UpstreamInvalidResponse,
    UpstreamTooLarge,
)
from backend.platforms.base.records import Account, Cursor, Page, Practice, Record, Solve

if TYPE_CHECKING:
    from backend.platforms.base.platform import Platform

# Details cost a call a problem, and a page has to end within its deadline: so many calls, then it is handed
# on.
DETAILS_A_PAGE = 10


class Walk:
    """Where details are asked for, a page of the list is handed on in slices; the cursor then names, beside
    the platform's own place, the `offset` reached in that page. A list that moved meanwhile repeats items, it
    loses none.
    """

    def __init__(self, platform: Platform, account: Account) -> None:
        self._platform = platform
        self._account = account
        self._details = platform.has_details and account.details
        self._known = set(account.known_details)
        self._seen: set[str] = set()
        self._fetched = 0
        self._at: Cursor | None = None
        self._held: Page | None = None

    def step(self, cursor: Cursor | None) -> Page:
        at, offset = _place(cursor)
        if self._held is None or self._at != at:
            self._held, self._at = self._fetch(at), at
        if self._details:
            return self._slice(self._held, at, offset)
        return replace(self._held, items=self._held.items[offset:])

    def _fetch(self, at: Cursor | None) -> Page:
        if self._fetched >= self._platform.page_limit:
            raise UpstreamInvalidResponse(f"endless list: more than {self._platform.page_limit} pages")
        page = self._platform.fetch_page(self._account, at)
        self._fetched += 1
        ids = {key for item in page.items if (key := _key(item))}
        repeats = bool(ids) and ids <= self._seen
        self._seen |= ids
        # A page without a new id is the end, whatever the platform says: it repeats itself.
        following = None if repeats or self._is_known(page) else page.next_cursor
        return replace(page, items=self._asked_for(page.items), next_cursor=following)

    def _asked_for(self, items: tuple[Record, ...]) -> tuple[Record, ...]:
        until = self._account.until
        if until is None:
            return items
        return tuple(item for item in items if not isinstance(item, Solve) or item.solved_at <= until)

    def _is_known(self, page: Page) -> bool:
        """Whether a list that is newest first has come to what is older than `since`."""
        since = self._account.since
        days = [day for item in page.items if (day := _day(item))]
        if not self._platform.newest_first or since is None or not days:
            return False
        # One day more than asked for: days are counted in zones, and lists are not strictly in order.
        return max(days) < since.date() - timedelta(days=1)

    def _slice(self, page: Page, at: Cursor | None, offset: int) -> Page:
        items: list[Record] = []
        calls = 0
        for item in page.items[offset:]:
            missing = self._lacks_details(item)
            if missing and calls == DETAILS_A_PAGE:
                break
            try:
                items.append(self._with_details(item) if missing else item)
            except (PlatformError, OutOfTime):
                if not items:
                    raise
                # What is done counts; the next page begins with the trouble, if it is still there.
                break
            calls += missing
        reached = offset + len(items)
        rest: Cursor = {**(at or {}), "offset": reached}
        return replace(
            page, items=tuple(items), next_cursor=rest if reached < len(page.items) else page.next_cursor
        )

    def _lacks_details(self, item: Record) -> bool:
        """Where the list told them already, nothing is asked."""
        told = isinstance(item, Solve) and item.difficulty is not None and item.tags is not None
        return isinstance(item, Solve) and not told and item.question_id not in self._known

    def _with_details(self, item: Record) -> Record:
        if not isinstance(item, Solve):
            return item
        try:
            details = self._platform.fetch_details(item.question_id)
        except (NotFound, UpstreamInvalidResponse, UpstreamTooLarge):
            # A retired problem, or one odd answer: the solve is worth keeping without them.
            return item
        self._known.add(item.question_id)
        return replace(item, difficulty=details.difficulty, tags=details.tags)


def _key(item: Record) -> str:
    if isinstance(item, Solve):
        return item.attempt_id
    return item.activity_id if isinstance(item, Practice) else ""


def _day(item: Record) -> date | None:
    if isinstance(item, Solve):
        return item.solved_at.date()
    return item.day if isinstance(item, Practice) else None


def _place(cursor: Cursor | None) -> tuple[Cursor | None, int]:
    """The platform's own place, and how many items of its page are done."""
    offset = (cursor or {}).get("offset")
    at = {name: value for name, value in (cursor or {}).items() if name != "offset"}
    return at or None, offset if isinstance(offset, int) and offset > 0 else 0
