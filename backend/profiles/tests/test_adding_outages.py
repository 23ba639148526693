"""People who add accounts find out as well that a platform is out of order, many of them and not one alone."""

import pytest

from backend.profiles.models import PlatformProfile, PlatformState
from backend.profiles.services import changes
from backend.profiles.services.notes import note_trouble
from backend.profiles.services.platforms import is_out
from backend.profiles.services.statistics import OutOfPatience
from backend.test_common.fault_server import Response, html
from backend.test_common.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def broken(codewars):
    codewars.fault(lambda request: True, html(), times=None)
    return codewars


def post(client, username="bob") -> int:
    return client.post("/api/profiles/", {"platform": "codewars", "username": username}).status_code


def failing() -> set[str]:
    return set(PlatformState.objects.get().failing)


def test_five_people_who_cannot_add_an_account_find_out_that_the_platform_is_out_of_order(api, broken):
    clients = [api(make_user(f"person{number}")) for number in range(5)]
    assert [post(client) for client in clients[:4]] == [201] * 4 and not is_out("codewars")
    assert post(clients[4]) == 201 and is_out("codewars")
    told = clients[0].get("/api/profiles/").json()["results"][0]
    assert told["status"]["state"] == "waiting" and "out of order" in told["status"]["text"]
    assert set(PlatformProfile.objects.values_list("last_error_code", "verified_at")) == {("", None)}


def test_one_person_who_tries_many_names_counts_once(client, alice, broken):
    assert {post(client, f"name{number}") for number in range(8)} == {201}
    assert failing() == {f"user {alice.pk}"} and not is_out("codewars")


def test_one_person_who_adds_and_removes_an_account_counts_once(client, broken):
    for _ in range(6):
        post(client)
        client.delete(f"/api/profiles/{PlatformProfile.objects.get().pk}/")
    assert len(failing()) == 1


@pytest.mark.parametrize("added", ["before", "after"])
def test_a_person_does_not_count_beside_accounts_of_theirs(client, alice, broken, added):
    mine = [PlatformProfile.objects.create(user=alice, platform="codewars", username=f"a{n}") for n in "1234"]
    if added == "before":
        post(client)
    for profile in mine:
        note_trouble(profile.pk, "upstream_unavailable", platform="codewars")
    if added == "after":
        post(client)
    assert failing() == {str(profile.pk) for profile in mine} and not is_out("codewars")


def test_an_account_that_can_be_added_says_that_the_platform_works(api, client, codewars):
    codewars.make_history("bob", 1)
    codewars.fault(lambda request: True, html(), times=None)
    for number in range(4):
        post(api(make_user(f"person{number}")))
    codewars.heal()
    assert post(client) == 201 and failing() == set()


def test_a_name_that_is_not_there_says_nothing_of_the_platform(client, codewars):
    assert post(client, "nobody") == 400
    codewars.fault(lambda request: True, Response(403), times=None)
    assert post(client) == 201 and not PlatformState.objects.exists()


def test_that_we_had_no_turn_is_no_fault_of_the_platform(client, codewars, monkeypatch):
    monkeypatch.setattr(changes, "PATIENCE", 0.0)
    assert post(client) == 201
    assert PlatformProfile.objects.get().last_error_code == OutOfPatience.code
    assert not PlatformState.objects.exists()
