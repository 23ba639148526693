"""One page ahead: the next page is on its way while this one is written, so no platform waits for the database."""

from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from contextvars import copy_context
from functools import partial
from typing import Final

from backend.platforms.base.errors import OutOfTime
from backend.platforms.base.records import Page

# Less than this is not enough to read a page with.
LEAST_SECONDS: Final = 1.0


def one_ahead(
    pages: Generator[Page, None, None], *, wanted: Callable[[Page], bool], seconds_left: Callable[[], float]
) -> Generator[Page, None, None]:
    """The same pages; where the one after a page is `wanted`, a thread reads it before the page is handed out.

    What goes wrong with the next page is raised when it is asked for. A page that was begun is handed out, even
    when time is up meanwhile; none is begun after that. Closing waits for the thread. The first page is read by the
    caller, who may need the database for it; threads never touch it. Raises what `pages` raises, and OutOfTime.
    """
    with closing(pages), ThreadPoolExecutor(1, "read-ahead") as thread:
        read: Callable[[], Page | None] = partial(next, pages, None)
        page = read()
        while page is not None:
            if wanted(page) and seconds_left() >= LEAST_SECONDS:
                following = thread.submit(copy_context().run, read)
                yield page
                page = following.result()
            else:
                yield page
                if seconds_left() < LEAST_SECONDS:
                    raise OutOfTime
                page = read()
