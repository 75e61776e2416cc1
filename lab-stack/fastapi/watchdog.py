"""What a strategy does to the process that it shares with all others: an exit, an exception that nobody catches, and a
loop that never ends."""

import asyncio
import builtins
import os
import sys
import threading
import time
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import FrameType
from typing import Any, TypeVar

T = TypeVar("T")

STRATEGIES = Path(__file__).parent / "strategies"
# How often the event loop shows that it is alive, and how long it may be busy, in seconds.
BEAT_EVERY = 0.5
PATIENCE = 5


def refuse_exits() -> None:
    """An exit that a strategy asks for becomes an exception, with its line; the app and all other strategies go on."""
    for module, name in ((sys, "exit"), (os, "_exit"), (builtins, "exit"), (builtins, "quit")):
        setattr(module, name, refused_to_strategies(name, getattr(module, name)))


def refused_to_strategies(name: str, end: Callable[..., Any]) -> Callable[..., Any]:
    def end_unless_strategy(*code: Any) -> Any:
        if is_strategy(sys._getframe(1)):
            raise RuntimeError(f"{name}({', '.join(map(repr, code))}) would end the app, with all other strategies")
        return end(*code)

    return end_unless_strategy


async def without_exit(work: Awaitable[T]) -> T:
    """`raise SystemExit` is an exit as well: in a task, it would go through the event loop and end it."""
    try:
        return await work
    except SystemExit as error:
        message = f"SystemExit({error.code!r}) would end the app, with all other strategies"
        raise RuntimeError(message).with_traceback(error.__traceback__) from None


def report_uncaught(blame: Callable[[BaseException], bool]) -> None:
    """
    What is raised in a task, a callback or a thread of a strategy reaches no client. Python would only log it, and late.
    `blame` returns False for an exception that comes from no strategy.
    """
    loop = asyncio.get_running_loop()

    def in_loop(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException) and blame(error):
            traceback.print_exception(error, file=sys.stderr)
        else:
            loop.default_exception_handler(context)

    def in_thread(args: threading.ExceptHookArgs) -> None:
        threading.__excepthook__(args)
        if args.exc_value and not loop.is_closed():
            loop.call_soon_threadsafe(blame, args.exc_value)

    loop.set_exception_handler(in_loop)
    threading.excepthook = in_thread


def watch_loop() -> None:
    """
    Says in the log, once, where the thread of the app is busy when that has lasted for 5 s: then it answers nobody. That
    takes a second thread.
    """
    # Somebody debugs: a breakpoint stops the thread, too.
    if sys.gettrace() is not None:
        return
    loop, main = asyncio.get_running_loop(), threading.get_ident()
    beats = 0

    def beat() -> None:
        nonlocal beats
        beats += 1
        loop.call_later(BEAT_EVERY, beat)

    def watch() -> None:
        last, still = -1, 0
        while still * BEAT_EVERY < PATIENCE:
            before = time.monotonic()
            time.sleep(BEAT_EVERY)
            # A process that was stopped as a whole, or a machine that is overloaded, holds up this thread, too.
            is_fair = time.monotonic() - before < 3 * BEAT_EVERY
            still = still + 1 if beats == last and is_fair else 0
            last = beats
        place = busy_place(sys._current_frames().get(main))
        print(f"The app has not answered for {PATIENCE} s: its one thread is busy in {place}.", file=sys.stderr, flush=True)

    beat()
    threading.Thread(target=watch, daemon=True).start()


def busy_place(frame: FrameType | None) -> str:
    """The line of a strategy that the thread is in, else of any other file."""
    frames: list[FrameType] = []
    while frame:
        frames.append(frame)
        frame = frame.f_back
    found = next(filter(is_strategy, frames), frames[0] if frames else None)
    if found is None:
        return "code that the app cannot name"
    path = Path(found.f_code.co_filename)
    return f"{path.parent.name}/{path.name}:{found.f_lineno}"


def is_strategy(frame: FrameType) -> bool:
    return Path(frame.f_code.co_filename).parent == STRATEGIES
