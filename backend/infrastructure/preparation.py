"""What has to be right before a server starts: the tables and the static files. Quick when they are."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from backend.infrastructure.backups import default_folder, is_file, make_backup, prune
from backend.infrastructure.locks import lock, migration_lock

Say = Callable[[str], None]
BACKUP_NAME = "before-migration"
# Any number will do, as long as nothing else of ours in the same database takes it.
ADVISORY_LOCK = 7_415_550_121


def prepare_database(connection: BaseDatabaseWrapper, say: Say, *, backup: bool = True) -> None:
    """Apply pending migrations, after a copy of the data. Others that start meanwhile wait for their turn.

    Raises BackupError when a copy was wanted and could not be made.
    """
    with lock(migration_lock(connection.settings_dict)), _alone(connection):
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if not pending:
            return
        if executor.loader.applied_migrations and backup:
            _copy_first(connection, say)
        say(f"Applying {len(pending)} migrations")
        call_command("migrate", interactive=False, verbosity=0)


def _copy_first(connection: BaseDatabaseWrapper, say: Say) -> None:
    folder = default_folder(connection)
    if not is_file(connection) and not shutil.which("pg_dump"):
        say("No copy is made before the migrations: pg_dump is not on the PATH, and is the way to make one")
        return
    path = make_backup(connection, folder, name=BACKUP_NAME)
    prune(folder, BACKUP_NAME)
    say(f"Copied the database to {path}")


@contextmanager
def _alone(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """One migration at a time in a PostgreSQL that several machines share, and as long as it takes."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0; SET lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
        # A migration that waits for a busy table makes everybody else wait behind it: it may fail instead.
        cursor.execute("RESET lock_timeout")
    try:
        yield
    finally:
        # Closing releases the lock, whatever state a failed migration left the connection in.
        connection.close()


def prepare_static_files(say: Say) -> None:
    """Collect the static files where any of them changed since they were last collected."""
    stamp = settings.DATA_DIR / "static.sha256"
    with lock(settings.DATA_DIR / "collecting.lock"):
        now = _fingerprint()
        if _manifest().is_file() and stamp.is_file() and stamp.read_text() == now:
            return
        say("Collecting the static files")
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(now)


def _manifest() -> Path:
    return Path(settings.STATIC_ROOT) / "staticfiles.json"


def _fingerprint() -> str:
    """Of names, sizes and times, not of contents: it has to be quick, and a false alarm costs a second."""
    digest = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
