"""Codewars' answers as records. Pure. Shapes: https://dev.codewars.com and the README beside this file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import cast

from backend.platforms.base.errors import UpstreamInvalidResponse
from backend.platforms.base.fields import Difficulty, whole
from backend.platforms.base.reading import not_an_object, read_solve, told
from backend.platforms.base.records import Details, JsonValue, Listing, Record, Stats
from backend.platforms.base.storable import clean_line, storable

NOMINAL_MINUTES = 30
# Ids are 24 hex digits today; whatever could change a path or a link is refused.
SAFE_ID = re.compile(r"[0-9A-Za-z_-]{1,200}")

# Codewars ranks kata from 8 kyu (id -8, the easiest) to 1 kyu (-1), then in dan (1 and up); beta kata have no
# rank.
KYU_DIFFICULTY: Mapping[int, Difficulty] = {-8: "Easy", -7: "Easy", -6: "Medium", -5: "Medium"}


def parse_completed(body: JsonValue, now: datetime) -> Listing:
    answer = _object(body)
    data = answer.get("data")
    if not isinstance(data, list):
        raise UpstreamInvalidResponse("Codewars gave no list of kata")
    items = tuple(_parse_kata_of_list(item, now) for item in data)
    return Listing(items, pages=answer.get("totalPages"), total=answer.get("totalItems"))


def _parse_kata_of_list(item: JsonValue, now: datetime) -> Record:
    if not isinstance(item, dict):
        return not_an_object(item)
    kata_id = item.get("id")
    values = {
        "question_id": kata_id,
        "attempt_id": kata_id,
        "title": item.get("name"),
        "solved_at": item.get("completedAt"),
        "url": _kata_url(kata_id),
        "languages": item.get("completedLanguages"),
        "minutes": NOMINAL_MINUTES,
        "minutes_estimated": True,
    }
    return read_solve(values, raw=item, now=now)


def _kata_url(kata_id: JsonValue) -> str:
    safe = isinstance(kata_id, str) and SAFE_ID.fullmatch(kata_id)
    return f"https://www.codewars.com/kata/{kata_id}" if safe else ""


def parse_kata(body: JsonValue, now: datetime) -> Details:
    kata = _object(body)
    rank = _part(kata, "rank").get("id")
    return Details(kyu_difficulty(rank), cast(tuple[str, ...] | None, told("tags", kata.get("tags"))))


def kyu_difficulty(rank: JsonValue) -> Difficulty | None:
    """8 and 7 kyu are Easy, 6 and 5 Medium, 4 kyu and above (dan too) Hard; beta kata have none."""
    if isinstance(rank, bool) or not isinstance(rank, int) or rank == 0 or rank < -8:
        return None
    return KYU_DIFFICULTY.get(rank, "Hard")


def parse_user(body: JsonValue, now: datetime) -> Stats:
    user = _object(body)
    username = user.get("username")
    if not isinstance(username, str) or not clean_line(username, 200):
        raise UpstreamInvalidResponse("Codewars gave a user without a name")
    overall = _part(user, "ranks", "overall")
    return Stats(
        username=clean_line(username, 200),
        platform_user_id=_line(user.get("id")),
        rating=whole(overall.get("score")),
        rank=_line(overall.get("name")),
        problems_solved=whole(_part(user, "codeChallenges").get("totalCompleted"), least=0),
        by_difficulty={},
        raw=_public_numbers(user),
    )


def _public_numbers(user: dict[str, JsonValue]) -> dict[str, JsonValue]:
    languages = _part(user, "ranks", "languages")
    numbers = {
        "honor": whole(user.get("honor")),
        "leaderboardPosition": whole(user.get("leaderboardPosition")),
        "totalAuthored": whole(_part(user, "codeChallenges").get("totalAuthored")),
        "languages": {name: whole(_part(languages, name).get("score")) for name in languages},
    }
    return cast(dict[str, JsonValue], storable(numbers))


def _object(body: JsonValue) -> dict[str, JsonValue]:
    if not isinstance(body, dict):
        raise UpstreamInvalidResponse("Codewars gave no object")
    return body


def _part(whole_object: dict[str, JsonValue], *names: str) -> dict[str, JsonValue]:
    """An object inside an object; an empty one where the platform has null, nothing or something else."""
    part: JsonValue = whole_object
    for name in names:
        part = part.get(name) if isinstance(part, dict) else None
    return part if isinstance(part, dict) else {}


def _line(value: JsonValue) -> str | None:
    return (clean_line(value, 100) or None) if isinstance(value, str) else None
