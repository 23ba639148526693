"""Anyone looks up public numbers: side by side, remembered, limited, and never stored."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from backend.accounts.models import RateBucket
from backend.profiles import lookup
from backend.profiles.models import PlatformState
from backend.test_common.api import error
from backend.test_common.fault_server import FaultServer, Response, hang

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture(autouse=True)
def forgotten():
    # What nobody waits for any more is remembered when it comes, which may be in the next test.
    wait(list(lookup._airborne.values()), timeout=30)
    cache.clear()


def fetch(client, **names):
    return client.get("/api/fetch-data/", names)


def test_anyone_is_told_public_numbers_of_several_platforms(api, codewars):
    codewars.make_history("Bob", 7)
    answer = fetch(api(), codewars="bob", sample="ada")
    told = answer.json()
    assert answer.status_code == 200 and list(told) == ["codewars", "sample"]
    assert (told["codewars"]["username"], told["codewars"]["problems_solved"]) == ("Bob", 7)
    assert told["codewars"]["fetched_at"] and told["codewars"]["error"] is None
    assert told["sample"]["problems_solved"] is not None
    assert answer["Cache-Control"] == "no-store"


def test_one_that_fails_leaves_the_others_as_they_are(api, codewars, keyed):
    codewars.make_history("bob", 7)
    told = fetch(api(), codewars="nobody", sample="ada", kattis="ada", keyed="ada").json()
    codes = {slug: one["error"] and one["error"]["code"] for slug, one in told.items()}
    assert codes == {
        "codewars": "profile_not_found",
        "sample": None,
        "kattis": "csv_only",
        "keyed": "credential_missing",
    }
    assert told["codewars"]["problems_solved"] is None and not keyed.calls


@pytest.mark.parametrize(
    ("query", "code", "field"),
    [
        ("", "required", None),
        ("nowhere=bob", "unknown", "nowhere"),
        ("codewars=bob&codewars=ada", "repeated", "codewars"),
        ("codewars=bob&nowhere=1", "unknown", "nowhere"),
        ("codewars=", "blank", "codewars"),
        ("codewars=..", "invalid_username", "codewars"),
        ("codewars=a/b", "invalid_username", "codewars"),
        ("codewars=a%0d%0aHost:+evil", "invalid_username", "codewars"),
        ("codewars=" + "x" * 201, "invalid_username", "codewars"),
        ("page=1", "unknown", "page"),
    ],
)
def test_what_is_not_understood_is_refused_before_any_call(api, codewars, query, code, field):
    assert error(api().get(f"/api/fetch-data/?{query}")) == (400, code, field)
    assert not codewars.calls and not RateBucket.objects.exists()


def test_an_answer_is_remembered_whatever_the_case_of_the_name(api, codewars):
    codewars.make_history("Bob", 7)
    first = fetch(api(), codewars="bob").json()
    assert fetch(api(), codewars="BOB").json() == first
    assert len(codewars.calls) == 1


def test_a_failure_is_remembered_for_a_shorter_time(api, codewars, monkeypatch):
    monkeypatch.setattr(lookup, "FAILURE_REMEMBERED", 0)
    codewars.fault(0, Response(401))
    assert fetch(api(), codewars="bob").json()["codewars"]["error"]["code"] == "credential_rejected"
    codewars.make_history("bob", 1)
    assert fetch(api(), codewars="bob").json()["codewars"]["problems_solved"] == 1


def test_the_eleventh_look_up_of_a_minute_waits(api, codewars):
    codewars.make_history("bob", 1)
    answers = [fetch(api(), codewars="bob") for _ in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 60


def test_a_made_up_forwarded_address_does_not_help(api, codewars):
    statuses = [
        api().get("/api/fetch-data/?sample=ada", HTTP_X_FORWARDED_FOR=f"192.0.2.{number}").status_code
        for number in range(12)
    ]
    assert statuses.count(200) == 10


def test_another_address_has_its_own_count(api, codewars):
    for _ in range(10):
        fetch(api(), sample="ada")
    assert api().get("/api/fetch-data/?sample=ada", REMOTE_ADDR="192.0.2.9").status_code == 200


def test_nothing_is_stored_but_the_count(api, codewars):
    codewars.make_history("bob", 3)
    count = lambda: {model: model._base_manager.count() for model in apps.get_models()}  # noqa: E731
    before = count() | {RateBucket: 1}
    fetch(api(), codewars="bob", sample="ada", kattis="x")
    assert count() == before


def test_a_platform_that_is_switched_off_or_out_of_order_is_not_asked(api, codewars):
    PlatformState.objects.create(slug="sample", is_off=True, reason="a rest")
    later = timezone.now() + timedelta(minutes=5)
    PlatformState.objects.create(
        slug="codewars", outage_since=timezone.now(), outage_code="upstream_timeout", retry_at=later
    )
    told = fetch(api(), codewars="bob", sample="ada").json()
    assert [told[slug]["error"]["code"] for slug in told] == ["upstream_timeout", "platform_off"]
    assert "a rest" in told["sample"]["error"]["detail"] and not codewars.calls


def test_a_platform_that_is_too_slow_holds_nobody_beyond_the_patience(api, codewars, monkeypatch):
    monkeypatch.setattr(lookup, "PATIENCE", 0.6)
    codewars.fault(lambda request: True, hang(20.0), times=None)
    began = time.monotonic()
    told = fetch(api(), codewars="bob", sample="ada").json()
    assert time.monotonic() - began < 3
    assert told["codewars"]["error"]["code"] == "upstream_timeout" and told["sample"]["error"] is None


def test_a_defect_of_ours_with_one_platform_leaves_the_others_alone(api, codewars, monkeypatch, caplog):
    monkeypatch.setattr("backend.platforms.codewars.platform.Codewars.fetch_stats", lambda *given: 1 / 0)
    told = fetch(api(), codewars="bob", sample="ada").json()
    assert told["codewars"]["error"]["code"] == "internal" and told["sample"]["error"] is None
    assert any(record.message == "a look-up failed" for record in caplog.records)


def test_what_waited_too_long_for_its_turn_is_not_asked(api, codewars, monkeypatch):
    """The pool is full: both get an answer in time, and nothing is asked when nobody waits any more."""
    codewars.make_history("bob", 1)
    monkeypatch.setattr(lookup, "PATIENCE", 0.5)
    pool, gate = ThreadPoolExecutor(1), threading.Event()
    monkeypatch.setattr(lookup, "_pool", lambda: pool)
    busy = pool.submit(gate.wait, 20)
    codes = [fetch(api(), codewars="bob").json()["codewars"]["error"]["code"] for _ in range(2)]
    gate.set()
    pool.shutdown(wait=True)
    assert busy.result() and codes == ["upstream_timeout"] * 2 and not codewars.calls
    assert not lookup._airborne


def test_platforms_are_asked_side_by_side(api, codewars, settings):
    """Each waits for the other to be asked."""
    both, arrived = threading.Barrier(2), []

    def meet(request):
        both.wait(timeout=5)
        arrived.append(request.path)
        return Response(404)

    with FaultServer(route=meet) as one, FaultServer(route=meet) as other:
        bases = {"codewars": one.url, "github": other.url}
        settings.PLATFORM_BASE_URLS = {**settings.PLATFORM_BASE_URLS, **bases}
        told = fetch(api(), codewars="bob", github="bob").json()
    assert len(arrived) == 2
    assert {one["error"]["code"] for one in told.values()} == {"profile_not_found"}


def test_a_cache_that_is_away_costs_calls_and_nothing_else(api, codewars, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    codewars.make_history("bob", 2)
    answers = [fetch(api(), codewars="bob") for _ in range(2)]
    assert [answer.json()["codewars"]["problems_solved"] for answer in answers] == [2, 2]
    assert len(codewars.calls) == 2


def test_an_answer_says_nothing_but_numbers(api, codewars):
    codewars.make_history("bob", 1)
    told = fetch(api(), codewars="bob").json()["codewars"]
    assert set(told) == {
        "username",
        "rating",
        "rank",
        "problems_solved",
        "by_difficulty",
        "fetched_at",
        "error",
    }


@pytest.mark.django_db(transaction=True)
def test_a_flood_makes_few_calls(api, codewars):
    """Of forty at once from one address, ten are answered, and who asks for the same waits for the same answer."""
    codewars.make_history("bob", 1)
    codewars.delay = 0.3
    statuses, start = [], threading.Barrier(40)

    def ask(number):
        start.wait()
        statuses.append(fetch(api(), codewars=f"bob{number % 2 or ''}").status_code)
        connection.close()

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(set(statuses)) == [200, 429] and statuses.count(200) == 10
    assert 1 <= len(codewars.calls) <= 2
