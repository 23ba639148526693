"""The product as it is spread on AWS: a web process, PostgreSQL, SQS, a platform, and whoever does the work."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import requests
from django.conf import settings
from django.db import connections

from backend.test_common.api import LiveApi
from backend.test_common.aws import Queue
from backend.test_common.codewars_server import CodewarsServer
from backend.test_common.fault_server import closed_port
from backend.test_common.lambda_function import HANDLER, LambdaFunction
from backend.test_common.people import PASSWORD
from backend.test_common.processes import (
    Change,
    Nursery,
    Process,
    database_url,
    gunicorn_arguments,
    wait_until,
    wait_until_healthy,
)

LIVE: Final = {"queued", "running"}


@dataclass
class Cloud:
    nursery: Nursery
    queue: Queue
    upstream: CodewarsServer
    folder: Path
    runtime: Path
    place: Path

    def web(self) -> Process:
        changed = {**self.queue.settings(), "PLATFORM_BASE_URLS": {"codewars": self.upstream.url}}
        return self.nursery.web(Change(changed), database())

    def function(self, folder: Path | None = None, handler: str = HANDLER, **more: str) -> LambdaFunction:
        """Not started; its environment is what Terraform gives it."""
        given = {**self.environment(), "LOG_FORMAT": "json", "SECRET_KEY": settings.SECRET_KEY, **more}
        given.setdefault("DATABASE_URL", database_url(database()))
        return LambdaFunction(
            folder or self.folder,
            runtime=self.runtime,
            log=self.place / "function.log",
            environment=given,
            handler=handler,
        )

    def worker(self, **more: str) -> Process:
        """`manage.py run_worker`, started as a person does."""
        given = {**self.environment(), "LOG_FORMAT": "json", **more}
        return self.nursery.cold("manage.py", "run_worker", database=database(), **given)

    def cold_web(self, **more: str) -> Process:
        """A web process that reads its settings from the environment alone."""
        port = closed_port()
        given = {**self.environment(), "LOG_FORMAT": "json", **more}
        web = self.nursery.cold("-m", "gunicorn", *gunicorn_arguments(port, 2), database=database(), **given)
        web.url = f"http://127.0.0.1:{port}"
        wait_until_healthy(web)
        return web

    def environment(self) -> dict[str, str]:
        upstream = {"CODEWARS_BASE_URL": self.upstream.url, "ENV_FILE": os.devnull}
        return {**self.queue.environment(), **upstream}


def database() -> dict[str, Any]:
    """Where the test's own connection goes, as a child needs it."""
    names = ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
    return {name: connections["default"].settings_dict[name] for name in names}


def register(web: Process, username: str = "ada") -> LiveApi:
    """Somebody who has just registered and signed in, over HTTP."""
    api = LiveApi(web.url)
    me = {"username": username, "password": PASSWORD}
    assert api.post("/api/accounts/register/", json=me).status_code == 201
    assert api.post("/api/accounts/login/", json=me).status_code == 200
    return api


def ask(api: LiveApi, username: str = "bob") -> requests.Response:
    """An import is asked for and accepted, not done."""
    answer = api.post("/import/codewars/", json={"username": username})
    assert (answer.status_code, answer.json()["state"]) == (202, "queued"), answer.text
    return answer


def poll(api: LiveApi, answer: requests.Response, *, seconds: float = 30) -> dict[str, Any]:
    """The job once it has ended, asked for at its own address again and again."""

    def ended() -> dict[str, Any] | None:
        job: dict[str, Any] = api.get(answer.headers["Location"]).json()
        return None if job["state"] in LIVE else job

    found: dict[str, Any] = wait_until(ended, "the end of the import", seconds=seconds, every=0.05)
    return found


def lines_of(output: str, **facts: object) -> list[Mapping[str, Any]]:
    """The lines of a log that carry these facts."""
    read = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    return [line for line in read if all(line.get(name) == value for name, value in facts.items())]
