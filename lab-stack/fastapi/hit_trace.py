"""While the lab traces a run: what each hit has asked of PostgreSQL and Redis, and when. The strategies know nothing of
it. PostgreSQL is told the id of the hit in a comment behind each statement, so that it can say which hit wrote what.
"""

import os
import re
import time
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Any, TypeVar

from sqlalchemy import Engine, event

# First, so that what a trace puts around a command stands around the clock.
import hit_clock  # noqa: F401
from connections import redis

T = TypeVar("T")

# A trace may never be ended; the memory of the app must not fill up with it.
MOST_TRACES = 50_000
# Steps are short; a strategy may send long texts.
LONGEST_TEXT = 200

Trace = dict[str, Any]
Step = dict[str, Any]
current: ContextVar[Trace | None] = ContextVar("trace", default=None)
traces: list[Trace] | None = None
execute_command = redis.execute_command


async def traced(hit_id: str, work: Callable[[], Awaitable[T]]) -> T:
    """Runs a hit, or a call of “process”, and records its steps where a trace has begun."""
    if traces is None or len(traces) == MOST_TRACES:
        return await work()
    trace: Trace = {"id": hit_id, "pid": os.getpid(), "steps": []}
    traces.append(trace)
    before = current.set(trace)
    try:
        return await work()
    finally:
        current.reset(before)


async def begin_trace() -> None:
    global traces
    if traces is None:
        event.listen(Engine, "before_cursor_execute", send_statement, retval=True)
        event.listen(Engine, "after_cursor_execute", statement_answered)
        redis.execute_command = traced_command  # type: ignore[method-assign]
    traces = []


async def end_trace() -> list[Trace]:
    """What was recorded since the beginning."""
    global traces
    recorded = traces or []
    if traces is not None:
        event.remove(Engine, "before_cursor_execute", send_statement)
        event.remove(Engine, "after_cursor_execute", statement_answered)
        redis.execute_command = execute_command  # type: ignore[method-assign]
    traces = None
    return recorded


def send_statement(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> Any:
    trace = current.get()
    if trace is not None:
        context.surge_step = begin(trace, "postgres", statement)
        if re.fullmatch(r"[\w-]+", trace["id"]):
            statement += f" /* hit {trace['id']} */"
    return statement, parameters


def statement_answered(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
    step = getattr(context, "surge_step", None)
    if step is not None:
        answered(step, value_in(cursor))


async def traced_command(*words: Any, **options: Any) -> Any:
    trace = current.get()
    if trace is None:
        return await execute_command(*words, **options)
    step = begin(trace, "redis", " ".join(map(str, words)))
    reply = await execute_command(*words, **options)
    answered(step, number_in(reply))
    return reply


def begin(trace: Trace, server: str, text: str) -> Step:
    short = re.sub(r"\s+", " ", text)[:LONGEST_TEXT]
    step: Step = {"server": server, "text": short, "sentAt": now(), "answeredAt": None, "value": None}
    trace["steps"].append(step)
    return step


def answered(step: Step, value: int | None) -> None:
    step["answeredAt"] = now()
    step["value"] = value


def value_in(cursor: Any) -> int | None:
    """The column “value” of the first row, which asyncpg has read already and SQLAlchemy is about to take."""
    columns = [column[0] for column in cursor.description or []]
    rows = getattr(cursor, "_rows", None)
    for index, name in enumerate(columns):
        if rows and name.endswith("value"):
            return number_in(rows[0][index])
    return None


def number_in(reply: Any) -> int | None:
    if isinstance(reply, bool):
        return None
    if isinstance(reply, int):
        return reply
    return int(reply) if isinstance(reply, str) and re.fullmatch(r"-?\d+", reply) else None


def now() -> float:
    """Milliseconds since 1970, on the clock that the servers of this machine have, too."""
    return time.time() * 1000
