"""The platforms with solved problems, each with its local server and what is particular about its answers.

Pages are made small, so that a short history has several; the walk is the same.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from backend.core.models import Question, QuestionLog
from backend.infrastructure import outbound
from backend.platforms import registry
from backend.platforms.base.pagination import PageNumbers
from backend.profiles.models import PlatformProfile
from backend.test_common.codewars_server import CodewarsServer
from backend.test_common.fault_server import Request, Response, html, throttled
from backend.test_common.platform_servers import codeforces, exercism, leetcode
from backend.test_common.platform_servers.atcoder import AtCoderServer
from backend.test_common.platform_servers.hackerrank import HackerRankServer

PAGE = 10
MANY = 35


@dataclass(frozen=True)
class Site:
    """`server(small)` makes one, and `pages` names what holds its page size. `many` fills several pages where there
    are pages. `secret` is given to the account first. `throttled` bears no hint, and `pause` is what it is taken to
    mean; `odd` is an error in an answer of 200, and `forbidden` how a refusal ends."""

    slug: str
    server: Callable[[bool], Any]
    forbidden: tuple[int, str]
    pause: str
    odd: tuple[Response, int, str]
    throttled: Response = throttled()
    pages: tuple[str, Any] | None = None
    true_page: int = 0
    many: int = MANY
    secret: str = ""
    by_name: bool = True

    @property
    def reads_news_alone(self) -> bool:
        """Whether a sync may end before, or begin behind, what is known."""
        return self.slug == "atcoder" or registry.get_class(self.slug).newest_first

    @property
    def has_pages(self) -> bool:
        return self.many > PAGE * 2


FORGOTTEN = leetcode.errors("That user does not exist.", data={"matchedUser": None})
LEETCODE = Site(
    slug="leetcode",
    server=lambda small: leetcode.LeetCodeServer(),
    forbidden=(502, "upstream_unavailable"),
    pause="60",
    odd=(FORGOTTEN, 400, "profile_not_found"),
    many=12,
)
SITES = {
    "codewars": Site(
        slug="codewars",
        server=lambda small: CodewarsServer(page_size=PAGE) if small else CodewarsServer(),
        forbidden=(409, "credential_rejected"),
        pause="30",
        odd=(Response(body={"success": False, "reason": "not found"}), 502, "upstream_invalid_response"),
        true_page=200,
    ),
    "codeforces": Site(
        slug="codeforces",
        server=lambda small: codeforces.CodeforcesServer(),
        forbidden=(502, "upstream_unavailable"),
        pause="5",
        odd=(codeforces.failed("Call limit exceeded", status=200), 503, "upstream_rate_limited"),
        throttled=codeforces.failed("Call limit exceeded"),
        pages=("backend.platforms.codeforces.platform.PAGE", PAGE),
        true_page=1000,
    ),
    "atcoder": Site(
        slug="atcoder",
        server=lambda small: AtCoderServer(rows=PAGE) if small else AtCoderServer(),
        forbidden=(502, "upstream_unavailable"),
        pause="30",
        odd=(Response(body={"error": "internal server error"}), 502, "upstream_invalid_response"),
        pages=("backend.platforms.atcoder.platform.ROWS", PAGE),
        true_page=500,
    ),
    "exercism": Site(
        slug="exercism",
        server=lambda small: exercism.ExercismServer(),
        forbidden=(409, "profile_private"),
        pause="60",
        odd=(exercism.refused(200, "not_onboarded", "You have not yet onboarded"), 409, "profile_private"),
        throttled=Response(429),
        pages=("backend.platforms.exercism.platform.NUMBERS", PageNumbers(size=PAGE, limit=200, first=1)),
        true_page=100,
        secret="3f2504e0-CANARY-4000-8000-00c04fd430c8",
        by_name=False,
    ),
    "hackerrank": Site(
        slug="hackerrank",
        server=lambda small: HackerRankServer(),
        forbidden=(200, ""),
        pause="30",
        odd=(Response(body={"status": False, "message": "Not Found"}), 502, "upstream_invalid_response"),
        pages=("backend.platforms.hackerrank.platform.PAGE", PAGE),
        true_page=100,
    ),
    "leetcode": LEETCODE,
    "leetcode-session": replace(
        LEETCODE,
        pages=("backend.platforms.leetcode.platform.PAGE", PAGE),
        many=MANY,
        true_page=50,
        secret="eyJ0eXAiOiJKV1QiCANARYLCJhbGciOiJIUzI1NiJ9",
        by_name=False,
    ),
}


def over(*names: str, where: Callable[[Site], bool] = lambda site: True) -> pytest.MarkDecorator:
    """The test once for each of these sites, by default for all."""
    chosen = [name for name in names or SITES if where(SITES[name])]
    return pytest.mark.parametrize("site", [pytest.param(SITES[name], id=name) for name in chosen])


class Visit:
    """alice, and a site that she imports bob's history from."""

    def __init__(self, client: Any, site: Site, server: Any) -> None:
        self.client = client
        self.site = site
        self.server = server
        self.profile: int | None = None

    def arrive(self) -> int | None:
        """bob is known there; with a secret, alice has the account added."""
        if not self.site.secret:
            self.server.add_user("bob")
            return None
        self.server.add_user("bob", self.site.secret)
        return self.add_profile(self.site.secret).json()["id"]

    def add_profile(self, secret: str = "") -> Any:
        body = {"platform": self.site.slug, "username": "bob"}
        return self.client.post("/api/profiles/", body | ({"credential": secret} if secret else {}))

    def bring_in(self, username: str = "bob") -> Any:
        return self.client.post(f"/import/{self.site.slug}/", {"username": username})

    def sync(self, profile: int) -> Any:
        """An hour after the last one."""
        PlatformProfile.objects.update(last_synced_at=timezone.now() - timedelta(hours=1))
        return self.client.post(f"/api/profiles/{profile}/sync/", {})

    def break_lists(self, first: int, response: Response | Callable[[Request], Response]) -> None:
        """The parts of a history are refused from that one on, the next being 0."""
        asked = len(self.server.list_calls()) + first
        self.server.fault(
            lambda request: self.server.is_list(request) and len(self.server.list_calls()) > asked,
            response,
            times=None,
        )

    def keep_moving(self) -> None:
        """Something new appears behind every answer."""

        def moving(request: Request) -> Response:
            answer = self.server.healthy(request)
            self.server.add("bob")
            return answer

        self.server.fault(self.server.is_list, moving, times=None)


@contextmanager
def visiting(client: Any, site: Site, settings: Any, *, small: bool = True) -> Iterator[Visit]:
    with site.server(small) as server:
        settings.PLATFORM_BASE_URLS = {**settings.PLATFORM_BASE_URLS, site.slug: server.url}
        yield Visit(client, site, server)


def in_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is waited for in place, so that a test of throttling does not wait either."""
    honest = outbound.platform_config

    def config(slug: str, *, interactive: bool) -> Any:
        return replace(honest(slug, interactive=interactive), backoff_base=0.01, retry_after_wait=0.0)

    monkeypatch.setattr(outbound, "platform_config", config)


def counts(answer: Any) -> dict[str, int]:
    return {name: number for name, number in answer.json()["counts"].items() if number}


def journal() -> tuple[list[Any], list[Any]]:
    fields = ("title", "url", "external_id", "difficulty", "attempts_count", "solved_count", "updated_at")
    return list(Question.objects.order_by("pk").values(*fields)), list(
        QuestionLog.objects.order_by("pk").values()
    )


ONLINE = [slug for slug in registry.slugs() if registry.get_class(slug).calls]
HTML_AS_JSON = html(200, "application/json")
