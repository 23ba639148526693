"""A pytest plugin that brings the database: a real PostgreSQL, up before pytest-django reads the settings.

`TEST_DATABASE=sqlite` takes a file database instead; a `DATABASE_URL` that is given is used as it is. The
workers of pytest-xdist inherit the address of the one server that their controller started and stops.
"""

import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import Any, Final

import pytest

from backend.test_common.postgres import PostgresServer

SERVER: Final = pytest.StashKey[PostgresServer]()
FOLDER: Final = pytest.StashKey[Path]()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, Any, Any]:
    # A wrapper runs before every plain hook, and so before pytest-django's, which reads the settings.
    if not _is_worker() and not early_config.known_args_namespace.help:
        _bring_database(early_config)
    try:
        result = yield
    except BaseException:
        # Settings that cannot be read end the session before it is configured, so nothing else would tidy up.
        _take_away(early_config)
        raise
    _use_a_file_for_sqlite()
    return result


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    _take_away(config)


def pytest_report_header() -> str:
    kind = "SQLite, a file" if _sqlite_wanted() else "PostgreSQL"
    return f"database: {kind}"


def _bring_database(config: pytest.Config) -> None:
    # What somebody has set for their own use is no part of a test.
    os.environ.setdefault("ENV_FILE", os.devnull)
    # Nor is what a worker begins by itself, but where a test asks for it.
    os.environ.setdefault("SYNC_EVERY", "0")
    if _sqlite_wanted():
        folder = Path(tempfile.mkdtemp(prefix="skilltracker-sqlite-"))
        config.stash[FOLDER] = folder
        os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'skilltracker.sqlite3'}"
        os.environ["TEST_DATABASE_FOLDER"] = str(folder)
    elif not os.environ.get("DATABASE_URL"):
        server = PostgresServer()
        config.stash[SERVER] = server
        os.environ["DATABASE_URL"] = server.start().url


def _take_away(config: pytest.Config) -> None:
    server = config.stash.get(SERVER, None)
    if server is not None:
        server.close()
        del config.stash[SERVER]
        os.environ.pop("DATABASE_URL", None)
    folder = config.stash.get(FOLDER, None)
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)
        del config.stash[FOLDER]
        os.environ.pop("DATABASE_URL", None)


def _use_a_file_for_sqlite() -> None:
    """Django would test in memory, which the threads of a live server cannot share as they share a file."""
    folder = os.environ.get("TEST_DATABASE_FOLDER")
    if not folder:
        return
    from django.conf import settings

    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = f"{folder}/test.sqlite3"


def _sqlite_wanted() -> bool:
    wanted = os.environ.get("TEST_DATABASE", "postgresql")
    if wanted not in {"postgresql", "sqlite"}:
        raise pytest.UsageError(f"TEST_DATABASE is {wanted!r}; it is postgresql or sqlite")
    return wanted == "sqlite"


def _is_worker() -> bool:
    return "PYTEST_XDIST_WORKER" in os.environ
