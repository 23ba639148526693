"""A believable journal, made up: what somebody practised, with streaks, holidays, failures and reviews.

Nothing here touches the database, and the same seed tells the same story.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from random import Random

TAGS = {
    "arrays": "Indices, windows and prefix sums",
    "strings": "Text, parsing and matching",
    "hash maps": "Look-ups instead of loops",
    "graphs": "Paths, components, orders",
    "trees": "Walks and balance",
    "dynamic programming": "Remember instead of computing again",
    "greedy": "Take the best now, and prove it",
    "sorting": "Order first, then think",
    "math": "Numbers and their rules",
    "bits": "Masks and shifts",
    "simulation": "Do what the text says, exactly",
    "recursion": "The same, only smaller",
}
# What a question is about, and the tags it would get.
THINGS = {
    "Bracket Sequence": ("strings", "recursion"),
    "Train Timetable": ("sorting", "greedy"),
    "Sliding Average": ("arrays",),
    "Word Ladder": ("graphs", "strings"),
    "Island Map": ("graphs", "arrays"),
    "Coin Purse": ("dynamic programming",),
    "Staircase": ("dynamic programming", "math"),
    "Family Tree": ("trees", "recursion"),
    "Search Tree": ("trees",),
    "Duplicate Letters": ("strings", "hash maps"),
    "Matching Pair": ("hash maps", "arrays"),
    "Missing Number": ("math", "bits"),
    "Prime Gap": ("math",),
    "Binary Clock": ("bits", "simulation"),
    "Vending Machine": ("simulation",),
    "Chess Knight": ("graphs", "simulation"),
    "Meeting Room": ("sorting", "greedy"),
    "Spiral Matrix": ("arrays", "simulation"),
    "Roman Numeral": ("strings", "math"),
    "Task Scheduler": ("greedy", "hash maps"),
    "Rope Bridge": ("greedy", "sorting"),
    "Palindrome": ("strings", "recursion"),
    "Lost Parcel": ("graphs", "greedy"),
    "Tower of Discs": ("recursion", "math"),
}
FORMS = (
    "{}",
    "{} II",
    "Count the {}",
    "Longest {}",
    "Shortest {}",
    "Repair the {}",
    "Merge {}",
    "Rotate the {}",
    "Compress the {}",
    "Validate a {}",
    "Two {}s",
    "Largest {}",
    "Cheapest {}",
    "Reverse the {}",
    "The Broken {}",
    "Next {}",
)
NOTES = (
    "Off by one again at the end of the range.",
    "Read the limits first: the simple way was fast enough.",
    "A set would have been enough.",
    "Forgot the empty input.",
    "Drew it on paper, then it was clear.",
    "Look at this again in a month.",
)
APPROACHES = (
    "Two pointers from both ends.",
    "Breadth first, with a set of what was seen.",
    "Table of the best so far, filled from the left.",
    "Sort by end, take what fits.",
    "Count once, then look up.",
)
MINUTES = {"Easy": 14, "Medium": 32, "Hard": 65}
FAILING = {"Easy": 0.1, "Medium": 0.3, "Hard": 0.5}
LANGUAGES = ("python", "python", "python", "javascript", "typescript", "sql", "go")


@dataclass(frozen=True, slots=True)
class Site:
    """`platform` is empty where the questions are noted by hand."""

    source: str
    platform: str
    url: str
    weight: int


SITES = (
    Site("Codewars", "codewars", "https://www.codewars.com/kata/{}", 45),
    Site("LeetCode", "", "https://leetcode.com/problems/{}/", 30),
    Site("HackerRank", "", "https://www.hackerrank.com/challenges/{}", 12),
    Site("AtCoder", "", "", 5),
    Site("A book", "", "", 8),
)


@dataclass(frozen=True, slots=True)
class FakeAttempt:
    at: datetime
    outcome: str
    minutes: int
    language: str
    approach: str
    notes: str


@dataclass(frozen=True, slots=True)
class FakeQuestion:
    """`key` is 24 hexadecimal digits, as Codewars has them."""

    title: str
    site: Site
    key: str
    difficulty: str
    tags: tuple[str, ...]
    attempts: tuple[FakeAttempt, ...]


def make_up(*, now: datetime, days: int, questions: int, seed: int) -> list[FakeQuestion]:
    """So many questions, first tried within the last `days` days before `now`, the earliest first."""
    chance = Random(seed)
    weights = list(_keenness(chance, now, days))
    ages = sorted(chance.choices(range(days), weights, k=questions), reverse=True)
    return [_question(chance, now, age, days, *name) for age, name in zip(ages, _names(chance), strict=False)]


def _keenness(chance: Random, now: datetime, days: int) -> Iterator[float]:
    """How much is practised on each day, today first: streaks, days off, holidays, more at weekends."""
    resting = 0
    keen = 1.0
    for age in range(days):
        # The last days are lively, or there would be little to see.
        if resting == 0 and age > 3 and chance.random() < 0.03:
            resting = chance.choice((2, 3, 5, 9, 16))
            keen = chance.uniform(0.5, 1.5)
        weekend = (now - timedelta(days=age)).weekday() >= 5
        day_off = resting > 0 or chance.random() < 0.12
        # One day must stay, whatever the dice say.
        yield 0.0 if day_off and age else keen * (1.6 if weekend else 1.0)
        resting = max(0, resting - 1)


def _names(chance: Random) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Titles with their tags, each once; when all are told, they go on as parts."""
    names = [(form.format(thing), tags) for form in FORMS for thing, tags in THINGS.items()]
    chance.shuffle(names)
    yield from names
    for part in count(2):
        yield from ((f"{title}, Part {part}", tags) for title, tags in names)


