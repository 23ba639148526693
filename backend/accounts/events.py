"""What happened to accounts, for whoever watches the logs: names, addresses and secrets are never in it."""

import logging

from django.utils.crypto import salted_hmac

logger = logging.getLogger("skilltracker.accounts")


def note(event: str, **facts: object) -> None:
    logger.info(event, extra={"event": event, **facts})


def warn(event: str, **facts: object) -> None:
    """For what a watcher wants to count: a try that failed, a limit that was reached, an access that was denied."""
    logger.warning(event, extra={"event": event, **facts})


def account_mark(username: str) -> str:
    """Stands for an account's name in the logs: the same for each try at it, and telling nothing without the key."""
    return salted_hmac("backend.accounts.events", username.lower(), algorithm="sha256").hexdigest()[:16]
