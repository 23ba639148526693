"""The two ways to use the app: by a pointer, or by the keyboard alone. A flow is written once and done by both."""

from typing import Final, Protocol

from playwright.sync_api import Locator, Page, expect

MOST_TABS: Final = 400
# A dialog keeps the focus inside by a timer behind each Tab key. No person is quicker than that; this keyboard is.
HAS_FOCUS: Final = """async (element) => {
    await new Promise((done) => setTimeout(done));
    return element === document.activeElement;
}"""
# A menu, and a group of radio buttons, is one stop of the Tab key; arrows go on from there.
NEXT_KEY: Final = """(element) => {
    const focused = document.activeElement;
    if (element.getAttribute("role") === "menuitem") return "ArrowDown";
    const isSameGroup = focused?.type === "radio" && focused.name === element.name;
    return element.type === "radio" && isSameGroup ? "ArrowRight" : "Tab";
}"""


class Hand(Protocol):
    def press(self, target: Locator) -> None:
        """Follows a link, pushes a button, ticks a box, chooses an option."""

    def write(self, target: Locator, text: str) -> None:
        """Puts text into a field in place of what is there."""


class Pointer:
    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        target.click()

    def write(self, target: Locator, text: str) -> None:
        target.fill(text)


class Keyboard:
    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        self.reach(target)
        kind = target.get_attribute("type")
        self.page.keyboard.press("Space" if kind in ("checkbox", "radio") else "Enter")

    def write(self, target: Locator, text: str) -> None:
        self.reach(target)
        if target.get_attribute("type") in ("date", "datetime-local"):
            self._write_moment(text)
            return
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def reach(self, target: Locator) -> None:
        """By Tab, as far as it takes; by arrows inside a menu or a group of radio buttons."""
        expect(target).to_be_visible()
        for _ in range(MOST_TABS):
            if target.evaluate(HAS_FOCUS):
                return
            self.page.keyboard.press(target.evaluate(NEXT_KEY))
        raise AssertionError(f"the keyboard does not reach {target}")

    def _write_moment(self, text: str) -> None:
        """`2026-03-05T14:30:00`, part by part in the order of Chromium's own language: the month first.

        `2026-03-05` where there is no time to write.
        """
        date, _, time = text.partition("T")
        year, month, day = date.split("-")
        self.page.keyboard.type(f"{month}{day}{year}")
        if time:
            self.page.keyboard.press("ArrowRight")
            self.page.keyboard.type(time.replace(":", ""))
