"""What a person's browser does while an account is connected: there with the address, back with a code."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from backend.test_common.platform_servers.github import GitHubServer

APP = ("app-0123456789", "app-secret-of-tests")


@contextmanager
def github_with_app(settings: Any) -> Iterator[GitHubServer]:
    """A local GitHub on which this installation has an app, and Bob agrees to whatever he is asked."""
    with GitHubServer() as server:
        settings.PLATFORM_BASE_URLS = {**settings.PLATFORM_BASE_URLS, "github": server.url}
        settings.OAUTH_APPS = {"github": APP}
        server.add_user("Bob")
        server.consenting = "Bob"
        yield server


def begin(client: Any, **more: Any) -> str:
    """The address that a person is sent to."""
    answer = client.post("/api/profiles/connect/", {"platform": "github", **more})
    assert answer.status_code == 200, answer.content
    return str(answer.json()["url"])


def come_back(url: str) -> dict[str, str]:
    """What stands in the address that the platform sends the person back to."""
    parts = urlsplit(url)
    # Not by the library that the product uses: what a browser does is in no log of ours.
    with closing(HTTPConnection(parts.netloc, timeout=10)) as browser:
        browser.request("GET", f"{parts.path}?{parts.query}")
        answer = browser.getresponse()
        assert answer.status == 302
        return dict(parse_qsl(urlsplit(answer.headers["Location"]).query))


def finish(client: Any, back: dict[str, str]) -> Any:
    return client.post("/api/profiles/connect/finish/", back)


def connect(client: Any, **more: Any) -> Any:
    """All of it; the last answer."""
    return finish(client, come_back(begin(client, **more)))
