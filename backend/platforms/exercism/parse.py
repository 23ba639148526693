"""Exercism's answers as records. Pure. Shapes: the site's own source and the README beside this file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from backend.platforms.base.body import read_json
from backend.platforms.base.errors import (
    CredentialRejected,
    NotFound,
    PlatformError,
    ProfileNotFound,
    ProfilePrivate,
    UpstreamInvalidResponse,
    UpstreamUnavailable,
)
from backend.platforms.base.fields import whole
from backend.platforms.base.reading import not_an_object, not_final, read_solve
from backend.platforms.base.records import JsonValue, Listing, Record, Stats
from backend.platforms.base.storable import clean_line, storable

NAME = "Exercism"
NOMINAL_MINUTES = 30
DONE = ("completed", "published")

MEANINGS: Mapping[str, type[PlatformError]] = {
    "invalid_auth_token": CredentialRejected,
    "profile_not_found": ProfileNotFound,
    "permission_denied": ProfilePrivate,
    "solution_not_accessible": ProfilePrivate,
    "solution_not_found": NotFound,
    "track_not_found": NotFound,
    "resource_not_found": NotFound,
}
NOT_ONBOARDED = "Exercism asks you to finish signing up on its own pages first"


def parse_solutions(body: JsonValue, now: datetime) -> Listing:
    results = body.get("results") if isinstance(body, dict) else None
    if not isinstance(body, dict) or not isinstance(results, list):
        raise _meaning(body) or UpstreamInvalidResponse(f"{NAME} gave no list of solutions")
    meta = _object(body.get("meta"))
    items = tuple(_parse_solution(item, now) for item in results)
    return Listing(items, pages=meta.get("total_pages"), total=meta.get("total_count"))


def _parse_solution(item: JsonValue, now: datetime) -> Record:
    if not isinstance(item, dict):
        return not_an_object(item)
    if item.get("status") == "started":
        return not_final(item, "this exercise was begun and nothing handed in yet")
    exercise, track = _object(item.get("exercise")), _object(item.get("track"))
    done = item.get("status") in DONE or bool(item.get("completed_at"))
    values = {
        "question_id": _question_id(exercise, track) or item.get("uuid"),
        "attempt_id": item.get("uuid"),
        "title": _title(exercise, track),
        "solved_at": _practised_at(item),
        "url": _url(item),
        "languages": [name for name in (track.get("title"),) if isinstance(name, str)],
        "outcome": "Solved" if done else "Partial",
        "minutes": NOMINAL_MINUTES,
        "minutes_estimated": True,
    }
    return read_solve(values, raw=item, now=now)


def _url(item: Mapping[str, JsonValue]) -> JsonValue:
    """The page that anybody can see where there is one, else the person's own."""
    published = item.get("public_url") if item.get("status") == "published" else None
    return published or item.get("private_url")


def _question_id(exercise: Mapping[str, JsonValue], track: Mapping[str, JsonValue]) -> str | None:
    names = [part.get("slug") for part in (track, exercise)]
    return "/".join(map(str, names)) if all(isinstance(name, str) and name for name in names) else None


def _title(exercise: Mapping[str, JsonValue], track: Mapping[str, JsonValue]) -> JsonValue:
    """With its track, for the same exercise is there in many."""
    title, language = exercise.get("title"), track.get("title")
    named = isinstance(title, str) and title.strip() and isinstance(language, str) and language.strip()
    return f"{title} ({language})" if named else title


def _practised_at(item: Mapping[str, JsonValue]) -> JsonValue:
    """When it was completed, else last worked on; `updated_at` moves with new tests of the exercise too."""
    times = (item.get(name) for name in ("completed_at", "published_at", "last_iterated_at"))
    return next((time for time in times if time), None)


def parse_tracks(body: JsonValue, now: datetime) -> Stats:
    """Of the tracks that the person has joined; `username` is not told."""
    tracks = body.get("tracks") if isinstance(body, dict) else None
    if not isinstance(tracks, list):
        raise _meaning(body) or UpstreamInvalidResponse(f"{NAME} gave no list of tracks")
    joined = {
        clean_line(slug, 60): whole(track.get("num_completed_exercises"), least=0)
        for track in tracks
        if isinstance(track, dict)
        and track.get("is_joined") is True
        and isinstance(slug := track.get("slug"), str)
    }
    solved = sum(number for number in joined.values() if number)
    raw = cast(dict[str, JsonValue], storable({"tracks": joined}))
    return Stats("", None, None, None, min(solved, 2**31 - 1), {}, raw)


def parse_token_check(body: JsonValue, now: datetime) -> None:
    """Raises CredentialRejected for a token that is not good."""
    told = _object(_object(body).get("status")).get("token")
    if told == "valid":
        return
    if isinstance(told, str):
        raise CredentialRejected(service=NAME)
    raise _meaning(body) or UpstreamInvalidResponse(f"{NAME} did not say whether the token is good")


def meaning_of(body: bytes, status: int) -> PlatformError | None:
    """What the body of an error answer means; None for a body that is not in Exercism's form."""
    try:
        answer = read_json(body)
    except PlatformError:
        # A wrong token is always told as JSON, so a refusal in HTML is Cloudflare's, and passes.
        return UpstreamUnavailable(service=NAME, status=status) if status == 403 else None
    return _meaning(answer)


def _meaning(answer: JsonValue) -> PlatformError | None:
    kind = _object(_object(answer).get("error")).get("type")
    if kind == "not_onboarded":
        return ProfilePrivate(NOT_ONBOARDED)
    meaning = MEANINGS.get(kind) if isinstance(kind, str) else None
    return meaning(service=NAME) if meaning else None


def _object(value: JsonValue) -> dict[str, JsonValue]:
    return value if isinstance(value, dict) else {}
