"""What a platform tells is a stranger's: titles stay text, and addresses are https or nothing."""

import pytest

from backend.core.models import Activity, Question
from backend.imports.tests.sites import SITES, in_haste, over, visiting
from backend.test_common.platform_servers.github import GitHubServer
from backend.test_common.platform_servers.wakatime import KEY, WakaTimeServer

pytestmark = pytest.mark.django_db

IMAGE = "<img src=x onerror=alert(1)>"
TITLE = IMAGE + " \"quoted\" & {{7*7}} =cmd|' /C calc'!A0"
SCRIPT = "javascript:alert(1)"
BREAKS_OUT = 'x"><script>alert(1)</script>/../../admin'
# Where a platform's items hold what could become an address: fields of an item, by platform.
ADDRESSES = {
    "codewars": [{"id": BREAKS_OUT}, {"slug": SCRIPT}, {"url": SCRIPT}],
    "codeforces": [
        {"problem": {"contestId": 1, "index": BREAKS_OUT, "name": "x"}},
        {"problem": {"contestId": SCRIPT, "index": "A", "name": "x"}},
        {"problem": {"problemsetName": BREAKS_OUT, "index": "1", "name": "x"}},
    ],
    "atcoder": [{"contest_id": BREAKS_OUT}, {"problem_id": "../../admin"}],
    "exercism": [
        {"private_url": SCRIPT},
        {"status": "published", "public_url": "http://exercism.org/x"},
        {"private_url": "//evil.example/x"},
        {"private_url": "https://exercism.org/\r\nX: y"},
    ],
    "hackerrank": [{"url": SCRIPT}, {"url": "//evil.example/x"}, {"url": "/../../admin"}, {"url": "@evil/x"}],
    "leetcode": [{"titleSlug": BREAKS_OUT}, {"titleSlug": ".."}],
}


@pytest.fixture
def visit(api, alice, site, settings, monkeypatch):
    in_haste(monkeypatch)
    with visiting(api(alice), site, settings) as one:
        one.arrive()
        yield one


@over()
def test_a_title_that_would_be_code_is_told_as_it_is_and_as_data(visit):
    visit.server.add("bob", title=TITLE)
    assert visit.bring_in().status_code == 200
    answer = visit.client.get("/api/questions/")
    [told] = answer.json()["results"]
    assert TITLE in (told["title"], told["title"].removesuffix(f" ({told['title'].rpartition(' (')[2]}"))
    assert answer["Content-Type"] == "application/json" and answer["X-Content-Type-Options"] == "nosniff"


@over(where=lambda site: site is not SITES["leetcode-session"])
def test_an_address_is_https_at_the_platform_or_none(visit, site):
    for values in ADDRESSES[site.slug]:
        visit.server.add("bob", **values)
    answer = visit.bring_in()
    job = answer.json()
    assert answer.status_code == 200 and job["counts"]["new"] + job["counts"]["invalid"] > 0
    urls = set(Question.objects.values_list("url", flat=True))
    home = "https://" + {"atcoder": "atcoder.jp"}.get(site.slug, f"{site.slug}.")
    assert all(url == "" or url.replace("www.", "").startswith(home) for url in urls), urls
    assert not any(mark in url for url in urls for mark in ("<", '"', "..", "\\", "\n"))


@pytest.mark.parametrize("slug", ["github", "wakatime"])
def test_a_project_whose_name_would_be_code_is_told_as_it_is(api, alice, settings, slug):
    with (GitHubServer if slug == "github" else WakaTimeServer)() as server:
        settings.PLATFORM_BASE_URLS = {**settings.PLATFORM_BASE_URLS, slug: server.url}
        server.add_user("bob", KEY if slug == "wakatime" else "")
        if slug == "github":
            server.add_event("bob", server.now(), repo=IMAGE)
        else:
            server.set_day("bob", server.today("bob"), 600, project=IMAGE)
            api(alice).post("/api/profiles/", {"platform": slug, "username": "bob", "credential": KEY})
        assert api(alice).post(f"/import/{slug}/", {"username": "bob"}).status_code == 200
    assert IMAGE in Activity.objects.get().title
    [told] = api(alice).get("/api/activities/").json()["results"]
    assert told["title"] == Activity.objects.get().title
