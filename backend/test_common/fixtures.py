"""What every test may ask for; loaded by the root conftest.py."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from rest_framework.test import APIClient

from backend.accounts.models import User
from backend.platforms import registry
from backend.test_common.api import LiveApi
from backend.test_common.api import client_for as make_client
from backend.test_common.keyed_platform import KeyedServer
from backend.test_common.people import make_user


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "real_hasher: hashes passwords as production does")


@pytest.fixture(scope="session", autouse=True)
def plain_static_files(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Tests need no `collectstatic` before them, and see the tree's static files as they are."""
    from django.conf import settings

    settings.STATIC_ROOT = tmp_path_factory.mktemp("static")
    backend = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": backend}


@pytest.fixture(autouse=True)
def cheap_hasher(request: pytest.FixtureRequest) -> None:
    if not request.node.get_closest_marker("real_hasher"):
        settings = request.getfixturevalue("settings")
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def alice(db: None) -> User:
    return make_user("alice", email="alice@example.org")


@pytest.fixture
def bob(db: None) -> User:
    return make_user("bob", email="bob@example.org")


@pytest.fixture
def charlie(db: None) -> User:
    return make_user("charlie")


@pytest.fixture
def sam(db: None) -> User:
    return make_user("sam", is_staff=True, is_superuser=True)


@pytest.fixture
def client_for(db: None) -> Callable[..., APIClient]:
    """`client_for(alice)` is signed in, `client_for()` is anonymous; `enforce_csrf=True` as in production."""
    return make_client


@pytest.fixture
def api(client_for: Callable[..., APIClient]) -> Callable[..., APIClient]:
    """The same by a shorter name: `api(alice).get("/api/questions/")`."""
    return client_for


@pytest.fixture
def keyed(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[KeyedServer]:
    """The server of a platform that wants a token, which is in the registry for as long."""
    monkeypatch.setitem(registry.PLATFORMS, "keyed", "backend.test_common.keyed_platform:Keyed")
    with KeyedServer() as server:
        settings.PLATFORM_BASE_URLS = {**settings.PLATFORM_BASE_URLS, "keyed": server.url}
        yield server


@pytest.fixture
def live_api(live_server) -> Iterator[LiveApi]:  # type: ignore[no-untyped-def]
    client = LiveApi(live_server.url)
    yield client
    client.session.close()
