"""Somebody at a browser, and what they look at."""

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Locator, Page, expect

from backend.accounts.models import User
from backend.test_common.browser import FRONTEND
from tests.e2e.hands import Hand
from tests.e2e.watch import Watch

# What the other scheme changes is colours alone.
RULES: Final = {"light": [], "dark": ["color-contrast", "link-in-text-block"]}
# Colours change over some frames when the scheme does; what is in between is nothing to look at.
RUN_AXE: Final = """async (rules) => {
    for (let frame = 0, quiet = 0; frame < 120 && quiet < 5; frame += 1) {
        await new Promise(requestAnimationFrame);
        quiet = document.getAnimations().length ? 0 : quiet + 1;
    }
    const { violations } = await axe.run(document, {
        resultTypes: ["violations"],
        ...(rules.length && { runOnly: { type: "rule", values: rules } }),
    });
    return violations.map(({ id, nodes }) =>
        [id, ...nodes.map((node) => `${node.html.slice(0, 300)} ${node.failureSummary}`)].join(" | "));
}"""


@dataclass(slots=True)
class Visitor:
    page: Page
    context: BrowserContext
    hand: Hand
    watch: Watch
    url: str

    def is_signed_in_as(self, user: User) -> None:
        """By a session that was made directly; signing in has a test of its own."""
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        self.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.url}])

    def goes_to(self, path: str) -> None:
        self.page.goto(self.url + path)

    def presses(self, role: Any, name: str | re.Pattern[str], inside: Locator | None = None) -> None:
        self.hand.press((inside or self.page).get_by_role(role, name=name, exact=isinstance(name, str)))

    def writes(self, label: str, text: str, inside: Locator | None = None) -> None:
        self.hand.write((inside or self.page).get_by_label(label, exact=True), text)

    def sees(self, text: str | re.Pattern[str], *, seconds: float = 10) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=seconds * 1000)

    def is_at(self, path: str | re.Pattern[str], *, seconds: float = 10) -> None:
        wanted = path if isinstance(path, re.Pattern) else f"{self.url}{path}"
        expect(self.page).to_have_url(wanted, timeout=seconds * 1000)

    def comes_to(self, wanted: object, read: Callable[[], object], *, seconds: float = 10) -> None:
        """What is stored becomes what is wanted: the page may show a change before the server has it."""
        deadline = time.monotonic() + seconds
        while read() != wanted and time.monotonic() < deadline:
            self.page.wait_for_timeout(100)
        assert read() == wanted

    def finds_nothing_wrong(self) -> None:
        assert self.wrongs() == []

    def wrongs(self, schemes: Iterable[str] = tuple(RULES)) -> list[str]:
        """What axe minds about the page as it is, in each of these schemes."""
        self.page.evaluate(axe_source())
        found: list[str] = []
        for scheme in schemes:
            self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            expect(self.page.locator("html")).to_have_attribute("data-mantine-color-scheme", scheme)
            found += [
                f"{self.page.url} in {scheme}: {wrong}"
                for wrong in self.page.evaluate(RUN_AXE, RULES[scheme])
            ]
        return found


@cache
def axe_source() -> str:
    return (FRONTEND / "node_modules" / "axe-core" / "axe.min.js").read_text()
