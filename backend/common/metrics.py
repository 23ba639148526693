"""Numbers for CloudWatch in its embedded metric format: a line of JSON on standard output, which costs no call.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
"""

import json
import time
from dataclasses import dataclass
from typing import Final

from django.conf import settings

from backend.common.context import current_facts, request_id


@dataclass(frozen=True, slots=True)
class Metric:
    """`by` are its dimensions: of few values each, for every combination is billed as a metric of its own."""

    unit: str
    by: tuple[str, ...]


# Alarms and dashboard (infra/terraform) and docs/operations.md use the same names; a test compares them.
METRICS: Final = {
    "Imports": Metric("Count", ("Platform", "State")),
    "Rows": Metric("Count", ("Platform", "Outcome")),
    "ImportSeconds": Metric("Seconds", ("Platform",)),
    "UpstreamErrors": Metric("Count", ("Platform", "Code")),
    "OutboxLag": Metric("Seconds", ("Source",)),
    "OutboxSetAside": Metric("Count", ("Source",)),
}


def is_on() -> bool:
    return bool(settings.METRICS == "emf")


def emit(name: str, value: float, **by: str) -> None:
    """Tell one value, by `platform=...` and so on, where METRICS is "emf". Raises ValueError for other dimensions."""
    metric = METRICS[name]
    dimensions = {key.capitalize(): text or "none" for key, text in by.items()}
    if set(dimensions) != set(metric.by):
        raise ValueError(f"{name} is told by {', '.join(metric.by)}")
    if is_on():
        # In one write, so that lines of threads do not mix.
        print(json.dumps(_line(name, metric, value, dimensions)) + "\n", end="", flush=True)


def _line(name: str, metric: Metric, value: float, dimensions: dict[str, str]) -> dict[str, object]:
    directive = {
        "Namespace": settings.METRICS_NAMESPACE,
        "Dimensions": [list(metric.by)],
        "Metrics": [{"Name": name, "Unit": metric.unit}],
    }
    return {
        # Beside the dimensions, as in the log: from a number to its import.
        **{key: fact for key, fact in current_facts().items() if isinstance(fact, (str, int))},
        "request_id": request_id.get(),
        "_aws": {"Timestamp": int(time.time() * 1000), "CloudWatchMetrics": [directive]},
        **dimensions,
        name: value,
    }
