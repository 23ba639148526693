"""How often a person may have platforms asked about accounts."""

from typing import Final

from backend.accounts.limits import hit
from backend.accounts.models import User
from backend.common.errors import TooMany
from backend.platforms.base.platform import Platform

CHECKS_AN_HOUR: Final = 60
HOUR: Final = 3600


def count_check(user: User, kind: type[Platform]) -> None:
    """Raises TooMany where there were too many; what needs no network is not counted."""
    if kind.offline:
        return
    seconds = hit("profile_checks", user.pk, limit=CHECKS_AN_HOUR, window=HOUR)
    if seconds is not None:
        raise TooMany(seconds, "Too many accounts were looked up in an hour. Try again later.")
