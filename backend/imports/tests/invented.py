"""Platforms that tests write themselves, item by item, and run through the whole story of an import."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar

from backend.imports.models import ImportJob
from backend.imports.services.run import run_import
from backend.platforms.base.platform import Platform
from backend.platforms.base.reading import read_practice
from backend.platforms.base.records import Page, Practice, Record, Solve, Stats, Unusable
from backend.profiles.models import PlatformProfile

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)


class Invented(Platform):
    homepage = ""
    username_pattern = re.compile(r"\w+")
    username_help = "any word"
    offline = True
    reach = "what a test wrote"
    page_size = 5
    items: ClassVar[list[Record]] = []
    read_pages: ClassVar[list[int]] = []

    def fetch_page(self, account, cursor):
        number = int((cursor or {}).get("page", 1))
        self.read_pages.append(number)
        end = number * self.page_size
        items = tuple(self.items[end - self.page_size : end])
        return Page(items, {"page": number + 1} if end < len(self.items) else None)

    def fetch_stats(self, account):
        return Stats(account.username, None, None, None, None, {}, {})


class Diary(Invented):
    """Practice time by day."""

    slug = "diary"
    name = "Diary"
    record_type = "activity"
    yields = ("practice",)
    items: ClassVar[list[Record]] = []
    read_pages: ClassVar[list[int]] = []


class Feed(Invented):
    """Solves, the newest first."""

    slug = "feed"
    name = "Feed"
    newest_first = True
    items: ClassVar[list[Record]] = []
    read_pages: ClassVar[list[int]] = []


def practice(number: int, minutes: int = 60, title: str = "skilltracker", **more) -> Practice:
    day = date(2026, 3, 1) + timedelta(days=number)
    return Practice(f"diary-{number}", day, minutes, title, **more)


def without_minutes(number: int) -> Record:
    """A day that a person has to complete."""
    raw = {"activity_id": f"diary-{number}", "day": "2026-03-09", "title": "no minutes"}
    return read_practice(raw, raw=raw, now=NOW)


def solve(number: int) -> Solve:
    return Solve(f"q{number}", f"a{number}", f"Question {number}", NOW - timedelta(days=100 - number))


def undecided(number: int = 0) -> Unusable:
    return Unusable("not_final", "", "this is not decided yet", {"id": number}, transient=True)


def bring_in(user, platform, **options) -> ImportJob:
    """One run over everything, as a worker does it."""
    platform.read_pages.clear()
    job = ImportJob.objects.create(
        user=user,
        platform=platform.slug,
        record_type=platform.record_type,
        username="somebody",
        profile=PlatformProfile.objects.filter(user=user, platform=platform.slug).first(),
        preview=options.pop("preview", False),
        options=options,
    )
    run_import(job.pk, seconds=60)
    job.refresh_from_db()
    return job


def counts(job) -> dict[str, int]:
    names = ("read", "new", "updated", "unchanged", "duplicate", "ignored", "invalid")
    return {name: number for name in names if (number := getattr(job, f"{name}_count"))}
