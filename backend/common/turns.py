"""Turns: transactions that name the same thing run one after the other, where there is no row of it to lock."""

from django.db import connection


def take_turn(*names: str) -> None:
    """Wait for the other transactions that have taken one of these names, and have them wait for the end of ours.

    Who takes several at once gives them in the same order as others do. SQLite's immediate transactions take turns
    by themselves.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a turn needs a transaction")
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for name in names:
            # https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
