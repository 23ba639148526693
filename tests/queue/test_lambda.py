"""End to end, over real HTTP: the web process, PostgreSQL, SQS, and the zip as Lambda runs it."""

import json

import pytest

from backend.core.models import Question
from backend.imports.models import ImportJob
from backend.infrastructure.models import Outbox
from backend.test_common.aws import FunctionError, InitError, LocalEsm
from backend.test_common.fault_server import Response
from backend.test_common.processes import wait_until
from tests.queue.cloud import Cloud, ask, lines_of, poll, register

pytestmark = pytest.mark.faults


def test_an_import_is_asked_for_run_by_the_function_and_polled_to_its_end(cloud: Cloud) -> None:
    api = register(cloud.web())
    with cloud.function() as function:
        asked = ask(api)
        assert asked.headers["Location"] == f"/api/jobs/{asked.json()['id']}/"
        assert int(asked.headers["Retry-After"]) > 0
        cloud.queue.wait_for(1)
        with LocalEsm(cloud.queue, function.invoke) as esm:
            job = poll(api, asked)
    assert (job["state"], job["counts"]["new"]) == ("completed", 450)
    assert api.get("/api/questions/").json()["count"] == Question.objects.count() == 450
    assert [delivery.answer for delivery in esm.deliveries] == [{"batchItemFailures": []}]
    assert (cloud.queue.size(), cloud.queue.dead_letters(), Outbox.objects.count()) == (0, [], 0)


def test_the_same_with_run_worker(cloud: Cloud) -> None:
    api = register(cloud.web())
    worker = cloud.worker()
    job = poll(api, ask(api))
    assert (job["state"], job["counts"]["new"], Question.objects.count()) == ("completed", 450, 450)
    wait_until(lambda: not Outbox.objects.exists(), "the end of all work")
    cloud.queue.wait_for(0)
    worker.terminate()
    assert worker.wait(10) == 0


def test_a_message_holds_no_more_than_task_and_ids(cloud: Cloud) -> None:
    ask(register(cloud.web()))
    cloud.queue.wait_for(1)
    (message,) = cloud.queue.receive()
    job = ImportJob.objects.get()
    assert json.loads(message["Body"]) == {"v": 1, "task": "run_import", "args": {"job_id": job.pk}}
    row = Outbox.objects.get()
    told = {name: value["StringValue"] for name, value in message["MessageAttributes"].items()}
    assert told == {"outbox_id": str(row.pk), "request_id": job.request_id}


def test_poison_comes_back_until_it_is_a_dead_letter_and_harms_nothing_else(cloud: Cloud) -> None:
    api = register(cloud.web())
    poison = {"not json": "{", "no task": '{"v": 1, "task": "rm", "args": {}}', "version": '{"v": 9}'}
    for body in poison.values():
        cloud.queue.send(body)
    asked = ask(api)
    cloud.queue.wait_for(4)
    with cloud.function() as function:
        esm = LocalEsm(cloud.queue, function.invoke, batch_size=10)
        esm.run_until_empty()
    assert [sorted(delivery.receives) for delivery in esm.deliveries][1:] == [[2, 2, 2], [3, 3, 3]]
    assert {letter["Body"] for letter in cloud.queue.dead_letters()} == set(poison.values())
    assert poll(api, asked)["state"] == "completed"
    assert "poison" in function.output()


def test_a_function_whose_time_is_nearly_up_leaves_the_rest_to_another_message(cloud: Cloud) -> None:
    cloud.upstream.page_size, cloud.upstream.delay = 50, 0.3
    api = register(cloud.web())
    asked = ask(api)
    cloud.queue.wait_for(1)
    with cloud.function() as function:
        function.start()
        esm = LocalEsm(cloud.queue, lambda event: function.invoke(event, seconds=17.0))
        esm.run_until_empty()
    assert len(esm.deliveries) > 2
    assert {delivery.answer["batchItemFailures"] == [] for delivery in esm.deliveries} == {True}
    job = poll(api, asked)
    assert (job["state"], job["counts"]["read"], Question.objects.count()) == ("completed", 450, 450)
    assert len(cloud.upstream.list_calls()) <= 9 + len(esm.deliveries)


