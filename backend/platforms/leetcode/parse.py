"""LeetCode's answers as records. Pure. Shapes: the README beside this file."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import cast

from backend.platforms.base.body import read_json
from backend.platforms.base.errors import (
    CredentialRejected,
    PlatformError,
    ProfileNotFound,
    UpstreamInvalidResponse,
    UpstreamRateLimited,
    UpstreamUnavailable,
)
from backend.platforms.base.fields import Difficulty, InvalidValue, instant, whole
from backend.platforms.base.reading import not_an_object, read_solve
from backend.platforms.base.records import Details, JsonValue, Listing, Record, Stats
from backend.platforms.base.storable import clean_line, storable

NAME = "LeetCode"
NOMINAL_MINUTES = 30
SESSION_ENDED = f"{NAME} does not know this session any more"
ACCEPTED = "accepted"
LEVELS: Mapping[str, Difficulty] = {"easy": "Easy", "medium": "Medium", "hard": "Hard"}
SAFE_SLUG = re.compile(r"[0-9A-Za-z_-]{1,200}")
DAYS_LIMIT = 400
# Bytes of a calendar of so many days.
CALENDAR_LIMIT = 10_000


def parse_recent(body: JsonValue, now: datetime) -> Listing:
    """Null is taken as the empty list: both have been seen for nobody."""
    rows = _data(body, "recentAcSubmissionList").get("recentAcSubmissionList")
    if rows is not None and not isinstance(rows, list):
        raise UpstreamInvalidResponse(f"{NAME} gave no list of submissions")
    return Listing(tuple(_parse_submission(item, now) for item in rows or ()))


def _parse_submission(item: JsonValue, now: datetime) -> Record:
    if not isinstance(item, dict):
        return not_an_object(item)
    moment, language = _moment(item.get("timestamp")), item.get("lang")
    status = item.get("statusDisplay")
    accepted = not isinstance(status, str) or status.casefold() == ACCEPTED
    told = {"languages": [language] if isinstance(language, str) else []}
    return _solve(item, moment, "Solved" if accepted else "Failed", told, now)


def parse_progress(body: JsonValue, now: datetime) -> Listing:
    """Null in place of the list is how an ended session is told."""
    progress = _data(body, "userProgressQuestionList").get("userProgressQuestionList", {})
    if progress is None:
        raise CredentialRejected(SESSION_ENDED)
    questions = progress.get("questions") if isinstance(progress, dict) else None
    if not isinstance(progress, dict) or not isinstance(questions, list):
        raise UpstreamInvalidResponse(f"{NAME} gave no list of problems")
    return Listing(tuple(_parse_problem(item, now) for item in questions), total=progress.get("totalNum"))


def _parse_problem(item: JsonValue, now: datetime) -> Record:
    if not isinstance(item, dict):
        return not_an_object(item)
    solved = item.get("questionStatus")
    outcome = "Solved" if isinstance(solved, str) and solved.casefold() == "solved" else "Failed"
    told = {"difficulty": level(item.get("difficulty")), "tags": _topics(item.get("topicTags"))}
    return _solve(item, _moment(item.get("lastSubmittedAt")), outcome, told, now)


def _solve(
    item: dict[str, JsonValue],
    moment: datetime | None,
    outcome: str,
    told: Mapping[str, object],
    now: datetime,
) -> Record:
    slug = item.get("titleSlug")
    values = {
        "question_id": slug,
        "attempt_id": attempt_id(slug, moment),
        "title": item.get("title"),
        "solved_at": moment,
        "url": f"https://leetcode.com/problems/{slug}/" if _is_safe(slug) else "",
        "outcome": outcome,
        "minutes": NOMINAL_MINUTES,
        "minutes_estimated": True,
        **told,
    }
    return read_solve(values, raw=item, now=now)


def attempt_id(slug: JsonValue, moment: datetime | None) -> str | None:
    """Rule 1: the problem and the second, "two-sum@1705161771". Ids are not told everywhere, and this is."""
    return f"{slug}@{int(moment.timestamp())}"[:200] if _is_safe(slug) and moment else None


def _is_safe(slug: JsonValue) -> bool:
    return isinstance(slug, str) and bool(SAFE_SLUG.fullmatch(slug))


def _moment(value: JsonValue) -> datetime | None:
    """Unix seconds as text or number, or ISO 8601: LeetCode tells time in three forms."""
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if text.isascii() and text.isdigit():
        return datetime.fromtimestamp(int(text), UTC) if len(text) <= 10 and int(text) else None
    try:
        return instant(text)
    except InvalidValue:
        return None


def level(value: JsonValue) -> Difficulty | None:
    return LEVELS.get(value.casefold()) if isinstance(value, str) else None


def _topics(value: JsonValue) -> list[JsonValue] | None:
    if not isinstance(value, list):
        return None
    return [topic.get("name") for topic in value if isinstance(topic, dict)]


def parse_questions(body: JsonValue, now: datetime) -> dict[str, Details]:
    """Difficulty and topics by the problem's name in its address."""
    found = _part(_data(body, "problemsetQuestionList"), "problemsetQuestionList").get("questions")
    if not isinstance(found, list):
        raise UpstreamInvalidResponse(f"{NAME} gave no list of problems")
    return {
        str(question["titleSlug"]): Details(
            level(question.get("difficulty")), _names(_topics(question.get("topicTags")))
        )
        for question in found
        if isinstance(question, dict) and _is_safe(question.get("titleSlug"))
    }


