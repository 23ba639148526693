"""An invented platform that needs no network, so that SkillTracker can be tried without an account."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from backend.platforms.base.platform import Platform
from backend.platforms.base.reading import read_solve
from backend.platforms.base.records import Account, Cursor, JsonValue, Page, Record, Solve, Stats
from backend.platforms.sample.days import Dice, items_of

NOMINAL_MINUTES = 25
HISTORY = timedelta(days=400)
DAYS_A_PAGE = 50


class Sample(Platform):
    slug = "sample"
    name = "Sample"
    homepage = ""
    username_pattern = re.compile(r"[A-Za-z0-9_-]{1,40}")
    username_help = "any name of up to 40 letters, digits, _ and -: each one has its own invented history"
    username_max = 40
    nominal_minutes = NOMINAL_MINUTES
    page_limit = 20
    page_size = DAYS_A_PAGE
    min_interval = 0.0
    offline = True
    reach = "an invented history of the last 400 days, the same one for the same name"

    def fetch_page(self, account: Account, cursor: Cursor | None) -> Page:
        """The cursor is the newest day still to be told, so a page means the same days tomorrow."""
        newest = self._yesterday()
        oldest = newest - HISTORY + timedelta(days=1)
        start = min(_day(cursor) or newest, newest)
        days = [
            start - timedelta(days=back)
            for back in range(DAYS_A_PAGE)
            if start - timedelta(days=back) >= oldest
        ]
        items = tuple(
            parse_item(item, self.now()) for day in days for item in items_of(account.username, day)
        )
        following = start - timedelta(days=DAYS_A_PAGE)
        return Page(items, {"day": following.isoformat()} if following >= oldest else None)

    def fetch_stats(self, account: Account) -> Stats:
        newest = self._yesterday()
        solves = [
            solve
            for back in range(HISTORY.days)
            for item in items_of(account.username, newest - timedelta(days=back))
            if isinstance(solve := parse_item(item, self.now()), Solve) and solve.outcome == "Solved"
        ]
        problems = {solve.question_id: solve.difficulty or "" for solve in solves}
        levels = list(problems.values())
        rating = 1000 + len(problems)
        return Stats(
            username=account.username,
            platform_user_id=f"sample-{Dice(account.username.casefold()).below(10**9)}",
            rating=rating,
            rank="expert" if rating >= 1300 else "apprentice",
            problems_solved=len(problems),
            by_difficulty={level: levels.count(level) for level in ("Easy", "Medium", "Hard")},
            raw={"attempts": len(solves)},
        )

    def _yesterday(self) -> date:
        """The last day that is over: what is told about a day never changes."""
        return self.now().date() - timedelta(days=1)


def parse_item(item: JsonValue, now: datetime) -> Record:
    values = item if isinstance(item, dict) else {}
    minutes = values.get("minutes")
    return read_solve(
        {
            "question_id": values.get("problem"),
            "attempt_id": values.get("id"),
            "title": values.get("name"),
            "solved_at": values.get("at"),
            "languages": values.get("languages"),
            "outcome": values.get("outcome"),
            "difficulty": values.get("difficulty"),
            "tags": values.get("topics"),
            "minutes": NOMINAL_MINUTES if minutes is None else minutes,
            "minutes_estimated": minutes is None,
        },
        raw=item,
        now=now,
    )


def _day(cursor: Cursor | None) -> date | None:
    """None for no cursor, or for one that is not ours."""
    try:
        return date.fromisoformat(str((cursor or {}).get("day")))
    except ValueError:
        return None
