import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from backend.platforms.base.errors import UpstreamInvalidResponse
from backend.platforms.base.records import Account, Moment, Page, Practice, Unusable
from backend.platforms.github.parse import parse_events
from backend.platforms.github.platform import GitHub
from backend.platforms.testing import NOW, build
from backend.test_common.fault_server import FaultServer, Response
from backend.test_common.platform_servers.github import GitHubServer

BODY = json.loads((Path(__file__).parent / "fixtures" / "events.json").read_text())
TOKEN = "github_pat_00000000000000000000"


@pytest.fixture
def server() -> Iterator[GitHubServer]:
    with GitHubServer(now=lambda: NOW) as server:
        server.add_user("bob", token=TOKEN)
        yield server


def read(server: GitHubServer, account: Account = Account("bob")) -> Page:
    (page,) = build(GitHub, server.url).pages(account)
    return page


def days_of(page: Page) -> list[date]:
    return [item.day for item in page.items if isinstance(item, Practice)]


def test_pushes_with_and_without_commits_and_types_that_are_new_are_traces_of_work() -> None:
    items = parse_events(BODY, NOW).items
    assert items[0] == Moment(
        "90000000005", datetime(2026, 6, 30, 20, 15, tzinfo=UTC), "4711", "lantern-keeper/harbour"
    )
    assert [isinstance(item, Moment) for item in items] == [True, True, True, True, False, False]


def test_an_event_without_a_time_is_told_without_its_payload() -> None:
    item = parse_events(BODY, NOW).items[4]
    assert isinstance(item, Unusable) and (item.code, item.field) == ("missing_date", "day")
    assert item.raw == {"id": "12000000001", "type": "PublicEvent", "repo": "example-org/tide-tables"}


def test_no_e_mail_is_handed_on() -> None:
    undated: Any = [{**event, "created_at": "long ago"} for event in BODY[:4]] + [["keeper@example.invalid"]]
    assert "example.invalid" not in repr([parse_events(BODY, NOW), parse_events(undated, NOW)])


@pytest.mark.parametrize("body", [None, {}, {"message": "x"}, "x", 5])
def test_an_answer_that_is_no_list_makes_no_sense(body: Any) -> None:
    with pytest.raises(UpstreamInvalidResponse):
        parse_events(body, NOW)


def test_all_pages_of_the_window_are_one_page_of_days(server: GitHubServer) -> None:
    server.add_days("bob", 25, events_a_day=10)
    assert len(days_of(read(server))) == 25
    assert [call.query["page"] for call in server.calls] == ["1", "2", "3"]
    assert all(call.path == "/users/bob/events/public" for call in server.calls)


def test_a_second_reading_tells_the_same_rows(server: GitHubServer) -> None:
    server.add_days("bob", 5)
    assert read(server).items == read(server).items


def test_more_work_on_a_day_is_the_same_row_with_more_minutes(server: GitHubServer) -> None:
    server.add_event("bob", NOW - timedelta(hours=3))
    (before,) = read(server).items
    server.add_event("bob", NOW - timedelta(hours=2))
    assert read(server).items == (replace(before, minutes=80, title="2 events in bob/project"),)


def test_an_empty_account_is_one_empty_page(server: GitHubServer) -> None:
    page = read(server)
    assert (page.items, page.next_cursor) == ((), None)


def test_nothing_changed_is_an_empty_page_that_costs_one_call(server: GitHubServer) -> None:
    server.add_days("bob", 25, events_a_day=10)
    first = read(server)
    again = read(server, Account("bob", state=first.state or {}))
    assert (again.items, again.next_cursor, again.state) == ((), None, first.state)
    assert len(server.calls) == 4
    assert server.calls[3].headers["if-none-match"] == (first.state or {})["etag"]


def test_the_interval_that_github_asks_for_is_kept(server: GitHubServer) -> None:
    assert (read(server).state or {})["poll_interval"] == 60


@pytest.mark.parametrize(
    "account",
    [
        Account("bob", time_zone="Asia/Tokyo"),
        Account("bob", secret=TOKEN),
        Account("bob", until=NOW),
    ],
    ids=["another zone", "another view", "a span asked for again"],
)
def test_an_etag_is_not_used_for_another_question(server: GitHubServer, account: Account) -> None:
    server.add_days("bob", 3)
    state = read(server).state or {}
    assert len(days_of(read(server, replace(account, state=state)))) == 3


def test_a_token_adds_private_events(server: GitHubServer) -> None:
    server.add_event("bob", NOW - timedelta(hours=5), public=False)
    assert days_of(read(server)) == []
    assert len(days_of(read(server, Account("bob", secret=TOKEN)))) == 1
    assert server.calls[-1].path == "/users/bob/events"
    assert server.calls[-1].headers["authorization"] == f"Bearer {TOKEN}"


def test_the_day_on_which_the_window_begins_is_left_out(server: GitHubServer) -> None:
    edge = NOW - timedelta(days=30)
    server.add_event("bob", edge + timedelta(hours=1))
    server.add_event("bob", edge + timedelta(days=1))
    assert days_of(read(server)) == [(edge + timedelta(days=1)).date()]


def test_the_oldest_day_of_300_events_is_left_out_for_it_may_be_cut(server: GitHubServer) -> None:
    server.add_days("bob", 20, events_a_day=17)
    days = days_of(read(server))
    assert len(days) == 17 and min(days) == NOW.date() - timedelta(days=17)


def test_a_refusal_to_page_on_is_the_end_and_its_day_is_left_out(server: GitHubServer) -> None:
    server.add_days("bob", 15, events_a_day=10)
    server.fault(1, Response(422, {"message": "pagination is limited"}))
    assert len(days_of(read(server))) == 9


def test_events_that_move_while_we_read_are_counted_once(server: GitHubServer) -> None:
    server.add_days("bob", 15, events_a_day=10)
    before = read(server).items
    moved = server.people["bob"].events[99]
    server.people["bob"].events.insert(100, moved)
    assert read(server).items == before


def test_a_next_page_elsewhere_is_never_gone_to(server: GitHubServer) -> None:
    with FaultServer() as elsewhere:
        link = {"Link": f'<{elsewhere.url}/steal>; rel="next"'}
        server.fault(0, Response(body=[], headers=link))
        read(server, Account("bob", secret=TOKEN))
    assert elsewhere.log == [] and len(server.calls) == 2


def test_an_unknown_zone_counts_as_utc(server: GitHubServer) -> None:
    server.add_days("bob", 2)
    assert read(server, Account("bob", time_zone="Mars/Olympus")).items == read(server).items
