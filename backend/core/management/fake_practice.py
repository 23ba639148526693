"""Made-up practice time that belongs to no question: an editor that counts, commits, a course, a book.

Nothing here touches the database, and the same seed tells the same story.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

PROJECTS = ("skilltracker", "dotfiles", "advent-of-code", "ray-tracer", "chess-clock", "blog")
WEEKS = 8


@dataclass(frozen=True, slots=True)
class Service:
    """`chance` is that of a weekday. `platform` is empty where the time is noted by hand."""

    name: str
    platform: str
    chance: float
    minutes: int
    is_estimated: bool
    titles: tuple[str, ...]


SERVICES = (
    Service("wakatime", "wakatime", 0.6, 75, False, PROJECTS),
    Service("github", "github", 0.25, 30, True, PROJECTS),
    Service("A course", "", 0.12, 50, False, tuple(f"Algorithms, week {week + 1}" for week in range(WEEKS))),
    Service("A book", "", 0.08, 35, False, ("Graphs", "Dynamic programming", "Randomness")),
)


@dataclass(frozen=True, slots=True)
class FakePractice:
    day: date
    service: str
    platform: str
    minutes: int
    is_estimated: bool
    title: str


def make_up_practice(*, today: date, days: int, seed: int) -> list[FakePractice]:
    """The practice of the last `days` days, the earliest first; at most one row a day and service."""
    chance = Random(f"practice {seed}")
    return [
        practice
        for age in reversed(range(days))
        for service in SERVICES
        for practice in _maybe(chance, service, today - timedelta(days=age))
    ]


def _maybe(chance: Random, service: Service, day: date) -> Iterator[FakePractice]:
    # Editors and commits rest at weekends, courses and books do not.
    weekend = day.weekday() >= 5
    if chance.random() > service.chance * (0.4 if weekend and service.platform else 1):
        return
    yield FakePractice(
        day=day,
        service=service.name,
        platform=service.platform,
        # What is estimated is the same for every active day.
        minutes=service.minutes if service.is_estimated else _minutes(chance, service.minutes),
        is_estimated=service.is_estimated,
        title=chance.choice(service.titles),
    )


def _minutes(chance: Random, usual: int) -> int:
    return min(600, max(5, round(usual * chance.lognormvariate(0, 0.5))))
