"""Platforms that take a secret: without one, with one that is refused, and with one that ends later."""

import pytest

from backend.core.models import QuestionLog
from backend.imports.models import ImportJob
from backend.imports.tests.sites import SITES, Visit, counts, in_haste, over, visiting
from backend.platforms import registry
from backend.profiles.models import PlatformProfile
from backend.test_common.api import error

pytestmark = pytest.mark.django_db

NEEDS_ONE = ("exercism",)
TAKES_ONE = ("exercism", "leetcode-session")


@pytest.fixture
def visit(api, alice, site, settings, monkeypatch):
    in_haste(monkeypatch)
    with visiting(api(alice), site, settings) as one:
        one.server.make_history("bob", 5)
        yield one


def end_session(visit: Visit) -> None:
    """The secret is good no more; the person has another one by now."""
    visit.server.add_user("bob", other_secret(visit))


def other_secret(visit: Visit) -> str:
    return visit.site.secret[:-4] + "9876"


def status(visit: Visit, profile: int) -> str:
    return visit.client.get(f"/api/profiles/{profile}/").json()["status"]["state"]


@over(*NEEDS_ONE)
def test_without_a_secret_that_is_needed_nothing_is_asked_for(visit):
    assert error(visit.bring_in()) == (400, "credential_missing", "credential")
    assert error(visit.add_profile()) == (400, "credential_missing", "credential")
    assert visit.server.calls == [] and not PlatformProfile.objects.exists()


@over(*TAKES_ONE)
def test_a_secret_that_is_refused_is_told_at_its_field_and_not_kept(visit):
    visit.server.add_user("bob", visit.site.secret)
    assert error(visit.add_profile(other_secret(visit))) == (400, "credential_rejected", "credential")
    assert not PlatformProfile.objects.exists()


@over(*TAKES_ONE)
def test_a_secret_that_ends_pauses_the_account_until_there_is_another(visit):
    profile = visit.arrive()
    assert counts(visit.sync(profile)) == {"read": 5, "new": 5}
    end_session(visit)
    assert error(visit.sync(profile))[:2] == (409, "credential_rejected")
    asked = len(visit.server.calls)
    assert error(visit.sync(profile))[:2] == (409, "needs_credential") and len(visit.server.calls) == asked
    assert status(visit, profile) == "needs_credential" and QuestionLog.objects.count() == 5
    visit.client.patch(f"/api/profiles/{profile}/", {"credential": other_secret(visit)})
    assert counts(visit.sync(profile)) == {"read": 5, "unchanged": 5}
    assert status(visit, profile) == "ok"


@over(*TAKES_ONE)
def test_another_account_goes_on_while_one_waits_for_its_secret(visit, alice):
    profile = visit.arrive()
    end_session(visit)
    visit.sync(profile)
    visit.server.make_history("eve", 3)
    visit.server.add_user("eve", visit.site.secret[:-4] + "eeee")
    body = {"platform": visit.site.slug, "username": "eve", "credential": visit.site.secret[:-4] + "eeee"}
    other = visit.client.post("/api/profiles/", body).json()["id"]
    assert counts(visit.sync(other)) == {"read": 3, "new": 3}
    assert (status(visit, other), status(visit, profile)) == ("ok", "needs_credential")


@over("leetcode-session")
def test_a_session_of_somebody_else_is_refused_at_its_field(visit):
    visit.server.add_user("eve", visit.site.secret)
    assert error(visit.add_profile(visit.site.secret)) == (400, "credential_rejected", "credential")
    assert not PlatformProfile.objects.exists()


@over("leetcode-session")
def test_without_its_session_an_account_is_read_as_anybody_sees_it(visit, site):
    visit.server.make_history("bob", 30)
    visit.server.people["bob"].items[0]["failed"] = True
    profile = visit.arrive()
    assert counts(visit.sync(profile)) == {"read": 30, "new": 30}
    visit.client.patch(f"/api/profiles/{profile}/", {"credential": None})
    assert counts(visit.sync(profile)) == {"read": 20, "unchanged": 20}
    told = visit.client.get(f"/api/profiles/{profile}/").json()["status"]
    assert registry.get_class(site.slug).credential.reach in told["reach"]


@over(*TAKES_ONE)
def test_the_secret_is_nowhere_but_under_our_own_key(visit, caplog):
    profile = visit.arrive()
    end_session(visit)
    refused = visit.sync(profile)
    told = refused.content.decode() + visit.client.get(f"/api/profiles/{profile}/").content.decode()
    kept = str([list(model.objects.values()) for model in (ImportJob, PlatformProfile)])
    assert visit.site.secret not in told + kept + caplog.text
    assert any(visit.site.secret in str(call.headers) for call in visit.server.calls)


@over("exercism")
def test_the_token_decides_whose_history_is_read(visit):
    visit.server.make_history("eve", 3)
    visit.server.add_user("eve", SITES["exercism"].secret)
    assert visit.add_profile(visit.site.secret).status_code == 201
    assert counts(visit.bring_in()) == {"read": 3, "new": 3}
