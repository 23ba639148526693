"""One import in the logs of two processes: whose it is in every line, and one trace from the web to the worker."""

from collections.abc import Iterator

import pytest

from backend.test_common.fault_server import FaultServer, Response
from tests.queue.cloud import Cloud, ask, lines_of, poll, register

pytestmark = pytest.mark.faults


@pytest.fixture
def agent() -> Iterator[FaultServer]:
    """What Datadog's agent is to ddtrace: it takes whatever comes."""
    with FaultServer(route=lambda request: Response(body={})) as server:
        yield server


def traced(agent: FaultServer) -> dict[str, str]:
    return {
        "DD_TRACE_ENABLED": "true",
        "DD_TRACE_AGENT_URL": agent.url,
        "DD_INSTRUMENTATION_TELEMETRY_ENABLED": "false",
        "DD_REMOTE_CONFIGURATION_ENABLED": "false",
        "DD_TRACE_STARTUP_LOGS": "false",
    }


def test_the_trace_and_the_request_go_on_from_the_web_into_the_worker(
    cloud: Cloud, agent: FaultServer
) -> None:
    cloud.upstream.fault(1, Response(500))
    web = cloud.cold_web(**traced(agent))
    api = register(web)
    asked = ask(api)
    cloud.queue.wait_for(1)
    worker = cloud.worker(**traced(agent))
    job = poll(api, asked)["id"]

    whose = {"job_id": job, "request_id": asked.headers["X-Request-ID"], "platform": "codewars"}
    (accepted,) = lines_of(web.output(), logger="backend.requests", **whose)
    trace = accepted["dd.trace_id"]
    assert (accepted["attempt"], len(trace)) == (0, 32), accepted
    done = lines_of(worker.output(), job_id=job)
    assert any("upstream failure" in line["message"] for line in done), worker.output()
    for line in done:
        assert (line["attempt"], line["dd.trace_id"]) == (1, trace), line
        assert {name: line[name] for name in whose} == whose, line
