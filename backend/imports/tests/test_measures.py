"""What an import tells the dashboard: its end, its rows, its time, and what went wrong upstream."""

import pytest

from backend.imports.models import ImportJob
from backend.test_common.emf import read_metrics
from backend.test_common.fault_server import FaultServer, Response

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]


@pytest.fixture
def told(settings, capsys):
    """`told("Imports")`: values by dimensions, of what was printed since the last time."""
    settings.METRICS = "emf"
    lines = []

    def look(name):
        lines.extend(read_metrics(capsys.readouterr().out))
        return {tuple(told.by.values()): told.value for told in lines if told.name == name}

    return look


def ask(client, **body):
    return client.post("/import/codewars/", {"username": "bob", **body})


def test_an_import_tells_its_end_its_rows_and_its_time(api, alice, codewars, told):
    codewars.make_history("bob", 3)

    ask(api(alice))

    assert told("Imports") == {("codewars", "completed"): 1}
    assert told("Rows") == {("codewars", "new"): 3}
    job = ImportJob.objects.get()
    assert told("ImportSeconds") == {("codewars",): (job.finished_at - job.created_at).total_seconds()}
    assert told("UpstreamErrors") == {}


def test_a_preview_tells_its_rows_once(api, alice, codewars, told):
    codewars.make_history("bob", 3)
    client = api(alice)

    job = ask(client, preview=True).json()
    client.post(f"/api/jobs/{job['id']}/commit/")

    assert told("Imports") == {("codewars", "previewed"): 1, ("codewars", "completed"): 1}
    assert sum(told("Rows").values()) == 3


def test_a_failure_upstream_is_told_by_its_code(api, alice, settings, told):
    with FaultServer(route=lambda request: Response(404)) as server:
        settings.PLATFORM_BASE_URLS = {"codewars": server.url}
        ask(api(alice))

    assert told("UpstreamErrors") == {("codewars", "profile_not_found"): 1}
    assert told("Imports") == {("codewars", "failed"): 1}
