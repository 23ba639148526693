"""A new version takes over while people read and write: migrations first, then the web process at systemd's socket.

The new version is the same one with one migration more.
"""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from backend.test_common.api import LiveApi
from backend.test_common.people import PASSWORD
from tests.deploy.compose import House
from tests.deploy.crowd import HAND_OVER, Crowd, listen
from tests.deploy.units import UNITS, read_unit

pytestmark = [pytest.mark.faults, pytest.mark.deep]
MIGRATION = """
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [("core", "{last}")]
    operations = [migrations.AddField("tag", "shelf", models.CharField(max_length=9, {how}))]
"""
ADDS_WHAT_MAY_BE_EMPTY = "null=True"
# Django fills in the default, not the database: who does not know the field cannot write any more.
DEMANDS_WHAT_THE_OLD_VERSION_DOES_NOT_KNOW = 'default=""'


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """The socket that systemd holds."""
    with listen() as one:
        yield one


@pytest.fixture
def old(open_house: Callable[..., House], listener: socket.socket) -> House:
    house = open_house()
    house.port = listener.getsockname()[1]
    assert house.run("migrate").returncode == 0
    return house


def test_nobody_sees_an_error_while_a_new_version_takes_over(
    old: House, listener: socket.socket, tmp_path: Path
) -> None:
    first = at_the_socket(old, listener)
    new = next_version(old, tmp_path, ADDS_WHAT_MAY_BE_EMPTY)

    with Crowd(people(old)) as crowd:
        time.sleep(1)
        assert "Applying 1 migrations" in new.run("migrate").stdout
        time.sleep(1)
        assert old.stop(first, "web")[0] == 0
        at_the_socket(new, listener)
        old.wait_until_healthy()
        time.sleep(1)

    assert crowd.failures == []
    assert crowd.longest < 15
    assert people(new)[0].get("/api/tags/").json()["count"] == crowd.written > 20
    print(f"{crowd.asked} requests, {crowd.written} writes, the longest took {crowd.longest:.1f} s")


def test_a_migration_that_asks_too_much_of_the_old_version_is_seen(
    old: House, listener: socket.socket, tmp_path: Path
) -> None:
    at_the_socket(old, listener)
    new = next_version(old, tmp_path, DEMANDS_WHAT_THE_OLD_VERSION_DOES_NOT_KNOW)

    with Crowd(people(old)) as crowd:
        assert new.run("migrate").returncode == 0
        time.sleep(1)

    assert "POST 500" in crowd.failures


def test_without_a_socket_that_stays_a_restart_is_seen(open_house: Callable[..., House]) -> None:
    house = open_house()
    assert house.run("migrate").returncode == 0
    first = house.start("web")
    house.wait_until_healthy()

    with Crowd(people(house)) as crowd:
        house.stop(first, "web")
        house.start("web")
        house.wait_until_healthy()

    assert any("ConnectionError" in failure for failure in crowd.failures)


def at_the_socket(house: House, listener: socket.socket) -> subprocess.Popen[bytes]:
    """The unit's own command, in the place of the image and with its libraries."""
    program, *arguments = read_unit(UNITS / "skilltracker-web.service")["ExecStart"][0].split()
    command, *_ = house.found([Path(program).name])
    handed = [sys.executable, "-c", HAND_OVER, str(listener.fileno()), command, *arguments]
    process = house.start("web", handed, pass_fds=(listener.fileno(),))
    house.wait_until_healthy()
    return process


def next_version(house: House, folder: Path, how: str) -> House:
    """The same image in another folder, with a migration of its own; the libraries are shared."""
    image = replace(house.image, root=folder / "next")
    shutil.copytree(house.image.place("."), image.place("."))
    (image.root / "opt").symlink_to(house.image.root / "opt")
    migrations = image.place("backend/core/migrations")
    last = max(path.stem for path in migrations.glob("0*.py"))
    (migrations / "9999_try.py").write_text(MIGRATION.format(last=last, how=how))
    return replace(house, image=image)


def people(house: House, number: int = 4) -> list[LiveApi]:
    """Ada, at so many screens."""
    screens = [LiveApi(f"http://127.0.0.1:{house.port}") for _ in range(number)]
    who = {"username": "ada", "password": PASSWORD}
    screens[0].get("/api/accounts/identity/")
    screens[0].post("/api/accounts/register/", json=who)
    for screen in screens:
        screen.get("/api/accounts/identity/")
        assert screen.post("/api/accounts/login/", json=who).status_code == 200
    return screens
