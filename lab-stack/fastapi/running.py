"""The strategies of the running app."""

import asyncio
import sys
import traceback
from collections.abc import Awaitable, Callable, Iterable
from typing import Any
from uuid import uuid4

from counter_rows import add_rows
from hit_trace import traced
from live_strategies import LiveStrategies
from refusal import Refusal
from strategies import Strategy

# Those without a counter row, because PostgreSQL was down when they were saved.
without_row: list[Strategy] = []


async def prepare(strategy: Strategy) -> None:
    """One that is saved later. At the start, all are prepared together."""
    if strategies.watching:
        without_row.append(strategy)
        await add_missing_rows()
        await open_each([strategy])


async def open_each(those: Iterable[Strategy]) -> None:
    """A server may be unavailable, and a strategy that never opens keeps nobody waiting."""
    async def begin(strategy: Strategy) -> None:
        if strategy.open:
            await strategy.open()

    await asyncio.wait([asyncio.create_task(begin(each)) for each in those], timeout=3)


strategies = LiveStrategies(prepare)


async def add_missing_rows() -> None:
    try:
        if without_row:
            await add_rows(without_row)
            without_row.clear()
    except Exception as error:
        traceback.print_exception(error, file=sys.stderr)


def find(name: str) -> Strategy:
    found = strategies.get(name)
    if found:
        return found
    find_mistake(name)
    message = f'There is no strategy "{name}". There are: {", ".join(strategies.all)}.'
    raise Refusal("unknown-strategy", message, "failed", status=404)


def find_running(name: str) -> Strategy:
    """An earlier text never stands in for one that cannot run; what its hits have left in a buffer can be read."""
    find_mistake(name)
    return find(name)


def find_mistake(name: str) -> None:
    if mistake := strategies.mistake_of(name):
        file = f"strategies/{name}.py"
        message = f"{file}:{mistake.line}:{mistake.column}: {mistake.message}"
        thrown = f"{mistake.message} ({file}:{mistake.line})"
        raise Refusal("does-not-load", message, "failed", thrown=thrown)


async def run_process(name: str) -> Any:
    find_running(name)
    with strategies.using(name):
        return await traced(f"process-{uuid4()}", lambda: task_of("process")(name))


def task_of(what: str) -> Callable[[str], Awaitable[Any]]:
    """Calls this function of a strategy, given its name."""

    async def call(name: str) -> Any:
        work = getattr(find(name), what)
        return await work() if work else None

    return call


async def known_strategies() -> list[dict[str, Any]]:
    return [
        {
            "name": each.name,
            "about": each.about,
            "processes": each.process is not None,
            "buffers": each.pending is not None,
            "storesIds": each.stores_ids,
        }
        for each in strategies.all.values()
    ]


async def sources() -> list[dict[str, Any]]:
    await strategies.refresh()
    await add_missing_rows()
    return strategies.sources