def _question(
    chance: Random, now: datetime, age: int, days: int, title: str, tags: tuple[str, ...]
) -> FakeQuestion:
    progress = 1 - age / days
    weights = (5 - 2.5 * progress, 3 + progress, 0.5 + 1.5 * progress)
    difficulty = chance.choices(tuple(MINUTES), weights)[0]
    first = _moment(chance, now, age)
    return FakeQuestion(
        title=title,
        site=chance.choices(SITES, [site.weight for site in SITES])[0],
        key=f"{chance.getrandbits(96):024x}",
        difficulty=difficulty,
        tags=tags,
        attempts=tuple(_attempts(chance, now, first, difficulty)),
    )


def _moment(chance: Random, now: datetime, age: int) -> datetime:
    """Mostly in the evening, never in the future."""
    evening = (now - timedelta(days=age)).replace(hour=19, minute=30, second=0, microsecond=0)
    moment = evening + timedelta(minutes=chance.gauss(0, 100))
    return moment if moment < now else now - timedelta(minutes=chance.uniform(1, 120))


def _attempts(chance: Random, now: datetime, first: datetime, difficulty: str) -> Iterator[FakeAttempt]:
    """Until it is solved or given up; some are done once more weeks later."""
    at, failing = first, FAILING[difficulty]
    while at < now:
        solved = chance.random() >= failing
        yield _attempt(chance, at, "Solved" if solved else chance.choice(("Failed", "Partial")), difficulty)
        if chance.random() > (0.15 if solved else 0.75):
            return
        at += timedelta(days=chance.choice((18, 30, 45)) if solved else chance.choice((1, 1, 2, 5)))
        at += timedelta(minutes=chance.uniform(-90, 90))
        failing *= 0.6


def _attempt(chance: Random, at: datetime, outcome: str, difficulty: str) -> FakeAttempt:
    minutes = chance.lognormvariate(math.log(MINUTES[difficulty]), 0.45)
    return FakeAttempt(
        at=at,
        outcome=outcome,
        minutes=max(2, round(minutes)),
        language=chance.choice(LANGUAGES),
        approach=_sometimes(chance, 0.35, APPROACHES) if outcome == "Solved" else "",
        notes=_sometimes(chance, 0.6 if outcome != "Solved" else 0.2, NOTES),
    )


def _sometimes(chance: Random, how_often: float, texts: Sequence[str]) -> str:
    return chance.choice(texts) if chance.random() < how_often else ""
