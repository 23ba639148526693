"""From events to practice time: an estimate, by a rule that is written down here. Pure.

Rule 1. The events of one calendar day, in the account's time zone, are put in order. Events less than two hours
apart belong to one session. A session lasts from its first event to its last, and LEAD_IN minutes more for the
work before the first one. A day is the sum of its sessions, in whole minutes, and at most DAY_CAP.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo

from backend.platforms.base.records import Moment, Practice
from backend.platforms.base.storable import clean_line

RULE = 1
SESSION_GAP = timedelta(hours=2)
LEAD_IN = 20
DAY_CAP = 480
_NAMED = 3


def practice_of_days(moments: Iterable[Moment], owner: str, zone: tzinfo) -> list[Practice]:
    """One row for each day with an event, newest first. `owner` is the account's stable id."""
    days: dict[date, list[Moment]] = {}
    for moment in {moment.moment_id: moment for moment in moments}.values():
        days.setdefault(day_of(moment.at, zone), []).append(moment)
    return [_practice(day, days[day], owner) for day in sorted(days, reverse=True)]


def day_of(at: datetime, zone: tzinfo) -> date:
    return at.astimezone(zone).date()


def _practice(day: date, moments: list[Moment], owner: str) -> Practice:
    return Practice(
        activity_id=f"{owner}:{day.isoformat()}",
        day=day,
        minutes=estimated_minutes([moment.at for moment in moments]),
        title=title_of(moments),
        minutes_estimated=True,
    )


def estimated_minutes(times: list[datetime]) -> int:
    """Rule 1, for the events of one day."""
    ordered = sorted(times)
    total = timedelta(minutes=LEAD_IN)
    for before, at in zip(ordered, ordered[1:], strict=False):
        total += at - before if at - before < SESSION_GAP else timedelta(minutes=LEAD_IN)
    return min(round(total.total_seconds() / 60), DAY_CAP)


def title_of(moments: list[Moment]) -> str:
    """ "12 events in owner/repo, owner/other and 3 more", the busiest first."""
    counts = Counter(moment.what for moment in moments if moment.what)
    names = sorted(counts, key=lambda name: (-counts[name], name))
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    place = f" in {', '.join(name[:80] for name in names[:_NAMED])}{more}" if names else ""
    return clean_line(f"{len(moments)} event{'' if len(moments) == 1 else 's'}{place}", 300)
