"""Where the time of a hit goes, always measured: waiting for a connection of the pool, connecting, PostgreSQL, Redis. The
rest of its time in the app is the app's own. The strategies know nothing of it.
"""

import time
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

from sqlalchemy.pool import Pool

from connections import engine, redis

T = TypeVar("T")

# What a hit may wait for. While it waits for several at once, the time counts for the first of them.
WAITS = ("postgres", "redis", "connecting", "connection")

# To time a hit costs time. Of a long load, only every eighth is timed after the first of them.
TIMED_AT_FIRST = 500
ONE_IN = 8


class Hit:
    def __init__(self, begun: float) -> None:
        self.open = dict.fromkeys(WAITS, 0)
        self.spent = dict.fromkeys(WAITS, 0.0)
        self.since = begun
        self.waited = False
        self.over = False

    def turn(self, wait: str, by: int, at: float) -> None:
        if self.over:
            return
        waiting_for = next((each for each in WAITS if self.open[each]), None)
        if waiting_for:
            self.spent[waiting_for] += at - self.since
        self.open[wait] += by
        self.since = at
        self.waited = True


class Statements:
    """For how long PostgreSQL has had a statement of this process, whichever hit sent it."""

    def __init__(self) -> None:
        self.open = 0
        self.since = 0.0
        self.busy = 0.0

    def busy_until(self, at: float) -> float:
        return self.busy + (at - self.since if self.open else 0)

    def count(self, by: int, at: float) -> None:
        self.busy = self.busy_until(at)
        self.since = at
        self.open += by


class Sums:
    """Of the hits that were answered since the clock began: how many there were, and milliseconds of those that were timed."""

    def __init__(self) -> None:
        self.begun = 0
        self.hits = 0
        # How many hits the timed ones stand for.
        self.weight = 0
        self.total = 0.0
        self.spent = dict.fromkeys(WAITS, 0.0)

    def for_all(self) -> dict[str, float]:
        """The sums as if every hit had been timed."""
        share = self.hits / self.weight if self.weight else 0
        times = {"total": self.total} | self.spent
        return {"hits": self.hits} | {name: ms * share for name, ms in times.items()}


current: ContextVar[Hit | None] = ContextVar("hit", default=None)
statements = Statements()
sums = Sums()
processor_before = time.process_time()


async def begin_clock() -> None:
    global sums, processor_before
    sums = Sums()
    processor_before = time.process_time()


async def end_clock() -> dict[str, float]:
    """The sums for all hits since the beginning, and for how long this process has had the processor."""
    used = (time.process_time() - processor_before) * 1000
    return sums.for_all() | {"busy": used, "used": used}


async def clocked(work: Callable[[], Awaitable[T]]) -> T:
    """Runs a hit. It counts when it succeeds."""
    into = sums
    into.begun += 1
    weight = 1 if into.begun <= TIMED_AT_FIRST else ONE_IN
    if into.begun % weight:
        result = await work()
        into.hits += 1
        return result
    begun = now()
    busy_before = statements.busy_until(begun)
    hit = Hit(begun)
    before = current.set(hit)
    try:
        result = await work()
    finally:
        hit.over = True
        current.reset(before)
    at = now()
    # A hit that has asked for nothing itself waits for the statement of a batch that it is in, or for nothing at all.
    if not hit.waited:
        hit.spent["postgres"] = statements.busy_until(at) - busy_before
    into.hits += 1
    into.weight += weight
    into.total += weight * (at - begun)
    for wait in WAITS:
        into.spent[wait] += weight * hit.spent[wait]
    return result


def turn(hit: Hit | None, wait: str, by: int) -> None:
    at = now()
    if wait == "postgres":
        statements.count(by, at)
    if hit:
        hit.turn(wait, by, at)


def timed(call: Callable[..., T], wait: str) -> Callable[..., T]:
    """The same call, timed. SQLAlchemy's waits for its answer as if it were not asynchronous."""

    @wraps(call)
    def timed_call(*words: Any, **options: Any) -> T:
        hit = current.get()
        turn(hit, wait, 1)
        try:
            return call(*words, **options)
        finally:
            turn(hit, wait, -1)

    return timed_call


execute_command = redis.execute_command


async def timed_command(*words: Any, **options: Any) -> Any:
    hit = current.get()
    if hit is None:
        return await execute_command(*words, **options)
    turn(hit, "redis", 1)
    try:
        return await execute_command(*words, **options)
    finally:
        turn(hit, "redis", -1)


def now() -> float:
    return time.perf_counter() * 1000


dialect: Any = type(engine.dialect)
for name in ("do_execute", "do_executemany", "do_commit", "do_rollback"):
    setattr(dialect, name, timed(getattr(dialect, name), "postgres"))
dialect.connect = timed(dialect.connect, "connecting")
Pool.connect = timed(Pool.connect, "connection")  # type: ignore[method-assign]
redis.execute_command = timed_command  # type: ignore[method-assign]
