"""LeetCode's answers as records. Pure. Shapes: the README beside this file."""

from __future__ import annotations

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
    UpstreamUnavailable,
)
from backend.platforms.base.fields import Difficulty, InvalidValue, instant, whole
from backend.platforms.base.reading import not_an_object, read_solve
from backend.platforms.base.records import Details, JsonValue, Listing, Record, Stats
from backend.platforms.base.storable import clean_line, storable

NAME = "LeetCode"
NOMINAL_MINUTES = 30
ACCEPTED = "accepted"
LEVELS: Mapping[str, Difficulty] = {"easy": "Easy", "medium": "Medium", "hard": "Hard"}
SAFE_SLUG = re.compile(r"[0-9A-Za-z_-]{1,200}")
DAYS_LIMIT = 400


def parse_recent(body: JsonValue, now: datetime) -> Listing:
    """Null is taken as the empty list: both have been seen for nobody."""
    rows = _data(body).get("recentAcSubmissionList")
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
    progress = _data(body).get("userProgressQuestionList", {})
    if progress is None:
        raise CredentialRejected("LeetCode does not know this session any more")
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
    found = _part(_data(body), "problemsetQuestionList").get("questions")
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
    data = _data(body)
    user = data.get("matchedUser")
    if user is None and "matchedUser" in data:
        raise ProfileNotFound(service=NAME)
    name = user.get("username") if isinstance(user, dict) else None
    if not isinstance(user, dict) or not isinstance(name, str) or not clean_line(name, 100):
        raise UpstreamInvalidResponse(f"{NAME} gave a user without a name")
    solved = _solved(user)
    rating = _part(data, "userContestRanking").get("rating")
    usable = isinstance(rating, int | float) and not isinstance(rating, bool)
    return Stats(
        username=clean_line(name, 100),
        platform_user_id=None,
        rating=whole(round(rating)) if usable else None,  # type: ignore[arg-type]
        rank=None,
        problems_solved=solved.pop("All", None),
        by_difficulty=solved,
        raw=_public_numbers(user),
    )


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
        "submissions_by_day": calendar(user.get("submissionCalendar")),
    }
    return cast(dict[str, JsonValue], storable(numbers))


def calendar(text: JsonValue) -> dict[str, int]:
    """Submissions of any verdict by UTC day; empty where it is hidden. It comes as JSON inside of a string."""
    try:
        told = read_json(text.encode("utf-8", "replace")) if isinstance(text, str) else None
    except PlatformError:
        return {}
    days: dict[str, int] = {}
    for key, count in told.items() if isinstance(told, dict) else ():
        moment, number = _moment(key), whole(count, least=0)
        if moment and number and len(days) < DAYS_LIMIT:
            days[moment.date().isoformat()] = number
    return days


def _data(body: JsonValue) -> dict[str, JsonValue]:
    """What a GraphQL answer holds. Raises what its errors mean: they come in an answer of status 200."""
    if not isinstance(body, dict):
        raise UpstreamInvalidResponse(f"{NAME} gave no object")
    error = _meaning(body)
    if error is not None:
        raise error
    return _part(body, "data")


def meaning_of(body: bytes, status: int) -> PlatformError | None:
    """What the body of an error answer means; None for what the status alone says."""
    try:
        answer = read_json(body)
    except PlatformError:
        # A session that ended is told as JSON; HTML is the wall in front of the site, and passes.
        return UpstreamUnavailable(service=NAME, status=status) if status == 403 else None
    return _meaning(answer) if isinstance(answer, dict) else None


def _meaning(answer: Mapping[str, JsonValue]) -> PlatformError | None:
    problems, told = answer.get("errors"), answer.get("error")
    first = problems[0] if isinstance(problems, list) and problems else told
    message = first.get("message") if isinstance(first, dict) else first
    text = message.casefold() if isinstance(message, str) else ""
    if not problems and not text:
        return None
    if "does not exist" in text and "user" in text:
        return ProfileNotFound(service=NAME)
    if "not authenticated" in text or "sign in" in text or "log in" in text:
        return CredentialRejected(service=NAME)
    return UpstreamInvalidResponse(f"{NAME} did not understand what we asked")


def _part(whole_object: Mapping[str, JsonValue], name: str) -> dict[str, JsonValue]:
    part = whole_object.get(name)
    return part if isinstance(part, dict) else {}
