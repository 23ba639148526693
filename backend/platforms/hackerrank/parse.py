"""HackerRank's answers as records. Pure. Shapes: the README beside this file."""

from __future__ import annotations

import math
import re
from datetime import datetime
from typing import cast

from backend.platforms.base.errors import ProfileNotFound, UpstreamInvalidResponse
from backend.platforms.base.fields import whole
from backend.platforms.base.reading import not_an_object, read_solve
from backend.platforms.base.records import JsonValue, Listing, Record, Stats
from backend.platforms.base.storable import clean_line, storable

NAME = "HackerRank"
NOMINAL_MINUTES = 30
SITE = "https://www.hackerrank.com"
SAFE_PATH = re.compile(r"(/[0-9A-Za-z_-]{1,120}){2,6}")
ADDRESS = re.compile(r"(?:/contests/([0-9A-Za-z_-]{1,120}))?/challenges/([0-9A-Za-z_-]{1,120})")
MAIN = "master"


def parse_challenges(body: JsonValue, now: datetime) -> Listing:
    """`following` is the cursor of the next page, None behind the last one."""
    models = body.get("models") if isinstance(body, dict) else None
    if not isinstance(body, dict) or not isinstance(models, list):
        raise UpstreamInvalidResponse(f"{NAME} gave no list of challenges")
    following = None if body.get("last_page") is True else _word(body.get("cursor"))
    return Listing(tuple(_parse_challenge(item, now) for item in models), following=following)


def _word(cursor: JsonValue) -> str | None:
    """A cursor as it is sent back, None where it is none."""
    if isinstance(cursor, bool) or not isinstance(cursor, str | int) or cursor in ("", 0, "null"):
        return None
    return str(cursor) if isinstance(cursor, str) or cursor.bit_length() < 64 else None


def _parse_challenge(item: JsonValue, now: datetime) -> Record:
    if not isinstance(item, dict):
        return not_an_object(item)
    key = _key(item)
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


def _key(item: dict[str, JsonValue]) -> str | None:
    """The contest and the challenge: the same challenge may be solved in two. The address tells both as well."""
    told = _url_parts(item.get("url"))
    challenge = _name(item.get("ch_slug")) or told[1]
    return f"{_name(item.get('con_slug')) or told[0] or MAIN}/{challenge}" if challenge else None


def _name(value: JsonValue) -> str:
    return value.strip() if isinstance(value, str) else ""


def _url_parts(path: JsonValue) -> tuple[str, str]:
    match = ADDRESS.fullmatch(path) if isinstance(path, str) else None
    return (match[1] or "", match[2]) if match else ("", "")


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


def parse_ratings(body: JsonValue, now: datetime) -> int | None:
    """The rating after the last contest of any category, None for who never took part in one."""
    models = body.get("models") if isinstance(body, dict) else None
    if not isinstance(models, list):
        raise UpstreamInvalidResponse(f"{NAME} gave no ratings")
    events = [event for model in models if isinstance(model, dict) for event in _list(model.get("events"))]
    rated = [(str(event.get("date") or ""), _rounded(event.get("rating"))) for event in events]
    return max((pair for pair in rated if pair[1] is not None), default=("", None))[1]


def _list(value: JsonValue) -> list[dict[str, JsonValue]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _rounded(value: JsonValue) -> int | None:
    usable = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return whole(round(cast(float, value)), least=0) if usable else None
