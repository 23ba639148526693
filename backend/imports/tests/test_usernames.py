"""Names that are none: refused at the field by every platform, on every way in, before anything is asked for."""

import pytest

from backend.imports.models import ImportJob
from backend.imports.tests.sites import ONLINE
from backend.platforms import registry
from backend.platforms.hostile import BAD_USERNAMES
from backend.profiles.models import PlatformProfile
from backend.test_common.api import error
from backend.test_common.fault_server import FaultServer

pytestmark = pytest.mark.django_db


def reaches_us(name) -> bool:
    """A lone surrogate cannot be sent, and blanks and line ends around a good name are taken off at the door; the
    platforms' own tests try both."""
    return not isinstance(name, str) or not (
        "\ud800" in name or name.strip().isalnum() and name != name.strip()
    )


@pytest.fixture
def asked(settings):
    """Every platform at one address, where nobody should ever come."""
    with FaultServer() as server:
        settings.PLATFORM_BASE_URLS = dict.fromkeys(registry.slugs(), server.url)
        yield server.log


@pytest.mark.parametrize("slug", ONLINE)
def test_a_name_that_alters_a_request_never_leaves_the_house(api, alice, asked, slug):
    client, wanted = api(alice), registry.get_class(slug).credential
    secret = {"credential": wanted.example} if wanted else {}
    for name in filter(reaches_us, BAD_USERNAMES):
        for answer in (
            client.post(f"/import/{slug}/", {"username": name}),
            client.post("/api/profiles/", {"platform": slug, "username": name, **secret}),
        ):
            # NUL is refused wherever it stands in a body, before anybody looks at a field.
            field = None if "\x00" in str(name) else "username"
            assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, field), name
    assert asked == [] and not ImportJob.objects.exists() and not PlatformProfile.objects.exists()


@pytest.mark.parametrize("slug", ["..", "%2e%2e", "codewars%2f..", "Codewars", "__class__", "x" * 500])
def test_a_platform_that_is_none_is_not_looked_for(api, alice, asked, slug):
    assert api(alice).post(f"/import/{slug}/", {"username": "bob"}).status_code == 404
    answer = api(alice).post("/api/profiles/", {"platform": slug, "username": "bob"})
    assert answer.status_code == 400 and error(answer)[2] == "platform" and asked == []
