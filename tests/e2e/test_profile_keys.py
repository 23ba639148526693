"""What opens an account: keys that are given, refused, replaced and deleted, and connections."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from backend.accounts.models import User
from backend.core.models import Activity
from backend.profiles.models import PlatformProfile
from backend.profiles.services.changes import add_profile
from backend.test_common.connecting import github_with_app
from backend.test_common.platform_servers.github import GitHubServer
from backend.test_common.platform_servers.wakatime import KEY, WakaTimeServer
from tests.e2e.accounts import adds, card, comes_to_accounts, looks_right, opens, refused
from tests.e2e.visitor import Visitor

OTHER_KEY = "waka_11111111-0000-4000-8000-00000another"


@pytest.fixture
def wakatime(settings: Any) -> Iterator[WakaTimeServer]:
    with WakaTimeServer() as server:
        settings.PLATFORM_BASE_URLS = {**settings.PLATFORM_BASE_URLS, "wakatime": server.url}
        server.add_user("bob")
        server.add_days("bob", 6)
        yield server


@pytest.fixture
def github(settings: Any, live_server: Any) -> Iterator[GitHubServer]:
    settings.PUBLIC_BASE_URL = live_server.url
    with github_with_app(settings) as server:
        server.add_days("Bob", 4)
        yield server


# --- Keys -------------------------------------------------------------------------------------------------------


def test_a_key_is_given_refused_and_mended(visitor: Visitor, alice: User, wakatime: WakaTimeServer) -> None:
    visitor.watch.expect(400, "/api/profiles/")
    comes_to_accounts(visitor, alice)
    adds(visitor, "WakaTime", "bob")
    field = visitor.page.get_by_label("WakaTime API key", exact=True)
    expect(field).to_have_accessible_description(re.compile("Paste your WakaTime API key here."))
    visitor.writes("WakaTime API key", OTHER_KEY)
    visitor.presses("button", "Add the account")
    expect(field).to_be_focused()
    looks_right(visitor)
    visitor.writes("WakaTime API key", KEY)
    visitor.presses("button", "Add the account")
    bob = card(visitor, "bob on WakaTime")
    expect(bob).to_contain_text("In sync")
    expect(bob).to_contain_text(f"ends in {KEY[-4:]}")
    visitor.comes_to(6, Activity.objects.filter(user=alice).count)
    is_refused_and_replaced(visitor, wakatime)


def is_refused_and_replaced(visitor: Visitor, wakatime: WakaTimeServer) -> None:
    wakatime.people["bob"].key = OTHER_KEY
    profile = PlatformProfile.objects.get()
    PlatformProfile.objects.update(last_synced_at=timezone.now() - timedelta(hours=3))
    refused(visitor, profile, 409, "sync/")
    visitor.presses("button", "Close the sync of bob on WakaTime")
    visitor.presses("button", "Sync bob on WakaTime")
    visitor.sees("WakaTime refused your API key. Enter a new one.")
    looks_right(visitor)
    visitor.presses("button", "Enter your API key: bob on WakaTime")
    visitor.writes("WakaTime API key", OTHER_KEY)
    visitor.presses("button", "Save")
    bob = card(visitor, "bob on WakaTime")
    expect(bob).to_contain_text(f"ends in {OTHER_KEY[-4:]}")
    expect(bob).to_contain_text("In sync")
    assert not [key for key in (KEY, OTHER_KEY) if key in visitor.page.content()]


def test_a_key_is_deleted(typist: Visitor, alice: User, wakatime: WakaTimeServer) -> None:
    add_profile(user=alice, platform="wakatime", username="bob", credential=KEY)
    comes_to_accounts(typist, alice)
    dialog = opens(typist, "Replace or remove your API key…", "bob on WakaTime")
    typist.presses("button", "Remove it…", inside=dialog)
    typist.sees("Delete your WakaTime API key?")
    typist.finds_nothing_wrong()
    typist.presses("button", "Delete the WakaTime API key")
    expect(card(typist, "bob on WakaTime")).to_contain_text("WakaTime needs your API key.")
    assert not PlatformProfile.objects.get().credential


# --- Connecting -------------------------------------------------------------------------------------------------


def test_github_is_connected_read_and_disconnected(
    visitor: Visitor, alice: User, github: GitHubServer
) -> None:
    comes_to_accounts(visitor, alice)
    visitor.presses("button", re.compile("^GitHub"))
    visitor.presses("button", "Connect GitHub")
    visitor.sees("Bob is connected")
    visitor.is_at("/accounts")
    bob = card(visitor, "Bob on GitHub")
    expect(bob).to_contain_text("In sync")
    expect(bob).to_contain_text("accepted")
    looks_right(visitor)
    assert Activity.objects.filter(user=alice).count() == 4
    token = github.people["bob"].token
    opens(visitor, "Disconnect…", "Bob on GitHub")
    visitor.presses("button", "Disconnect")
    visitor.sees("Bob on GitHub is disconnected")
    assert github.revoked == {token}
    assert not PlatformProfile.objects.get().credential


def test_who_does_not_agree_or_comes_twice_is_told_so(
    looker: Visitor, alice: User, github: GitHubServer
) -> None:
    looker.watch.expect(400, "/api/profiles/connect/finish/")
    looker.is_signed_in_as(alice)
    looker.goes_to("/accounts/connect?error=access_denied&state=of-nobody")
    looker.sees(re.compile("^This answer was not expected, or came too late or twice."))
    looker.finds_nothing_wrong()
    looker.presses("link", "Back to your accounts")
    looker.is_at("/accounts")
