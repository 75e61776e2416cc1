"""The app may run as several processes behind one port. What each has in its own memory must then be asked of all."""

import asyncio
import os
import sys
import threading
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any
from uuid import uuid4

from refusal import Refusal, refusal_of
from watchdog import without_exit

# How many processes the app has.
PROCESSES = int(os.environ.get("PROCESSES") or 1)


@dataclass(frozen=True)
class Question:
    """To every process; the first one, in server.py, passes it on."""

    id: str
    task: str
    strategy: str
    # The process that asks; filled in by the first one.
    sender: int = 0


@dataclass(frozen=True)
class Answer:
    """To the process that asked."""

    question: str
    to: int
    value: Any = None
    # What Refusal is made of.
    refusal: tuple[Any, ...] | None = None


class Processes:
    """Runs a task in every process of the app."""

    def __init__(self, **tasks: Callable[[str], Awaitable[Any]]) -> None:
        self.tasks = tasks
        # To the first process; None if this is the only one.
        self.pipe: Connection | None = None
        self.waiting: dict[str, tuple[list[Any], asyncio.Future[list[Any]]]] = {}
        self.answering: set[asyncio.Task[None]] = set()

    async def ask(self, task: str, strategy: str = "", of_all: bool = True) -> list[Any]:
        """All results. `of_all` is False for a strategy of which one process knows everything: then it runs in this one."""
        if self.pipe is None or not of_all:
            return [await self.tasks[task](strategy)]
        question = Question(str(uuid4()), task, strategy)
        answered = asyncio.get_running_loop().create_future()
        self.waiting[question.id] = ([], answered)
        self.pipe.send(question)
        try:
            return await answered
        finally:
            del self.waiting[question.id]

    def join(self, pipe: Connection) -> None:
        """Takes part in what the others ask from now on. Ends this process when the first one has died."""
        self.pipe = pipe
        loop = asyncio.get_running_loop()

        def read() -> None:
            try:
                while True:
                    loop.call_soon_threadsafe(self.take, pipe.recv())
            except (EOFError, OSError):
                os._exit(0)

        threading.Thread(target=read, daemon=True).start()

    def take(self, message: Question | Answer) -> None:
        if isinstance(message, Question):
            answering = asyncio.create_task(self.answer(message))
            self.answering.add(answering)
            answering.add_done_callback(self.answering.discard)
            return
        values, answered = self.waiting.get(message.question, ([], None))
        if answered is None or answered.done():
            return
        values.append(message.value)
        if message.refusal:
            answered.set_exception(Refusal(*message.refusal))
        elif len(values) == PROCESSES:
            answered.set_result(values)

    async def answer(self, question: Question) -> None:
        assert self.pipe
        try:
            value = await without_exit(self.tasks[question.task](question.strategy))
            self.pipe.send(Answer(question.id, question.sender, value))
        except Exception as error:
            each = refusal_of(error)
            if each.code == "bug":
                traceback.print_exception(error, file=sys.stderr)
            refusal = (each.code, each.message, each.outcome, each.status, each.thrown)
            self.pipe.send(Answer(question.id, question.sender, refusal=refusal))
