"""One day of an invented person's practice, derived from a hash of name and day: always the same answer."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from backend.platforms.base.records import JsonValue
from backend.platforms.sample.problems import COUNT, Problem, problem

T = TypeVar("T")

MOST_A_DAY = 3
# A prime: neighbouring days get problems that have nothing to do with each other.
_STRIDE = 547
_ODD_EVERY = 89
_SOLVES_A_DAY = (0, 0, 0, 1, 1, 1, 1, 2, 2, 3)
_OUTCOMES = ("Solved",) * 8 + ("Partial", "Failed")
_LANGUAGES = ("Python", "JavaScript", "Go", "Rust", "Java")


class Dice:
    """Numbers that depend on nothing but the seed, on every machine and version."""

    def __init__(self, *seed: object) -> None:
        self._digest = hashlib.sha256("|".join(map(str, seed)).encode()).digest()
        self._next = 0

    def below(self, sides: int) -> int:
        start = self._next % 28
        self._next += 4
        return int.from_bytes(self._digest[start : start + 4], "big") % sides

    def pick(self, values: Sequence[T]) -> T:
        return values[self.below(len(values))]


def items_of(username: str, day: date) -> list[JsonValue]:
    """The day's items in the order of a feed, newest first, in the platform's own shape."""
    person = username.casefold()
    solves = Dice(person, day).pick(_SOLVES_A_DAY)
    turn, rest = divmod(day.toordinal() + Dice(person).below(_ODD_EVERY), _ODD_EVERY)
    if rest:
        return [_solve(person, day, slot) for slot in reversed(range(solves))]
    regular = min(solves, MOST_A_DAY - 1)
    return [_odd_item(person, day, turn), *(_solve(person, day, slot) for slot in reversed(range(regular)))]


def problem_of(username: str, day: date, slot: int) -> Problem:
    """A new problem for each place of a day over more than a year; one in twelve is an old one, met again."""
    person = username.casefold()
    dice = Dice(person, day, slot, "problem")
    if dice.below(12) == 0:
        day, slot = day - timedelta(days=1 + dice.below(60)), 0
    place = day.toordinal() * MOST_A_DAY + slot
    return problem(place * _STRIDE + Dice(person).below(COUNT))


def _solve(person: str, day: date, slot: int) -> dict[str, JsonValue]:
    dice = Dice(person, day, slot)
    solved = problem_of(person, day, slot)
    minute = 7 * 60 + slot * 5 * 60 + dice.below(5 * 60)
    at = datetime.combine(day, time(minute // 60, minute % 60, dice.below(60)), UTC)
    return {
        "id": f"{day.isoformat()}-{slot}",
        "problem": solved.id,
        "name": solved.title,
        "at": at.isoformat(),
        "outcome": dice.pick(_OUTCOMES),
        "difficulty": solved.difficulty,
        "topics": list(solved.tags),
        # A person has a favourite language and tries another now and then.
        "languages": [Dice(person).pick(_LANGUAGES) if dice.below(4) else dice.pick(_LANGUAGES)],
        "minutes": 10 + dice.below(50) if dice.below(6) else None,
    }


def _odd_item(person: str, day: date, turn: int) -> dict[str, JsonValue]:
    """What real platforms send now and then: no id, no name, no date worth the name, in turn."""
    item = _solve(person, day, MOST_A_DAY - 1)
    if turn % 3 == 0:
        return {**item, "id": None, "problem": None}
    return {**item, "name": None} if turn % 3 == 1 else {**item, "at": "someday"}
