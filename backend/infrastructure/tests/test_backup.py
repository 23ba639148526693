"""Copies of the database, and putting them back: on SQLite files, and on a PostgreSQL database of its own."""

import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

from backend.infrastructure.backups import (
    BackupError,
    DamagedError,
    check_sqlite,
    make_backup,
    prune,
    restore_sqlite,
)
from backend.test_common.postgres import find_binaries

# Rows in a table of Django's own, so that no model of ours matters here.
MARKS = "SELECT model FROM django_content_type WHERE app_label = 'test' ORDER BY model"
Manage = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the product's tables; tests take a copy."""
    file = tmp_path_factory.mktemp("migrated") / "skilltracker.sqlite3"
    run_manage(f"sqlite:///{file}", "migrate", "--verbosity=0")
    return file


@pytest.fixture
def database(migrated: Path, tmp_path: Path) -> BaseDatabaseWrapper:
    file = tmp_path / "skilltracker.sqlite3"
    shutil.copy(migrated, file)
    return open_file(file)


@pytest.fixture
def manage(database: BaseDatabaseWrapper) -> Manage:
    return lambda *arguments, **kwargs: run_manage(
        f"sqlite:///{database.settings_dict['NAME']}", *arguments, **kwargs
    )


def test_a_copy_holds_what_is_committed_while_others_write(
    database: BaseDatabaseWrapper, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(database.settings_dict["NAME"])) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        add_mark(writer, "committed")
        writer.commit()
        add_mark(writer, "not yet")

        copy = make_backup(database, tmp_path / "backups")

    assert marks(copy) == ["committed"]


def test_a_copy_is_one_file_named_by_its_time_that_only_its_owner_reads(
    database: BaseDatabaseWrapper, tmp_path: Path
) -> None:
    copies = [make_backup(database, tmp_path / "backups") for _ in range(3)]

    assert sorted((tmp_path / "backups").iterdir()) == sorted(copies)
    assert all(re.fullmatch(r"skilltracker-\d{8}T\d{6}Z(-\d)?\.sqlite3", copy.name) for copy in copies)
    assert {stat.S_IMODE(copy.stat().st_mode) for copy in copies} == {0o600}


def test_a_damaged_database_is_told_and_leaves_no_half_copy(
    database: BaseDatabaseWrapper, tmp_path: Path
) -> None:
    damage(Path(database.settings_dict["NAME"]))

    with pytest.raises(DamagedError):
        make_backup(database, tmp_path / "backups")

    assert list((tmp_path / "backups").iterdir()) == []


def test_pruning_keeps_the_newest_of_one_name_alone(tmp_path: Path) -> None:
    for day in range(10, 25):
        (tmp_path / f"before-migration-202611{day}T000000Z.sqlite3").touch()
        (tmp_path / f"skilltracker-202611{day}T000000Z.sqlite3").touch()

    prune(tmp_path, "before-migration")

    left = sorted(file.name for file in tmp_path.glob("before-*"))
    assert (len(left), left[0]) == (10, "before-migration-20261115T000000Z.sqlite3")
    assert len(list(tmp_path.glob("skilltracker-*"))) == 15


def test_a_restore_brings_the_copy_and_keeps_what_it_replaced(manage: Manage, tmp_path: Path) -> None:
    file = tmp_path / "skilltracker.sqlite3"
    write_mark(file, "old")
    copy = manage("backup").stdout.split(" (")[0]
    write_mark(file, "new")

    told = manage("restore", copy, "--yes").stdout

    (replaced,) = (tmp_path / "backups").glob("replaced-*")
    assert str(replaced) in told
    assert (marks(file), marks(replaced)) == (["old"], ["new", "old"])


def test_a_restore_does_not_play_the_old_log_into_the_new_file(
    database: BaseDatabaseWrapper, tmp_path: Path
) -> None:
    file = tmp_path / "skilltracker.sqlite3"
    copy = make_backup(database, tmp_path / "backups")
    leave_a_log_behind(file)

    restore_sqlite(database, copy, tmp_path / "backups")

    assert not list(tmp_path.glob("skilltracker.sqlite3-*"))
    assert marks(file) == []


def test_a_restore_is_refused_while_something_has_the_database_open(
    database: BaseDatabaseWrapper, tmp_path: Path
) -> None:
    file = tmp_path / "skilltracker.sqlite3"
    copy = make_backup(database, tmp_path / "backups")
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        add_mark(other, "mine")
        other.commit()

        with pytest.raises(BackupError, match="in use"):
            restore_sqlite(database, copy, tmp_path / "backups")

        assert marks(file) == ["mine"]


def test_a_damaged_database_is_moved_aside_and_replaced(
    database: BaseDatabaseWrapper, tmp_path: Path
) -> None:
    file = tmp_path / "skilltracker.sqlite3"
    write_mark(file, "old")
    copy = make_backup(database, tmp_path / "backups")
    damage(file)

    aside = restore_sqlite(database, copy, tmp_path / "backups")

    assert aside is not None and aside.suffix == ".damaged"
    assert marks(file) == ["old"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is not a database of SkillTracker"),
        (b"anything but a database" * 100, "is not a sound SQLite database"),
    ],
)
def test_a_file_that_is_no_database_of_ours_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    file = tmp_path / "some.sqlite3"
    file.write_bytes(content)

    with pytest.raises(BackupError, match=reason):
        check_sqlite(file)


