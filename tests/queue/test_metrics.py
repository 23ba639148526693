"""The numbers come out of the function itself, as whole lines on the output that CloudWatch reads."""

import pytest

from backend.test_common.aws import LocalEsm
from backend.test_common.emf import read_metrics
from tests.queue.cloud import Cloud, ask, lines_of, poll, register

pytestmark = pytest.mark.faults


def test_the_function_prints_what_the_alarms_and_the_dashboard_read(cloud: Cloud) -> None:
    api = register(cloud.web())
    asked = ask(api)
    cloud.queue.wait_for(1)
    with cloud.function(METRICS="emf", METRICS_NAMESPACE="Here") as function:
        LocalEsm(cloud.queue, function.invoke).run_until_empty()
        function.invoke({"scheduled": "relay"})
    job = poll(api, asked)

    numbers = [line for line in function.output().splitlines() if '"_aws"' in line]
    told = {(one.name, *one.by.values()): one.value for one in read_metrics("\n".join(numbers))}
    assert 0 < told.pop(("ImportSeconds", "codewars")) < 60
    assert told == {
        ("Imports", "codewars", "completed"): 1,
        ("Rows", "codewars", "new"): 450,
        ("OutboxLag", "relay"): 0,
        ("OutboxSetAside", "relay"): 0,
    }
    (line,) = lines_of(function.output(), Imports=1)
    assert (line["job_id"], line["request_id"]) == (job["id"], asked.headers["X-Request-ID"])
