"""Flows of a person in a real Chromium, against the real server: real cookies, content policy on, PostgreSQL."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.staticfiles.finders import get_finder
from playwright.sync_api import Browser

from backend.test_common.browser import find_chromium, playwright
from backend.test_common.codewars_server import CodewarsServer
from backend.test_common.people import PASSWORD
from tests.e2e.hands import Keyboard, Pointer
from tests.e2e.visitor import Visitor
from tests.e2e.watch import Watch

ACTION_MS = 10_000
HANDS = {"pointer": Pointer, "keyboard": Keyboard}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def built_app(plain_static_files: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The app as it was built before the tests; what is built meanwhile does not disturb them."""
    built = Path(django_settings.FRONTEND_DIST)
    if not (built / "index.html").is_file():
        pytest.fail("The web app is not built: npm run build, in frontend")
    copy = shutil.copytree(built, tmp_path_factory.mktemp("frontend") / "dist")
    django_settings.STATICFILES_DIRS = [("app", copy)]
    get_finder.cache_clear()
    # The page that Django fills in lies where collectstatic would have put it.
    page = Path(django_settings.STATIC_ROOT) / "app" / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(copy / "index.html", page)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # Playwright's loop runs in this very thread, which makes Django believe that the tests' own queries are async.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with playwright() as started:
        browser = find_chromium().open(started)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(params=list(HANDS))
def hand(request: pytest.FixtureRequest) -> str:
    """A test that asks for a visitor is done twice: by a pointer, and by the keyboard alone."""
    name: str = request.param
    return name


@pytest.fixture
def visitor(hand: str, open_visitor: Callable[..., Visitor]) -> Visitor:
    return open_visitor(hand)


@pytest.fixture
def looker(open_visitor: Callable[..., Visitor]) -> Visitor:
    """Somebody who only looks, so that once is enough."""
    return open_visitor("pointer")


@pytest.fixture
def typist(open_visitor: Callable[..., Visitor]) -> Visitor:
    """Somebody with a keyboard alone, for what a pointer does in the tests of the page itself."""
    return open_visitor("keyboard")


@pytest.fixture
def open_visitor(chromium: Browser, built_app: None, live_server: Any) -> Iterator[Callable[..., Visitor]]:
    opened: list[Visitor] = []

    def open_one(hand: str) -> Visitor:
        context = chromium.new_context(
            locale="en-GB",
            timezone_id="Europe/Berlin",
            reduced_motion="reduce",
            viewport={"width": 1280, "height": 900},
        )
        watch = Watch(context)
        context.set_default_timeout(ACTION_MS)
        page = context.new_page()
        opened.append(Visitor(page, context, HANDS[hand](page), watch, live_server.url))
        return opened[-1]

    yield open_one
    for one in opened:
        try:
            one.watch.check(one.context, [PASSWORD])
        finally:
            one.context.close()


@pytest.fixture
def codewars(settings: Any) -> Iterator[CodewarsServer]:
    with CodewarsServer() as server:
        settings.PLATFORM_BASE_URLS = {**settings.PLATFORM_BASE_URLS, "codewars": server.url}
        yield server
