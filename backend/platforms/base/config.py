"""What the house hands in: limits and addresses as a value, and the one pacer that all clients share."""

from __future__ import annotations

import math
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from backend.platforms.base.errors import OutOfTime

VERSION = "0.1.0"
USER_AGENT = f"SkillTracker/{VERSION} (+https://github.com/skilltracker/skilltracker)"


@dataclass(frozen=True)
class PlatformConfig:
    """Times in seconds, sizes in bytes. `base_url`, `min_interval` and `concurrency` (0: no limit) replace what
    the platform declares.

    `retry_after_wait` is the longest Retry-After that is waited for in place: short in a web request, longer
    in a worker. `ca_bundle` names a file of certificates where the machine has its own; verification itself
    stays on.
    """

    base_url: str | None = None
    min_interval: float | None = None
    concurrency: int | None = None
    connect_timeout: float = 3.0
    read_timeout: float = 5.0
    request_deadline: float = 15.0
    page_deadline: float = 25.0
    body_limit: int = 5 * 1024 * 1024
    tries: int = 3
    backoff_base: float = 0.5
    backoff_cap: float = 8.0
    retry_after_wait: float = 5.0
    user_agent: str = USER_AGENT
    ca_bundle: str | None = None


class Pacer:
    """Keeps calls of one budget apart, over all threads of this process; a subclass may do so over more.

    A budget's key is the host, or "host#digest" where the platform counts by credential.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._free_at: dict[str, float] = {}
        self._slots: defaultdict[str, _Slots] = defaultdict(_Slots)

    def wait(self, key: str, interval: float, *, budget: float = math.inf) -> None:
        """Returns when the key's turn has come, `interval` seconds after the last one.

        Raises OutOfTime at once, and takes no turn, where that would be later than `budget` seconds from now.
        """
        with self._lock:
            now = self._clock()
            turn = max(now, self._free_at.get(key, now))
            if turn - now > budget:
                raise OutOfTime(f"the next call to {key.partition('#')[0]} is due in {turn - now:.1f} s")
            self._free_at[key] = turn + interval
        if turn > now:
            self._sleep(turn - now)

    @contextmanager
    def slot(self, host: str, limit: int, *, budget: float = math.inf) -> Iterator[None]:
        """One of the `limit` calls (0: any number) that this process has open to a host at a time.

        Raises OutOfTime where none becomes free within `budget` seconds.
        """
        with self._lock:
            slots = self._slots[host]
        with slots.free:
            wait = None if math.isinf(budget) else max(budget, 0.0)
            if not slots.free.wait_for(lambda: not limit or slots.taken < limit, timeout=wait):
                raise OutOfTime(f"{host} is busy with other calls")
            slots.taken += 1
        try:
            yield
        finally:
            with slots.free:
                slots.taken -= 1
                slots.free.notify()


class _Slots:
    def __init__(self) -> None:
        self.free = threading.Condition()
        self.taken = 0
