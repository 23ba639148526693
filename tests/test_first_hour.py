"""A person's first hour over HTTP, with real cookies: register, sign in, import a whole history, work with it, undo."""

import pytest

from backend.test_common.codewars_server import CodewarsServer
from backend.test_common.people import PASSWORD

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]


@pytest.fixture
def bob_on_codewars(settings):
    with CodewarsServer() as server:
        server.make_history("bob", 2000)
        settings.PLATFORM_BASE_URLS = {"codewars": server.url}
        yield server


@pytest.fixture
def ada(live_api):
    me = {"username": "ada", "password": PASSWORD, "time_zone": "Europe/Berlin"}
    assert live_api.post("/api/accounts/register/", json=me).status_code == 201
    assert (
        live_api.post("/api/accounts/login/", json={"username": "ada", "password": PASSWORD}).status_code
        == 200
    )
    return live_api


def bring_in(ada) -> dict:
    answer = ada.post("/import/codewars/", json={"username": "bob"})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_history_comes_in_whole_can_be_worked_with_and_goes_out_again(ada, bob_on_codewars):
    job = bring_in(ada)
    assert job["counts"]["new"] == job["counts"]["read"] == 2000
    newest = ada.get("/api/questions/?ordering=-last_attempted_at&page_size=1").json()
    assert newest["count"] == 2000
    question = newest["results"][0]
    attempt = {"outcome": "Failed", "time_spent_min": 25}
    assert ada.post(f"/api/questions/{question['id']}/logs/", json=attempt).status_code == 201
    assert ada.get(f"/api/questions/{question['id']}/").json()["attempts_count"] == 2
    undo = ada.post(f"/api/jobs/{job['id']}/undo/").json()["undo"]
    assert (undo["removed"], len(undo["kept"])) == (2000, 1)
    assert ada.get("/api/questions/").json()["count"] == 1


def test_the_next_imports_bring_what_is_new_and_leave_my_title_alone(ada, bob_on_codewars):
    bring_in(ada)
    assert bring_in(ada)["counts"]["unchanged"] == 2000
    kata = bob_on_codewars.people["bob"].completed
    mine = ada.get(f"/api/questions/?search={kata[9]['slug']}").json()["results"][0]
    assert ada.patch(f"/api/questions/{mine['id']}/", json={"title": "Mine"}).status_code == 200
    bob_on_codewars.add_kata("bob")
    bob_on_codewars.add_language("bob", kata[3]["id"], "elixir")
    counts = bring_in(ada)["counts"]
    assert (counts["new"], counts["updated"], counts["unchanged"]) == (1, 1, 1999)
    assert ada.get(f"/api/questions/{mine['id']}/").json()["title"] == "Mine"
