"""Run by test_headers.py in a process of its own: asks an installation with an https address, prints its answers."""

import json
import os
from typing import Any
from unittest.mock import patch

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "backend.settings"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

HOST = "skills.example"
WHO = {"username": "alice", "password": "correct horse battery"}  # pragma: allowlist secret


def main() -> None:
    call_command("migrate", verbosity=0)
    client = Client(raise_request_exception=False, headers={"Host": HOST})
    answers = {
        "page": ask(client, "/"),
        "identity": ask(client, "/api/accounts/identity/"),
        "page in the clear": ask(client, "/", secure=False),
        "call in the clear": ask(client, "/api/accounts/identity/", secure=False),
        "probe in the clear": ask(client, "/health/", secure=False),
        "localhost": ask(client, "/api/accounts/identity/", headers={"Host": "localhost"}),
        "register": send(client, "/api/accounts/register/"),
        "login": send(client, "/api/accounts/login/"),
    }
    with patch("backend.common.docs.render", side_effect=RuntimeError("canary")):
        answers["error"] = ask(client, "/api/docs/")
    print(json.dumps(answers))


def ask(client: Client, path: str, *, secure: bool = True, **extra: Any) -> dict[str, Any]:
    return told(client.get(path, secure=secure, **extra))


def send(client: Client, path: str) -> dict[str, Any]:
    headers = {"Origin": f"https://{HOST}"}
    return told(client.post(path, WHO, content_type="application/json", secure=True, headers=headers))


def told(answer: Any) -> dict[str, Any]:
    return {
        "status": answer.status_code,
        "headers": dict(answer.headers),
        "body": answer.content.decode(),
        "cookies": {name: dict(morsel) for name, morsel in answer.cookies.items()},
    }


main()
