from collections.abc import Callable, Iterator

import pytest

from backend.test_common.codewars_server import CodewarsServer


@pytest.fixture
def codewars(settings) -> Iterator[CodewarsServer]:
    with CodewarsServer() as server:
        settings.PLATFORM_BASE_URLS = {**settings.PLATFORM_BASE_URLS, "codewars": server.url}
        yield server


@pytest.fixture
def client(api, alice):
    return api(alice)


@pytest.fixture
def add(client) -> Callable[..., dict]:
    """Adds an account of alice's over the API and gives it as it is told."""

    def add_one(platform="codewars", username="bob", **more):
        answer = client.post("/api/profiles/", {"platform": platform, "username": username, **more})
        assert answer.status_code == 201, answer.content
        return answer.json()

    return add_one
