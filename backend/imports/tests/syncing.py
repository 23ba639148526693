"""What tests of syncs have in common."""

from typing import Any

from backend.accounts.models import User
from backend.infrastructure.worker import run_one
from backend.profiles.models import PlatformProfile


def add(user: User, username: str = "bob", platform: str = "codewars", **fields: Any) -> PlatformProfile:
    return PlatformProfile.objects.create(user=user, platform=platform, username=username, **fields)


def work() -> None:
    """As a worker does, until nothing is due."""
    while run_one():
        pass
