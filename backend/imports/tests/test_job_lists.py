"""The list of jobs: which of them keep a profile in sync, and of which profile."""

import pytest

from backend.imports.models import ImportJob
from backend.profiles.models import PlatformProfile
from backend.test_common.api import error

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def client(api, alice):
    return api(alice)


@pytest.fixture
def profile(alice):
    return PlatformProfile.objects.create(user=alice, platform="sample", username="alice")


@pytest.fixture
def jobs(alice, profile) -> dict[str, int]:
    def make(**fields) -> int:
        return ImportJob.objects.create(user=alice, platform="sample", state="completed", **fields).pk

    return {
        "by hand": make(username="bob"),
        "of the profile by hand": make(username="alice", profile=profile, options={"details": True}),
        "sync": make(username="alice", profile=profile, options={"sync": True, "incremental": True}),
    }


def listed(client, jobs: dict[str, int], **query) -> list[str]:
    names = {pk: name for name, pk in jobs.items()}
    return [names[row["id"]] for row in client.get("/api/jobs/", query).json()["results"]]


def test_syncs_are_told_from_imports_that_somebody_asked_for(client, jobs):
    found = client.get("/api/jobs/").json()["results"]
    assert [row["sync"] for row in found] == [True, False, False]


def test_the_list_is_narrowed_to_syncs_or_to_the_rest(client, jobs):
    assert listed(client, jobs, sync="true") == ["sync"]
    assert listed(client, jobs, sync="false") == ["of the profile by hand", "by hand"]


def test_the_list_is_narrowed_to_one_profile(client, jobs, profile, api, bob):
    assert listed(client, jobs, profile=profile.pk) == ["sync", "of the profile by hand"]
    assert api(bob).get("/api/jobs/", {"profile": profile.pk}).json()["count"] == 0


@pytest.mark.parametrize(("name", "value"), [("sync", "perhaps"), ("profile", "0"), ("profile", "x")])
def test_what_makes_no_sense_is_refused_at_its_name(client, name, value):
    status, _, attr = error(client.get("/api/jobs/", {name: value}))
    assert (status, attr) == (400, name)
