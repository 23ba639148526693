from collections.abc import Iterator

import pytest

from backend.test_common.codewars_server import CodewarsServer


@pytest.fixture
def codewars(settings) -> Iterator[CodewarsServer]:
    with CodewarsServer() as server:
        settings.PLATFORM_BASE_URLS = {"codewars": server.url}
        yield server
