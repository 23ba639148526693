"""Imports by the hundred, `kill -9` by the second: all come in, and no page is fetched more often than kills explain.

The seed of a failed test is in its output; FAULTS_SEED=<seed> repeats it.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from tests.faults.house import BY_QUEUE, SHOWN_TO_ALL, House
from tests.faults.load import Load, bear, wrongs
from tests.faults.sabotage import without_a_conditional_claim
from tests.faults.upstream import Upstream

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True), BY_QUEUE]

SMALL = Load(jobs=10, pages=20, every=0.5, lease=1.0, seconds=60)
# A quarter of an hour is what a night can spare; four cores need a fraction of it.
LARGE = Load(jobs=200, pages=100, every=1.0, lease=2.0, seconds=900)


@pytest.fixture
def upstream() -> Iterator[Upstream]:
    """Answers at once, a few kata a page: the load is in the number of pages."""
    with Upstream(page_size=3) as server:
        yield server


@pytest.mark.parametrize("load", [SMALL, pytest.param(LARGE, marks=pytest.mark.deep)], ids=["small", "large"])
def test_all_imports_end_right_while_workers_are_killed(house: House, chance: Random, load: Load) -> None:
    report = bear(house, chance, load)
    found = list(wrongs(house, load, report))
    assert not found, "\n".join(found[:20])
    assert report.kills > load.jobs * load.pages / 1000, "hardly anybody was killed, so nothing is proven"


def test_pages_that_no_kill_explains_are_noticed(house: House, chance: Random) -> None:
    load = Load(jobs=2, pages=20, every=5.0, lease=1.0, seconds=60)
    report = bear(house, chance, load, sabotage=without_a_conditional_claim, patches=SHOWN_TO_ALL)
    assert any("more than imports" in wrong for wrong in wrongs(house, load, report))
