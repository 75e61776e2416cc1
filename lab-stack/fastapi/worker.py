"""
Moves the buffered hits of a strategy into PostgreSQL at an interval:  python worker.py STRATEGY SECONDS
It prints one line of JSON per batch. Strategies that are safe for it can have several workers at once.
"""

import asyncio
import json
import os
import signal
import sys
import threading
import time
from typing import Any

from live_strategies import LiveStrategies, load_strategies
from refusal import refusal_of

stop = threading.Event()


def tell(what: dict[str, Any]) -> None:
    try:
        print(json.dumps(what), flush=True)
    except OSError:
        pass  # A closed stdout is not a request to stop.


async def batch(name: str, strategies: LiveStrategies) -> dict[str, Any]:
    """Runs one batch of the text as it is saved now. A failure is reported, and the worker carries on: the next may succeed."""
    begun = time.perf_counter()
    processed = 0
    try:
        await strategies.refresh()
        if mistake := strategies.mistake_of(name):
            raise RuntimeError(f"strategies/{name}.py:{mistake.line}: {mistake.message}")
        strategy = strategies.get(name)
        if strategy is None or strategy.process is None:
            raise RuntimeError(f"strategies/{name}.py has nothing to process any more")
        processed = await strategy.process()
        duration = (time.perf_counter() - begun) * 1000
        pending = await strategy.pending() if strategy.pending else 0
        return {"processed": processed, "durationMs": duration, "pending": pending}
    except Exception as error:
        refusal = refusal_of(error)
        duration = (time.perf_counter() - begun) * 1000
        told = {"code": refusal.code, "message": refusal.message}
        if refusal.thrown:
            told["thrown"] = refusal.thrown
        return {"processed": processed, "durationMs": duration, "error": told}


async def work(name: str, every: float) -> None:
    strategies = await load_strategies()
    strategy = strategies.get(name)
    if strategy is None or strategy.process is None:
        buffered = ", ".join(each.name for each in strategies.all.values() if each.process)
        sys.exit(f"Usage: python worker.py STRATEGY SECONDS, with one of {buffered}.")
    tell({"working": name, "everySeconds": every})
    while not stop.is_set():
        tell(await batch(name, strategies))
        # A request to stop ends the pause at once, but never interrupts a batch.
        await asyncio.to_thread(stop.wait, every)


def end_with_parent() -> None:
    """The parent process holds the other end of stdin. When the parent dies, stdin closes and the worker stops as well."""
    while os.read(0, 4096):
        pass
    stop.set()


def main(name: str = "", seconds: str = "5") -> None:
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stop.set())
    if os.environ.get("EXIT_WITH_STDIN") == "1":
        threading.Thread(target=end_with_parent, daemon=True).start()
    asyncio.run(work(name, float(seconds)))


if __name__ == "__main__":
    main(*sys.argv[1:3])
