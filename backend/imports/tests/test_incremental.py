"""A run for what is new ends where a newest-first list is known; items that are not final yet are read again."""

from dataclasses import replace

import pytest

from backend.core.models import Question
from backend.imports.models import Issue, StagedRow
from backend.imports.services import run
from backend.imports.tests.invented import bring_in, counts, practice, solve, undecided, without_minutes
from backend.platforms.base.errors import ProfilePrivate
from backend.platforms.base.records import Page

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def known(alice, feed):
    """Twenty solves on four pages, imported in full."""
    feed.items = [solve(number) for number in range(20, 0, -1)]
    bring_in(alice, feed)
    return feed


def test_a_run_for_what_is_new_ends_at_a_page_that_is_known(alice, known):
    known.items = [solve(number) for number in range(23, 0, -1)]
    job = bring_in(alice, known, incremental=True)
    assert counts(job) == {"read": 10, "new": 3, "unchanged": 7}
    assert (known.read_pages, job.state) == ([1, 2], "completed")


def test_a_run_that_finds_nothing_new_reads_one_page(alice, known):
    job = bring_in(alice, known, incremental=True)
    assert (counts(job), known.read_pages) == ({"read": 5, "unchanged": 5}, [1])


def test_a_full_run_walks_on(alice, known):
    assert counts(bring_in(alice, known)) == {"read": 20, "unchanged": 20}
    assert known.read_pages == [1, 2, 3, 4]


def test_a_platform_that_is_not_newest_first_is_walked_to_its_end(alice, known, monkeypatch):
    monkeypatch.setattr(known, "newest_first", False)
    bring_in(alice, known, incremental=True)
    assert known.read_pages == [1, 2, 3, 4]


def test_what_was_deleted_brings_nothing_new_either(alice, api, known):
    for question in Question.objects.filter(external_id__in=[f"q{number}" for number in range(16, 21)]):
        api(alice).delete(f"/api/questions/{question.pk}/")
    job = bring_in(alice, known, incremental=True)
    assert (counts(job), known.read_pages) == ({"read": 5, "ignored": 5}, [1])


def test_news_behind_a_run_that_broke_off_are_not_lost(alice, known, monkeypatch):
    def breaks(platform, account, cursor):
        if cursor:
            raise ProfilePrivate
        return whole(platform, account, cursor)

    known.items = [solve(number) for number in range(30, 0, -1)]
    whole = known.fetch_page
    monkeypatch.setattr(known, "fetch_page", breaks)
    broken = bring_in(alice, known, incremental=True)
    assert (broken.state, counts(broken)) == ("failed", {"read": 5, "new": 5})
    monkeypatch.setattr(known, "fetch_page", whole)
    assert bring_in(alice, known, incremental=True).new_count == 5
    bring_in(alice, known, incremental=True)
    assert known.read_pages == [1]


def test_a_page_with_a_change_is_not_the_last(alice, known):
    known.items[4] = replace(known.items[4], title="Renamed")
    job = bring_in(alice, known, incremental=True)
    assert (counts(job), known.read_pages) == ({"read": 10, "updated": 1, "unchanged": 9}, [1, 2])


def test_items_that_are_not_final_are_ignored_without_an_issue_or_a_row(alice, feed):
    feed.items = [undecided(1), solve(2), undecided(3)]
    job = bring_in(alice, feed)
    assert (job.state, counts(job)) == ("completed", {"read": 3, "new": 1, "ignored": 2})
    assert not Issue.objects.exists() and StagedRow.objects.count() == 1
    feed.items = [solve(3), solve(2), solve(1)]
    assert counts(bring_in(alice, feed)) == {"read": 3, "new": 2, "unchanged": 1}


def test_a_page_of_items_that_are_not_final_says_nothing_about_the_next(alice, known):
    known.items = [*map(undecided, range(5)), *known.items]
    bring_in(alice, known, incremental=True)
    assert known.read_pages == [1, 2]
    bring_in(alice, known)
    assert known.read_pages == [1, 2, 3, 4, 5]


def test_a_page_of_what_was_seen_and_what_is_not_final_is_not_the_end(alice, feed, monkeypatch):
    pages = [
        Page((solve(1), solve(2)), {"page": 2}),
        Page((solve(2), undecided()), {"page": 3}),
        Page((solve(3),), None),
    ]
    monkeypatch.setattr(run, "platform_pages", lambda job, **_: (page for page in pages))
    assert counts(bring_in(alice, feed)) == {"read": 5, "new": 3, "duplicate": 1, "ignored": 1}


def test_items_that_are_not_final_beside_known_ones_let_the_run_end(alice, known):
    known.items = [undecided(), *known.items]
    job = bring_in(alice, known, incremental=True)
    assert (counts(job), known.read_pages) == ({"read": 5, "unchanged": 4, "ignored": 1}, [1])


def test_an_issue_that_still_waits_lets_the_run_go_on(alice, diary, monkeypatch):
    monkeypatch.setattr(diary, "newest_first", True)
    diary.items = [without_minutes(8), *map(practice, range(7))]
    bring_in(alice, diary)
    job = bring_in(alice, diary, incremental=True)
    assert counts(job) == {"read": 8, "unchanged": 7, "invalid": 1}


def test_a_run_that_stops_at_what_is_known_leaves_the_rest_of_the_journal_alone(alice, known):
    before = list(Question.objects.order_by("pk").values())
    bring_in(alice, known, incremental=True)
    assert list(Question.objects.order_by("pk").values()) == before