def test_a_copy_from_a_newer_version_is_refused(database: BaseDatabaseWrapper, tmp_path: Path) -> None:
    file = tmp_path / "skilltracker.sqlite3"
    with closing(sqlite3.connect(file)) as newer:
        newer.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('core', '9999_newer', '2026-01-01')"
        )
        newer.commit()

    with pytest.raises(BackupError, match=r"a newer SkillTracker \(it has core.9999_newer\)"):
        check_sqlite(file)


def test_a_restore_asks_and_without_an_answer_changes_nothing(manage: Manage, tmp_path: Path) -> None:
    file = tmp_path / "skilltracker.sqlite3"
    copy = manage("backup").stdout.split(" (")[0]
    write_mark(file, "new")

    refused = manage("restore", copy, check=False)

    assert refused.returncode == 1
    assert "nothing was changed" in refused.stderr
    assert marks(file) == ["new"]


def test_a_file_that_is_not_there_is_told_in_one_line(manage: Manage) -> None:
    refused = manage("restore", "nowhere.sqlite3", check=False)

    assert (refused.returncode, refused.stderr) == (1, "CommandError: there is no file nowhere.sqlite3\n")


@pytest.fixture
def postgresql() -> Iterator[str]:
    """The address of a new PostgreSQL database; its programs are on the PATH."""
    if connection.vendor != "postgresql":
        pytest.skip("the tests run on SQLite")
    address = urlsplit(os.environ["DATABASE_URL"])
    name = f"backup_{os.getpid()}"
    try:
        on_server(address._replace(path="/postgres").geturl(), f"CREATE DATABASE {name}")
        yield address._replace(path=f"/{name}").geturl()
    finally:
        on_server(address._replace(path="/postgres").geturl(), f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def test_postgresql_is_dumped_and_put_back_whole(
    postgresql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{find_binaries()}{os.pathsep}{os.environ['PATH']}")
    run_manage(postgresql, "migrate", "--verbosity=0")
    on_server(postgresql, "INSERT INTO django_content_type (app_label, model) VALUES ('test', 'old')")
    copy = run_manage(postgresql, "backup", "--folder", str(tmp_path)).stdout.split(" (")[0]
    on_server(postgresql, "UPDATE django_content_type SET model = 'new' WHERE app_label = 'test'")

    told = run_manage(postgresql, "restore", copy, "--yes", "--folder", str(tmp_path)).stdout

    assert on_server(postgresql, MARKS) == [("old",)]
    assert re.search(r"replaced-\w+\.dump", told)
    assert len(list(tmp_path.iterdir())) == 2


def test_postgresql_is_not_replaced_while_others_are_connected(
    postgresql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{find_binaries()}{os.pathsep}{os.environ['PATH']}")
    run_manage(postgresql, "migrate", "--verbosity=0")
    copy = run_manage(postgresql, "backup", "--folder", str(tmp_path)).stdout.split(" (")[0]

    with closing(psycopg2.connect(postgresql)):
        refused = run_manage(postgresql, "restore", copy, "--yes", "--folder", str(tmp_path), check=False)

    assert refused.returncode == 1
    assert "1 other connections use the database" in refused.stderr


def run_manage(database_url: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(settings.ROOT / "manage.py"), *arguments]
    # Port 1: where nothing of a developer's answers.
    environment = {**os.environ, "DATABASE_URL": database_url, "PORT": "1"}
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert not check or done.returncode == 0, done.stderr
    return done


def open_file(file: Path) -> BaseDatabaseWrapper:
    return ConnectionHandler({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file)}})[
        "default"
    ]


def on_server(url: str, statement: str) -> list[tuple[object, ...]]:
    with closing(psycopg2.connect(url)) as server:
        server.autocommit = True
        with server.cursor() as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall()) if cursor.description else []


def write_mark(file: Path, name: str) -> None:
    with closing(sqlite3.connect(file)) as database:
        add_mark(database, name)
        database.commit()


def add_mark(database: sqlite3.Connection, name: str) -> None:
    database.execute("INSERT INTO django_content_type (app_label, model) VALUES ('test', ?)", [name])


def marks(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as database:
        return [name for (name,) in database.execute(MARKS)]


def damage(file: Path) -> None:
    with open(file, "r+b") as raw:
        raw.seek(0)
        raw.write(b"\xff" * file.stat().st_size)


def leave_a_log_behind(file: Path) -> None:
    """What a crash leaves: a write-ahead log with a commit that the database itself does not hold yet."""
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        add_mark(database, "from the log")
        database.commit()
        crashed = {name: Path(f"{file}{name}").read_bytes() for name in ("", "-wal", "-shm")}
    for name, content in crashed.items():
        Path(f"{file}{name}").write_bytes(content)
