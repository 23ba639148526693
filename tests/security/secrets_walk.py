"""What people do with keys of platforms, with keys that are recognised: see canaries.py.

Used within pytest, and by a process of its own that has the admin.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from unittest import mock

from django.core.management import call_command
from django.utils import timezone

from backend.imports.models import LIVE, ImportJob, JobState
from backend.infrastructure import outbound
from backend.infrastructure.worker import run_until_empty
from backend.platforms.base.client import HttpClient
from backend.profiles.models import PlatformProfile, PlatformState
from backend.test_common.connecting import APP, begin, come_back, finish
from backend.test_common.fault_server import Request, Response
from backend.test_common.platform_servers.base import PlatformServer
from backend.test_common.platform_servers.exercism import ExercismServer
from backend.test_common.platform_servers.github import GitHubServer
from backend.test_common.platform_servers.leetcode import LeetCodeServer
from backend.test_common.platform_servers.wakatime import WakaTimeServer
from tests.security.canaries import Canaries, Listener, canary

LONG_AGO = timedelta(days=1)


@dataclass
class Site:
    """A platform that takes a key: `accept` makes it bob's there."""

    slug: str
    server: PlatformServer
    accept: Callable[[str], object]
    make_key: Callable[[str], str]

    def key(self, canaries: Canaries, which: str) -> str:
        name = f"{self.slug}, {which}"
        return canaries.add(name, self.make_key(name))


@contextmanager
def sites(settings: Any) -> Iterator[list[Site]]:
    with (
        WakaTimeServer() as wakatime,
        LeetCodeServer() as leetcode,
        ExercismServer() as exercism,
        GitHubServer() as github,
    ):
        wakatime.add_user("bob", "")
        wakatime.set_day("bob", date.today() - timedelta(days=2), 3600.0)
        leetcode.make_history("bob", 3)
        exercism.make_history("bob", 3)
        github.add_user("bob")
        github.add_event("bob", timezone.now() - timedelta(days=2))
        found = [
            Site("wakatime", wakatime, lambda key: _wakatime(wakatime, key), lambda n: canary(n, "waka_")),
            Site("leetcode", leetcode, lambda key: leetcode.add_user("bob", key), lambda n: canary(n, "eyJ")),
            Site("exercism", exercism, lambda key: exercism.add_user("bob", key), canary),
            Site(
                "github",
                github,
                lambda key: github.add_user("bob", token=key),
                lambda n: canary(n, "github_pat_"),
            ),
        ]
        bases = {site.slug: site.server.url for site in found}
        settings.PLATFORM_BASE_URLS = {**settings.PLATFORM_BASE_URLS, **bases}
        settings.OAUTH_APPS = {"github": (APP[0], canary("the app"))}
        settings.IMPORTS_PER_HOUR = 10_000
        yield found


def _wakatime(server: WakaTimeServer, key: str) -> None:
    server.people["bob"].key = key


@contextmanager
def in_haste() -> Iterator[None]:
    """Nothing is waited for, and no hour is too short."""
    honest = outbound.platform_config

    def config(slug: str, *, interactive: bool) -> Any:
        return replace(honest(slug, interactive=interactive), backoff_base=0.0, retry_after_wait=0.0, tries=2)

    with (
        mock.patch.object(outbound, "platform_config", config),
        mock.patch("backend.profiles.services.limits.CHECKS_AN_HOUR", 10_000),
    ):
        yield


# --- What a person does ------------------------------------------------------------------------------------------


def use_everything(client: Listener, site: Site, canaries: Canaries) -> int:
    """Add an account, import, preview, sync, refresh, rename, and change its key; the account's id."""
    first, second, wrong = (site.key(canaries, which) for which in ("first", "second", "wrong"))
    body = {"platform": site.slug, "username": "bob"}
    client.post("/api/profiles/", {**body, "credential": f"{wrong} "})
    client.post("/api/profiles/", {**body, "credential": f"not {wrong} <one>"})
    PlatformProfile.objects.all().delete()
    site.accept(first)
    answer = client.post("/api/profiles/", {**body, "credential": first})
    assert answer.status_code == 201, answer.content
    pk: int = answer.json()["id"]
    for preview in (True, False):
        answer = client.post(f"/import/{site.slug}/", {"username": "bob", "preview": preview})
        assert answer.status_code == 200, answer.content
    look_around(client)
    keep_busy(client, pk)
    client.patch(f"/api/profiles/{pk}/", {"credential": wrong})
    keep_busy(client, pk)
    site.accept(second)
    assert client.patch(f"/api/profiles/{pk}/", {"credential": second}).status_code == 200
    client.patch(f"/api/profiles/{pk}/", {"username": "BOB"})
    keep_busy(client, pk)
    return pk


def keep_busy(client: Listener, pk: int) -> None:
    """Refresh and sync, by hand and by itself, however the last time ended."""
    forget_the_last()
    client.post(f"/api/profiles/{pk}/refresh/")
    client.post(f"/api/profiles/{pk}/sync/", {"full": True})
    forget_the_last()
    call_command("sync_profiles")
    run_until_empty()


def forget_the_last() -> None:
    """Imports that wait for a better time, outages and cool-downs would have nothing asked for now."""
    ImportJob.objects.filter(state__in=LIVE).update(state=JobState.CANCELLED)
    PlatformState.objects.all().delete()
    past = timezone.now() - LONG_AGO
    PlatformProfile.objects.update(last_synced_at=past, stats_at=None, next_sync_at=past, is_paused=False)