def _names(values: list[JsonValue] | None) -> tuple[str, ...] | None:
    if values is None:
        return None
    names = (clean_line(value, 60) for value in values if isinstance(value, str))
    return tuple(dict.fromkeys(name for name in names if name))


def parse_profile(body: JsonValue, now: datetime) -> Stats:
    data = _data(body, "matchedUser")
    user = data.get("matchedUser")
    if user is None and "matchedUser" in data:
        raise ProfileNotFound(service=NAME)
    name = user.get("username") if isinstance(user, dict) else None
    if not isinstance(user, dict) or not isinstance(name, str) or not clean_line(name, 100):
        raise UpstreamInvalidResponse(f"{NAME} gave a user without a name")
    solved = _solved(user)
    return Stats(
        username=clean_line(name, 100),
        platform_user_id=None,
        rating=_rounded(_part(data, "userContestRanking").get("rating")),
        rank=None,
        problems_solved=solved.pop("All", None),
        by_difficulty=solved,
        raw=_public_numbers(user),
    )


def parse_owner(body: JsonValue, now: datetime) -> str:
    """Whose session it is. Raises CredentialRejected where it is nobody's."""
    status = _part(_data(body, "userStatus"), "userStatus")
    if status.get("isSignedIn") is False:
        raise CredentialRejected(SESSION_ENDED)
    name = status.get("username")
    if not isinstance(name, str) or not clean_line(name, 100):
        raise UpstreamInvalidResponse(f"{NAME} did not say whose session this is")
    return clean_line(name, 100)


def _rounded(rating: JsonValue) -> int | None:
    usable = isinstance(rating, int | float) and not isinstance(rating, bool) and math.isfinite(rating)
    return whole(round(cast(float, rating))) if usable else None


def _solved(user: Mapping[str, JsonValue]) -> dict[str, int]:
    """Solved problems by difficulty; "All" is their number, not one more difficulty."""
    stats = _part(user, "submitStatsGlobal") or _part(user, "submitStats")
    rows = stats.get("acSubmissionNum")
    counts: dict[str, int] = {}
    for row in rows if isinstance(rows, list) else ():
        name = row.get("difficulty") if isinstance(row, dict) else None
        count = whole(row.get("count"), least=0) if isinstance(row, dict) else None
        if isinstance(name, str) and name in ("All", "Easy", "Medium", "Hard") and count is not None:
            counts[name] = count
    return counts


def _public_numbers(user: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    numbers = {
        "ranking": whole(_part(user, "profile").get("ranking"), least=0),
        "submissions_by_day": calendar(
            user.get("submissionCalendar") or _part(user, "userCalendar").get("submissionCalendar")
        ),
    }
    return cast(dict[str, JsonValue], storable(numbers, CALENDAR_LIMIT))


def calendar(text: JsonValue) -> dict[str, int]:
    """Submissions of any verdict by UTC day, the latest first; empty where it is hidden. It is JSON in a string."""
    try:
        told = read_json(text.encode("utf-8", "replace")) if isinstance(text, str) else None
    except PlatformError:
        return {}
    days: dict[str, int] = {}
    for key, count in told.items() if isinstance(told, dict) else ():
        moment, number = _moment(key), whole(count, least=0)
        if moment and number:
            days[moment.date().isoformat()] = number
    return dict(sorted(days.items(), reverse=True)[:DAYS_LIMIT])


def _data(body: JsonValue, wanted: str) -> dict[str, JsonValue]:
    """What a GraphQL answer holds. Raises what its errors mean: they come in an answer of status 200.

    Where what is `wanted` is there all the same, they are about something else.
    """
    if not isinstance(body, dict):
        raise UpstreamInvalidResponse(f"{NAME} gave no object")
    data = _part(body, "data")
    messages = _messages(body)
    if messages and data.get(wanted) is None:
        raise _meaning(messages) or UpstreamInvalidResponse(f"{NAME} did not understand what we asked")
    return data


def meaning_of(body: bytes, status: int) -> PlatformError | None:
    """What the body of an error answer means; None for what the status alone says."""
    try:
        answer = read_json(body)
    except PlatformError:
        # A session that ended is told as JSON; HTML is the wall in front of the site, and passes.
        return UpstreamUnavailable(service=NAME, status=status) if status == 403 else None
    messages = _messages(answer) if isinstance(answer, dict) and status != 429 else []
    if not messages:
        return None
    unclear = UpstreamInvalidResponse(f"{NAME} did not understand what we asked") if status < 500 else None
    return _meaning(messages) or unclear


def _messages(answer: Mapping[str, JsonValue]) -> list[str]:
    """Errors come in a list, or alone outside of GraphQL; one that says nothing is still one."""
    problems = answer.get("errors")
    told = problems if isinstance(problems, list) else [problems, answer.get("error"), answer.get("detail")]
    found = [
        problem.get("message", "") if isinstance(problem, dict) else problem for problem in told if problem
    ]
    return [message if isinstance(message, str) else "" for message in found]


def _meaning(messages: list[str]) -> PlatformError | None:
    text = "\n".join(messages).casefold()
    if "does not exist" in text and "user" in text:
        return ProfileNotFound(service=NAME)
    if any(
        words in text for words in ("not authenticated", "sign in", "log in", "authentication credentials")
    ):
        return CredentialRejected(service=NAME)
    if any(words in text for words in ("too many", "rate limit", "throttled")):
        return UpstreamRateLimited(service=NAME)
    return None


def _part(whole_object: Mapping[str, JsonValue], name: str) -> dict[str, JsonValue]:
    part = whole_object.get(name)
    return part if isinstance(part, dict) else {}
