"""While a page is written the next one is on its way; the order, the errors and the end stay those of one by one."""

import threading
from contextlib import closing

import pytest

from backend.common.context import current_facts, telling
from backend.imports.services.run import run_import
from backend.imports.services.start import start_import
from backend.imports.sources.read_ahead import one_ahead
from backend.platforms.base.errors import OutOfTime, UpstreamUnavailable
from backend.platforms.base.records import Page
from backend.test_common.processes import wait_until

SOON = 5.0


class Walk:
    """Pages by number, told when each was asked for and by which thread."""

    def __init__(self, pages, *, breaks_at=None, gate=None):
        self.asked, self.threads, self.closed = [], [], False
        self.begun, self.gate = threading.Semaphore(0), gate
        self._pages, self._breaks_at = pages, breaks_at

    def __iter__(self):
        try:
            for number in range(1, self._pages + 1):
                self.asked.append(number)
                self.threads.append(threading.get_ident())
                self.begun.release()
                if number > 1 and self.gate is not None:
                    assert self.gate.wait(SOON)
                if number == self._breaks_at:
                    raise UpstreamUnavailable()
                yield Page((), {"page": number + 1} if number < self._pages else None)
        finally:
            self.closed = True


def ahead(walk, *, wanted=lambda page: page.next_cursor is not None, seconds_left=lambda: 60.0):
    return closing(one_ahead(iter(walk), wanted=wanted, seconds_left=seconds_left))


def test_the_next_page_is_asked_for_before_this_one_is_done():
    walk = Walk(3)
    with ahead(walk) as pages:
        for number, _page in enumerate(pages, start=1):
            assert walk.begun.acquire(timeout=SOON)
            if number < 3:
                assert walk.begun.acquire(timeout=SOON), "the page after this one was not asked for"
                walk.begun.release()
    assert walk.asked == [1, 2, 3] and walk.closed


def test_only_the_first_page_is_read_by_the_caller():
    walk = Walk(3)
    with ahead(walk) as pages:
        assert len(list(pages)) == 3
    caller, *others = walk.threads
    assert caller == threading.get_ident() and caller not in others


def test_a_page_that_may_not_be_needed_is_not_asked_for_ahead():
    walk = Walk(3)
    with ahead(walk, wanted=lambda page: False) as pages:
        next(pages)
        assert walk.asked == [1]
        assert len(list(pages)) == 2
    assert set(walk.threads) == {threading.get_ident()}


def test_what_goes_wrong_with_the_next_page_is_raised_after_this_one():
    walk = Walk(3, breaks_at=2)
    with ahead(walk) as pages:
        assert next(pages).next_cursor == {"page": 2}
        with pytest.raises(UpstreamUnavailable):
            next(pages)
    assert walk.closed


def test_a_page_that_was_begun_is_handed_out_when_time_is_up_and_no_other_is_begun():
    walk, left = Walk(4), iter([60.0, 0.0, 0.0])
    with ahead(walk, seconds_left=lambda: next(left)) as pages:
        next(pages)
        assert next(pages).next_cursor == {"page": 3}
        with pytest.raises(OutOfTime):
            next(pages)
    assert walk.asked == [1, 2]


def test_who_leaves_waits_for_the_page_that_is_on_its_way():
    gate = threading.Event()
    walk = Walk(3, gate=gate)
    threading.Timer(0.2, gate.set).start()
    with ahead(walk) as pages:
        next(pages)
    assert gate.is_set() and walk.closed
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("read-ahead")]


def test_what_is_logged_on_the_way_names_the_import():
    told = []

    def walk():
        for number in (1, 2):
            told.append(current_facts())
            yield Page((), {"page": 2} if number == 1 else None)

    with telling("a" * 32, job_id=7), ahead(walk()) as pages:
        assert len(list(pages)) == 2
    assert told == [{"job_id": 7}] * 2


@pytest.mark.django_db
@pytest.mark.data
def test_an_import_asks_for_a_page_while_it_writes_the_one_before(alice, codewars):
    codewars.make_history("bob", 450)
    job = start_import(user=alice, platform="codewars", username="bob").job
    asked = []

    def look(job):
        wanted = min(job.read_count // 200 + 1, 3)
        wait_until(lambda: len(codewars.calls) >= wanted, f"call {wanted}", seconds=SOON)
        asked.append(len(codewars.calls))

    run_import(job.pk, seconds=60, on_page=look)
    job.refresh_from_db()
    assert (job.state, job.new_count, asked) == ("completed", 450, [2, 3, 3])
