from collections.abc import Iterator

import pytest

from backend.imports.tests.invented import Diary, Feed
from backend.platforms import registry
from backend.test_common.codewars_server import CodewarsServer


@pytest.fixture
def codewars(settings) -> Iterator[CodewarsServer]:
    with CodewarsServer() as server:
        settings.PLATFORM_BASE_URLS = {"codewars": server.url}
        yield server


@pytest.fixture
def diary(monkeypatch):
    return _invent(monkeypatch, Diary)


@pytest.fixture
def feed(monkeypatch):
    return _invent(monkeypatch, Feed)


def _invent(monkeypatch, platform):
    """A platform with a line in the registry, and nothing on it yet."""
    monkeypatch.setitem(registry.PLATFORMS, platform.slug, f"{platform.__module__}:{platform.__name__}")
    monkeypatch.setattr(platform, "items", [])
    monkeypatch.setattr(platform, "read_pages", [])
    return platform
