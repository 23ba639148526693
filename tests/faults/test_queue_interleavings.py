"""Any order of deliveries, duplicates, deaths, throttles, edits and relays through a queue: none does harm.

Hypothesis looks for an order that loses, doubles or overwrites something. A failure prints its events and FAULTS_SEED,
which repeats the run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any, TypeAlias

import pytest
from hypothesis import HealthCheck, Phase, given, note, seed, settings
from hypothesis import strategies as st

from backend import aws
from backend.core import solves
from backend.imports.services import pages, run, sweep
from backend.infrastructure import outbound, publisher, queue, worker
from backend.platforms.base.config import PlatformConfig
from backend.test_common.aws import MotoServer, Queue
from tests.faults import sabotage
from tests.faults.puppets import string_up
from tests.faults.queue_world import EVENTS, PAGE, Imports, World
from tests.faults.upstream import Upstream

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("trail", "impatient"),
]

BY_NAME = {event.__name__: event for event in EVENTS}
WEIGHTED = [event.__name__ for event, weight in EVENTS.items() for _ in range(weight)]
STORIES = st.lists(
    st.tuples(st.sampled_from(WEIGHTED), st.integers(min_value=0, max_value=59)), min_size=40, max_size=70
)
Events: TypeAlias = Sequence[tuple[str, int]]
Patch: TypeAlias = pytest.MonkeyPatch


@pytest.fixture
def impatient(monkeypatch: Patch) -> None:
    """What failed upstream is asked again at once."""
    honest = outbound.platform_config

    def config(slug: str, **options: bool) -> PlatformConfig:
        return replace(honest(slug, **options), backoff_base=0.001)

    monkeypatch.setattr(outbound, "platform_config", config)


def stop_the_clocks(patch: Patch, settings: Any) -> None:
    """Nothing runs out because a machine is slow: the same events do the same again."""
    settings.IMPORT_LEASE_SECONDS = 3600
    patch.setattr(queue, "PUBLISHING_SECONDS", 3600.0)
    patch.setattr(sweep, "GRACE", timedelta(hours=1))
    patch.setattr(pages, "AHEAD_SECONDS", 1e9)
    patch.setattr(publisher, "WALL_SECONDS", 60.0)
    patch.setattr(aws, "SHORT_SECONDS", 60.0)


@pytest.fixture
def world(sqs_queue: Queue, moto_server: MotoServer, monkeypatch: Patch, settings: Any) -> Iterator[World]:
    """`sqs_queue` points the product at moto's server."""
    with Upstream(page_size=PAGE) as upstream:
        settings.PLATFORM_BASE_URLS = {"codewars": upstream.url}
        settings.IMPORTS_PER_HOUR = 10**6
        stop_the_clocks(monkeypatch, settings)
        yield World(moto_server, upstream, string_up(monkeypatch), settings)


def test_no_order_of_events_on_a_queue_does_harm(world: World, chance: Random) -> None:
    # To make a story shorter may take minutes: that is for the long version.
    explore(world, chance, stories=6, phases=[Phase.generate])


@pytest.mark.deep
def test_none_of_hundreds_of_orders_does_harm(world: World, chance: Random) -> None:
    explore(world, chance, stories=200, phases=[Phase.generate, Phase.shrink])


def explore(world: World, chance: Random, *, stories: int, phases: Sequence[Phase]) -> None:
    rules = settings(
        max_examples=stories,
        phases=phases,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )

    @seed(chance.randrange(10**9))
    @rules
    @given(STORIES)
    def tell_any(events: Events) -> None:
        note(f"EVENTS={events}")
        tell(world, events)

    tell_any()


def tell(world: World, events: Events) -> None:
    imports = Imports(world)
    try:
        for name, which in events:
            BY_NAME[name](imports, which)
            imports.assert_nothing_is_wrong()
    finally:
        imports.leave()
    imports.end()


# --- The proof that it can fail -----------------------------------------------------------------------------------


def no_fence(patch: Patch) -> None:
    for module in (pages, run):
        patch.setattr(module, "hold", module.hold)
    sabotage.without_the_fence()


def no_relay(patch: Patch) -> None:
    patch.setattr(worker, "bring_back", lambda: None)


def no_matching(patch: Patch) -> None:
    patch.setattr(solves, "match_solves", solves.match_solves)
    sabotage.without_matching()


def no_rows(patch: Patch) -> None:
    patch.setattr(pages, "_write_records", lambda job, parts: Counter(new=len(parts.records)))


ZOMBIE = [
    ("a_message_is_delivered", 0),
    ("time_is_up", 0),
    ("a_message_is_delivered_twice", 0),
    ("a_worker_goes_on", 1),
    ("a_worker_goes_on", 0),
]
LOST_LETTER = [
    ("a_message_is_delivered", 0),
    ("a_worker_goes_on", 59),
    ("the_next_letter_is_in_trouble", 1),
    ("the_person_asks", 0),
]
ONE_PAGE = [("a_message_is_delivered", 0), ("a_worker_goes_on", 4)]


@pytest.mark.parametrize(
    ("events", "guard", "words"),
    [
        (ZOMBIE, no_fence, "a worker without the claim wrote"),
        (LOST_LETTER, no_relay, "no end"),
        (ONE_PAGE, no_matching, "the last imports are"),
        (ONE_PAGE, no_rows, "has 0"),
    ],
)
def test_without_a_guard_the_harm_is_seen(
    world: World, monkeypatch: Patch, events: Events, guard: Callable[[Patch], None], words: str
) -> None:
    tell(world, events)
    guard(monkeypatch)
    with pytest.raises(AssertionError, match=words):
        tell(world, events)


@pytest.mark.deep
def test_without_the_fence_chance_finds_the_harm(world: World, monkeypatch: Patch, chance: Random) -> None:
    no_fence(monkeypatch)
    with pytest.raises(AssertionError):
        explore(world, chance, stories=200, phases=[Phase.generate])
