"""HackerRank's answers as records. Pure. Shapes: the README beside this file."""

from __future__ import annotations

import re
from datetime import datetime

from backend.platforms.base.errors import ProfileNotFound, UpstreamInvalidResponse
from backend.platforms.base.fields import whole
from backend.platforms.base.reading import not_an_object, read_solve
from backend.platforms.base.records import JsonValue, Listing, Record, Stats
from backend.platforms.base.storable import clean_line, storable

NAME = "HackerRank"
NOMINAL_MINUTES = 30
SITE = "https://www.hackerrank.com"
SAFE_PATH = re.compile(r"(/[0-9A-Za-z_-]{1,120}){2,6}")
MAIN = "master"


def parse_challenges(body: JsonValue, now: datetime) -> Listing:
    """`following` is the cursor of the next page, None behind the last one."""
    models = body.get("models") if isinstance(body, dict) else None
    if not isinstance(body, dict) or not isinstance(models, list):
        raise UpstreamInvalidResponse(f"{NAME} gave no list of challenges")
    cursor = body.get("cursor")
    more = body.get("last_page") is not True and isinstance(cursor, str) and 0 < len(cursor) <= 500
    return Listing(tuple(_parse_challenge(item, now) for item in models), following=cursor if more else None)


def _parse_challenge(item: JsonValue, now: datetime) -> Record:
    if not isinstance(item, dict):
        return not_an_object(item)
    key = _key(item.get("con_slug"), item.get("ch_slug"))
    values = {
        "question_id": key,
        "attempt_id": key,
        "title": item.get("name"),
        "solved_at": item.get("created_at"),
        "url": _url(item.get("url")),
        "minutes": NOMINAL_MINUTES,
        "minutes_estimated": True,
    }
    return read_solve(values, raw=item, now=now)


def _key(contest: JsonValue, challenge: JsonValue) -> str | None:
    """The contest and the challenge: the same challenge may be solved in two."""
    if not isinstance(challenge, str) or not challenge.strip():
        return None
    return f"{contest if isinstance(contest, str) and contest.strip() else MAIN}/{challenge}"


def _url(path: JsonValue) -> str:
    return f"{SITE}{path}" if isinstance(path, str) and SAFE_PATH.fullmatch(path) else ""


def parse_profile(body: JsonValue, now: datetime) -> Stats:
    """Raises ProfileNotFound for an account that was deleted: it is told in an answer of status 200."""
    if not isinstance(body, dict):
        raise UpstreamInvalidResponse(f"{NAME} gave no profile")
    model = body.get("model")
    if not isinstance(model, dict) or not model or model.get("deleted") is True:
        raise ProfileNotFound(service=NAME)
    username = model.get("username")
    if not isinstance(username, str) or not clean_line(username, 100):
        raise UpstreamInvalidResponse(f"{NAME} gave a profile without a name")
    number = whole(model.get("id"), least=1)
    return Stats(
        username=clean_line(username, 100),
        platform_user_id=None if number is None else str(number),
        rating=None,
        rank=None,
        problems_solved=None,
        by_difficulty={},
        raw={"level": whole(model.get("level")), "followers": whole(model.get("followers_count"), least=0)},
    )


def parse_scores(body: JsonValue, now: datetime) -> JsonValue:
    """The practice score by track; a track with score 0 was never practised, whatever rank it claims."""
    if not isinstance(body, list):
        raise UpstreamInvalidResponse(f"{NAME} gave no list of tracks")
    scores: dict[str, float] = {}
    for track in body:
        name, score = _track(track)
        if name and score > 0:
            scores[name] = score
    return storable(scores)


def _track(track: JsonValue) -> tuple[str, float]:
    """Name and practice score; "" and 0 where there is none."""
    if not isinstance(track, dict):
        return "", 0.0
    practice, name = track.get("practice"), track.get("slug") or track.get("name")
    score = practice.get("score") if isinstance(practice, dict) else None
    if not isinstance(name, str) or isinstance(score, bool) or not isinstance(score, int | float):
        return "", 0.0
    return clean_line(name, 60), round(float(score), 2) if abs(score) < 10**9 else 0.0
