"""Every platform that SkillTracker reads, one line each; its module is loaded on first use."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import cast

from backend.platforms.base.platform import Platform

PLATFORMS = {
    "codewars": "backend.platforms.codewars.platform:Codewars",
    "codeforces": "backend.platforms.codeforces.platform:Codeforces",
    "atcoder": "backend.platforms.atcoder.platform:AtCoder",
    "exercism": "backend.platforms.exercism.platform:Exercism",
    "leetcode": "backend.platforms.leetcode.platform:LeetCode",
    "hackerrank": "backend.platforms.hackerrank.platform:HackerRank",
    "codechef": "backend.platforms.codechef.platform:CodeChef",
    "github": "backend.platforms.github.platform:GitHub",
    "kattis": "backend.platforms.kattis.platform:Kattis",
    "wakatime": "backend.platforms.wakatime.platform:WakaTime",
    "sample": "backend.platforms.sample.platform:Sample",
}


def slugs() -> tuple[str, ...]:
    return tuple(PLATFORMS)


@cache
def get_class(slug: str) -> type[Platform]:
    """Raises KeyError for a slug that is not in the table."""
    module, name = PLATFORMS[slug].split(":")
    return cast(type[Platform], getattr(import_module(module), name))


def all_classes() -> tuple[type[Platform], ...]:
    return tuple(get_class(slug) for slug in PLATFORMS)
