"""Codeforces' answers as records. Pure. Shapes: https://codeforces.com/apiHelp and the README beside this file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import cast

from backend.platforms.base.body import read_json
from backend.platforms.base.errors import (
    CredentialRejected,
    InvalidUsername,
    PlatformError,
    ProfileNotFound,
    UpstreamInvalidResponse,
    UpstreamRateLimited,
    UpstreamUnavailable,
)
from backend.platforms.base.fields import Difficulty, Outcome, whole
from backend.platforms.base.reading import not_an_object, not_final, read_solve
from backend.platforms.base.records import JsonValue, Listing, Record, Stats
from backend.platforms.base.storable import clean_line, storable

NAME = "Codeforces"
NOMINAL_MINUTES = 30
FIRST_GYM = 100_000
JUDGING = (None, "", "TESTING", "SUBMITTED")
OUTCOMES: Mapping[JsonValue, Outcome] = {"OK": "Solved", "PARTIAL": "Partial"}
SAFE_INDEX = re.compile(r"[0-9A-Za-z_-]{1,20}")


def parse_submissions(body: JsonValue, now: datetime) -> Listing:
    result = _result(body)
    if not isinstance(result, list):
        raise UpstreamInvalidResponse(f"{NAME} gave no list of submissions")
    return Listing(tuple(_parse_submission(item, now) for item in result))


def _parse_submission(item: JsonValue, now: datetime) -> Record:
    if not isinstance(item, dict):
        return not_an_object(item)
    verdict = item.get("verdict")
    if verdict in JUDGING:
        return not_final(_public(item))
    problem = _problem(item)
    language = item.get("programmingLanguage")
    values = {
        "question_id": problem_id(problem),
        "attempt_id": item.get("id"),
        "title": problem.get("name"),
        "solved_at": moment(item.get("creationTimeSeconds")),
        "url": problem_url(problem),
        "languages": [language] if isinstance(language, str) else [],
        "outcome": OUTCOMES.get(verdict, "Failed") if isinstance(verdict, str) else "Failed",
        "difficulty": difficulty(problem.get("rating")),
        "tags": problem.get("tags"),
        "minutes": NOMINAL_MINUTES,
        "minutes_estimated": True,
    }
    return read_solve(values, raw=_public(item), now=now)


def _problem(item: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """What is told of the problem; its contest may be told of the submission alone."""
    problem = item.get("problem")
    problem = problem if isinstance(problem, dict) else {}
    if problem.get("problemsetName") or problem.get("contestId"):
        return problem
    return {**problem, "contestId": item.get("contestId")}


def _public(item: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Without the names of team members."""
    return {name: value for name, value in item.items() if name not in ("author", "sourceBase64")}


def problem_id(problem: Mapping[str, JsonValue]) -> str | None:
    """The contest and the letter ("1520A"); without a contest the set's name instead ("acmsguru-100")."""
    index = problem.get("index")
    if not isinstance(index, str) or not SAFE_INDEX.fullmatch(index):
        return None
    contest = whole(problem.get("contestId"), least=1)
    if contest:
        return f"{contest}{index}"
    name = problem.get("problemsetName")
    return f"{name}-{index}" if isinstance(name, str) and SAFE_INDEX.fullmatch(name) else None


def problem_url(problem: Mapping[str, JsonValue]) -> str:
    if problem_id(problem) is None:
        return ""
    contest, index = whole(problem.get("contestId"), least=1), problem["index"]
    if not contest:
        return f"https://codeforces.com/problemsets/{problem['problemsetName']}/problem/99999/{index}"
    kind = "gym" if contest >= FIRST_GYM else "contest"
    return f"https://codeforces.com/{kind}/{contest}/problem/{index}"


def moment(value: JsonValue) -> datetime | None:
    seconds = whole(value, least=1)
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def difficulty(rating: JsonValue) -> Difficulty | None:
    """Problem ratings go from 800 to 3500: below 1300 is Easy, below 1900 Medium, the rest Hard."""
    number = whole(rating, least=1)
    if number is None:
        return None
    return "Easy" if number < 1300 else "Medium" if number < 1900 else "Hard"


def parse_user(body: JsonValue, now: datetime) -> Stats:
    result = _result(body)
    user = result[0] if isinstance(result, list) and result else None
    handle = user.get("handle") if isinstance(user, dict) else None
    if not isinstance(user, dict) or not isinstance(handle, str) or not clean_line(handle, 100):
        raise UpstreamInvalidResponse(f"{NAME} gave a user without a handle")
    rank = user.get("rank")
    numbers = {
        name: whole(user.get(name)) for name in ("rating", "maxRating", "contribution", "friendOfCount")
    }
    return Stats(
        username=clean_line(handle, 100),
        platform_user_id=None,
        rating=numbers["rating"],
        rank=(clean_line(rank, 100) or None) if isinstance(rank, str) else None,
        problems_solved=None,
        by_difficulty={},
        raw=cast(dict[str, JsonValue], storable(numbers)),
    )


def _result(body: JsonValue) -> JsonValue:
    """What an answer holds. Raises what its error means: a failure may come in an answer of status 200."""
    if not isinstance(body, dict):
        raise UpstreamInvalidResponse(f"{NAME} gave no object")
    if body.get("status") != "OK":
        raise _meaning(body) or UpstreamInvalidResponse(
            f"{NAME} gave an answer that is neither OK nor FAILED"
        )
    return body.get("result")


def meaning_of(body: bytes, status: int) -> PlatformError | None:
    """What the body of an error answer means; None for what the status says, and a body that is not in its form."""
    if status == 429:
        return None
    try:
        answer = read_json(body)
    except PlatformError:
        # Nobody is signed in, so a refusal is Cloudflare's, and passes.
        return UpstreamUnavailable(service=NAME, status=status) if status == 403 else None
    error = _meaning(answer) if isinstance(answer, dict) else None
    if error is not None:
        error.status = status
    return error


def _meaning(answer: Mapping[str, JsonValue]) -> PlatformError | None:
    comment = answer.get("comment")
    text = comment.casefold() if isinstance(comment, str) else ""
    if answer.get("status") != "FAILED":
        return None
    if "limit exceeded" in text:
        return UpstreamRateLimited(service=NAME)
    if text.startswith("handle"):
        return ProfileNotFound(service=NAME) if "not found" in text else InvalidUsername(service=NAME)
    if text.startswith(("apikey", "apisig")):
        return CredentialRejected(service=NAME)
    return UpstreamUnavailable(service=NAME)
