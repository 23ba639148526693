"""The admin, in a process of its own: it is there only when the settings say so before everything starts."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

VISIT = """
import json, django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.test import Client
from backend.accounts.models import RateBucket, Session, User

User.objects.create_superuser("sam", password="correct horse battery")
client = Client(HTTP_HOST="localhost")
login = lambda word: client.post("/admin/login/", {"username": "sam", "password": word})
tries = [login("wrong").status_code for _ in range(11)]
throttled = "Too many tries" in login("correct horse battery").content.decode()
RateBucket.objects.all().delete()
right = login("correct horse battery").status_code
pages = ["", "accounts/user/", "accounts/user/1/change/", "accounts/user/add/"]
pages += ["accounts/session/", "accounts/ratebucket/"]
answers = [client.get("/admin/" + page) for page in pages]
new = {"username": "dora", "usable_password": "true", "password1": "kq8#vmzr", "password2": "kq8#vmzr"}
added = client.post("/admin/accounts/user/add/", new).status_code
key = Session.objects.get().session_key
print(json.dumps({
    "tries": tries,
    "throttled": throttled,
    "right": right,
    "added": [added, User.objects.get(username="dora").email],
    "pages": [answer.status_code for answer in answers],
    "shows a key": any(key in answer.content.decode() for answer in answers),
}))
"""


def visit(tmp_path: Path) -> dict[str, Any]:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "backend.settings",
        "DATABASE_URL": f"sqlite:///{tmp_path}/admin.sqlite3",
        "ADMIN_ENABLED": "true",
        "DEBUG": "true",
    }
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", VISIT],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def test_the_admin_counts_tries_and_shows_no_session_key(tmp_path: Path) -> None:
    told = visit(tmp_path)

    assert told == {
        "tries": [200] * 11,
        "throttled": True,
        "right": 302,
        "added": [302, None],
        "pages": [200] * 6,
        "shows a key": False,
    }


@pytest.mark.django_db
def test_without_the_setting_there_is_no_admin(client_for: Any, sam: Any) -> None:
    assert client_for(sam).get("/admin/").status_code == 404
