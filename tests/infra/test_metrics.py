"""Alarms, dashboard and operations text speak of the metrics that the product tells, by their dimensions."""

import json
import re

from backend.common.metrics import METRICS
from tests.infra.test_docs import section, source

OURS = "var.metrics_namespace"


def test_alarms_watch_what_is_told() -> None:
    blocks = re.findall(r'"aws_cloudwatch_metric_alarm" "\w+" \{(.+?)\n\}', source("alarms.tf"), re.DOTALL)
    ours = [block for block in blocks if OURS in block]

    for block in ours:
        name = re.findall(r'metric_name += "(\w+)"', block)[0]
        keys = re.findall(r"dimensions += \{ (\w+) = ", block)
        assert (name, METRICS[name].by) == (name, tuple(keys))
    assert len(ours) == 2


def test_the_dashboard_looks_for_every_metric_by_its_dimensions() -> None:
    text = source("dashboard.tf")
    searched = dict(re.findall(r'(\w+) += \{ dimensions = "([\w,]+)"', text))
    drawn = dict(re.findall(r'\[var\.metrics_namespace, "(\w+)", "(\w+)"', text))

    assert {**searched, **drawn} == {name: ",".join(metric.by) for name, metric in METRICS.items()}


def test_the_source_of_the_outbox_numbers_is_the_relay() -> None:
    text = source("alarms.tf") + source("dashboard.tf")

    assert set(re.findall(r'Source = "(\w+)"|"Source", "(\w+)"', text)) == {("relay", ""), ("", "relay")}


def test_the_operations_text_has_each_metric() -> None:
    told = re.findall(r"^\| `([A-Z]\w+)` \| ([\w, ]+) \|", section("Alarms"), re.MULTILINE)

    assert dict(told) == {name: ", ".join(metric.by) for name, metric in METRICS.items()}


def test_the_namespace_is_the_one_of_the_settings() -> None:
    default = re.findall(
        r'variable "metrics_namespace".+?default +=  ?(".+?")', source("variables.tf"), re.DOTALL
    )

    assert json.loads(default[0]) == "SkillTracker"
    assert "METRICS_NAMESPACE     = var.metrics_namespace" in source("worker.tf")
