"""A key, a cookie or a token of a platform is in no table, no log, no error and no answer; neither is a part of one."""

import io
import logging
import os
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from backend.accounts.models import User
from backend.common.logging import JsonLines, OriginFilter, Text
from backend.imports.models import StagedRow
from backend.profiles.models import PlatformProfile
from tests.security import secrets_walk as walk
from tests.security.canaries import Canaries, Listener, canary, read_database

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
SLUGS = ("wakatime", "leetcode", "exercism", "github")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that is logged, down to DEBUG, as both formats write it."""
    stream, root = io.StringIO(), logging.getLogger()
    handlers = [logging.StreamHandler(stream) for _ in range(2)]
    for handler, formatter in zip(handlers, (JsonLines(), Text()), strict=True):
        handler.setFormatter(formatter)
        handler.addFilter(OriginFilter())
        root.addHandler(handler)
    before, root.level = root.level, logging.DEBUG
    yield stream
    root.level = before
    for handler in handlers:
        root.removeHandler(handler)


@pytest.fixture
def client(alice: User) -> Listener:
    client = Listener()
    client.force_login(alice)
    return client


@pytest.fixture
def places(settings: Any) -> Iterator[dict[str, walk.Site]]:
    with walk.in_haste(), walk.sites(settings) as sites:
        yield {site.slug: site for site in sites}


def check(canaries: Canaries, client: Listener, log: io.StringIO, capsys: Any) -> None:
    printed = "".join(capsys.readouterr())
    told = {"database": read_database(), "log": log.getvalue(), "printed": printed}
    for number, answer in enumerate(client.heard):
        told[f"answer {number}"] = answer
    assert {place: found for place, text in told.items() if (found := canaries.found_in(text))} == {}
    # That there was something to look through.
    assert "bob" in told["database"].lower() and "upstream failure" in told["log"] and len(client.heard) > 50


@pytest.mark.parametrize("slug", SLUGS)
def test_a_key_leaves_no_trace_whatever_is_done_with_it(
    slug: str, places: dict[str, walk.Site], client: Listener, log: io.StringIO, capsys: Any
) -> None:
    canaries, site = Canaries(), places[slug]
    pk = walk.use_everything(client, site, canaries)
    walk.fail_in_every_way(client, site, pk, canaries)
    walk.break_down(client, site, pk, canaries)
    call_command("rotate_credentials")
    call_command("platform", "list")

    assert PlatformProfile.objects.get(pk=pk).credential
    if slug in ("exercism", "github"):
        # What nobody could read was kept, without what it held of the key.
        assert StagedRow.objects.filter(outcome="invalid").exists()
    check(canaries, client, log, capsys)


def test_a_token_that_came_by_connecting_leaves_no_trace(
    places: dict[str, walk.Site], client: Listener, log: io.StringIO, capsys: Any
) -> None:
    canaries, states = Canaries(), Canaries()
    canaries.add("the app's secret", canary("the app"))
    walk.connect_and_disconnect(client, places["github"], canaries, states)
    with walk.failing():
        walk.finish(client, walk.come_back(walk.begin(client)))

    assert len({secret for name, secret in canaries.secrets.items() if name.startswith("token")}) > 5
    assert states.found_in(read_database() + log.getvalue()) == set() and len(states.secrets) > 15
    check(canaries, client, log, capsys)


@pytest.mark.parametrize(
    "form",
    [
        lambda secret: f"x{secret}y",
        lambda secret: secret[3:20],
        lambda secret: secret.upper(),
        lambda secret: b64encode(f"{secret}:".encode()).decode(),
        lambda secret: b64encode(f"ab{secret}:".encode()).decode(),
        lambda secret: secret.encode().hex(),
        lambda secret: "".join(f"%{ord(one):02X}" for one in secret),
    ],
)
def test_a_secret_is_recognised_in_every_form(form: Any) -> None:
    canaries = Canaries()
    secret = canaries.add("it", canary("it", "waka_"))

    assert canaries.found_in(f"...{form(secret)}...") == {"it"}
    assert canaries.found_in(f"...{secret[-4:]}... waka_") == set()


def test_no_page_of_the_admin_shows_a_key(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "ADMIN_ENABLED": "true",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'admin.sqlite3'}",
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "backend.settings",
        "LOG_LEVEL": "CRITICAL",
    }
    script = "from tests.security.admin_secrets import walk; walk()"
    command = [sys.executable, "-W", "ignore", "-c", script]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and done.stdout.endswith("no secret on any page\n"), done.stderr