def look_around(client: Listener) -> None:
    jobs = list(ImportJob.objects.values_list("pk", flat=True))[-3:]
    paths = ["profiles", "jobs", "issues", "activities", "questions", "logs", "stats", "platforms"]
    for path in [*paths, *(f"jobs/{pk}" for pk in jobs), *(f"jobs/{pk}/rows" for pk in jobs)]:
        assert client.get(f"/api/{path}/").status_code == 200, path


def fail_in_every_way(client: Listener, site: Site, pk: int, canaries: Canaries) -> None:
    """The platform answers with what it was sent, in every place where an answer can hold something."""
    key = site.key(canaries, "third")
    site.accept(key)
    client.patch(f"/api/profiles/{pk}/", {"credential": key})
    for fault in ECHOES:
        site.server.fault(lambda request: True, fault, times=None)
        keep_busy(client, pk)
        client.post("/api/profiles/", {"platform": site.slug, "username": "ada", "credential": key})
        client.patch(f"/api/profiles/{pk}/", {"credential": key})
        PlatformProfile.objects.filter(username="ada").delete()
        site.server.heal()
    look_around(client)


def failing() -> Any:
    """Something of ours breaks while a secret is in its hands."""
    return mock.patch.object(HttpClient, "_exchange", side_effect=RuntimeError("boom"))


def break_down(client: Listener, site: Site, pk: int, canaries: Canaries) -> None:
    body = {"platform": site.slug, "username": "eve", "credential": site.key(canaries, "fourth")}
    with failing():
        keep_busy(client, pk)
        client.post("/api/profiles/", body)
    with mock.patch("backend.profiles.credentials.put", side_effect=RuntimeError("boom")):
        client.patch(f"/api/profiles/{pk}/", {"credential": site.make_key(f"{site.slug}, third")})


def connect_and_disconnect(client: Listener, site: Site, canaries: Canaries, states: Canaries) -> None:
    """GitHub by OAuth: well, twice, in every kind of trouble, and back.

    A state is told to the person it was made for, so `states` are counted apart.
    """
    github = site.server
    assert isinstance(github, GitHubServer)
    PlatformProfile.objects.filter(platform="github").delete()
    github.consenting = "bob"
    for fault in (None, *ECHOES):
        back = come_back(begin(client))
        states.add(f"state {len(states.secrets)}", back["state"])
        if fault is not None:
            github.fault(lambda request: True, fault, times=None)
        _finish(client, back, github, canaries)
        profile = PlatformProfile.objects.filter(platform="github").first()
        if profile is not None:
            if fault in ECHOES[::5]:
                keep_busy(client, profile.pk)
            client.post(f"/api/profiles/{profile.pk}/disconnect/")
        github.heal()
        forget_the_last()
        _finish(client, come_back(begin(client)), github, canaries)
    look_around(client)


def _finish(client: Listener, back: dict[str, str], github: GitHubServer, canaries: Canaries) -> None:
    number = len(canaries.secrets)
    finish(client, back)
    finish(client, back)
    canaries.add(f"code {number}", back["code"])
    canaries.add(f"token {number}", github.people["bob"].token)
    for form in [call.json() for call in github.calls if call.path == "/login/oauth/access_token"][-1:]:
        canaries.add(f"verifier {number}", form["code_verifier"])


# --- What a platform answers ---------------------------------------------------------------------------------------


def _echo(status: int, **headers: str) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        sent = f"{dict(request.headers)} {request.body.decode(errors='replace')}"
        told = {"error": sent, "message": sent, "errors": [{"message": sent}], "data": {"x": sent}}
        secret = _sent_secret(request)
        heads = {
            "X-Echo": secret,
            "Set-Cookie": f"session={secret}",
            "WWW-Authenticate": f'x realm="{secret}"',
        }
        return Response(status, told, {**heads, **{name: secret for name in headers}})

    return answer


def _sent_secret(request: Request) -> str:
    return request.headers.get("authorization") or request.headers.get("cookie") or "nothing"


def _page(request: Request) -> Response:
    return Response(200, f"<html>{_sent_secret(request)}", {"Content-Type": "text/html"})


def _away(request: Request) -> Response:
    return Response(302, b"", {"Location": f"/?token={_sent_secret(request)}"})


def _no_http(request: Request) -> Response:
    return Response(raw=f"{_sent_secret(request)}\r\n\r\n".encode())


def _cut(request: Request) -> Response:
    return Response(200, {"data": _sent_secret(request) * 50}, cut_after=200)


def _no_json(request: Request) -> Response:
    return Response(200, f'{{"data": {_sent_secret(request)}', {"Content-Type": "application/json"})


def _odd_rows(request: Request) -> Response:
    """A good list, of items that nobody can read."""
    rows = [{"sent": _sent_secret(request), "title": _sent_secret(request)}]
    if "events" in request.path:
        return Response(200, rows)
    if request.path.endswith("/graphql"):
        return Response(200, {"data": {"userProgressQuestionList": {"totalNum": 1, "questions": rows}}})
    meta = {"current_page": 1, "total_count": 1, "total_pages": 1}
    return Response(200, {"data": rows, "results": rows, "meta": meta})


ECHOES: list[Callable[[Request], Response]] = [
    *(_echo(status) for status in (200, 400, 401, 402, 403, 404, 422, 500)),
    _echo(429, **{"Retry-After": ""}),
    _echo(503, **{"Retry-After": ""}),
    _page,
    _away,
    _no_http,
    _cut,
    _no_json,
    _odd_rows,
]
