"""Copies of the whole database, and putting one back: one file each, checked before it counts.

SQLite is copied through its own backup call, which a running server does not disturb; PostgreSQL by pg_dump.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from backend.infrastructure.locks import folder_of

KEPT: Final = 10
# A database that has all of these is taken for one of ours.
OUR_TABLES: Final = frozenset({"django_migrations", "accounts_user", "core_question"})
# libpq's names for what Django passes to the driver.
_LIBPQ: Final[Mapping[str, str]] = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",  # pragma: allowlist secret
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}


class BackupError(Exception):
    """The copy could not be made, or must not be put back; its text is for people."""


class DamagedError(BackupError):
    """The database itself is broken; nothing but its files can be saved."""


def is_file(connection: BaseDatabaseWrapper) -> bool:
    return connection.vendor == "sqlite"


def default_folder(connection: BaseDatabaseWrapper) -> Path:
    return folder_of(connection.settings_dict) / "backups"


def make_backup(connection: BaseDatabaseWrapper, folder: Path, *, name: str = "skilltracker") -> Path:
    """A new checked file `<name>-<UTC>.sqlite3` or `.dump`, for its owner alone. Raises BackupError."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = _free_name(folder, name, ".sqlite3" if is_file(connection) else ".dump")
    with _whole_or_nothing(target) as partial:
        if is_file(connection):
            copy_sqlite(database_file(connection), partial)
        else:
            _dump(connection, partial)
    return target


def prune(folder: Path, name: str, *, keep: int = KEPT) -> None:
    """Remove all but the newest `keep` copies of that name; the names sort by time."""
    copies = [*folder.glob(f"{name}-*.sqlite3"), *folder.glob(f"{name}-*.dump")]
    for old in sorted(copies, key=lambda file: file.name)[:-keep]:
        old.unlink(missing_ok=True)


def database_file(connection: BaseDatabaseWrapper) -> Path:
    path = Path(connection.settings_dict["NAME"])
    if not path.is_file():
        raise BackupError(f"there is no database at {path} yet")
    return path


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a database that may be in use into one file that needs no second one beside it."""
    try:
        with closing(_open(source)) as reader, closing(sqlite3.connect(target)) as writer:
            reader.backup(writer)
            # The copy of a database with a write-ahead log asks for one too; a backup has to stand alone.
            writer.execute("PRAGMA journal_mode=DELETE")
            _check_integrity(writer, target)
    except sqlite3.OperationalError as exc:
        raise BackupError(f"{source} cannot be copied: {exc}") from exc
    except sqlite3.DatabaseError as exc:
        raise DamagedError(f"{source} is damaged: {exc}") from exc


def check_sqlite(file: Path) -> None:
    """Raises BackupError unless `file` is a sound database of a SkillTracker not newer than this one."""
    try:
        with closing(_open(file)) as reader:
            names = {
                name for (name,) in reader.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            }
            if not OUR_TABLES <= names:
                raise BackupError(f"{file} is not a database of SkillTracker")
            _check_integrity(reader, file)
            _check_age(reader.execute("SELECT app, name FROM django_migrations").fetchall(), file)
    except sqlite3.DatabaseError as exc:
        raise DamagedError(f"{file} is not a sound SQLite database: {exc}") from exc


def restore_sqlite(connection: BaseDatabaseWrapper, file: Path, folder: Path) -> Path | None:
    """Put `file` in the database's place in one step; the present one goes to `folder`, its path is returned.

    Raises BackupError, with nothing changed, while anything has the database open.
    """
    present = Path(connection.settings_dict["NAME"])
    connection.close()
    present.parent.mkdir(parents=True, exist_ok=True)
    with _whole_or_nothing(present, replace=False) as fresh:
        copy_sqlite(file, fresh)
        aside = _set_aside(connection, present, folder) if present.is_file() else None
        _let_go_of_logs(present)
        os.replace(fresh, present)
    return aside


def _set_aside(connection: BaseDatabaseWrapper, present: Path, folder: Path) -> Path:
    """Copy the present database; one that is too damaged to copy is moved, as it is."""
    try:
        return make_backup(connection, folder, name="replaced")
    except DamagedError:
        target = _free_name(folder, "replaced", ".damaged")
        for suffix in ("", "-wal", "-shm"):
            if Path(f"{present}{suffix}").exists():
                shutil.move(f"{present}{suffix}", f"{target}{suffix}")
        return target


def check_dump(file: Path) -> None:
    """Raises BackupError unless `file` is a dump of a SkillTracker."""
    listing = _run("pg_restore", ["--list", str(file)], {})
    if not all(f" TABLE public {table} " in listing for table in OUR_TABLES):
        raise BackupError(f"{file} is not a dump of SkillTracker")


def restore_dump(connection: BaseDatabaseWrapper, file: Path, folder: Path) -> Path:
    """Replace our tables by the dump's in one transaction; the present ones are dumped to `folder` first."""
    aside = make_backup(connection, folder, name="replaced")
    with connection.cursor() as cursor:
        present = {info.name for info in connection.introspection.get_table_list(cursor)}
    connection.close()
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} | OUR_TABLES
    drop = ", ".join(f'"{table}"' for table in sorted(present & ours))
    script = folder / f".{file.name}.{os.getpid()}.sql"
    try:
        script.touch(mode=0o600)
        _run("pg_restore", ["--no-owner", "--no-privileges", "--file", str(script), str(file)], {})
        arguments = ["--no-psqlrc", "--quiet", "--single-transaction", "--set", "ON_ERROR_STOP=1"]
        arguments += ["--command", f"DROP TABLE {drop} CASCADE"] if drop else []
        _run("psql", [*arguments, "--file", str(script)], libpq_environment(connection))
    finally:
        script.unlink(missing_ok=True)
    return aside


