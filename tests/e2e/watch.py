"""What must never happen while somebody uses the app, noted as it happens: see `Watch`."""

from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

# All that the app may keep in a browser: the theme, and how far a page was scrolled.
MAY_BE_STORED: Final = {"skilltracker-theme", "react-router-scroll-positions"}
TELL_VIOLATIONS: Final = """
    document.addEventListener("securitypolicyviolation", (event) =>
        window.tellViolation(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""
READ_STORAGE: Final = """() => [localStorage, sessionStorage].flatMap((storage) => Object.entries(storage))"""
FAILED_LOAD: Final = "Failed to load resource"


class Watch:
    """Notes violations of the content policy, errors and warnings of the console, calls that failed, and errors
    that nobody caught. `expect` names an answer that a test asks for on purpose, such as a 400.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.problems: list[str] = []
        self.expected: list[tuple[int, str]] = []
        context.expose_binding("tellViolation", lambda _, text: self._note("content policy", text))
        context.add_init_script(TELL_VIOLATIONS)
        context.on("page", self._follow)

    def expect(self, status: int, path: str) -> None:
        self.expected.append((status, path))

    def check(self, context: BrowserContext, secrets: list[str]) -> None:
        for page in context.pages:
            if page.url.startswith("http"):
                self._check_storage(page, [*secrets, *_cookies(context)])
        assert self.problems == []

    def _follow(self, page: Page) -> None:
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self._note("uncaught", error))
        page.on("response", self._on_response)
        page.on("requestfailed", self._on_failed)

    def _on_console(self, message: ConsoleMessage) -> None:
        # What failed to load is told by the answer itself, with its address.
        if message.type in ("error", "warning") and not message.text.startswith(FAILED_LOAD):
            self._note(f"console {message.type}", message.text)

    def _on_response(self, response: Response) -> None:
        path = urlsplit(response.url).path
        if response.status >= 400 and (response.status, path) not in self.expected:
            self._note("answer", f"{response.status} {response.request.method} {path}")

    def _on_failed(self, request: Request) -> None:
        # What a page gave up because one left it is no failure.
        if request.failure and "ERR_ABORTED" not in request.failure:
            self._note("request", f"{request.method} {request.url} {request.failure}")

    def _check_storage(self, page: Page, secrets: list[str]) -> None:
        for name, value in page.evaluate(READ_STORAGE):
            if name not in MAY_BE_STORED:
                self._note("stored", name)
            self.problems += [f"stored: a secret in {name}" for secret in secrets if secret in value]

    def _note(self, kind: str, what: Any) -> None:
        self.problems.append(f"{kind}: {what}")


def _cookies(context: BrowserContext) -> list[str]:
    return [cookie["value"] for cookie in context.cookies() if cookie.get("value")]
