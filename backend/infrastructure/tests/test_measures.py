"""Each relay tells how long work has waited and what was set aside."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from backend.infrastructure.health import measure_outbox
from backend.infrastructure.models import Outbox
from backend.infrastructure.worker import run_scheduled
from backend.test_common.emf import read_metrics

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]


def relay(capsys) -> dict[str, float]:
    run_scheduled("relay", seconds_left=lambda: 60.0)
    return {told.name: told.value for told in read_metrics(capsys.readouterr().out)}


def test_the_relay_tells_that_all_is_well(settings, capsys):
    settings.METRICS = "emf"
    assert relay(capsys) == {"OutboxLag": 0, "OutboxSetAside": 0}


def test_the_relay_tells_what_waits_and_what_was_set_aside(settings, capsys):
    settings.METRICS = "emf"
    long_ago = Now() - timedelta(seconds=300)
    Outbox.objects.create(task="run_import", due_at=long_ago)
    Outbox.objects.create(task="run_import", due_at=long_ago, dead_at=Now())

    told = relay(capsys)

    assert 300 <= told["OutboxLag"] < 310
    assert told["OutboxSetAside"] == 1


def test_nothing_is_asked_where_nobody_listens(django_assert_num_queries, settings):
    settings.METRICS = ""
    with django_assert_num_queries(0):
        measure_outbox()
