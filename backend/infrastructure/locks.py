"""Locks between processes of one machine. They end with the process that holds them, however it ends."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.conf import settings


class Locked(Exception):
    """Another process holds the lock."""


@contextmanager
def lock(path: Path, *, shared: bool = False, wait: bool = True) -> Iterator[IO[bytes]]:
    """Hold `path` for the block. A child that is given the file's number holds it too. Raises Locked."""
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB)
    with open(path, "ab") as file:
        try:
            fcntl.flock(file, mode)
        except BlockingIOError as exc:
            raise Locked(f"{path} is held by another process") from exc
        yield file


def folder_of(database: dict[str, Any]) -> Path:
    """Where what belongs to a database lies (its locks, its copies): beside the file of an SQLite one."""
    if database["ENGINE"].endswith("sqlite3") and Path(database["NAME"]).is_absolute():
        return Path(database["NAME"]).parent
    return Path(settings.DATA_DIR)


def serving_lock(database: dict[str, Any]) -> Path:
    """Held, shared, by each `manage.py serve` and its children; alone by a restore."""
    return folder_of(database) / "serving.lock"


def migration_lock(database: dict[str, Any]) -> Path:
    return folder_of(database) / "migrating.lock"
