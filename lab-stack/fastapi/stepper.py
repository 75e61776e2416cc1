"""
A worker that pauses at every failpoint:  python stepper.py STRATEGY
`step` moves it from one failpoint to the next and kills it where a crash does damage; so do `matrix` and `check`.
It reads one word per line:  process  starts a batch, or continues to the next failpoint;  run  does the same without
pausing again. It answers with a line of JSON: the failpoint that it has reached, or the result of the batch.
"""

import asyncio
import json
import os
import sys
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from connections import connect_args
from failpoint import Failpoint, on_failpoint
from live_strategies import load_strategies
from refusal import refusal_of

FOLDER = Path(__file__).parent

Process = Callable[[], Awaitable[int]]


def tell(what: dict[str, Any]) -> None:
    print(json.dumps(what), flush=True)


class Stepper:
    def __init__(self, process: Process) -> None:
        self.process = process
        self.pauses = True
        self.go_on = asyncio.Event()
        self.batch: asyncio.Task[None] | None = None

    def obey(self, word: str) -> None:
        self.pauses = word != "run"
        if self.batch is None or self.batch.done():
            self.batch = asyncio.create_task(self.move())
        else:
            self.go_on.set()

    async def move(self) -> None:
        try:
            tell({"processed": int(await self.process())})
        except Exception as error:
            refusal = refusal_of(error)
            tell({"failed": {"code": refusal.code, "message": refusal.thrown or refusal.message}})

    async def visit(self, place: Failpoint) -> None:
        if not self.pauses:
            return
        self.go_on.clear()
        # The line that called failpoint(), which has called this function.
        caller = sys._getframe(2)
        file = Path(caller.f_code.co_filename).relative_to(FOLDER).as_posix()
        tell({"at": place, "file": file, "line": caller.f_lineno})
        await self.go_on.wait()


async def work(name: str) -> None:
    # A paused transaction may stay open for any length of time.
    connect_args["server_settings"]["idle_in_transaction_session_timeout"] = "0"
    strategies = await load_strategies()
    strategy = strategies.get(name)
    if strategy is None or strategy.process is None:
        buffered = ", ".join(each.name for each in strategies.all.values() if each.process)
        sys.exit(f"Usage: python stepper.py STRATEGY, with one of {buffered}.")
    stepper = Stepper(strategy.process)
    on_failpoint(stepper.visit)
    loop = asyncio.get_running_loop()

    def listen() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(stepper.obey, line.strip())
        # The controlling process is gone: exit in the middle of the batch, as in a crash.
        os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1] if len(sys.argv) > 1 else ""))
