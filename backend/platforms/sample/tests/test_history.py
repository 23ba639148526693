from datetime import UTC, datetime, timedelta

from backend.platforms.base.config import Pacer, PlatformConfig
from backend.platforms.base.records import Account, Solve, Unusable
from backend.platforms.sample.days import items_of
from backend.platforms.sample.platform import Sample, parse_item
from backend.platforms.sample.problems import COUNT, problem

NOW = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
PINNED = ("2026-06-30-0", "p0105", "Subset Sums II")


def history(username: str = "alice", now: datetime = NOW) -> list[Solve | Unusable]:
    platform = Sample(PlatformConfig(), Pacer(), now=lambda: now)
    return [item for page in platform.pages(Account(username)) for item in page.items]


def solves(username: str = "alice", now: datetime = NOW) -> list[Solve]:
    return [item for item in history(username, now) if isinstance(item, Solve)]


def test_a_day_never_changes_what_it_tells() -> None:
    days_later = {solve.attempt_id: solve for solve in solves(now=NOW + timedelta(days=100))}
    shared = [solve for solve in solves() if solve.attempt_id in days_later]
    assert len(shared) > 200 and all(days_later[solve.attempt_id] == solve for solve in shared)


def test_what_it_tells_is_the_same_on_every_machine() -> None:
    first = solves()[0]
    assert (first.attempt_id, first.question_id, first.title) == PINNED


def test_case_of_the_name_does_not_matter_and_the_name_does() -> None:
    assert history("Alice") == history("alice") != history("bob")


def test_it_tells_the_last_400_days_newest_first() -> None:
    days = [solve.solved_at.date() for solve in solves()]
    assert days == sorted(days, reverse=True)
    assert NOW.date() - timedelta(days=5) < days[0] < NOW.date()
    assert NOW.date() - timedelta(days=400) <= days[-1] < NOW.date() - timedelta(days=390)


def test_attempts_are_distinct_and_some_problems_are_met_again() -> None:
    told = solves()
    attempts = {solve.attempt_id for solve in told}
    problems = {solve.question_id for solve in told}
    assert len(attempts) == len(told) and 0.85 * len(told) < len(problems) < len(told)


def test_a_problem_has_one_title_apart_from_the_odd_items() -> None:
    titles = {(solve.question_id, solve.title) for solve in solves() if solve.title != solve.question_id}
    assert len(titles) == len({question for question, _ in titles})


def test_there_are_a_few_odd_items_of_each_kind() -> None:
    codes = [item.code for item in history() if isinstance(item, Unusable)]
    unnamed = [solve for solve in solves() if solve.title == solve.question_id]
    assert {"missing_id", "invalid_date"} == set(codes) and unnamed
    assert 3 <= len(codes) + len(unnamed) <= 6


def test_some_minutes_are_told_and_some_estimated() -> None:
    assert {solve.minutes_estimated for solve in solves()} == {True, False}
    assert all(solve.minutes for solve in solves())


def test_all_problems_differ() -> None:
    assert len({problem(number).title for number in range(COUNT)}) == COUNT


def test_a_cursor_of_another_kind_begins_anew() -> None:
    platform = Sample(PlatformConfig(), Pacer(), now=lambda: NOW)
    account = Account("alice")
    assert next(platform.pages(account, {"page": 3})) == next(platform.pages(account))


def test_statistics_count_each_solved_problem_once() -> None:
    stats = Sample(PlatformConfig(), Pacer(), now=lambda: NOW).fetch_stats(Account("alice"))
    problems = {solve.question_id for solve in solves() if solve.outcome == "Solved"}
    assert stats.problems_solved == len(problems) == sum(stats.by_difficulty.values())


def test_an_item_is_read_as_from_any_platform() -> None:
    items = [item for back in range(30) for item in items_of("alice", NOW.date() - timedelta(days=back + 1))]
    assert all(isinstance(parse_item(item, NOW), Solve | Unusable) for item in items)
