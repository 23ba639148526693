"""What the house hands in: limits and addresses as a value, and the one pacer that all clients share."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from backend.platforms.base.errors import OutOfTime

VERSION = "0.1.0"
USER_AGENT = f"SkillTracker/{VERSION} (+https://github.com/skilltracker/skilltracker)"


@dataclass(frozen=True)
class PlatformConfig:
    """Times in seconds, sizes in bytes. `base_url` and `min_interval` replace what the platform declares.

    `retry_after_wait` is the longest Retry-After that is waited for in place: short in a web request, longer
    in a worker. `ca_bundle` names a file of certificates where the machine has its own; verification itself
    stays on.
    """

    base_url: str | None = None
    min_interval: float | None = None
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
    """Keeps calls to one host apart, over all threads of this process."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._free_at: dict[str, float] = {}

    def wait(self, host: str, interval: float, *, budget: float = math.inf) -> None:
        """Returns when the host's turn has come, `interval` seconds after the last one.

        Raises OutOfTime at once, and takes no turn, where that would be later than `budget` seconds from now.
        """
        with self._lock:
            now = self._clock()
            turn = max(now, self._free_at.get(host, now))
            if turn - now > budget:
                raise OutOfTime(f"the next call to {host} is due in {turn - now:.1f} s")
            self._free_at[host] = turn + interval
        if turn > now:
            self._sleep(turn - now)
