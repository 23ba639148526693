"""The budgets of platforms, shared by all processes that reach the same Redis.

Its clock decides. While it is away each process keeps its own budgets, as without it; a call waits for it no longer
than a quarter of a second, and for a moment after that it is not asked at all.
"""

import logging
import math
import random
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from backend.platforms.base.config import Pacer
from backend.platforms.base.errors import OutOfTime

logger = logging.getLogger("skilltracker.outbound")

TIMEOUT: Final = 0.25
# How long a Redis that failed is left alone.
PAUSE: Final = 5.0
PREFIX: Final = "skilltracker:pace:"
# Who died with a place in hand loses it after so long; a call with its repeats takes less.
PLACE_SECONDS: Final = 20.0
LOOK_SECONDS: Final = 0.05
SECOND: Final = 1_000_000

# Microseconds until the key's turn, which is taken unless it is later than the budget allows; then -1 - those.
TAKE_TURN: Final = """
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local interval, budget = tonumber(ARGV[1]), tonumber(ARGV[2])
local turn = math.max(now, tonumber(redis.call('GET', KEYS[1]) or 0))
if budget >= 0 and turn - now > budget then return -1 - (turn - now) end
local rest = math.ceil((turn + interval - now) / 1000) + 1
redis.call('SET', KEYS[1], string.format('%.0f', turn + interval), 'PX', rest)
return turn - now
"""
# 1 where one of `limit` places was free and is now taken under a name.
TAKE_PLACE: Final = """
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[1]) then return 0 end
redis.call('ZADD', KEYS[1], string.format('%.0f', now + ARGV[3]), ARGV[2])
redis.call('PEXPIRE', KEYS[1], math.ceil(ARGV[3] / 1000))
return 1
"""


class SharedPacer(Pacer):
    """Of a budget that is counted by credential, Redis sees what its key holds: a digest, never the secret."""

    def __init__(
        self,
        url: str,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        super().__init__(clock, sleep)
        client: Any = redis.Redis.from_url(
            url,
            socket_timeout=TIMEOUT,
            socket_connect_timeout=TIMEOUT,
            # By itself it would try three times more.
            retry=Retry(NoBackoff(), 0),
        )
        self._redis = client
        self._take_turn = client.register_script(TAKE_TURN)
        self._take_place = client.register_script(TAKE_PLACE)
        self._away_until = -math.inf

    def wait(self, key: str, interval: float, *, budget: float = math.inf) -> None:
        if interval <= 0:
            return super().wait(key, interval, budget=budget)
        allowed = -1 if math.isinf(budget) else max(int(budget * SECOND), 0)
        told = self._ask(self._take_turn, [f"{PREFIX}turn:{key}"], [round(interval * SECOND), allowed])
        if told is None:
            return super().wait(key, interval, budget=budget)
        if told < 0:
            raise OutOfTime(
                f"the next call to {key.partition('#')[0]} is due in {(-1 - told) / SECOND:.1f} s"
            )
        pause = told / SECOND
        with self._lock:
            # Should Redis go away now, we go on from here.
            self._free_at[key] = self._clock() + pause + interval
        if pause > 0:
            self._sleep(pause)

    @contextmanager
    def slot(self, host: str, limit: int, *, budget: float = math.inf) -> Iterator[None]:
        """One of the `limit` calls (0: any number) that all processes together have open to a host at a time.

        Raises OutOfTime where none becomes free within `budget` seconds.
        """
        until = self._clock() + budget
        with super().slot(host, limit, budget=budget):
            place = self._take(host, limit, until) if limit else None
            try:
                yield
            finally:
                if place is not None:
                    self._give_back(host, place)

    def _take(self, host: str, limit: int, until: float) -> str | None:
        """The name of a place, None where Redis is away and our own count has to do."""
        name = secrets.token_hex(8)
        arguments = [limit, name, round(PLACE_SECONDS * SECOND)]
        while (told := self._ask(self._take_place, [_places(host)], arguments)) == 0:
            if self._clock() >= until:
                raise OutOfTime(f"{host} is busy with other calls")
            self._sleep(LOOK_SECONDS * random.uniform(0.5, 1.5))  # noqa: S311  (no secret)
        return None if told is None else name

    def _give_back(self, host: str, place: str) -> None:
        # A place that cannot be given back is free after a while.
        with suppress(redis.RedisError):
            self._redis.zrem(_places(host), place)

    def _ask(self, script: Any, keys: list[str], arguments: list[Any]) -> int | None:
        """None where Redis does not answer."""
        if self._clock() < self._away_until:
            return None
        try:
            return int(script(keys=keys, args=arguments))
        except redis.RedisError as error:
            logger.warning(
                "redis is away: each process keeps its own pace", extra={"error": type(error).__name__}
            )
            self._away_until = self._clock() + PAUSE
            return None


def _places(host: str) -> str:
    return f"{PREFIX}open:{host}"
