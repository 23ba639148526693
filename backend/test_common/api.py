"""Clients of the API: one in process, and one that talks HTTP to a live server as a browser would."""

from typing import Any

import requests
from django.conf import settings
from rest_framework.test import APIClient

from backend.accounts.models import User
from backend.test_common.people import PASSWORD


def client_for(user: User | None = None, *, enforce_csrf: bool = False) -> APIClient:
    """A client signed in as `user`, by a real session that was made directly; without one, an anonymous client."""
    client = APIClient(enforce_csrf_checks=enforce_csrf)
    if user is not None:
        client.force_login(user)
    return client


def error(answer: Any) -> tuple[int, str, str | None]:
    """Status, code and field of an answer that is no success."""
    first = answer.json()["errors"][0]
    return answer.status_code, first["code"], first["attr"]


class LiveApi:
    """HTTP over `requests`, with real cookies; unsafe calls carry the current CSRF cookie in its header."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.session = requests.Session()
        self.session.trust_env = False

    def login(self, user: User, password: str = PASSWORD) -> requests.Response:
        self.get("/api/accounts/identity/")
        answer = self.post("/api/accounts/login/", json={"username": user.username, "password": password})
        answer.raise_for_status()
        return answer

    def get(self, path: str, **options: Any) -> requests.Response:
        return self.request("GET", path, **options)

    def post(self, path: str, **options: Any) -> requests.Response:
        return self.request("POST", path, **options)

    def patch(self, path: str, **options: Any) -> requests.Response:
        return self.request("PATCH", path, **options)

    def put(self, path: str, **options: Any) -> requests.Response:
        return self.request("PUT", path, **options)

    def delete(self, path: str, **options: Any) -> requests.Response:
        return self.request("DELETE", path, **options)

    def request(self, method: str, path: str, **options: Any) -> requests.Response:
        headers = {
            "X-CSRFToken": self.cookie(settings.CSRF_COOKIE_NAME),
            **(options.pop("headers", None) or {}),
        }
        options.setdefault("timeout", 60)
        return self.session.request(method, self.base_url + path, headers=headers, **options)

    def cookie(self, name: str) -> str | None:
        return self.session.cookies.get(name)
