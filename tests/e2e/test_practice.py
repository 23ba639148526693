"""Practice time: it comes in by a sync, stands beside attempts, waits where it is unusable, and is noted by hand."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Locator, expect

from backend.accounts.models import User
from backend.core.models import Activity
from backend.imports.models import LIVE, ImportJob, JobState
from backend.profiles.models import PlatformProfile, PlatformState
from backend.test_common.platform_servers.wakatime import KEY, WakaTimeServer
from tests.e2e.visitor import Visitor

DAYS = 6


@pytest.fixture
def wakatime(settings: Any) -> Iterator[WakaTimeServer]:
    """Ten minutes today, and one more on each of the days before."""
    with WakaTimeServer() as server:
        settings.PLATFORM_BASE_URLS = {**settings.PLATFORM_BASE_URLS, "wakatime": server.url}
        server.add_user("bob", KEY, created=timezone.now() - timedelta(days=40))
        server.add_days("bob", DAYS)
        yield server


@pytest.fixture
def client(alice: User) -> Client:
    client = Client()
    client.force_login(alice)
    return client


@pytest.fixture
def profile(client: Client, wakatime: WakaTimeServer) -> int:
    """The account with its key, given to the API as the page for accounts does."""
    return send(client, "/api/profiles/", platform="wakatime", username="bob", credential=KEY)["id"]


def send(client: Client, path: str, **body: Any) -> dict[str, Any]:
    """What was asked for, done: where a worker does it, that is waited for."""
    answer = client.post(path, body, content_type="application/json")
    assert answer.status_code in (200, 201, 202), answer.content
    found: dict[str, Any] = answer.json()
    if answer.status_code == 202:
        until(lambda: ImportJob.objects.get(pk=found["id"]).state not in LIVE)
        found = client.get(f"/api/jobs/{found['id']}/").json()
    return found


def until(holds: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def sync(client: Client, profile: int) -> dict[str, Any]:
    return send(client, f"/api/profiles/{profile}/sync/")


def card(visitor: Visitor, platform: str) -> Locator:
    return visitor.page.get_by_role("region", name=platform, exact=True)


def test_what_a_sync_brings_shows_in_the_year_and_by_service(
    visitor: Visitor, alice: User, client: Client, profile: int
) -> None:
    assert sync(client, profile)["counts"]["new"] == DAYS
    visitor.is_signed_in_as(alice)
    visitor.goes_to("/today")
    year = visitor.page.get_by_role("region", name="Your year")
    expect(year).to_contain_text(re.compile(r"On 6 days since .*: 1 h 15 min practice"))
    visitor.hand.press(year.get_by_text("Show as a table"))
    today = year.get_by_role("row").nth(1)
    expect(today).to_contain_text("0010 min–")
    visitor.finds_nothing_wrong()
    visitor.presses("link", "WakaTime", inside=visitor.page.get_by_role("region", name="Practice time"))
    visitor.is_at("/activity?view=practice&service=wakatime")
    visitor.sees("harbour · Python")
    visitor.finds_nothing_wrong()


def test_a_sync_is_told_from_an_import_and_its_days_can_be_looked_at(
    visitor: Visitor, alice: User, client: Client, profile: int
) -> None:
    job = sync(client, profile)
    visitor.is_signed_in_as(alice)
    visitor.goes_to("/jobs?sync=true")
    row = visitor.page.get_by_role("row", name=re.compile("bob on WakaTime"))
    expect(row).to_contain_text("Sync")
    expect(row).to_contain_text("6 new days of practice.")
    visitor.presses("link", "bob on WakaTime", inside=row)
    visitor.is_at(f"/jobs/{job['id']}")
    expect(visitor.page.get_by_role("cell", name="15 min")).to_be_visible()
    visitor.finds_nothing_wrong()
    visitor.presses("link", "See the practice time")
    visitor.is_at(f"/activity?view=practice&job={job['id']}")
    visitor.sees("6 entries")


def test_a_day_without_minutes_is_mended_and_imported(
    visitor: Visitor, alice: User, client: Client, wakatime: WakaTimeServer, profile: int
) -> None:
    wakatime.set_day("bob", wakatime.today("bob") - timedelta(days=2), -60.0)
    assert sync(client, profile)["state"] == JobState.NEEDS_REVIEW
    visitor.is_signed_in_as(alice)
    visitor.goes_to("/issues")
    visitor.presses("button", "Edit Coding")
    form = visitor.page.get_by_role("form", name="Values of the row")
    expect(form.get_by_label("Minutes")).to_be_focused()
    expect(form.get_by_label("Outcome")).to_have_count(0)
    visitor.finds_nothing_wrong()
    visitor.writes("Minutes", "25", inside=form)
    visitor.presses("button", "Save", inside=form)
    visitor.sees("1 mended row of bob on WakaTime is ready.")
    visitor.presses("button", "Import it")
    visitor.sees(re.compile("The mended rows of bob on WakaTime are in"))
    assert ImportJob.objects.get().state == JobState.COMPLETED
    assert Activity.objects.get(minutes=25).title == "Coding"


def test_a_platform_that_needs_a_key_leads_to_the_accounts(visitor: Visitor, alice: User) -> None:
    visitor.is_signed_in_as(alice)
    visitor.goes_to("/import")
    waka = card(visitor, "WakaTime")
    expect(waka.get_by_text("Needs your API key")).to_be_visible()
    expect(waka.get_by_role("form")).to_have_count(0)
    visitor.finds_nothing_wrong()
    visitor.presses("link", "Add the account", inside=waka)
    visitor.is_at(re.compile(r"/accounts(\?add=wakatime)?$"))


def test_with_its_key_an_account_is_imported_from_the_page_too(
    looker: Visitor, alice: User, profile: int
) -> None:
    looker.is_signed_in_as(alice)
    looker.goes_to("/import")
    form = looker.page.get_by_role("form", name="Import from WakaTime")
    expect(form.get_by_label("Account")).to_have_value("bob")
    looker.presses("button", "Import", inside=form)
    looker.sees("6 new days of practice.")
    looker.sees("Kept in sync")
    looker.finds_nothing_wrong()
    looker.presses("link", "See the practice time")
    looker.sees("6 entries")


def test_what_cannot_be_asked_is_listed_with_the_reason(looker: Visitor, alice: User) -> None:
    PlatformState.objects.create(slug="atcoder", outage_since=timezone.now())
    PlatformState.objects.create(slug="hackerrank", is_off=True, off_at=timezone.now())
    looker.is_signed_in_as(alice)
    looker.goes_to("/import")
    expect(card(looker, "CodeChef")).to_contain_text("API needs keys that are hard to get")
    expect(card(looker, "CodeChef").get_by_role("form")).to_have_count(0)
    expect(card(looker, "AtCoder")).to_contain_text("has been out of order since")
    expect(card(looker, "AtCoder").get_by_role("form")).to_be_visible()
    expect(card(looker, "HackerRank")).to_contain_text("is switched off here")
    expect(card(looker, "HackerRank").get_by_role("form")).to_have_count(0)
    looker.finds_nothing_wrong()


def test_an_account_whose_key_died_is_told_on_today(
    looker: Visitor, alice: User, client: Client, wakatime: WakaTimeServer, profile: int
) -> None:
    sync(client, profile)
    wakatime.people["bob"].key = "waka_11111111-0000-4000-8000-00000another"
    client.post("/api/import/wakatime/", {"username": "bob"}, "application/json")
    until(lambda: PlatformProfile.objects.get().credential_state == "rejected")
    looker.is_signed_in_as(alice)
    looker.goes_to("/today")
    note = looker.page.get_by_role("region", name="Accounts that need you")
    expect(note).to_contain_text("bob on WakaTime: WakaTime refused your API key")
    looker.finds_nothing_wrong()
    looker.presses("link", "See to it: bob on WakaTime")
    looker.is_at("/accounts")


def test_time_is_noted_by_hand_changed_and_deleted(visitor: Visitor, alice: User) -> None:
    visitor.is_signed_in_as(alice)
    visitor.goes_to("/activity?view=practice")
    visitor.hand.press(visitor.page.get_by_role("button", name="Add practice time").first)
    dialog = visitor.page.get_by_role("dialog", name="Add practice time")
    visitor.hand.write(dialog.get_by_placeholder("A course, a book, a project"), "A book")
    visitor.writes("Minutes", "45", inside=dialog)
    visitor.finds_nothing_wrong()
    visitor.presses("button", "Add it", inside=dialog)
    visitor.sees("45 min practice")
    visitor.presses("button", re.compile("^Edit A book"))
    dialog = visitor.page.get_by_role("dialog", name="Edit practice time")
    visitor.writes("What it was", "Chapter 4", inside=dialog)
    visitor.presses("button", "Save", inside=dialog)
    visitor.sees("Chapter 4")
    visitor.presses("button", re.compile("^Delete A book"))
    visitor.sees("No practice time yet")
    visitor.presses("button", "Undo", inside=visitor.page.get_by_role("alert").filter(has_text="deleted"))
    visitor.sees("Chapter 4")
    assert Activity.objects.get(user=alice).minutes == 45
