"""
Starts the app and shuts it down gracefully:  python server.py
With PROCESSES=4 it runs as four processes behind one port. The first one then only starts the others and passes their
messages on. When one of them dies, the whole app does.
"""

import asyncio
import json
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, TypeVar

import uvicorn

from app import app, processes
from connections import engine, redis
from counter_rows import add_rows
from processes import PROCESSES, Answer, Question
from refusal import refusal_of
from running import open_each, strategies
from watchdog import refuse_exits, report_uncaught, watch_loop

T = TypeVar("T")

# How long a shutdown waits for accepted requests to be answered, in seconds.
PATIENCE = 6
PATIENCE_WITHOUT_PARENT = 2
# How long to keep idle connections open, in seconds, as on Node: longer than any pause of a load. By default uvicorn
# closes them after 5 s, even when an unread hit is waiting in one.
KEEP_ALIVE = 72
# How many connections may wait until they are accepted.
BACKLOG = 2048


class Server(uvicorn.Server):
    def __init__(self, ready: Callable[[], None]) -> None:
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            timeout_keep_alive=KEEP_ALIVE,
            timeout_graceful_shutdown=PATIENCE,
            # How many connections are accepted at a time. Several processes take them one by one, to share them.
            backlog=BACKLOG if PROCESSES == 1 else 1,
        )
        super().__init__(config)
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for each in sockets or []:
            each.listen(BACKLOG)
        self.ready()


async def open_port() -> socket.socket:
    """Opens the port, after the counter rows: an app that listens is one that can store hits."""
    host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
    try:
        await strategies.refresh()
        await add_rows(strategies.all.values())
        listening = socket.create_server((host, port), backlog=BACKLOG)
    except Exception as error:
        refusal = refusal_of(error)
        print(f"The app cannot start ({refusal.code}): {refusal.message}", file=sys.stderr)
        sys.exit(1)
    # Handed on to each connection. asyncio sets it only where a socket names its protocol, which this one does not, and
    # without it the body of an answer waits until the client has acknowledged the head: 40 ms a hit.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


async def serve(server: Server, listening: socket.socket) -> None:
    """Answers requests until this process is asked to stop."""
    await strategies.refresh()
    # After a graceful shutdown, uvicorn raises the signal once more for the handler that was there before.
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, signal.SIG_IGN)
    await open_each(strategies.all.values())
    strategies.watch()
    await server.serve([listening])
    await strategies.close_all()
    await close_connections()


def guard() -> None:
    """Before a strategy is loaded: what it must not do to the others begins there."""
    refuse_exits()
    report_uncaught(strategies.blame)
    watch_loop()


async def close_connections() -> None:
    await engine.dispose()
    await redis.aclose()


async def serve_alone() -> None:
    guard()
    listening: socket.socket | None = None
    server = Server(lambda: announce(listening))
    if os.environ.get("EXIT_WITH_STDIN") == "1":
        end_with_parent(lambda: setattr(server, "should_exit", True))
    listening = await open_port()
    await serve(server, listening)


async def serve_as_one_of_several(listening: socket.socket, pipe: Connection) -> None:
    guard()
    processes.join(pipe)
    await serve(Server(lambda: pipe.send("ready")), listening)


def announce(listening: socket.socket) -> None:
    print(json.dumps({"listening": listening.getsockname()[1]}), flush=True)


def end_with_parent(stop: Callable[[], None]) -> None:
    """The parent process holds the other end of stdin. When the parent dies, stdin closes and the app stops as well."""

    def watch() -> None:
        while os.read(0, 4096):
            pass
        stop()
        time.sleep(PATIENCE_WITHOUT_PARENT)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def run(work: Coroutine[Any, Any, T]) -> T:
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: sys.exit(0))
    return asyncio.run(work)


def one_of_several(listening: socket.socket, pipe: Connection) -> None:
    run(serve_as_one_of_several(listening, pipe))


async def prepare() -> socket.socket:
    listening = await open_port()
    await close_connections()
    return listening


class FirstProcess:
    """Starts the others, and passes on what they ask each other."""

    def __init__(self, listening: socket.socket) -> None:
        self.listening = listening
        self.context = multiprocessing.get_context("spawn")
        self.others: dict[Connection, SpawnProcess] = {}
        self.ready = 0
        self.stopping = False
        self.failed = False

    def run(self) -> None:
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: self.stop())
        if os.environ.get("EXIT_WITH_STDIN") == "1":
            end_with_parent(self.stop)
        self.start()
        while self.others:
            for pipe in wait(list(self.others)):
                try:
                    self.take(pipe.recv(), pipe)
                except (EOFError, OSError):
                    self.ended(self.others.pop(pipe))
        sys.exit(1 if self.failed else 0)

    def start(self) -> None:
        pipe, its_pipe = self.context.Pipe()
        process = self.context.Process(target=one_of_several, args=[self.listening, its_pipe])
        process.start()
        its_pipe.close()
        self.others[pipe] = process
        if self.stopping:
            process.terminate()

    def take(self, message: Question | Answer | str, sender: Connection) -> None:
        if isinstance(message, str):
            self.ready += 1
            if self.stopping:
                return
            # If it cannot start, the first one says why, and the others need not say it again.
            for _ in range(PROCESSES - 1 if self.ready == 1 else 0):
                self.start()
            if self.ready == PROCESSES:
                announce(self.listening)
            return
        if isinstance(message, Question):
            message = replace(message, sender=sender.fileno())
        for pipe in self.others:
            # A question goes to every process, an answer to the one that asked.
            if isinstance(message, Question) or message.to == pipe.fileno():
                with suppress(OSError):  # it may have just ended
                    pipe.send(message)

    def ended(self, process: SpawnProcess) -> None:
        process.join()
        self.failed = self.failed or process.exitcode != 0
        if self.stopping:
            return
        if self.ready == PROCESSES:
            message = f"One of the {PROCESSES} processes of the app has ended ({process.exitcode}): so does the app."
            print(message, file=sys.stderr)
        for other in self.others.values():
            other.kill()
        sys.exit(1)

    def stop(self) -> None:
        self.stopping = True
        for process in list(self.others.values()):
            process.terminate()


if __name__ == "__main__":
    if PROCESSES > 1:
        FirstProcess(run(prepare())).run()
    else:
        run(serve_alone())