def test_a_platform_that_asks_to_wait_frees_the_function_at_once(cloud: Cloud) -> None:
    cloud.upstream.fault(0, Response(429, headers={"Retry-After": "600"}), times=None)
    api = register(cloud.web())
    asked = ask(api)
    cloud.queue.wait_for(1)
    with cloud.function() as function:
        (delivery,) = LocalEsm(cloud.queue, function.invoke).step()
    assert delivery.failed == frozenset()
    job = api.get(asked.headers["Location"]).json()
    assert (job["state"], job["error"]["code"]) == ("queued", "upstream_rate_limited")


def test_the_schedule_of_the_relay_sends_what_was_never_sent(cloud: Cloud) -> None:
    api = register(cloud.web())
    asked = ask(api)
    cloud.queue.wait_for(1)
    for message in cloud.queue.receive():
        cloud.queue.delete(message)
    Outbox.objects.update(sent_at=None, sends=0, claimed_until=None)
    with cloud.function() as function:
        assert function.invoke({"scheduled": "relay"}) is None
        cloud.queue.wait_for(1)
        LocalEsm(cloud.queue, function.invoke).run_until_empty()
        function.invoke({"scheduled": "tidy"})
    assert poll(api, asked)["state"] == "completed"


def test_a_schedule_that_nobody_knows_is_told(cloud: Cloud) -> None:
    with cloud.function() as function, pytest.raises(FunctionError, match="KeyError: 'lunch'"):
        function.invoke({"scheduled": "lunch"})


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"DATABASE_URL": "nonsense://"}, "nonsense"),
        ({"PORT": "eighty"}, "PORT is not a whole number"),
        ({"DJANGO_SETTINGS_MODULE": "backend.no_such_settings"}, "no_such_settings"),
    ],
)
def test_a_function_that_cannot_start_says_so_and_the_message_comes_back(
    cloud: Cloud, wrong: dict[str, str], told: str
) -> None:
    cloud.queue.send({"v": 1, "task": "run_import", "args": {"job_id": 1}})
    with cloud.function(**wrong) as function:
        with pytest.raises(InitError, match=told):
            function.start()
        (delivery,) = LocalEsm(cloud.queue, function.invoke).step()
    assert isinstance(delivery.answer, InitError)
    assert cloud.queue.size() == 1


def test_every_line_about_an_import_names_its_request(cloud: Cloud) -> None:
    cloud.upstream.fault(1, Response(500))
    asked = ask(register(cloud.web()))
    cloud.queue.wait_for(1)
    with cloud.function() as function:
        LocalEsm(cloud.queue, function.invoke, duplicate=1.0).run_until_empty()
    lines = lines_of(function.output())
    assert len(lines) >= 2
    for line in lines:
        assert (line["request_id"], line["job_id"]) == (asked.headers["X-Request-ID"], asked.json()["id"])


def test_processes_that_start_from_one_snapshot_do_not_share_their_luck(cloud: Cloud) -> None:
    lucks = {
        kind: [luck_of(cloud, AWS_LAMBDA_INITIALIZATION_TYPE=kind) for _ in range(2)]
        for kind in ("on-demand", "snap-start")
    }
    assert len(set(lucks["on-demand"])) == 1, "without a snapshot the seed below counts, or nothing is proven"
    assert len(set(lucks["snap-start"])) == 2


def luck_of(cloud: Cloud, **environment: str) -> float:
    """The first random number of a process whose picture was taken with a known seed."""
    folder = cloud.place / "probe"
    folder.mkdir(exist_ok=True)
    (folder / "probe.py").write_text(
        f"import random, sys\nsys.path.insert(0, {str(cloud.folder)!r})\nimport handler\nrandom.seed(1)\n"
        "def answer(event, context): return random.random()"
    )
    with cloud.function(folder, "probe.answer", **environment) as function:
        luck: float = function.invoke({})
    return luck