def libpq_environment(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The connection for PostgreSQL's own programs: a process's arguments are public, its environment not."""
    parameters = connection.get_connection_params()
    return {name: str(parameters[key]) for key, name in _LIBPQ.items() if parameters.get(key)}


def _dump(connection: BaseDatabaseWrapper, target: Path) -> None:
    arguments = ["--format=custom", "--no-owner", "--no-privileges", "--file", str(target)]
    _run("pg_dump", arguments, libpq_environment(connection))
    check_dump(target)


def _run(program: str, arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    if not shutil.which(program):
        raise BackupError(f"{program} is not on the PATH; it comes with PostgreSQL's client programs")
    done = subprocess.run(
        [program, *arguments],
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupError(f"{program} failed: {done.stderr.strip()}")
    return done.stdout


def _open(file: Path) -> sqlite3.Connection:
    """Open an existing database; a missing one is an error, not a new one."""
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=rw", uri=True, timeout=20)


def _check_integrity(database: sqlite3.Connection, file: Path) -> None:
    said = database.execute("PRAGMA integrity_check").fetchone()[0]
    if said != "ok":
        raise DamagedError(f"{file} is damaged: {said}")


def _check_age(applied: Sequence[tuple[str, str]], file: Path) -> None:
    known = MigrationLoader(None).disk_migrations
    ours = {app for app, _ in known or {}}
    newer = [f"{app}.{name}" for app, name in applied if app in ours and (app, name) not in (known or {})]
    if newer:
        raise BackupError(f"{file} was made by a newer SkillTracker (it has {', '.join(newer)})")


def _let_go_of_logs(present: Path) -> None:
    """Fold the write-ahead log into the old file, for it must not be played into the new one."""
    if present.is_file():
        try:
            with closing(sqlite3.connect(present, timeout=2)) as database:
                mode = database.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
        except sqlite3.OperationalError as exc:
            raise BackupError("the database is in use; stop what uses it first") from exc
        if mode != "delete":
            raise BackupError("the database is in use; stop what uses it first")
    for suffix in ("-wal", "-shm"):
        Path(f"{present}{suffix}").unlink(missing_ok=True)


def _free_name(folder: Path, name: str, suffix: str) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    path = folder / f"{name}-{stamp}{suffix}"
    number = 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{stamp}-{number}{suffix}"
    return path


@contextmanager
def _whole_or_nothing(target: Path, *, replace: bool = True) -> Iterator[Path]:
    """A private file beside `target`; it takes the name when the block ends well, else it goes."""
    partial = target.with_name(f".{target.name}.{os.getpid()}")
    partial.touch(mode=0o600)
    try:
        yield partial
        if replace:
            os.replace(partial, target)
    finally:
        partial.unlink(missing_ok=True)
