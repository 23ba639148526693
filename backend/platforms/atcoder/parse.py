"""The mirror's answers as records. Pure. Shapes: the README beside this file."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from backend.platforms.base.errors import UpstreamInvalidResponse
from backend.platforms.base.fields import FUTURE_ALLOWED, Outcome, whole
from backend.platforms.base.reading import not_an_object, not_final, read_solve
from backend.platforms.base.records import JsonValue, Listing, Record

NOMINAL_MINUTES = 30
JUDGING = (None, "", "WJ", "WR", "Judging")
# "3/15" and "3/15 TLE": so many of the tests have run.
_RUNNING = re.compile(r"\s*[0-9]+\s*/\s*[0-9]+")
SAFE_NAME = re.compile(r"[0-9A-Za-z_-]{1,100}")
_VERSION = re.compile(r"\s*\([^()]*\)\s*$")


def parse_submissions(body: JsonValue, now: datetime) -> Listing:
    """`following` is the last second of the list with the ids in it."""
    if not isinstance(body, list):
        raise UpstreamInvalidResponse("AtCoder Problems gave no list of submissions")
    return Listing(tuple(_parse_submission(item, now) for item in body), following=_last_second(body, now))


def _last_second(rows: list[JsonValue], now: datetime) -> JsonValue:
    """One that lies ahead is a mistake, and to go on from there would leave out all between."""
    ahead = now.timestamp() + FUTURE_ALLOWED.total_seconds()
    seconds = [(_second(row), row.get("id")) for row in rows if isinstance(row, dict)]
    last = max((second for second, _ in seconds if second and second <= ahead), default=None)
    ids: list[JsonValue] = [str(number) for second, number in seconds if second == last]
    return {"from": last, "ids": ids} if last else None


def _second(row: dict[str, JsonValue]) -> int | None:
    return whole(row.get("epoch_second"), least=1)


def _parse_submission(item: JsonValue, now: datetime) -> Record:
    if not isinstance(item, dict):
        return not_an_object(item)
    result = item.get("result")
    if result in JUDGING or (isinstance(result, str) and _RUNNING.match(result)):
        return not_final(item)
    second, problem, language = _second(item), item.get("problem_id"), item.get("language")
    values = {
        "question_id": problem,
        "attempt_id": item.get("id"),
        "title": problem,
        "solved_at": datetime.fromtimestamp(second, UTC) if second else None,
        "url": _url(item.get("contest_id"), problem),
        "languages": [_VERSION.sub("", language)] if isinstance(language, str) else [],
        "outcome": _outcome(result, item.get("point")),
        "minutes": NOMINAL_MINUTES,
        "minutes_estimated": True,
    }
    return read_solve(values, raw=item, now=now)


def _outcome(result: JsonValue, point: JsonValue) -> Outcome:
    """`AC` is Solved; what is not accepted and still has points is Partial."""
    if result == "AC":
        return "Solved"
    scored = isinstance(point, int | float) and not isinstance(point, bool) and point > 0
    return "Partial" if scored else "Failed"


def _url(contest: JsonValue, problem: JsonValue) -> str:
    names = [name for name in (contest, problem) if isinstance(name, str) and SAFE_NAME.fullmatch(name)]
    return f"https://atcoder.jp/contests/{names[0]}/tasks/{names[1]}" if len(names) == 2 else ""


def parse_rank(body: JsonValue, now: datetime) -> tuple[int, int | None]:
    """How many problems were accepted, and the place that this gives."""
    count = whole(body.get("count"), least=0) if isinstance(body, dict) else None
    if count is None or not isinstance(body, dict):
        raise UpstreamInvalidResponse("AtCoder Problems gave no number of accepted problems")
    return count, whole(body.get("rank"), least=0)
