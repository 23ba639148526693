from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from backend.platforms.base.records import Account, Page, Practice
from backend.platforms.testing import NOW, build
from backend.platforms.wakatime.platform import WakaTime
from backend.test_common.fault_server import Response
from backend.test_common.platform_servers.wakatime import DAY, KEY, WakaTimeServer

TODAY = NOW.date()
BOB = Account("bob", secret=KEY)


@pytest.fixture
def server() -> Iterator[WakaTimeServer]:
    with WakaTimeServer(now=lambda: NOW) as server:
        server.add_user("bob", created=NOW - 40 * DAY)
        yield server


def read(server: WakaTimeServer, account: Account = BOB) -> list[Page]:
    return list(build(WakaTime, server.url).pages(account))


def practice(pages: list[Page]) -> list[Practice]:
    return [item for page in pages for item in page.items if isinstance(item, Practice)]


def days_of(pages: list[Page]) -> list[date]:
    return sorted(item.day for item in practice(pages))


def test_the_whole_history_is_read_in_spans_from_today_back_to_the_first_day(server: WakaTimeServer) -> None:
    server.add_days("bob", 41)
    assert days_of(read(server)) == [TODAY - back * DAY for back in range(40, -1, -1)]
    assert server.span_calls() == [
        ("2026-06-18", "2026-07-01"),
        ("2026-06-04", "2026-06-17"),
        ("2026-05-22", "2026-06-03"),
    ]


def test_a_second_reading_tells_the_same_rows(server: WakaTimeServer) -> None:
    server.add_days("bob", 20)
    assert practice(read(server)) == practice(read(server))


def test_time_that_comes_late_is_the_same_row_with_more_minutes(server: WakaTimeServer) -> None:
    server.set_day("bob", TODAY - DAY, 600)
    (before,) = practice(read(server))
    server.set_day("bob", TODAY - DAY, 1200)
    assert practice(read(server)) == [replace(before, minutes=20)]


def test_idle_days_make_no_rows(server: WakaTimeServer) -> None:
    server.set_day("bob", TODAY - 20 * DAY, 60)
    assert [len(page.items) for page in read(server)] == [0, 1, 0]


def test_an_empty_account_has_pages_without_rows(server: WakaTimeServer) -> None:
    pages = read(server)
    assert practice(pages) == [] and pages[-1].next_cursor is None and not any(page.note for page in pages)


def test_what_is_known_is_not_asked_for(server: WakaTimeServer) -> None:
    server.add_days("bob", 41)
    read(server, replace(BOB, since=NOW - 9 * DAY))
    assert server.span_calls() == [("2026-06-22", "2026-07-01")]


def test_a_span_can_be_asked_for(server: WakaTimeServer) -> None:
    server.add_days("bob", 41)
    span = replace(BOB, since=NOW - 20 * DAY, until=NOW - 10 * DAY)
    assert days_of(read(server, span)) == [TODAY - back * DAY for back in range(20, 9, -1)]


def test_two_accounts_of_one_person_keep_their_days_apart(server: WakaTimeServer) -> None:
    server.add_user("work", "waka_11111111-0000-4000-8000-00000example")
    for name in ("bob", "work"):
        server.set_day(name, TODAY, 600)
    work = Account("work", secret="waka_11111111-0000-4000-8000-00000example")
    ids = {item.activity_id for item in practice([*read(server), *read(server, work)])}
    assert len(ids) == 2 and all(found.endswith(":2026-07-01") for found in ids)


@pytest.mark.parametrize("plan_days", [1, 2, 7, 13, 14, 15, 20, 27, 28, 29, 40])
def test_days_outside_the_plan_are_not_available_and_nothing_is_lost(
    server: WakaTimeServer, plan_days: int
) -> None:
    server.people["bob"].plan_days = plan_days
    server.add_days("bob", 41)
    pages = read(server)
    oldest = TODAY - (plan_days - 1) * DAY
    assert days_of(pages) == [oldest + number * DAY for number in range(plan_days)]
    assert pages[-1].note == f"days before {oldest.isoformat()} are outside your plan"
    assert not any(page.note for page in pages[:-1])


def test_a_plan_that_shows_all_is_not_mentioned(server: WakaTimeServer) -> None:
    server.people["bob"].plan_days = 41
    server.add_days("bob", 41)
    assert len(days_of(read(server))) == 41 and read(server)[-1].note == ""


def test_a_plan_that_shows_nothing_tells_no_days(server: WakaTimeServer) -> None:
    server.fault(lambda request: request.path.endswith("/summaries"), Response(402), times=None)
    (page,) = read(server)
    assert page.items == () and page.note == "days before 2026-07-02 are outside your plan"


def test_today_is_counted_in_the_zone_of_the_wakatime_account() -> None:
    late = datetime(2026, 6, 30, 20, 0, tzinfo=UTC)
    with WakaTimeServer(now=lambda: late) as server:
        server.add_user("bob", zone="Asia/Tokyo", created=late - 3 * DAY)
        list(build(WakaTime, server.url, late).pages(BOB))
    assert server.span_calls() == [("2026-06-28", "2026-07-01")]


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2025, 10, 26), 25)])
def test_days_of_23_and_25_hours_are_days(day: date, hours: int) -> None:
    now = datetime(day.year, day.month, day.day, 20, 0, tzinfo=UTC)
    with WakaTimeServer(now=lambda: now) as server:
        server.add_user("bob", zone="Europe/Berlin", created=now - 2 * DAY)
        server.set_day("bob", day, hours * 3600.0)
        (row,) = practice(list(build(WakaTime, server.url, now).pages(BOB)))
    assert (row.day, row.minutes) == (day, hours * 60)


def test_an_account_that_does_not_tell_when_it_began_is_read_to_the_end(server: WakaTimeServer) -> None:
    server.people["bob"].plan_days = 14
    server.add_days("bob", 14)
    owner = {"data": {"id": "x", "timezone": None, "created_at": None, "username": None}}
    server.fault(0, Response(body=owner))
    pages = read(server)
    assert len(days_of(pages)) == 14 and pages[-1].note


@pytest.mark.parametrize("cursor", [{}, {"begin": "x", "end": "2026-01-01", "owner": "y"}, {"end": 5}])
def test_a_cursor_that_is_not_ours_begins_anew(server: WakaTimeServer, cursor: dict[str, str]) -> None:
    server.add_days("bob", 3)
    first = next(build(WakaTime, server.url).pages(BOB, dict(cursor)))
    assert len(first.items) == 3


def test_the_walk_is_resumed_where_a_fault_broke_it(server: WakaTimeServer) -> None:
    server.add_days("bob", 41)
    server.fault(3, Response(500))
    pages = build(WakaTime, server.url).pages(BOB)
    kept = [next(pages), next(pages)]
    with pytest.raises(Exception, match="out of order"):
        next(pages)
    rest = list(build(WakaTime, server.url).pages(BOB, kept[-1].next_cursor))
    assert len(days_of([*kept, *rest])) == 41


def test_a_page_of_days_that_shift_is_not_lost_over_midnight(server: WakaTimeServer) -> None:
    server.add_days("bob", 41)
    first = next(build(WakaTime, server.url).pages(BOB))
    tomorrow = NOW + timedelta(days=1)
    rest = list(build(WakaTime, server.url, tomorrow).pages(BOB, first.next_cursor))
    assert len(days_of([first, *rest])) == 41
