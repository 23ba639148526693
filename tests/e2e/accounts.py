"""What one does on the page of accounts, step by step."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Locator

from backend.accounts.models import User
from backend.profiles.models import PlatformProfile
from backend.profiles.services.changes import add_profile
from tests.e2e.hands import Pointer
from tests.e2e.visitor import Visitor


def comes_to_accounts(visitor: Visitor, user: User) -> None:
    visitor.is_signed_in_as(user)
    visitor.goes_to("/accounts")


def adds(visitor: Visitor, platform: str, username: str) -> None:
    """From the page with no account on it, where platforms are to choose from."""
    visitor.presses("button", re.compile(f"^{platform}"))
    form = visitor.page.get_by_role("form", name=f"Account on {platform}")
    visitor.writes("User name", username, inside=form)
    visitor.presses("button", "Add the account", inside=form)


def card(visitor: Visitor, name: str) -> Locator:
    return visitor.page.get_by_role("article", name=name, exact=True)


def has_account(user: User, *, hours: int = 3) -> PlatformProfile:
    """Of bob's on Codewars, which was looked at so many hours ago and was never read."""
    profile = add_profile(user=user, platform="codewars", username="bob")
    PlatformProfile.objects.update(stats_at=timezone.now() - timedelta(hours=hours))
    return profile


def opens(visitor: Visitor, item: str | re.Pattern[str], name: str = "bob on Codewars") -> Locator:
    """An item of the account's menu, and the dialog behind it."""
    visitor.presses("button", f"More about {name}")
    visitor.presses("menuitem", item)
    return visitor.page.get_by_role("dialog")


def looks_right(visitor: Visitor) -> None:
    """What axe minds is the same whichever hand led here, so it looks once."""
    if isinstance(visitor.hand, Pointer):
        visitor.finds_nothing_wrong()


def refused(visitor: Visitor, profile: PlatformProfile, status: int, call: str) -> None:
    visitor.watch.expect(status, f"/api/profiles/{profile.pk}/{call}")
