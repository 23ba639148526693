"""Transactions that the database gave up because another one was in their way; done again, they succeed."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec, TypeVar

from django.db import OperationalError, connection

logger = logging.getLogger("skilltracker.database")

P = ParamSpec("P")
T = TypeVar("T")

# https://www.postgresql.org/docs/current/errcodes-appendix.html: serialization_failure, deadlock_detected
CONFLICTS: Final = ("40001", "40P01")


def again_on_conflict(write: Callable[P, T]) -> Callable[P, T]:
    """Run `write`, a transaction as a whole, once more where the database chose it as the one to give way.

    Within a transaction of the caller's nothing is repeated: all of that is lost, and only its owner can begin again.
    """

    @wraps(write)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return write(*args, **kwargs)
        except OperationalError as error:
            if connection.in_atomic_block or not is_conflict(error):
                raise
            logger.info("gave way to another transaction, doing it again", extra={"code": _code(error)})
        return write(*args, **kwargs)

    return run


def is_conflict(error: OperationalError) -> bool:
    return _code(error) in CONFLICTS


def _code(error: OperationalError) -> str:
    return str(getattr(error.__cause__, "pgcode", None) or "")
